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
