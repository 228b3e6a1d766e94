import type { World, WorldFirewall, WorldRule } from "../world/world.ts";
import { baseOf, isWithin, sizeOf, textOf } from "./addresses.ts";
import type { Way } from "./setting.ts";

/** Where a packet may come from that nothing is known of. */
export const ANYWHERE: readonly string[] = ["0.0.0.0/0"];

/**
 * Where what comes in by a gateway is from: what the configuration says of on-premises, else its static sites and point-to-site pools. Anywhere
 * where one of its ways in speaks BGP or leads to another network, where none is in sight, and where an appliance lets on-premises in, which may
 * put its own addresses in (R62).
 */
export function sourcesOf(world: World, way: Way): readonly string[] {
  if ("subnet" in way) return ANYWHERE;
  if (world.configuration.onPremises.length > 0) return world.configuration.onPremises;
  const own = world.connections.filter(
    (each) => each.gateway === way.name || (each.kind === "vnet-to-vnet" && each.peerGateway === way.name),
  );
  const sites = own.flatMap((each) => (each.kind === "ipsec" && !each.bgp ? [each.localGateway] : []));
  const prefixes = [...sites.flatMap((site) => world.localGateways.find(({ name }) => name === site)?.prefixes ?? []), ...way.pools];
  const isAllStated = way.kind !== "express-route" && sites.length === own.length && prefixes.length > 0;
  return isAllStated ? prefixes : ANYWHERE;
}

/** R63b: whether the rules let nothing through that is from the sources. What rules that are not in the program deny is not known. */
export function deniesAll({ rules }: WorldFirewall, sources: readonly string[], destination: string): boolean {
  if (rules === undefined) return false;
  return cornersOf([...sources, ...rules.flatMap((rule) => rule.sources)])
    .filter((source) => sources.some((prefix) => isWithin(source, prefix)))
    .every((source) => !isAllowed(rules, source, destination));
}

/** The first rule that matches decides; what none matches is denied. */
function isAllowed(rules: readonly WorldRule[], source: string, destination: string): boolean {
  const first = rules.find(
    ({ sources, destinations }) =>
      sources.some((prefix) => isWithin(source, prefix)) && destinations.some((prefix) => isWithin(destination, prefix)),
  );
  return first?.action === "Allow";
}

/** The first address of each prefix, and the first behind it: all others are in the same prefixes as one of these. */
function cornersOf(prefixes: readonly string[]): readonly string[] {
  const corners = prefixes.flatMap((prefix) => [baseOf(prefix), baseOf(prefix) + sizeOf(prefix)]);
  return [...new Set(corners)].filter((corner) => corner < 2 ** 32).map(textOf);
}
