import { compareKeys, compareText } from "../certainty/order.ts";
import type { Origin } from "../model/network.ts";
import type { VirtualHub } from "../model/virtual-wan.ts";
import { gapBetween } from "../topology/hubs.ts";
import type { Topology } from "../topology/topology.ts";
import { type Route, routesByBgp } from "./route.ts";

/**
 * What may come to a virtual hub that nobody sees: from its BGP peers and appliances, and those of the other hubs of its WAN (R73b), and from
 * what is not modelled of these hubs. The ranges of networks that it is connected with come before all that (R3).
 */
export function hubBgpRoutes(topology: Topology, hub: VirtualHub): readonly Route[] {
  const [first, ...more] = tellersOf(topology, hub);
  if (first === undefined) return [];
  const others = more.length === 0 ? "" : ` and ${more.length} more`;
  const text = `what routes the virtual hub ${hub.name} learns by BGP from ${first.name}${others} is not known (R73b)`;
  return [routesByBgp(hub.name, first.origin, text)];
}

interface Teller {
  readonly name: string;
  readonly origin: Origin;
}

/** The same where a route map, or something else that is not modelled of these hubs, may tell networks of any route whatever the hub itself does. */
export function unreadRoutes(topology: Topology, hub: VirtualHub): readonly Route[] {
  return unmodelledOf(topology, keysOfWan(topology, hub)).length === 0 ? [] : hubBgpRoutes(topology, hub);
}

/** Those that tell the hub of routes, or its WAN, in a total order. */
function tellersOf(topology: Topology, hub: VirtualHub): readonly Teller[] {
  const { bgpPeers, hubAppliances } = topology.network;
  const keys = keysOfWan(topology, hub);
  return [
    ...bgpPeers.filter(({ speaksWith }) => speaksWith.some((key) => keys.has(key))).sort(compareKeys),
    ...hubAppliances.filter((each) => each.hubs.some((key) => keys.has(key))).sort(compareKeys),
    ...unmodelledOf(topology, keys),
  ];
}

function keysOfWan({ hubs }: Topology, hub: VirtualHub): ReadonlySet<string> {
  const joined = [...hubs.values()].filter((other) => other === hub || gapBetween(hub, other) !== "apart");
  return new Set(joined.map(({ key }) => key));
}

function unmodelledOf({ network }: Topology, keys: ReadonlySet<string>): readonly Teller[] {
  return network.unmodelled
    .filter(({ scope }) => scope.kind === "hub" && (scope.hub === undefined || keys.has(scope.hub)))
    .map(({ gap }) => ({ name: "what is not modelled", origin: { resource: gap.resource, property: gap.property } }))
    .sort((a, b) => compareText(a.origin.resource, b.origin.resource));
}
