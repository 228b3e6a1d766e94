import { formatPrefix } from "../address/prefix.ts";
import type { Gap } from "../certainty/known.ts";
import type { PeeringHalf } from "../model/network.ts";
import type { VirtualHub } from "../model/virtual-wan.ts";
import type { Link, Topology } from "../topology/topology.ts";
import { unreadRoutes } from "./hub-bgp-routes.ts";
import { hubRoutes } from "./hub-routes.ts";
import { type Route, routesByBgp } from "./route.ts";

/**
 * What virtual hubs tell a network that they are connected with (R69b): the way to all that the hub has routes for leads by its router. A
 * table heeds them like a gateway's (R20), and they lose to the network's own ranges and its peerings like them (R3).
 */
export function routesFromHubs(topology: Topology, network: string): readonly Route[] {
  const { hubs, links } = topology;
  return (links.get(network) ?? []).flatMap((link) => {
    if (link.half?.isOfUnseenHub === true) return toldByUnseen(link.half);
    const hub = hubs.get(link.to ?? "");
    return hub === undefined ? [] : told(hub, link, toldBy(topology, hub));
  });
}

/** What a hub that is not in sight tells may be anything. */
function toldByUnseen({ name, origin }: PeeringHalf): readonly Route[] {
  return [
    routesByBgp(name, origin, `what the virtual hub of the connection ${name} tells the network is not known: it is not in sight (R69b)`),
  ];
}

/** A connection that is, or may be, associated with another table than the one that is read hears what that one says. */
function told({ associatedElsewhere }: VirtualHub, { gap, remoteHalf }: Link, routes: readonly Route[]): readonly Route[] {
  const doubt = gap ?? associatedElsewhere.get(remoteHalf?.key ?? "");
  return doubt === undefined ? routes : routes.map((route) => ({ ...route, presence: "possible", gap: route.gap ?? doubt }));
}

/** The rows of the hub's router as its networks see them, each prefix once. */
function toldBy(topology: Topology, hub: VirtualHub): readonly Route[] {
  const known = cache.get(topology) ?? new Map<VirtualHub, readonly Route[]>();
  cache.set(topology, known);
  let routes = known.get(hub);
  if (routes === undefined) {
    routes = seenFromNetworks(topology, hub);
    known.set(hub, routes);
  }
  return routes;
}

/** Every subnet of every network asks. */
const cache = new WeakMap<Topology, Map<VirtualHub, readonly Route[]>>();

function seenFromNetworks(topology: Topology, hub: VirtualHub): readonly Route[] {
  const alternatives = hubRoutes(topology, hub, hub.router);
  const { privatePolicy } = hub;
  const doubt = privatePolicy.known ? undefined : privatePolicy.gap;
  const byPrefix = new Map<string, Route>();
  for (const row of [...alternatives.flat(), ...unreadRoutes(topology, hub)]) {
    if (row.nextHop.kind === "internet" || row.nextHop.kind === "vnet-local") continue;
    const key = isAnywhere(row) || row.prefix === undefined ? "" : formatPrefix(row.prefix);
    const other = byPrefix.get(key);
    if (other === undefined || (other.presence === "possible" && row.presence === "certain")) byPrefix.set(key, seen(hub, row, doubt));
  }
  return [...byPrefix.values()];
}

function seen({ router, name, origin }: VirtualHub, row: Route, doubt: Gap | undefined): Route {
  const { presence, gap } = row;
  return {
    source: "VirtualNetworkGateway",
    prefix: isAnywhere(row) ? undefined : row.prefix,
    nextHop: { kind: "hub", router },
    presence: doubt === undefined ? presence : "possible",
    gap: gap ?? doubt,
    origin,
    label: `told by the virtual hub ${name}`,
  };
}

/** Beside a private policy a row of which the prefix is not known takes what is left: to networks it may be any. */
function isAnywhere({ prefix, presence }: Route): boolean {
  return prefix?.length === 0 && presence === "possible";
}
