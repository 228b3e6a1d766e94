import type { HitTable } from "../reference/hits.ts";
import type { ConfiguredWan } from "./random-wan.ts";
import { vantagesOf, wanPath } from "./reference.ts";

/**
 * What a report has to say of replies in a virtual WAN: `CP-W01 <hub>: <subnets>` (R68, R71), and `CP-W04 <appliance>` of the appliances whose
 * tag is misspelt (R62). Of a firewall in a hub nothing is said, whatever it does with the source: both ways are documented to cross it (R71).
 */
export function wanAdvice(wan: ConfiguredWan, misspelt: readonly string[], hits?: HitTable): readonly string[] {
  const networks = Object.keys(wan.sketch.networks);
  const paths = vantagesOf(wan).flatMap(({ from }) =>
    networks.flatMap((network) => {
      const path = wanPath(wan, from, network);
      return path === undefined ? [] : [{ network, ...path }];
    }),
  );
  const bypassed = paths.filter(({ verdict }) => verdict === "bypassed");
  const inspectors = paths.filter(({ verdict }) => verdict === "inspected").flatMap((path) => path.inspectors);
  const halves = [...new Set(bypassed.flatMap(({ halfFlows }) => halfFlows))].map((hub) => {
    const subnets = bypassed.filter(({ halfFlows }) => halfFlows.includes(hub)).map(({ network }) => `${network}/ep`);
    return `CP-W01 ${hub}: ${[...new Set(subnets)].sort().join(", ")}`;
  });
  for (const name of inspectors) hits?.recordWayBack(name.endsWith("-fw") ? "firewall, virtual hub" : "appliance, connected network");
  for (const half of halves) hits?.recordWayBack(half.includes(",") ? "CP-W01, several subnets" : "CP-W01");
  const idle = misspelt.filter((name) => inspectors.includes(name)).map((name) => `CP-W04 ${name}`);
  return [...halves, ...idle].sort();
}
