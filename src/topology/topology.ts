import type { Prefix } from "../address/prefix.ts";
import type { Assumption } from "../certainty/assumption.ts";
import type { Gap, Known, OpenList, Presence } from "../certainty/known.ts";
import type {
  AddressHolder,
  Attachment,
  Connection,
  Gateway,
  LocalNetworkGateway,
  Network,
  PeeringHalf,
  PrivateEndpoint,
  RouteServer,
  RouteTable,
  Subnet,
  VirtualNetwork,
} from "../model/network.ts";

import type { VirtualHub } from "../model/virtual-wan.ts";
import type { PastGateway } from "./place-fast-path.ts";

/** Who is attached to whom: the network with its references resolved, indexed for the stages that follow. */
export interface Topology {
  readonly network: Network;
  readonly virtualNetworks: ReadonlyMap<string, VirtualNetwork>;
  readonly subnets: ReadonlyMap<string, Subnet>;
  readonly routeTables: ReadonlyMap<string, RouteTable>;
  readonly holders: ReadonlyMap<string, AddressHolder>;
  readonly localNetworkGateways: ReadonlyMap<string, LocalNetworkGateway>;
  /** Peerings by the key of the network that they start from, in a total order. */
  readonly links: ReadonlyMap<string, readonly Link[]>;
  /** In a total order. */
  readonly strays: readonly Stray[];
  /** Address holders by the key of the network that they are joined to. */
  readonly occupants: ReadonlyMap<string, Occupants>;
  /** Endpoints by each of their known addresses. */
  readonly endpointsByAddress: ReadonlyMap<number, readonly PlacedEndpoint[]>;
  readonly placedEndpoints: readonly PlacedEndpoint[];
  /** By the key of the network: the subnets of which an endpoint will get an address that is not known yet, each with one such endpoint. */
  readonly dynamicEndpoints: ReadonlyMap<string, readonly { readonly subnet: Subnet; readonly endpoint: PrivateEndpoint }[]>;
  /** The vantage points: gateways in key order, then the configured entries. */
  readonly gateways: readonly PlacedGateway[];
  /** At most one, which stands for all that strays may use. It is no vantage point: strays are ways in of their own. */
  readonly strayGateways: readonly PlacedGateway[];
  /** Virtual hubs by the key of the network that stands for each. */
  readonly hubs: ReadonlyMap<string, VirtualHub>;
  readonly routeServers: readonly PlacedRouteServer[];
  /** Every IPv4 prefix that a route or a firewall's rule can depend on; within a stretch that none of them cuts, all addresses fare alike. */
  readonly boundaries: readonly Prefix[];
}

/** A network with a peering of which nothing says where it leads, or that is not in sight: it may be joined to any. */
export interface Stray {
  readonly network: string;
  readonly gap: Gap;
  /** Whether the peering may use a gateway of the other network (R23). */
  readonly mayUseGateway: boolean;
}

/** A peering, seen from one of its two networks: what can be sent into the other. */
export interface Link {
  readonly from: string;
  /** Undefined: a network outside, or one that is not known. */
  readonly to: string | undefined;
  /** The remote address ranges, or the prefixes of the peered subnets; they become the peering routes (R10, R26). */
  readonly ranges: OpenList<PeeredRange>;
  /** Undefined: they are the remote network's of now. */
  readonly unsynchronised: Unsynchronised | undefined;
  /** On which it rests that they are: what was recorded is not in sight (R10b). */
  readonly assumption: Assumption | undefined;
  /** Why it is not known whether /32 routes of endpoints come over it: it is of single subnets, or may be (R26). */
  readonly partial: Gap | undefined;
  readonly presence: Presence;
  /** Why the link is only possible. */
  readonly gap: Gap | undefined;
  /** Global peerings print another next hop type (R10). */
  readonly global: boolean;
  /** The half declared in `from`; undefined where only the remote one is in sight. */
  readonly half: PeeringHalf | undefined;
  /** The half declared in `to`. */
  readonly remoteHalf: PeeringHalf | undefined;
}

export interface PeeredRange extends Prefix {
  /** Whether it is routed depends on whether the peering was synchronised since. */
  readonly isDoubtful?: true;
}

/** A peering routes the ranges that it was last synchronised with (R10b). */
export interface Unsynchronised {
  readonly gap: Gap;
  /** The ranges of the remote network now, and those that were recorded as routed. */
  readonly current: OpenList<Prefix>;
  readonly recorded: OpenList<Prefix>;
}

/** An address in a network, with what holds it. */
export interface Occupant {
  readonly holder: AddressHolder;
  readonly attachment: Attachment;
  /** The subnet of the attachment; undefined where it is not known. */
  readonly subnet: Subnet | undefined;
}

export interface Occupants {
  readonly byAddress: ReadonlyMap<number, readonly Occupant[]>;
  /** Those whose address is not known yet. */
  readonly unplaced: readonly Occupant[];
}

/** A private endpoint with the subnets that it may be in: one where that is known. */
export interface PlacedEndpoint {
  readonly endpoint: PrivateEndpoint;
  /** In key order; empty: not in sight. */
  readonly subnets: readonly Subnet[];
  /** Why the subnet is not known for sure; undefined where there is exactly one and it is certain. */
  readonly gap: Gap | undefined;
}

/** A gateway with what joins it to on-premises. */
export interface PlacedGateway {
  readonly gateway: Gateway;
  /** The GatewaySubnet, or the candidates for it in key order; empty: not in sight. */
  readonly subnets: readonly Subnet[];
  readonly gap: Gap | undefined;
  /** On which it rests that it is there. */
  readonly assumption: Assumption | undefined;
  /** What proves a gateway that is not in sight itself; undefined for those that are. */
  readonly unseen: Gap | undefined;
  readonly connections: readonly Connection[];
  /** Prefixes of local network gateways on connections without BGP, and of point-to-site pools: static routes (R11). */
  readonly staticPrefixes: readonly Prefix[];
  /** The same of connections of which it is not known whether they speak BGP, which leaves these prefixes aside. */
  readonly possiblePrefixes: readonly { readonly prefix: Prefix; readonly gap: Gap }[];
  /** Why there may be static routes that are not among them. */
  readonly openPrefixes: Gap | undefined;
  /** Whether on-premises may know networks that the gateway does not advertise (R23): some connection is static, point-to-site, or none is in sight. */
  readonly mayBeStatic: Known<boolean>;
  /** Whether it learns and advertises routes by BGP: an ExpressRoute gateway, or one with a BGP connection. */
  readonly bgp: Known<boolean>;
  /** FastPath to private endpoints; undefined where there is none for sure. */
  readonly past: PastGateway | undefined;
}

/** A Route Server with the networks that it may be in. */
export interface PlacedRouteServer {
  readonly server: RouteServer;
  /** Keys of the networks that it may be in, sorted; empty: it is outside. */
  readonly homes: readonly string[];
}
