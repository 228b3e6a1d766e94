import { compareKeys } from "../certainty/order.ts";
import type { Network, Subnet } from "../model/network.ts";
import { referencedSubnets } from "./referenced-subnets.ts";
import type { Link, PlacedRouteServer } from "./topology.ts";
import { transitTo } from "./transit.ts";

/** The Route Servers in key order. `links`: the peerings by the network that they start from. */
export function placeRouteServers(
  network: Network,
  subnets: ReadonlyMap<string, Subnet>,
  links: ReadonlyMap<string, readonly Link[]>,
): readonly PlacedRouteServer[] {
  if (network.routeServers.length === 0) return [];
  const hubs = new Set(network.hubs.map((hub) => hub.network));
  const anywhere = network.virtualNetworks.map(({ key }) => key).filter((key) => !hubs.has(key));
  return [...network.routeServers].sort(compareKeys).map((server): PlacedRouteServer => {
    const { subnet } = server;
    const found = [...new Set(referencedSubnets(subnet, subnets).map((each) => each.network))];
    const homes = found.length === 0 && subnet.kind !== "outside" ? anywhere : found;
    const served = subnet.kind === "outside" ? servedFromOutside(links) : homes.flatMap((home) => [home, ...servedFrom(links.get(home))]);
    const gap = subnet.kind === "unknown" ? subnet.gap : undefined;
    return { server, homes: [...homes].sort(), gap, served: [...new Set(served)].filter((key) => !hubs.has(key)).sort() };
  });
}

function servedFrom(links: readonly Link[] = []): readonly string[] {
  return links.flatMap((link) => (link.to === undefined || transitTo(link) === "no" ? [] : [link.to]));
}

/** The networks that may use what is in a network out of sight. */
function servedFromOutside(links: ReadonlyMap<string, readonly Link[]>): readonly string[] {
  return [...links.values()].flat().flatMap(({ from, to, half }) => {
    const uses = half?.useRemoteGateways;
    return to === undefined && !(uses?.known === true && !uses.value) ? [from] : [];
  });
}
