import type { Intent } from "../../../src/model/intent.ts";

/**
 * A network as it truly is in Azure, in the fewest words: what the laws generate, render as resources and judge.
 * Everything is named, names are unique within their kind, and everything refers by name. Addresses and prefixes are
 * text, subnets are called `network/subnet`.
 */
export interface World {
  readonly networks: readonly WorldNetwork[];
  readonly routeTables: readonly WorldRouteTable[];
  readonly peerings: readonly WorldPeering[];
  readonly gateways: readonly WorldGateway[];
  readonly connections: readonly WorldConnection[];
  readonly localGateways: readonly WorldLocalGateway[];
  readonly endpoints: readonly WorldEndpoint[];
  readonly firewalls: readonly WorldFirewall[];
  readonly nics: readonly WorldNic[];
  readonly loadBalancers: readonly WorldLoadBalancer[];
  readonly machines?: readonly WorldMachine[];
  readonly routeServers?: readonly WorldRouteServer[];
  readonly configuration: WorldConfiguration;
}

export interface WorldNetwork {
  readonly name: string;
  readonly location: string;
  /** Disjoint. */
  readonly ranges: readonly string[];
  readonly subnets: readonly WorldSubnet[];
  /** privateEndpointVNetPolicies is `Basic` (R43). */
  readonly highScale?: boolean;
}

export type WorldPolicies = "Disabled" | "Enabled" | "NetworkSecurityGroupEnabled" | "RouteTableEnabled";

export interface WorldSubnet {
  readonly name: string;
  readonly prefixes: readonly string[];
  readonly policies: WorldPolicies;
  readonly routeTable: string | undefined;
}

export interface WorldRouteTable {
  readonly name: string;
  readonly propagationDisabled: boolean;
  /** disablePeeringRoute is `All` (R21). */
  readonly peeringRoutesOff?: boolean;
  /** No two of one table have the same prefix. */
  readonly routes: readonly WorldRoute[];
}

export interface WorldRoute {
  readonly name: string;
  readonly prefix: string;
  readonly nextHop: WorldNextHop;
}

export type WorldNextHop =
  | { readonly type: "VirtualAppliance"; readonly address: string }
  | { readonly type: "VirtualApplianceEcmp"; readonly addresses: readonly string[] }
  | { readonly type: "VirtualNetworkGateway" | "VnetLocal" | "Internet" | "None" };

/** One half of a pair. A pair needs two of them; the other half of a lone one is not in the program. */
export interface WorldPeering {
  readonly name: string;
  readonly network: string;
  readonly remote: string;
  readonly allowGatewayTransit: boolean;
  readonly useRemoteGateways: boolean;
  /** What Azure records on a lone half; a half of a pair is `Connected`. */
  readonly state: WorldPeeringState;
  /** Absent: the whole networks; else subnets of the two by name (R26). */
  readonly scope?: WorldPeeringScope;
  /** Of whole networks: the ranges of `remote` that it was last synchronised with (R10b). Absent: those of now. */
  readonly recorded?: readonly string[];
  /** allowVirtualNetworkAccess and allowForwardedTraffic are `false`, which changes no verdict (R24, R25). */
  readonly dropping?: boolean;
}

export interface WorldPeeringScope {
  /** Of `network`, and of `remote`. */
  readonly local: readonly string[];
  readonly remote: readonly string[];
  readonly onlyIpv6: boolean;
}

export type WorldPeeringState = "Connected" | "Initiated" | "Disconnected";

export interface WorldGateway {
  readonly name: string;
  /** Its subnet is this network's GatewaySubnet. */
  readonly network: string;
  readonly kind: WorldGatewayKind;
  /** Point-to-site pools; empty where there is no point-to-site. VPN gateways only. */
  readonly pools: readonly string[];
  /** Of ExpressRoute: whether its SKU is one without FastPath. Absent: it is not. */
  readonly isSmall?: boolean;
}

export type WorldGatewayKind = "vpn-active-active" | "vpn-active-standby" | "express-route";

export type WorldConnection =
  | { readonly kind: "ipsec"; readonly name: string; readonly gateway: string; readonly bgp: boolean; readonly localGateway: string }
  | { readonly kind: "vnet-to-vnet"; readonly name: string; readonly gateway: string; readonly bgp: boolean; readonly peerGateway: string }
  | WorldExpressRoute;

export interface WorldExpressRoute {
  readonly kind: "express-route";
  readonly name: string;
  readonly gateway: string;
  /** What FastPath is switched on for: nothing, virtual machines, or private endpoints too. Absent: nothing. */
  readonly fastPath?: "off" | "machines" | "endpoints";
  /** Whose the circuit is; `unseen`: it is not in the program. Absent: that. */
  readonly circuit?: "provider" | "direct" | "unseen";
}

export interface WorldLocalGateway {
  readonly name: string;
  readonly prefixes: readonly string[];
}

export interface WorldEndpoint {
  readonly name: string;
  readonly subnet: string;
  /** One to three. */
  readonly addresses: readonly string[];
  /** Azure answers that its connection is pending (R44). */
  readonly isPending?: boolean;
}

export interface WorldFirewall {
  readonly name: string;
  readonly subnet: string;
  readonly address: string;
  /** Those of its policy, in the order in which they are looked at. Absent: they are not in the program. */
  readonly rules?: readonly WorldRule[];
  /** A policy that lets everything through, in the place of such rules. */
  readonly policy?: WorldFirewallPolicy;
}

/** A network rule for every protocol and port. */
export interface WorldRule {
  readonly action: "Allow" | "Deny";
  /** Prefixes. */
  readonly sources: readonly string[];
  readonly destinations: readonly string[];
}

/** What tells whether a firewall puts its own address in the place of the source (R62, R63). */
export interface WorldFirewallPolicy {
  /** The rules that let traffic from anywhere through. `elsewhere`: they are another program's. */
  readonly rules: "elsewhere" | WorldFirewallRules;
  /** As the program writes them. Absent: Azure's own. */
  readonly privateRanges?: readonly string[];
  /** Whether it learns further ones from a Route Server. */
  readonly learns: boolean;
  /** Whether it has a parent, whose application rules let everything through. */
  readonly inherits: boolean;
}

export interface WorldFirewallRules {
  /** Destinations of network rules, `*` for all; none: there is no network rule. */
  readonly network: readonly string[];
  /** Whether application rules let everything through. */
  readonly application: boolean;
}

export interface WorldNic {
  readonly name: string;
  readonly subnet: string;
  readonly address: string;
  readonly forwarding: boolean;
  readonly tags?: Readonly<Record<string, string>>;
}

/** A virtual machine: what comes in by one of its interfaces may leave by another. */
export interface WorldMachine {
  readonly name: string;
  /** Names of network interfaces, all of them in one network; each has one machine at most. */
  readonly interfaces: readonly string[];
  readonly tags?: Readonly<Record<string, string>>;
}

/** An internal one. */
export interface WorldLoadBalancer {
  readonly name: string;
  readonly subnet: string;
  readonly address: string;
  /** Names of network interfaces. */
  readonly backends: readonly string[];
}

/** It stands in its network's RouteServerSubnet. Nobody sees what routes it learns (R73). */
export interface WorldRouteServer {
  readonly name: string;
  readonly network: string;
  readonly branchToBranch: boolean;
}

export interface WorldConfiguration {
  /** Designated by address; empty: every Azure Firewall. */
  readonly firewalls: readonly string[];
  readonly onPremises: readonly string[];
  readonly entries: readonly WorldEntry[];
  readonly complete: boolean;
  readonly strict: boolean;
  readonly hostRouteOverride: Intent["hostRouteOverride"];
}

/** An appliance in this subnet lets on-premises in. */
export interface WorldEntry {
  readonly name: string;
  readonly subnet: string;
}

/** A world without anything in it, to be spread into small hand-made ones. */
export const EMPTY_WORLD: World = {
  networks: [],
  routeTables: [],
  peerings: [],
  gateways: [],
  connections: [],
  localGateways: [],
  endpoints: [],
  firewalls: [],
  nics: [],
  loadBalancers: [],
  configuration: {
    firewalls: [],
    onPremises: [],
    entries: [],
    complete: false,
    strict: false,
    hostRouteOverride: {
      "vpn-active-active": "ignored",
      "vpn-active-standby": "unproven",
      "express-route": "unproven",
      "virtual-wan": "unproven",
    },
  },
};

/** `network/subnet` taken apart. */
export function splitSubnet(subnet: string): { readonly network: string; readonly subnet: string } {
  const [network, name] = subnet.split("/");
  if (network === undefined || name === undefined) throw new Error(`"${subnet}" is no network/subnet`);
  return { network, subnet: name };
}
