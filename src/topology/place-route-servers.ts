import { compareKeys } from "../certainty/order.ts";
import type { Network, Subnet } from "../model/network.ts";
import { referencedSubnets } from "./referenced-subnets.ts";
import type { PlacedRouteServer } from "./topology.ts";

/** The Route Servers in key order. */
export function placeRouteServers(network: Network, subnets: ReadonlyMap<string, Subnet>): readonly PlacedRouteServer[] {
  if (network.routeServers.length === 0) return [];
  const hubs = new Set(network.hubs.map((hub) => hub.network));
  const anywhere = network.virtualNetworks.map(({ key }) => key).filter((key) => !hubs.has(key));
  return [...network.routeServers].sort(compareKeys).map((server): PlacedRouteServer => {
    const { subnet } = server;
    const found = [...new Set(referencedSubnets(subnet, subnets).map((each) => each.network))];
    const homes = found.length === 0 && subnet.kind !== "outside" ? anywhere : found;
    return { server, homes: [...homes].sort() };
  });
}
