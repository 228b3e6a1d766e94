import { compareKeys } from "../certainty/order.ts";
import type { Entity } from "../model/network.ts";
import type { VirtualHub } from "../model/virtual-wan.ts";
import { gapBetween } from "../topology/hubs.ts";
import type { Topology } from "../topology/topology.ts";
import { type Route, routesByBgp } from "./route.ts";

/**
 * What BGP peers may bring to a virtual hub: its own, and those of the other hubs of its WAN (R73b). The ranges of networks that it is
 * connected with come before all that (R3).
 */
export function hubBgpRoutes(topology: Topology, hub: VirtualHub): readonly Route[] {
  const [first, ...more] = peersOf(topology, hub);
  if (first === undefined) return [];
  const others = more.length === 0 ? "" : ` and ${more.length} more`;
  const text = `what routes the virtual hub ${hub.name} learns by BGP from ${first.name}${others} is not known (R73b)`;
  return [routesByBgp(hub.name, first.origin, text)];
}

/** Those that tell the hub of routes, or its WAN, in key order. */
function peersOf({ network, hubs }: Topology, hub: VirtualHub): readonly Entity[] {
  if (network.bgpPeers.length === 0) return [];
  const joined = [...hubs.values()].filter((other) => other === hub || gapBetween(hub, other) !== "apart");
  const keys = new Set(joined.map(({ key }) => key));
  return network.bgpPeers.filter(({ speaksWith }) => speaksWith.some((key) => keys.has(key))).sort(compareKeys);
}
