import type { Prefix } from "../address/prefix.ts";
import type { Gap, OpenList, Presence } from "../certainty/known.ts";
import type { ApplianceAddress, Origin, Reference } from "../model/network.ts";

/** A route of a subnet's table, apart from the /32 routes of private endpoints. */
export interface Route {
  readonly source: RouteSource;
  /** Undefined: not known; the route may cover any address. Such a route is never certain. */
  readonly prefix: Prefix | undefined;
  readonly nextHop: NextHop;
  readonly presence: Presence;
  /** Why the route is only possible. */
  readonly gap: Gap | undefined;
  /** What declares it; undefined for what Azure adds by itself. */
  readonly origin: Origin | undefined;
  /** `table / route` for user routes, else what the route comes from; for people. */
  readonly label: string;
}

/** In the words of the effective-routes API. */
export type RouteSource = "Default" | "User" | "VirtualNetworkGateway";

export type NextHop =
  /** `network`: where a packet for the address arrives. */
  | { readonly kind: "vnet-local"; readonly network: string }
  | { readonly kind: "peering"; readonly network: string | undefined; readonly global: boolean }
  | { readonly kind: "internet" }
  | { readonly kind: "none" }
  | {
      readonly kind: "virtual-network-gateway";
      /** Whether the route was learnt by BGP; static ones are not covered by R3's text. */
      readonly bgp: boolean;
    }
  | {
      readonly kind: "virtual-appliance";
      /** Several: each gets a share of the flows (R14). */
      readonly addresses: OpenList<ApplianceAddress>;
      /** Of addresses that are not known: whether what they depend on is certain to be their own (premise of CP-A03). */
      readonly isSoleSource: boolean;
    }
  /** An appliance in a virtual hub, by reference. `byIntent`: the hub's routing intent says so (R71), and no static route (R70). */
  | { readonly kind: "hub-appliance"; readonly appliance: Reference; readonly byIntent: boolean }
  /** A virtual hub at its router: another one of the same WAN, or the one that a network is connected with. */
  | { readonly kind: "hub"; readonly router: string }
  | { readonly kind: "unknown"; readonly gap: Gap };

/** R2: on the same prefix User beats VirtualNetworkGateway beats Default. */
export const SOURCE_RANK: Readonly<Record<RouteSource, number>> = { User: 0, VirtualNetworkGateway: 1, Default: 2 };

/** Whether the route was learnt by BGP, as all that a Route Server or a peer of a virtual hub brings is (R73, R73b). */
export function isLearntByBgp({ source, nextHop }: Route): boolean {
  if (source !== "VirtualNetworkGateway") return false;
  return nextHop.kind !== "virtual-network-gateway" || nextHop.bgp;
}

/** All that somebody learns by BGP and nobody sees: a route of any prefix to any next hop stands for it. `text`: why it is not known. */
export function routesByBgp(name: string, { resource, property }: Origin, text: string): Route {
  const gap = { resource, property, text };
  return {
    source: "VirtualNetworkGateway",
    prefix: undefined,
    nextHop: { kind: "unknown", gap },
    presence: "possible",
    gap,
    origin: { resource, property },
    label: `BGP routes of ${name}`,
  };
}

/** Whether a route is one of those that Azure makes for a network's own ranges or its peers' (R5, R10). */
export function isNetworkSystemRoute(route: Route): boolean {
  return route.source === "Default" && (route.nextHop.kind === "vnet-local" || route.nextHop.kind === "peering");
}

/** Whether it is one of those by which a virtual hub sends private traffic to its routing intent's next hop (R71). */
export function isByIntent({ nextHop }: Route): boolean {
  return nextHop.kind === "hub-appliance" && nextHop.byIntent;
}

/** In the words of the effective-routes API (contract, "The report"). To networks a virtual hub is a gateway. */
export function nextHopType(nextHop: NextHop, source?: RouteSource): string {
  switch (nextHop.kind) {
    case "vnet-local":
      return "VnetLocal";
    case "peering":
      return nextHop.global ? "VNetGlobalPeering" : "VNetPeering";
    case "internet":
      return "Internet";
    case "none":
      return "None";
    case "virtual-network-gateway":
      return "VirtualNetworkGateway";
    case "virtual-appliance":
    case "hub-appliance":
      return "VirtualAppliance";
    case "hub":
      return source === "VirtualNetworkGateway" ? source : "RemoteHub";
    case "unknown":
      return "unknown";
    default:
      return nextHop satisfies never;
  }
}
