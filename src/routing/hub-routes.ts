import { covers, type Prefix, prefix } from "../address/prefix.ts";
import { closedList, type Gap } from "../certainty/known.ts";
import type { HubNextHop, HubRoute, PrivatePolicy, VirtualHub } from "../model/virtual-wan.ts";
import { gapBetween } from "../topology/hubs.ts";
import type { Link, Topology } from "../topology/topology.ts";
import { hubBgpRoutes } from "./hub-bgp-routes.ts";
import type { NextHop, Route } from "./route.ts";
import { defaultRow, ownRoutes, peeringRoutes } from "./system-routes.ts";

/** R71: what counts as private traffic unless more is listed. */
const RFC_1918: readonly Prefix[] = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].map(prefix);

const EVERYWHERE = prefix("0.0.0.0/0");

/**
 * The routes of one of the two places of a virtual hub where packets are routed, apart from those of its own gateways: its router, and its
 * firewall, which sends on by what the hub is told of. Several: it is not known whether the hub has a private routing policy.
 */
export function hubRoutes(topology: Topology, hub: VirtualHub, subnet: string): readonly (readonly Route[])[] {
  const shared = [...ownRange(topology, hub), defaultRow(EVERYWHERE, { kind: "internet" }, "certain")];
  const learnt = hubBgpRoutes(topology, hub);
  if (subnet === hub.firewallSubnet)
    return [[...shared, ...throughConnections(topology, hub, "firewall"), ...toOtherHubs(topology, hub), ...learnt]];
  const plain = (): readonly Route[] => [
    ...shared,
    ...staticRoutes(hub),
    ...throughConnections(topology, hub, "router"),
    ...toOtherHubs(topology, hub),
    ...learnt,
  ];
  const { privatePolicy } = hub;
  if (!privatePolicy.known) return [plain(), [...shared, ...byUnknownPolicy(privatePolicy.gap)]];
  return [privatePolicy.value === undefined ? plain() : [...shared, ...byPolicy(topology, hub, privatePolicy.value)]];
}

function ownRange(topology: Topology, hub: VirtualHub): readonly Route[] {
  const network = topology.virtualNetworks.get(hub.network);
  return network === undefined ? [] : ownRoutes(network);
}

/**
 * R71: private traffic goes to the policy's next hop, whatever more specific routes the hub is told of, by BGP too. Prefixes outside of
 * RFC 1918 must be listed: what becomes of those that are not is not documented.
 */
function byPolicy(topology: Topology, hub: VirtualHub, policy: PrivatePolicy): readonly Route[] {
  const { origin } = policy;
  const rows = RFC_1918.map((each) => policyRoute(hub, policy, each, undefined));
  const listed = hub.staticRoutes.items.flatMap((route) => listedRoutes(hub, policy, route));
  const inspected = [...rows, ...listed].flatMap((row) => (row.presence === "certain" && row.prefix !== undefined ? [row.prefix] : []));
  const text = "what becomes of private prefixes that are neither RFC 1918 nor listed is not documented (R71)";
  const others = [...throughConnections(topology, hub, "router"), ...toOtherHubs(topology, hub)]
    .filter(({ prefix: own }) => own === undefined || !inspected.some((each) => covers(each, own)))
    // One of which the prefix is not known takes nothing of what the policy names.
    .map((route): Route => ({ ...route, prefix: route.prefix ?? EVERYWHERE, presence: "possible", gap: route.gap ?? { ...origin, text } }));
  const { open } = hub.staticRoutes;
  return [...rows, ...listed, ...others, ...(open === undefined ? [] : [hiddenRoute(open, hub)])];
}

/** `gap`: why the prefix is not known, or not certain to be private traffic. */
function policyRoute(hub: VirtualHub, { origin, nextHop }: PrivatePolicy, own: Prefix | undefined, gap: Gap | undefined): Route {
  const presence = gap === undefined ? "certain" : "possible";
  return { source: "User", prefix: own, nextHop: nextHopOf(nextHop, true), presence, gap, origin, label: `routing intent of ${hub.name}` };
}

/** A static route to the policy's own next hop lists its prefixes as private traffic. Azure refuses others beside a routing intent. */
function listedRoutes(hub: VirtualHub, policy: PrivatePolicy, { nextHop, origin, prefixes }: HubRoute): readonly Route[] {
  const refused = { ...origin, text: "a static route to another next hop than the routing intent's: Azure refuses it" };
  const doubt = isSame(nextHop, policy.nextHop) ? undefined : (openOf(nextHop) ?? refused);
  const rows = prefixes.items.map((each) => policyRoute(hub, policy, each, doubt));
  return prefixes.open === undefined ? rows : [...rows, policyRoute(hub, policy, undefined, prefixes.open)];
}

function openOf(hop: HubNextHop): Gap | undefined {
  if (hop.kind === "address") return hop.address.known ? undefined : hop.address.gap;
  const reference = hop.kind === "appliance" ? hop.appliance : hop.network;
  return reference.kind === "unknown" ? reference.gap : undefined;
}

function isSame(one: HubNextHop, other: HubNextHop): boolean {
  if (one.kind !== "appliance" || other.kind !== "appliance") return false;
  const [a, b] = [one.appliance, other.appliance];
  if (a.kind === "entity") return b.kind === "entity" && a.key === b.key;
  return a.kind === "outside" && b.kind === "outside" && a.id === b.id;
}

/** There may be a policy, and where it leads to is not known. */
function byUnknownPolicy(gap: Gap): readonly Route[] {
  return RFC_1918.map((each) => ({
    source: "User",
    prefix: each,
    nextHop: { kind: "hub-appliance", appliance: { kind: "unknown", candidates: [], gap }, byIntent: true },
    presence: "certain",
    gap: undefined,
    origin: { resource: gap.resource, property: gap.property },
    label: "a routing intent that is not known",
  }));
}

/** The static routes of `defaultRouteTable` (R70). */
function staticRoutes(hub: VirtualHub): readonly Route[] {
  const { items, open } = hub.staticRoutes;
  return [...items.flatMap((route) => routesOf(route, hub, "router")), ...(open === undefined ? [] : [hiddenRoute(open, hub)])];
}

/** The networks that the hub is connected with (R69), and the static routes of the connections. */
function throughConnections(topology: Topology, hub: VirtualHub, place: "router" | "firewall"): readonly Route[] {
  const links = topology.links.get(hub.network) ?? [];
  const { items, open } = hub.connectionRoutes;
  return [
    ...links.flatMap((link) => connectionRoutes(topology, hub, link, place)),
    ...items.flatMap((route) => routesOf(route, hub, place)),
    ...(open === undefined ? [] : [hiddenRoute(open, hub)]),
  ];
}

function connectionRoutes(topology: Topology, hub: VirtualHub, link: Link, place: "router" | "firewall"): readonly Route[] {
  const routes = peeringRoutes(link, topology);
  const told = place === "firewall" ? undefined : hub.unpropagated.get(link.half?.key ?? "");
  if (told === undefined || (told.known && told.value)) return routes;
  return told.known ? [] : routes.map((route) => ({ ...route, presence: "possible", gap: route.gap ?? told.gap }));
}

function routesOf(route: HubRoute, hub: VirtualHub, place: "router" | "firewall"): readonly Route[] {
  const { atRouter, prefixes, origin, name } = route;
  if (place === "router" && atRouter.known && !atRouter.value) return [];
  const doubt = place === "router" && !atRouter.known ? atRouter.gap : undefined;
  const shared = { source: "User", nextHop: nextHopOf(route.nextHop, false), origin, label: `${hub.name} / ${name}` } as const;
  const presence = doubt === undefined ? "certain" : "possible";
  const rows = prefixes.items.map((each): Route => ({ ...shared, prefix: each, presence, gap: doubt }));
  const { open } = prefixes;
  return open === undefined ? rows : [...rows, { ...shared, prefix: undefined, presence: "possible", gap: open }];
}

/** Stands for routes that may exist out of sight. */
function hiddenRoute(gap: Gap, hub: VirtualHub): Route {
  return {
    source: "User",
    prefix: undefined,
    nextHop: { kind: "unknown", gap },
    presence: "possible",
    gap,
    origin: { resource: gap.resource, property: gap.property },
    label: `${hub.name} / not known yet`,
  };
}

function nextHopOf(hop: HubNextHop, byIntent: boolean): NextHop {
  switch (hop.kind) {
    case "appliance":
      return { kind: "hub-appliance", appliance: hop.appliance, byIntent };
    case "address":
      return {
        kind: "virtual-appliance",
        addresses: closedList([hop.address.known ? hop.address : { known: false, gap: hop.address.gap, dependsOn: [] }]),
        isSoleSource: false,
      };
    case "network":
      if (hop.network.kind === "entity") return { kind: "peering", network: hop.network.key, global: false };
      return hop.network.kind === "none" ? { kind: "none" } : { kind: "unknown", gap: hop.network.gap };
    default:
      return hop satisfies never;
  }
}

/**
 * The networks of the WAN's other hubs, by way of those hubs' routers. What becomes of traffic between a hub with a private routing policy
 * and one without is not documented.
 */
function toOtherHubs(topology: Topology, hub: VirtualHub): readonly Route[] {
  return [...topology.hubs.values()].flatMap((other): readonly Route[] => {
    if (other === hub) return [];
    const gap = gapBetween(hub, other);
    if (gap === "apart") return [];
    const mixed = hasPolicy(hub) === hasPolicy(other) ? undefined : mixedGap(hub, other);
    const nextHop: NextHop = mixed === undefined ? { kind: "hub", router: other.router } : { kind: "unknown", gap: mixed };
    return (
      throughConnections(topology, other, "firewall")
        // Also what it may know out of sight.
        .filter(({ nextHop: far }) => far.kind === "peering" || far.kind === "virtual-appliance" || far.kind === "unknown")
        .map((route) => ({
          ...route,
          source: "Default",
          nextHop,
          presence: gap === undefined ? route.presence : "possible",
          gap: route.gap ?? gap ?? mixed,
          label: `${other.name}: ${route.label}`,
        }))
    );
  });
}

function hasPolicy({ privatePolicy }: VirtualHub): boolean | undefined {
  return privatePolicy.known ? privatePolicy.value !== undefined : undefined;
}

function mixedGap(hub: VirtualHub, other: VirtualHub): Gap {
  const text = `what becomes of traffic between ${hub.name} and ${other.name}, of which only one has a private routing policy, is not documented`;
  return { resource: hub.origin.resource, property: hub.origin.property, text };
}
