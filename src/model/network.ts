import type { Interval, Prefix } from "../address/prefix.ts";
import type { Assumption } from "../certainty/assumption.ts";
import type { Gap, Known, OpenList, Presence } from "../certainty/known.ts";
import type { Entity, Origin, Reference } from "./entity.ts";
import type { Circuit, FastPath } from "./express-route.ts";
import type { FirewallRules } from "./firewall-rules.ts";
import type { RouteServer } from "./route-server.ts";
import type { HubGatewayKind, HubSide, VirtualHub } from "./virtual-wan.ts";

export type { Entity, Origin, Reference, RouteServer };

export interface VirtualNetwork extends Entity {
  /** Azure region in lower case without spaces; decides between VNetPeering and VNetGlobalPeering. */
  readonly location: Known<string>;
  /** IPv4 address ranges. */
  readonly ranges: OpenList<Prefix>;
  /** Why it is not known whether its endpoints have /32 routes: privateEndpointVNetPolicies is `Basic`, or may be (R43). */
  readonly highScale: Gap | undefined;
  /** `summarizedGatewayPrefixes`: what its gateway tells on-premises in place of the ranges that they cover (R56). */
  readonly summaries: OpenList<Prefix>;
  /** Only a child tells of it, and not by name: it may be any network there is. */
  readonly isUnidentified: boolean;
}

/** The values of privateEndpointNetworkPolicies (R41). */
export type NetworkPolicies = "Disabled" | "Enabled" | "NetworkSecurityGroupEnabled" | "RouteTableEnabled";

export interface Subnet extends Entity {
  /** Key of the virtual network. */
  readonly network: string;
  readonly prefixes: OpenList<Prefix>;
  readonly routeTable: Reference;
  readonly networkPolicies: Known<NetworkPolicies>;
}

/** What of the two networks a peering joins (R26). Names of subnets are in lower case. */
export type PeeringScope =
  | { readonly kind: "networks" }
  | {
      readonly kind: "subnets";
      /** Of the half's own network, and of the other one. */
      readonly local: readonly string[];
      readonly remote: readonly string[];
      /** Only their IPv6 prefixes. */
      readonly onlyIpv6: boolean;
    }
  | { readonly kind: "unknown"; readonly gap: Gap };

/** One half of a peering pair, as declared in `network`. */
export interface PeeringHalf extends Entity {
  readonly network: string;
  readonly remote: Reference;
  /** It is a connection of a virtual hub that is not in sight. */
  readonly isOfUnseenHub?: true;
  /** The remote address space that this half itself states, for networks that are not in sight; undefined where it states none. */
  readonly remoteRanges: OpenList<Prefix> | undefined;
  readonly record: PeeringRecord;
  /** What it recorded of the other half, for one that is not in sight. */
  readonly remoteRecord: PeeringRecord;
  readonly scope: PeeringScope;
  /** The recorded peeringState; undefined where none is recorded (yet). */
  readonly state: string | undefined;
  readonly allowGatewayTransit: Known<boolean>;
  readonly useRemoteGateways: Known<boolean>;
  readonly allowForwardedTraffic: Known<boolean>;
  readonly allowVirtualNetworkAccess: Known<boolean>;
}

/** What is recorded of the ranges that a half routes: those of the remote network when it was last synchronised (R10b). */
export type PeeringRecord =
  /** Nothing: it is yet to be made, and will route those of then. */
  | { readonly kind: "none" }
  | { readonly kind: "stated"; readonly ranges: OpenList<Prefix>; readonly origin: Origin }
  /** There is a record, but it is not in sight. */
  | { readonly kind: "hidden"; readonly origin: Origin };

export interface RouteTable extends Entity {
  /** Open where routes that are not in sight may exist: any prefix, any next hop. */
  readonly routes: OpenList<UserRoute>;
  /** Why it is not known whether Azure listed more routes than the resources in sight declare: the preview of an update hides what it listed. */
  readonly unlisted: Gap | undefined;
  /** disableBgpRoutePropagation (R20). */
  readonly propagationDisabled: Known<boolean>;
  /** Why it is not known whether the routes of peerings are in force: disablePeeringRoute is `All`, or may be (R21). */
  readonly peeringRoutesOff: Gap | undefined;
}

export interface UserRoute {
  readonly name: string;
  readonly origin: Origin;
  readonly prefix: Known<RoutePrefix>;
  readonly nextHop: Known<UserNextHop>;
  /** `possible` where inline and standalone routes are mixed and the last writer is not known (R79). */
  readonly presence: Presence;
}

/** Service tags expand to public ranges and never cover a private endpoint (R18). IPv6 routes cover no IPv4 address. */
export type RoutePrefix =
  | { readonly kind: "prefix"; readonly prefix: Prefix }
  | { readonly kind: "service-tag"; readonly tag: string }
  | { readonly kind: "ipv6"; readonly text: string };

/** R13. */
export type UserNextHop =
  /** One address, or several at once (R14): all of them get traffic. */
  | { readonly kind: "virtual-appliance"; readonly addresses: OpenList<ApplianceAddress> }
  | { readonly kind: "virtual-network-gateway" }
  | { readonly kind: "vnet-local" }
  | { readonly kind: "internet" }
  | { readonly kind: "none" };

/** The address of an appliance: known, or unknown with the holders (keys of firewalls, NICs, load balancers) that its value depends on. */
export type ApplianceAddress =
  | { readonly known: true; readonly value: number }
  | { readonly known: false; readonly gap: Gap; readonly dependsOn: readonly string[] };

export interface PrivateEndpoint extends Entity {
  /** The subnet; an unknown reference with candidates lists every subnet that it may be. */
  readonly subnet: Reference;
  readonly addresses: EndpointAddresses;
  /** Why it is not known whether it has /32 routes: its connection is not approved (R44). */
  readonly unapproved: Gap | undefined;
  /** Undefined: it has IPv4 addresses only, as far as is known. */
  readonly ipv6: Ipv6 | undefined;
}

/** That an endpoint has an IPv6 address, of whose routes nothing is documented (R45). `isOnly`: it has no IPv4 address. */
export interface Ipv6 {
  readonly isOnly: boolean;
  readonly gap: Gap;
}

/** `dynamic`: Azure will choose from the subnet's usable addresses. The known list is not empty. */
export type EndpointAddresses =
  | { readonly kind: "known"; readonly addresses: readonly number[] }
  | { readonly kind: "dynamic"; readonly gap: Gap };

/** Where traffic from on-premises comes in: a gateway, or an appliance that the configuration names (`entries`). */
export interface Gateway extends Entity {
  readonly kind: Known<"vpn" | "express-route" | HubGatewayKind | "appliance">;
  /** R53; of VPN gateways only. */
  readonly activeActive: Known<boolean>;
  /** Whether its SKU knows FastPath (R59). */
  readonly knowsFastPath: Known<boolean>;
  /** The GatewaySubnet (of the first IP configuration); the router's subnet, for a virtual hub's gateway. */
  readonly subnet: Reference;
  /** Address pools of point-to-site clients; undefined where point-to-site is not configured. */
  readonly pointToSite: OpenList<Prefix> | undefined;
  /** Of a virtual hub's gateways; undefined for others, whose connections say it. */
  readonly hubSide: HubSide | undefined;
  /** Of an appliance: the prefixes that come in there; empty where the configuration names none. Undefined for gateways. */
  readonly entryPrefixes: readonly Prefix[] | undefined;
}

/** A connection of a virtual network gateway. */
export interface Connection extends Entity {
  readonly gateway: Reference;
  readonly kind: Known<"ipsec" | "vnet-to-vnet" | "express-route" | "vpn-client">;
  readonly bgp: Known<boolean>;
  /** Of ipsec connections: the local network gateway. */
  readonly localNetworkGateway: Reference;
  /** Of vnet-to-vnet connections: the other gateway. */
  readonly peerGateway: Reference;
  /** Whether NAT rules of the gateway give what comes in other source addresses. */
  readonly translatesSources: Known<boolean>;
  readonly fastPath: FastPath;
}

export interface LocalNetworkGateway extends Entity {
  readonly prefixes: OpenList<Prefix>;
}

/** An appliance that tells a Route Server or a virtual hub of routes by BGP (R73, R73b). */
export interface BgpPeer extends Entity {
  readonly address: ApplianceAddress;
  /** Keys of the Route Servers and virtual hubs that it speaks with; several: with which one, is not known. */
  readonly speaksWith: readonly string[];
}

/** An appliance in a virtual hub: it tells the hub of routes, and may have tunnels of its own. */
export interface HubAppliance extends Entity {
  /** Keys of the virtual hubs that it may be in; several: in which one, is not known. */
  readonly hubs: readonly string[];
  /** Why it is not known in which. */
  readonly gap: Gap | undefined;
}

/** What can hold the address that a user route names as its next hop (R16). */
export type AddressHolder = AzureFirewall | NetworkInterface | LoadBalancer;

/** An address with the subnet that it is taken from. */
export interface Attachment {
  readonly address: Known<number>;
  readonly subnet: Reference;
  readonly property: string;
}

export interface AzureFirewall extends Entity {
  readonly kind: "azure-firewall";
  /** One for each IP configuration in a subnet (usually one); none for a hub firewall or one without configuration. */
  readonly attachments: readonly Attachment[];
  readonly rules: FirewallRules;
  /** Destinations for which network rules leave a packet its source (R63). */
  readonly untranslated: Untranslated;
}

export interface Untranslated {
  readonly ranges: readonly Interval[];
  /** Why there may be others, as a sentence without a final full stop; undefined: these are all. */
  readonly open: string | undefined;
}

/**
 * The tag by which Azure sends the replies of private endpoints back to an appliance that keeps the sources (R62). `misspelt`: not
 * written as Azure asks for, so that it has no effect. `on-machine`: not on the interface but on its virtual machine, of that name.
 */
export type ReplyTag =
  | { readonly kind: "set" }
  | { readonly kind: "absent" }
  | { readonly kind: "misspelt"; readonly text: string }
  | { readonly kind: "on-machine"; readonly machine: string }
  | { readonly kind: "unknown" };

export interface NetworkInterface extends Entity {
  readonly kind: "network-interface";
  readonly ipForwarding: Known<boolean>;
  /** What the program calls the switch. */
  readonly ipForwardingProperty: string;
  /** Keys of the other interfaces of its virtual machine, which may be the way on; open where the machine may have more. */
  readonly siblings: OpenList<string>;
  readonly replyTag: ReplyTag;
  readonly attachments: readonly Attachment[];
}

export interface LoadBalancer extends Entity {
  readonly kind: "load-balancer";
  /** Internal frontends only. */
  readonly attachments: readonly Attachment[];
  /** Keys of the network interfaces in the backend pools; open where a backend is not in sight. */
  readonly backends: OpenList<string>;
  /** Those whose instances may be among the backends. */
  readonly scaleSets: readonly ScaleSet[];
}

/** Its instances are not in sight. */
export interface ScaleSet extends Entity {
  readonly replyTag: ReplyTag;
}

/** Something that can change a path and is not modelled (contracts: "What is not modelled yet is never absent"). */
export interface Unmodelled {
  /** The rule, for example `R21`. */
  readonly rule: string;
  readonly gap: Gap;
  readonly scope: UnmodelledScope;
}

/** Which paths the entry can touch. Keys are entity keys. */
export type UnmodelledScope =
  /** Paths that have a hop in the network, or whose endpoint is in it. */
  | { readonly kind: "network"; readonly network: string }
  /** Paths that have a hop in a subnet with this route table. */
  | { readonly kind: "route-table"; readonly routeTable: string }
  /** Paths that have a hop in one of the two networks that the peering half joins, if the other is, or holds, the endpoint's. */
  | { readonly kind: "peering"; readonly peering: string }
  | { readonly kind: "gateway"; readonly gateway: string }
  /** Paths that have a hop in a virtual hub of the same WAN; undefined: of any WAN. */
  | { readonly kind: "hub"; readonly hub: string | undefined }
  | { readonly kind: "endpoint"; readonly endpoint: string }
  /** Every path to networks that are joined, over however many peerings, with other networks than these: what changes others may lead there by them. */
  | { readonly kind: "others"; readonly than: ReadonlySet<string> }
  /** A way in that is no gateway of the model (a virtual hub's connection): every endpoint in the network gets a path from an unknown gateway. */
  | { readonly kind: "entry"; readonly network: string }
  | { readonly kind: "everything" };

/** The normalised network: every declared thing once, whatever its spelling. Arrays are in no particular order. */
export interface Network {
  readonly virtualNetworks: readonly VirtualNetwork[];
  readonly subnets: readonly Subnet[];
  readonly peerings: readonly PeeringHalf[];
  readonly routeTables: readonly RouteTable[];
  readonly endpoints: readonly PrivateEndpoint[];
  readonly gateways: readonly Gateway[];
  readonly hubs: readonly VirtualHub[];
  readonly routeServers: readonly RouteServer[];
  readonly bgpPeers: readonly BgpPeer[];
  readonly hubAppliances: readonly HubAppliance[];
  readonly connections: readonly Connection[];
  readonly circuits: readonly Circuit[];
  readonly localNetworkGateways: readonly LocalNetworkGateway[];
  readonly holders: readonly AddressHolder[];
  /** What everything here rests on. */
  readonly assumptions: readonly Assumption[];
  readonly unmodelled: readonly Unmodelled[];
  /** Everything that could not be read or resolved. Those that touch a path stand in the model too; this list is complete. */
  readonly gaps: readonly Gap[];
}
