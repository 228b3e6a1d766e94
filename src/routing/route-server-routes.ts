import { append } from "../certainty/order.ts";
import type { PlacedRouteServer, Topology } from "../topology/topology.ts";
import { type Route, routesByBgp } from "./route.ts";
import { servedNetworks } from "./served-networks.ts";

/**
 * What Route Servers may bring to networks, by the key of the network (R73): routes that appliances tell them of by BGP. No program shows
 * these, so that one route of any prefix to any next hop stands for all. R3 keeps them from what a network's own routes and peerings lead to.
 */
export function routeServerRoutes(topology: Topology): ReadonlyMap<string, readonly Route[]> {
  const routes = new Map<string, Route[]>();
  for (const placed of topology.routeServers) {
    const { name, origin } = placed.server;
    const route = routesByBgp(name, origin, `what routes the Route Server ${name} learns by BGP is not known (R73)`);
    for (const network of networksServedBy(placed, topology)) append(routes, network, route);
  }
  return routes;
}

/** Those that it may be in, and those that a gateway there would serve. */
function networksServedBy({ homes }: PlacedRouteServer, topology: Topology): ReadonlySet<string> {
  const { hubs } = topology;
  const served =
    homes.length === 0
      ? servedFromOutside(topology)
      : homes.flatMap((home) => [home, ...servedNetworks(topology, home).map(({ network }) => network)]);
  return new Set(served.filter((network) => !hubs.has(network)));
}

/** The networks that may use what is in a network out of sight. */
function servedFromOutside({ links }: Topology): readonly string[] {
  return [...links.values()].flat().flatMap(({ from, to, half }) => {
    const uses = half?.useRemoteGateways;
    return to === undefined && !(uses?.known === true && !uses.value) ? [from] : [];
  });
}
