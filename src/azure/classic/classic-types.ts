import { UNMODELLED_TYPES } from "../types/unmodelled-types.ts";
import { PRIVATE_ENDPOINT } from "./endpoints.ts";
import { FIREWALL_POLICY, FIREWALL_RULES, IP_GROUP, IP_GROUP_ADDRESS, RULE_COLLECTION_GROUP } from "./firewall-rules.ts";
import { CIRCUIT, CIRCUIT_PEERING, CONNECTION, GATEWAY, LOCAL_NETWORK_GATEWAY } from "./gateways.ts";
import {
  BACKEND_POOL,
  BACKEND_POOL_ADDRESS,
  BACKEND_POOL_ASSOCIATION,
  FIREWALL,
  LOAD_BALANCER,
  NETWORK_INTERFACE,
  SCALE_SET,
  VIRTUAL_MACHINE,
} from "./holders.ts";
import { BGP_CONNECTION, CHILD_OF_HUB, HUB_APPLIANCE, HUB_IP_CONFIGURATION, ROUTE_SERVER, TEMPLATE, UNREAD } from "./hubs.ts";
import { PEERING, SUBNET, VIRTUAL_NETWORK } from "./networks.ts";
import { same, type Table, table } from "./property.ts";
import { ROUTE, ROUTE_TABLE, ROUTE_TABLE_ASSOCIATION } from "./route-tables.ts";
import { KUBERNETES_CLUSTER, OPEN_SHIFT_CLUSTER } from "./services.ts";
import {
  EXPRESS_ROUTE_CONNECTION,
  HUB_CONNECTION,
  HUB_EXPRESS_ROUTE_GATEWAY,
  HUB_ROUTE_TABLE,
  HUB_VPN_GATEWAY,
  POINT_TO_SITE_GATEWAY,
  ROUTE_OF_HUB_TABLE,
  ROUTING_INTENT,
  VIRTUAL_HUB,
  VIRTUAL_WAN,
  VPN_CONNECTION,
  VPN_SITE,
} from "./virtual-wan.ts";

/** A type of the classic provider, and what it is to the readers. */
export interface ClassicType {
  /** `azure:network/subnet:Subnet`. */
  readonly token: string;
  /** `module:Type` as azure-native has it, or as the table of what is not modelled does where it is the classic provider's alone. */
  readonly native: string;
  readonly table: Table;
}

const PROVIDER = "azure:";

/** The types that are read, and those that can change a path and are not modelled (`UNMODELLED_TYPES` says what they do). */
export const CLASSIC_TYPES: readonly ClassicType[] = [
  row("core/resourceGroup:ResourceGroup", "resources:ResourceGroup", table([same("resourceGroupName", "name"), same("name", "name")])),
  row("network/virtualNetwork:VirtualNetwork", "network:VirtualNetwork", VIRTUAL_NETWORK),
  row("network/subnet:Subnet", "network:Subnet", SUBNET),
  row("network/virtualNetworkPeering:VirtualNetworkPeering", "network:VirtualNetworkPeering", PEERING),
  row("network/routeTable:RouteTable", "network:RouteTable", ROUTE_TABLE),
  row("network/route:Route", "network:Route", ROUTE),
  row("network/subnetRouteTableAssociation:SubnetRouteTableAssociation", "network:SubnetRouteTableAssociation", ROUTE_TABLE_ASSOCIATION),
  row("network/virtualNetworkGateway:VirtualNetworkGateway", "network:VirtualNetworkGateway", GATEWAY),
  row("network/virtualNetworkGatewayConnection:VirtualNetworkGatewayConnection", "network:VirtualNetworkGatewayConnection", CONNECTION),
  row("network/expressRouteCircuit:ExpressRouteCircuit", "network:ExpressRouteCircuit", CIRCUIT),
  row("network/expressRouteCircuitPeering:ExpressRouteCircuitPeering", "network:ExpressRouteCircuitPeering", CIRCUIT_PEERING),
  row("network/localNetworkGateway:LocalNetworkGateway", "network:LocalNetworkGateway", LOCAL_NETWORK_GATEWAY),
  row("privatelink/endpoint:Endpoint", "network:PrivateEndpoint", PRIVATE_ENDPOINT),
  row("network/networkInterface:NetworkInterface", "network:NetworkInterface", NETWORK_INTERFACE),
  row(
    "network/networkInterfaceBackendAddressPoolAssociation:NetworkInterfaceBackendAddressPoolAssociation",
    "network:NetworkInterfaceBackendAddressPoolAssociation",
    BACKEND_POOL_ASSOCIATION,
  ),
  row("network/firewall:Firewall", "network:AzureFirewall", FIREWALL),
  row("lb/loadBalancer:LoadBalancer", "network:LoadBalancer", LOAD_BALANCER),
  row("lb/backendAddressPool:BackendAddressPool", "network:LoadBalancerBackendAddressPool", BACKEND_POOL),
  row("lb/backendAddressPoolAddress:BackendAddressPoolAddress", "network:BackendAddressPoolAddress", BACKEND_POOL_ADDRESS),
  ...["linuxVirtualMachineScaleSet", "windowsVirtualMachineScaleSet", "orchestratedVirtualMachineScaleSet", "scaleSet"].map((name) =>
    row(`compute/${name}:${capitalised(name)}`, "compute:VirtualMachineScaleSet", SCALE_SET),
  ),

  ...["linuxVirtualMachine", "windowsVirtualMachine", "virtualMachine"].map((name) =>
    row(`compute/${name}:${capitalised(name)}`, "compute:VirtualMachine", VIRTUAL_MACHINE),
  ),
  row("network/firewallPolicy:FirewallPolicy", "network:FirewallPolicy", FIREWALL_POLICY),
  row(
    "network/firewallPolicyRuleCollectionGroup:FirewallPolicyRuleCollectionGroup",
    "network:FirewallPolicyRuleCollectionGroup",
    RULE_COLLECTION_GROUP,
  ),
  ...["Network", "Application"].map((kind) =>
    row(
      `network/firewall${kind}RuleCollection:Firewall${kind}RuleCollection`,
      `network:AzureFirewall${kind}RuleCollection`,
      FIREWALL_RULES,
    ),
  ),
  row("network/iPGroup:IPGroup", "network:IpGroup", IP_GROUP),
  row("network/iPGroupCIDR:IPGroupCIDR", "network:IpGroupAddress", IP_GROUP_ADDRESS),

  row("containerservice/kubernetesCluster:KubernetesCluster", "containerservice:ManagedCluster", KUBERNETES_CLUSTER),
  row("redhatopenshift/cluster:Cluster", "redhatopenshift:OpenShiftCluster", OPEN_SHIFT_CLUSTER),
  row("network/virtualWan:VirtualWan", "network:VirtualWan", VIRTUAL_WAN),
  row("network/virtualHub:VirtualHub", "network:VirtualHub", VIRTUAL_HUB),
  row("network/virtualHubConnection:VirtualHubConnection", "network:HubVirtualNetworkConnection", HUB_CONNECTION),
  row("network/virtualHubRouteTable:VirtualHubRouteTable", "network:HubRouteTable", HUB_ROUTE_TABLE),
  row("network/virtualHubRouteTableRoute:VirtualHubRouteTableRoute", "network:HubRouteTableRoute", ROUTE_OF_HUB_TABLE),
  row("network/routingIntent:RoutingIntent", "network:RoutingIntent", ROUTING_INTENT),
  row("network/vpnGateway:VpnGateway", "network:VpnGateway", HUB_VPN_GATEWAY),
  row("network/vpnGatewayConnection:VpnGatewayConnection", "network:VpnConnection", VPN_CONNECTION),
  row("network/vpnSite:VpnSite", "network:VpnSite", VPN_SITE),
  row("network/expressRouteGateway:ExpressRouteGateway", "network:ExpressRouteGateway", HUB_EXPRESS_ROUTE_GATEWAY),
  row("network/expressRouteConnection:ExpressRouteConnection", "network:ExpressRouteConnection", EXPRESS_ROUTE_CONNECTION),
  row("network/pointToPointVpnGateway:PointToPointVpnGateway", "network:P2sVpnGateway", POINT_TO_SITE_GATEWAY),
  row("network/virtualHubIp:VirtualHubIp", "network:VirtualHubIpConfiguration", HUB_IP_CONFIGURATION),
  row("network/routeServer:RouteServer", "network:VirtualHub", ROUTE_SERVER),
  row("network/routeServerBgpConnection:RouteServerBgpConnection", "network:VirtualHubBgpConnection", BGP_CONNECTION),
  row("paloalto/virtualNetworkAppliance:VirtualNetworkAppliance", "network:NetworkVirtualAppliance", HUB_APPLIANCE),
  row("network/routeMap:RouteMap", "network:RouteMap", CHILD_OF_HUB),
  row("network/bgpConnection:BgpConnection", "network:VirtualHubBgpConnection", BGP_CONNECTION),
  ...[
    ["network/networkManagerConnectivityConfiguration:NetworkManagerConnectivityConfiguration", "network:ConnectivityConfiguration"],
    ["network/networkManagerRoutingRule:NetworkManagerRoutingRule", "network:RoutingRule"],
    ["network/networkManagerRoutingConfiguration:NetworkManagerRoutingConfiguration", "network:NetworkManagerRoutingConfiguration"],
    ["network/networkManagerRoutingRuleCollection:NetworkManagerRoutingRuleCollection", "network:RoutingRuleCollection"],
    ["network/networkManager:NetworkManager", "network:NetworkManager"],
    ["core/resourceGroupTemplateDeployment:ResourceGroupTemplateDeployment", "resources:Deployment"],
    ["core/templateDeployment:TemplateDeployment", "resources:Deployment"],
    ["core/subscriptionTemplateDeployment:SubscriptionTemplateDeployment", "resources:DeploymentAtSubscriptionScope"],
    ["management/groupTemplateDeployment:GroupTemplateDeployment", "resources:DeploymentAtManagementGroupScope"],
    ["core/tenantTemplateDeployment:TenantTemplateDeployment", "resources:DeploymentAtTenantScope"],
  ].map(([token = "", native = ""]) => row(token, native, native.startsWith("resources:") ? TEMPLATE : UNREAD)),
  // What is the classic provider's alone.
  ...UNMODELLED_TYPES.filter(({ token }) => token.startsWith(PROVIDER)).map(({ token }) => ({ token, native: token, table: UNREAD })),
];

const byToken = new Map(CLASSIC_TYPES.map((type) => [type.token, type]));

/** The type that a token of the classic provider names, as far as it has to do with routing. */
export function classicType(token: string): ClassicType | undefined {
  return byToken.get(token);
}

function row(token: string, native: string, properties: Table): ClassicType {
  return { token: `${PROVIDER}${token}`, native, table: properties };
}

function capitalised(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
