import { classicType } from "./classic/classic-types.ts";
import { UNMODELLED_TYPES, type UnmodelledType } from "./unmodelled-types.ts";

/** The kinds of resource that the readers know. */
export type ResourceKind =
  | "resource-group"
  | "virtual-network"
  | "subnet"
  | "peering"
  | "route-table"
  | "route"
  | "gateway"
  | "connection"
  | "local-network-gateway"
  | "private-endpoint"
  | "dns-zone-group"
  | "network-interface"
  | "load-balancer"
  | "backend-pool"
  | "azure-firewall"
  | "firewall-policy"
  | "rule-collection-group"
  | "rule-group"
  | "ip-group"
  | "virtual-machine"
  | "scale-set"
  | "virtual-wan"
  | "virtual-hub"
  | "hub-connection"
  | "hub-ip-configuration"
  | "bgp-connection"
  | "hub-appliance"
  | "hub-route-table"
  | "routing-intent"
  | "hub-vpn-gateway"
  | "hub-express-route-gateway"
  | "hub-point-to-site-gateway"
  | "vpn-site"
  | "vpn-connection"
  | "express-route-connection"
  | "circuit"
  | "circuit-peering"
  | "kubernetes-cluster"
  | "kubernetes-fleet"
  | "open-shift-cluster"

  // Of the classic provider only: what azure-native says within the subnet, the hub's table, the interface, the pool, the firewall or the IP group.
  | "route-table-association"
  | "hub-route"
  | "backend-pool-association"
  | "backend-pool-address"
  | "firewall-network-rules"
  | "firewall-application-rules"
  | "ip-group-address";

/** What is told apart by kind: spelling, ARM type, and the input properties that name the resource and its parent. */
export interface ResourceType {
  readonly kind: ResourceKind;
  /** Provider module and type name, which every spelling of the token has in common. */
  readonly module: string;
  readonly typeName: string;
  /** ARM type in lower case. */
  readonly armType: string;
  readonly nameProperty: string;
  /** Of children: the parent's kind and the input property that names it. */
  readonly parent: { readonly kind: ResourceKind; readonly property: string } | undefined;
}

/** Of what is no thing of its own in Azure: the id of an association is that of what it belongs to. */
const NO_ARM_TYPE = "";

/** The one table of types. A row per kind; the spellings of the token are `normaliseToken`'s business. */
export const RESOURCE_TYPES: readonly ResourceType[] = [
  row("resource-group", "resources:ResourceGroup", "microsoft.resources/resourcegroups", "resourceGroupName"),
  row("virtual-network", "network:VirtualNetwork", "microsoft.network/virtualnetworks", "virtualNetworkName"),
  row("subnet", "network:Subnet", "microsoft.network/virtualnetworks/subnets", "subnetName", "virtual-network", "virtualNetworkName"),
  row(
    "peering",
    "network:VirtualNetworkPeering",
    "microsoft.network/virtualnetworks/virtualnetworkpeerings",
    "virtualNetworkPeeringName",
    "virtual-network",
    "virtualNetworkName",
  ),
  row("route-table", "network:RouteTable", "microsoft.network/routetables", "routeTableName"),
  row("route", "network:Route", "microsoft.network/routetables/routes", "routeName", "route-table", "routeTableName"),
  row("gateway", "network:VirtualNetworkGateway", "microsoft.network/virtualnetworkgateways", "virtualNetworkGatewayName"),
  row("connection", "network:VirtualNetworkGatewayConnection", "microsoft.network/connections", "virtualNetworkGatewayConnectionName"),
  row("local-network-gateway", "network:LocalNetworkGateway", "microsoft.network/localnetworkgateways", "localNetworkGatewayName"),
  row("private-endpoint", "network:PrivateEndpoint", "microsoft.network/privateendpoints", "privateEndpointName"),
  row(
    "dns-zone-group",
    "network:PrivateDnsZoneGroup",
    "microsoft.network/privateendpoints/privatednszonegroups",
    "privateDnsZoneGroupName",
    "private-endpoint",
    "privateEndpointName",
  ),
  row("network-interface", "network:NetworkInterface", "microsoft.network/networkinterfaces", "networkInterfaceName"),
  row("load-balancer", "network:LoadBalancer", "microsoft.network/loadbalancers", "loadBalancerName"),
  row(
    "backend-pool",
    "network:LoadBalancerBackendAddressPool",
    "microsoft.network/loadbalancers/backendaddresspools",
    "backendAddressPoolName",
    "load-balancer",
    "loadBalancerName",
  ),
  row("azure-firewall", "network:AzureFirewall", "microsoft.network/azurefirewalls", "azureFirewallName"),
  row("firewall-policy", "network:FirewallPolicy", "microsoft.network/firewallpolicies", "firewallPolicyName"),
  row(
    "rule-collection-group",
    "network:FirewallPolicyRuleCollectionGroup",
    "microsoft.network/firewallpolicies/rulecollectiongroups",
    "ruleCollectionGroupName",
    "firewall-policy",
    "firewallPolicyName",
  ),
  row(
    "rule-group",
    "network:FirewallPolicyRuleGroup",
    "microsoft.network/firewallpolicies/rulegroups",
    "ruleGroupName",
    "firewall-policy",
    "firewallPolicyName",
  ),
  row("ip-group", "network:IpGroup", "microsoft.network/ipgroups", "ipGroupsName"),
  row("virtual-machine", "compute:VirtualMachine", "microsoft.compute/virtualmachines", "vmName"),
  row("scale-set", "compute:VirtualMachineScaleSet", "microsoft.compute/virtualmachinescalesets", "vmScaleSetName"),
  row("virtual-wan", "network:VirtualWan", "microsoft.network/virtualwans", "virtualWANName"),
  row("virtual-hub", "network:VirtualHub", "microsoft.network/virtualhubs", "virtualHubName"),
  row(
    "hub-connection",
    "network:HubVirtualNetworkConnection",
    "microsoft.network/virtualhubs/hubvirtualnetworkconnections",
    "connectionName",
    "virtual-hub",
    "virtualHubName",
  ),
  row(
    "hub-ip-configuration",
    "network:VirtualHubIpConfiguration",
    "microsoft.network/virtualhubs/ipconfigurations",
    "ipConfigName",
    "virtual-hub",
    "virtualHubName",
  ),
  row(
    "bgp-connection",
    "network:VirtualHubBgpConnection",
    "microsoft.network/virtualhubs/bgpconnections",
    "connectionName",
    "virtual-hub",
    "virtualHubName",
  ),
  row("hub-appliance", "network:NetworkVirtualAppliance", "microsoft.network/networkvirtualappliances", "networkVirtualApplianceName"),
  row(
    "hub-route-table",
    "network:HubRouteTable",
    "microsoft.network/virtualhubs/hubroutetables",
    "routeTableName",
    "virtual-hub",
    "virtualHubName",
  ),
  row(
    "routing-intent",
    "network:RoutingIntent",
    "microsoft.network/virtualhubs/routingintent",
    "routingIntentName",
    "virtual-hub",
    "virtualHubName",
  ),
  row("hub-vpn-gateway", "network:VpnGateway", "microsoft.network/vpngateways", "gatewayName"),
  row("hub-express-route-gateway", "network:ExpressRouteGateway", "microsoft.network/expressroutegateways", "expressRouteGatewayName"),
  row("hub-point-to-site-gateway", "network:P2sVpnGateway", "microsoft.network/p2svpngateways", "gatewayName"),
  row("vpn-site", "network:VpnSite", "microsoft.network/vpnsites", "vpnSiteName"),
  row(
    "vpn-connection",
    "network:VpnConnection",
    "microsoft.network/vpngateways/vpnconnections",
    "connectionName",
    "hub-vpn-gateway",
    "gatewayName",
  ),
  row(
    "express-route-connection",
    "network:ExpressRouteConnection",
    "microsoft.network/expressroutegateways/expressrouteconnections",
    "connectionName",
    "hub-express-route-gateway",
    "expressRouteGatewayName",
  ),
  row("hub-route", "network:HubRouteTableRoute", NO_ARM_TYPE, "routeName"),
  row("circuit", "network:ExpressRouteCircuit", "microsoft.network/expressroutecircuits", "circuitName"),
  row(
    "circuit-peering",
    "network:ExpressRouteCircuitPeering",
    "microsoft.network/expressroutecircuits/peerings",
    "peeringName",
    "circuit",
    "circuitName",
  ),
  row("kubernetes-cluster", "containerservice:ManagedCluster", "microsoft.containerservice/managedclusters", "resourceName"),
  row("kubernetes-fleet", "containerservice:Fleet", "microsoft.containerservice/fleets", "fleetName"),
  row("open-shift-cluster", "redhatopenshift:OpenShiftCluster", "microsoft.redhatopenshift/openshiftclusters", "resourceName"),
  row("route-table-association", "network:SubnetRouteTableAssociation", NO_ARM_TYPE, ""),
  row("backend-pool-association", "network:NetworkInterfaceBackendAddressPoolAssociation", NO_ARM_TYPE, ""),
  row("backend-pool-address", "network:BackendAddressPoolAddress", NO_ARM_TYPE, ""),
  row(
    "firewall-network-rules",
    "network:AzureFirewallNetworkRuleCollection",
    "microsoft.network/azurefirewalls/networkrulecollections",
    "collectionName",
    "azure-firewall",
    "azureFirewallName",
  ),
  row(
    "firewall-application-rules",
    "network:AzureFirewallApplicationRuleCollection",
    "microsoft.network/azurefirewalls/applicationrulecollections",
    "collectionName",
    "azure-firewall",
    "azureFirewallName",
  ),
  row("ip-group-address", "network:IpGroupAddress", NO_ARM_TYPE, ""),
];

const byToken = new Map(RESOURCE_TYPES.map((type) => [`${type.module}:${type.typeName}`, type]));

/**
 * `azure-native:network:X`, `azure-native:network/v20230201:X` and the local SDKs' `azure-native_network_v20230201:network:X`:
 * all name the module `network` and the type `X`.
 */
const AZURE_NATIVE_TOKEN = /^azure-native(?:_[a-z0-9]+_v[0-9a-z]+)?:([a-z0-9]+)(?:\/v[0-9a-z]+)?:([A-Za-z0-9]+)$/;

/** Returns `module:Type` for a type of the azure-native provider in any spelling; undefined for the types of other providers. */
export function normaliseToken(token: string): string | undefined {
  const match = AZURE_NATIVE_TOKEN.exec(token);
  return match === null ? undefined : `${match[1]}:${match[2]}`;
}

const API_VERSION = /[/_]v(\d{4})(\d{2})(\d{2})/;

/** The API version that the token names, for example `2023-02-01`; undefined for the default one of the provider. */
export function apiVersionOf(token: string): string | undefined {
  const match = API_VERSION.exec(token);
  return match === null ? undefined : match.slice(1).join("-");
}

/** What a type token means to the readers. */
export type TypeMeaning =
  | { readonly kind: "read"; readonly type: ResourceType }
  /** Can change a path, and is not modelled. */
  | { readonly kind: "unmodelled"; readonly type: UnmodelledType }
  | { readonly kind: "irrelevant" };

const unmodelledByToken = new Map(UNMODELLED_TYPES.map((type) => [type.token, type]));
const IRRELEVANT: TypeMeaning = { kind: "irrelevant" };

/** A stack has many resources and few types: every spelling is taken apart once. */
const meanings = new Map<string, TypeMeaning>();

/** Returns what a type token in any spelling means. */
export function meaningOf(token: string): TypeMeaning {
  let meaning = meanings.get(token);
  if (meaning === undefined) {
    meaning = findMeaning(token);
    meanings.set(token, meaning);
  }
  return meaning;
}

function findMeaning(token: string): TypeMeaning {
  const normalised = normaliseToken(token) ?? classicType(token)?.native;
  if (normalised === undefined) return IRRELEVANT;
  const type = byToken.get(normalised);
  if (type !== undefined) return { kind: "read", type };
  const unmodelled = unmodelledByToken.get(normalised);
  return unmodelled === undefined ? IRRELEVANT : { kind: "unmodelled", type: unmodelled };
}

/** Whether `readNetwork` looks at resources of the type; all others can be left out early. */
export function isRelevantType(token: string): boolean {
  return meaningOf(token).kind !== "irrelevant";
}

function row(
  kind: ResourceKind,
  token: string,
  armType: string,
  nameProperty: string,
  parentKind?: ResourceKind,
  parentProperty?: string,
): ResourceType {
  const colon = token.indexOf(":");
  const parent = parentKind === undefined || parentProperty === undefined ? undefined : { kind: parentKind, property: parentProperty };
  return { kind, module: token.slice(0, colon), typeName: token.slice(colon + 1), armType, nameProperty, parent };
}
