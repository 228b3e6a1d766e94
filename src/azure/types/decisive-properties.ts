import type { Properties } from "../../resources/resource.ts";
import type { ResourceKind } from "./resource-types.ts";

/**
 * What of a thing verdicts depend on. The rest of what Azure answers may differ: times, counters, what a program says of it to people. Names
 * of one thing are joined by `|`.
 */
export interface Decisive {
  /** What is left out is off, or there is none. */
  readonly always: readonly string[];
  /** Compared where both sides state it: an early version of the API leaves out what it does not know. */
  readonly stated: readonly string[];
  /** Objects and lists of named things of which only some properties count. */
  readonly parts: Readonly<Record<string, Part>>;
}

export interface Part {
  readonly of: Decisive;
  /** Whether one more in the list may take a packet elsewhere. */
  readonly isWhole: boolean;
}

const NOTHING = decisive("");
const IN_SUBNET = decisive("privateIPAddress subnet");

const SUBNET = decisive("addressPrefix|addressPrefixes ipamPoolPrefixAllocations privateEndpointNetworkPolicies routeTable");
const PEERING = decisive(
  `remoteVirtualNetwork peeringState allowGatewayTransit useRemoteGateways peerCompleteVnets localSubnetNames remoteSubnetNames
   enableOnlyIPv6Peering`,
  "remoteAddressSpace remoteVirtualNetworkAddressSpace peeringSyncLevel",
);
const ROUTE = decisive("addressPrefix nextHopType nextHopIpAddress nextHop");
const FAST_PATH = "expressRouteGatewayBypass enablePrivateLinkFastPath";
const EXPRESS_ROUTE_CONNECTION = decisive(`expressRouteCircuitPeering ${FAST_PATH}`);
const VPN_CONNECTION = decisive("enableBgp remoteVpnSite", "", { vpnLinkConnections: whole(decisive("enableBgp")) });
const BACKEND_POOL = decisive("loadBalancerBackendAddresses backendIPConfigurations virtualNetwork");
const RULES = decisive("action priority rules");
const CONNECTION_TO_SERVICE = some(decisive("", "", { privateLinkServiceConnectionState: some(decisive("status")) }));

/** By kind; what docs/properties.md lists among those that count, but for what is advice only. Names and parents are compared before. */
export const DECISIVE: Readonly<Record<ResourceKind, Decisive>> = {
  "resource-group": NOTHING,
  // A subnet that was made in between contradicts nothing: what is in it tells of it.
  "virtual-network": decisive("addressSpace privateEndpointVNetPolicies summarizedGatewayPrefixes", "", {
    subnets: some(SUBNET),
    virtualNetworkPeerings: whole(PEERING),
  }),
  subnet: SUBNET,
  peering: PEERING,
  "route-table": decisive("disableBgpRoutePropagation disablePeeringRoute", "", { routes: whole(ROUTE) }),
  route: ROUTE,
  gateway: decisive("gatewayType activeActive|active", "", {
    sku: some(decisive("name")),
    ipConfigurations: whole(decisive("subnet")),
    vpnClientConfiguration: whole(decisive("vpnClientAddressPool")),
  }),
  connection: decisive(
    `connectionType virtualNetworkGateway1 virtualNetworkGateway2 localNetworkGateway2 enableBgp ingressNatRules peer ${FAST_PATH}`,
  ),
  "local-network-gateway": decisive("localNetworkAddressSpace"),
  "private-endpoint": decisive("subnet ipVersionType", "customDnsConfigs ipConfigurations networkInterfaces", {
    privateLinkServiceConnections: CONNECTION_TO_SERVICE,
    manualPrivateLinkServiceConnections: CONNECTION_TO_SERVICE,
  }),
  "dns-zone-group": decisive("privateDnsZoneConfigs"),
  "network-interface": decisive("enableIPForwarding virtualMachine", "", {
    ipConfigurations: whole(decisive("privateIPAddress subnet loadBalancerBackendAddressPools")),
  }),
  "load-balancer": decisive("", "", { frontendIPConfigurations: whole(IN_SUBNET), backendAddressPools: whole(BACKEND_POOL) }),
  "backend-pool": BACKEND_POOL,
  "azure-firewall": decisive("virtualHub firewallPolicy", "", {
    sku: some(decisive("name")),
    ipConfigurations: whole(IN_SUBNET),
    hubIPAddresses: whole(decisive("privateIPAddress")),
    networkRuleCollections: whole(RULES),
    applicationRuleCollections: whole(RULES),
  }),
  "firewall-policy": decisive("basePolicy"),
  "rule-collection-group": decisive("priority ruleCollections"),
  "rule-group": decisive("priority rules"),
  "ip-group": decisive("ipAddresses"),
  "virtual-machine": decisive("networkProfile"),
  "scale-set": decisive("", "", { virtualMachineProfile: some(decisive("networkProfile")) }),
  "virtual-wan": NOTHING,
  "virtual-hub": decisive("addressPrefix virtualWan allowBranchToBranchTraffic routeTable virtualHubRouteTableV2s"),
  "hub-connection": decisive("remoteVirtualNetwork routingConfiguration"),
  "hub-ip-configuration": decisive("subnet"),
  "bgp-connection": decisive("peerIp"),
  "hub-appliance": decisive("virtualHub"),
  "hub-route-table": decisive("routes"),
  "routing-intent": decisive("routingPolicies"),
  "hub-vpn-gateway": decisive("virtualHub", "", { connections: whole(VPN_CONNECTION) }),
  "hub-express-route-gateway": decisive("virtualHub", "", { expressRouteConnections: whole(EXPRESS_ROUTE_CONNECTION) }),
  "hub-point-to-site-gateway": decisive("virtualHub", "", { p2SConnectionConfigurations: whole(decisive("vpnClientAddressPool")) }),
  "vpn-site": decisive("addressSpace"),
  "vpn-connection": VPN_CONNECTION,
  "express-route-connection": EXPRESS_ROUTE_CONNECTION,
  // Where it names no port it names a provider.
  circuit: decisive("expressRoutePort"),
  "circuit-peering": NOTHING,
  "kubernetes-cluster": decisive("nodeResourceGroup apiServerAccessProfile", "", {
    sku: some(decisive("name")),
    agentPoolProfiles: whole(decisive("mode vnetSubnetID")),
  }),
  "kubernetes-fleet": decisive("", "", { hubProfile: whole(decisive("apiServerAccessProfile agentProfile")) }),
  "open-shift-cluster": decisive("", "", {
    masterProfile: some(decisive("subnetId")),
    clusterProfile: some(decisive("resourceGroupId")),
  }),
  "route-table-association": decisive("subnet routeTable"),
  "hub-route": decisive("destinations destinationType nextHop nextHopType"),
  "backend-pool-association": decisive("networkInterface backendAddressPool"),
  "backend-pool-address": decisive("backendAddressPool virtualNetwork ipAddress"),
  "firewall-network-rules": RULES,
  "firewall-application-rules": RULES,
  "ip-group-address": decisive("ipGroup cidr"),
};

/** What Azure takes where nothing is said; of a switch that is not here that is `false`. */
export const DEFAULTS: Properties = {
  privateEndpointNetworkPolicies: "Disabled",
  privateEndpointVNetPolicies: "Disabled",
  disablePeeringRoute: "None",
  peerCompleteVnets: true,
  ipVersionType: "IPv4",
};

function decisive(always: string, stated = "", parts: Decisive["parts"] = {}): Decisive {
  return { always: wordsOf(always), stated: wordsOf(stated), parts };
}

function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== "");
}

function whole(of: Decisive): Part {
  return { of, isWhole: true };
}

function some(of: Decisive): Part {
  return { of, isWhole: false };
}
