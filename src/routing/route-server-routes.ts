import { append } from "../certainty/order.ts";
import type { Topology } from "../topology/topology.ts";
import type { Route } from "./route.ts";

/**
 * What Route Servers may bring to networks, by the key of the network (R73): routes that appliances tell them of by BGP. No program shows
 * these, so that one route of any prefix to any next hop stands for all. R3 keeps them from what a network's own routes and peerings lead to.
 */
export function routeServerRoutes({ routeServers }: Topology): ReadonlyMap<string, readonly Route[]> {
  const routes = new Map<string, Route[]>();
  for (const { server, served } of routeServers) {
    const { name, origin } = server;
    const text = `what routes the Route Server ${name} learns by BGP is not known (R73)`;
    const gap = { resource: origin.resource, property: origin.property, text };
    const route: Route = {
      source: "VirtualNetworkGateway",
      prefix: undefined,
      nextHop: { kind: "unknown", gap },
      presence: "possible",
      gap,
      origin,
      label: `BGP routes of ${name}`,
    };
    for (const network of served) append(routes, network, route);
  }
  return routes;
}
