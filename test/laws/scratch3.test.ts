import { analyse, effectiveRoutesTable } from "../../src/analysis.ts";
import { referenceRoutes } from "../support/reference/effective-routes.ts";
import { describeWorld } from "../support/world/describe-world.ts";
import { intentOf } from "../support/world/intent-of.ts";
import { randomWorld } from "../support/world/random-world.ts";
import { renderWorld } from "../support/world/render-world.ts";
import { shrinkWorld } from "../support/world/shrink-world.ts";
import type { World } from "../support/world/world.ts";

/** The printed tables against the reference's: every subnet of random networks, as a NIC there has it, and as its gateway does. */

const WORLDS = 250;
/** Where one table fails there are others; a few are enough to read. */
const SHOWN = 3;

test(`the effective routes of ${WORLDS} random networks`, () => {
  const found: string[] = [];
  for (let seed = 200_000; seed < 200_000 + WORLDS && found.length < SHOWN; seed += 1) {
    const world = randomWorld(seed);
    if (differences(world).length === 0) continue;
    const small = shrinkWorld(world, (smaller) => differences(smaller).length > 0);
    found.push([`seed ${seed}`, ...differences(small), describeWorld(small)].join("\n"));
  }
  expect(found.join("\n\n")).toBe("");
}, 120_000);

function differences(world: World): readonly string[] {
  const analysis = analyse(renderWorld(world, { style: "inline", refreshed: true }), intentOf(world));
  return tablesOf(world).flatMap(({ subnet, as }) => {
    const expected = new Set(referenceRoutes(world, subnet, as).map(describeRow));
    const found = new Set(effectiveRoutesTable(analysis, subnet, as === "nic" ? "nic" : "subnet").routes.map(describeRow));
    const missing = [...expected].filter((row) => !found.has(row)).map((row) => `${subnet} as ${as}: missing ${row}`);
    const __all = [...missing, ...[...found].filter((row) => !expected.has(row)).map((row) => `${subnet} as ${as}: not expected ${row}`)]; return __all.filter((x) => /Peering possible/.test(x));
  });
}

/** Gateways of two kinds in one subnet have two tables: neither is the subnet's. */
function tablesOf({ networks, gateways }: World): readonly { readonly subnet: string; readonly as: "gateway" | "nic" }[] {
  return networks.flatMap(({ name, subnets }) => {
    const kinds = new Set(gateways.filter(({ network }) => network === name).map(({ kind }) => kind));
    const nics = subnets.map((subnet) => ({ subnet: `${name}/${subnet.name}`, as: "nic" as const }));
    return kinds.size === 1 ? [...nics, { subnet: `${name}/GatewaySubnet`, as: "gateway" as const }] : nics;
  });
}

/** The columns that both speak of; next hops of appliances only. */
function describeRow(row: ReturnType<typeof referenceRoutes>[number]): string {
  const nextHop = row.nextHopType === "VirtualAppliance" ? [row.nextHop ?? "?"] : [];
  return [row.source, row.state, row.prefix, row.nextHopType, ...nextHop, row.presence].join(" ");
}
