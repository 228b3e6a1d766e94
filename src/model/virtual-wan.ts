import type { Prefix } from "../address/prefix.ts";
import type { Gap, Known, OpenList } from "../certainty/known.ts";
import type { Entity, Origin, Reference } from "./entity.ts";
import type { FastPath } from "./express-route.ts";

/**
 * A virtual hub of a virtual WAN: a router that Azure runs (R69 to R71b). A virtual network stands for it. That network's peerings are the
 * hub's connections; it has one subnet where traffic from the hub's gateways and from other hubs is routed, and one where its firewall sends on.
 */
export interface VirtualHub extends Entity {
  /** Keys of the network that stands for it, and of the two subnets. */
  readonly network: string;
  readonly router: string;
  readonly firewallSubnet: string;
  /** The WAN that it belongs to: hubs of one WAN are joined. */
  readonly wan: Reference;
  /** The private routing policy of its routing intent; undefined: it has none (R71). */
  readonly privatePolicy: Known<PrivatePolicy | undefined>;
  /** The static routes of the table that gateways use, `defaultRouteTable`. */
  readonly staticRoutes: OpenList<HubRoute>;
  /** The static routes of its connections: what leads on from the networks that they join. */
  readonly connectionRoutes: OpenList<HubRoute>;
  /** Keys of the peering halves whose networks `defaultRouteTable` is not told of, or perhaps not. */
  readonly unpropagated: ReadonlyMap<string, Known<boolean>>;
  /** Keys of the peering halves whose networks hear another table than `defaultRouteTable`, or perhaps, with the reason why it is not known what. */
  readonly associatedElsewhere: ReadonlyMap<string, Gap>;
}

export interface PrivatePolicy {
  readonly origin: Origin;
  readonly nextHop: HubNextHop;
}

export interface HubRoute {
  readonly name: string;
  readonly origin: Origin;
  readonly prefixes: OpenList<Prefix>;
  readonly nextHop: HubNextHop;
  /** Whether the router knows the route: a connection's static route need not be propagated. */
  readonly atRouter: Known<boolean>;
}

/** An appliance in the hub, by reference; a connected network itself; or an address in one. */
export type HubNextHop =
  | { readonly kind: "appliance"; readonly appliance: Reference }
  | { readonly kind: "network"; readonly network: Reference }
  | { readonly kind: "address"; readonly address: Known<number> };

/** The kinds of a virtual hub's gateways. */
export type HubGatewayKind = "virtual-wan-vpn" | "virtual-wan-express-route" | "virtual-wan-point-to-site";

/** What is behind a virtual hub's gateway. */
export interface HubSide {
  /** Prefixes of sites without BGP, and of point-to-site pools. */
  readonly prefixes: OpenList<Prefix>;
  readonly bgp: Known<boolean>;
  /** One for each connection of ExpressRoute; of each it is known, or perhaps, whether it is this gateway's. */
  readonly fastPaths: OpenList<{ readonly fastPath: FastPath; readonly isOwn: boolean }>;
}
