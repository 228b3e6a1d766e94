/** What a resource of a type that is not modelled can change. */
export type UnmodelledEffect =
  /** Every path: what it changes is not in sight, or not understood. */
  | "everything"
  /** Every path, if its template makes anything of Microsoft.Network, or may. */
  | "template"
  /** The virtual network of the subnet that `subnet` names. */
  | "network"
  /** Nothing by itself: what it does comes in through another type of the table. */
  | "none";

export interface UnmodelledType {
  /** `module:Type`. */
  readonly token: string;
  readonly rule: string;
  readonly effect: UnmodelledEffect;
  /** What is not modelled, as the start of a sentence. */
  readonly what: string;
}

/** Types that can change a path and are not read yet. What becomes modelled is taken out. */
export const UNMODELLED_TYPES: readonly UnmodelledType[] = [
  {
    token: "network:ConnectivityConfiguration",
    rule: "R27",
    effect: "everything",
    what: "the connectivity that Virtual Network Manager makes",
  },
  { token: "network:RoutingRule", rule: "R72", effect: "everything", what: "the routes that Virtual Network Manager makes" },
  { token: "network:RoutingConfiguration", rule: "R72", effect: "none", what: "a frame for routing rules" },
  { token: "network:NetworkManagerRoutingConfiguration", rule: "R72", effect: "none", what: "a frame for routing rules" },
  { token: "network:RoutingRuleCollection", rule: "R72", effect: "none", what: "a frame for routing rules" },
  { token: "network:NetworkManager", rule: "R27", effect: "none", what: "a Virtual Network Manager" },
  { token: "network:VirtualHubIpConfiguration", rule: "R73", effect: "network", what: "a Route Server" },
  { token: "network:VirtualNetworkAppliance", rule: "R16", effect: "network", what: "an appliance that Azure runs in the network" },
  { token: "network:ConnectionPolicy", rule: "R69", effect: "everything", what: "what a policy makes of a virtual hub's connections" },
  { token: "network:VirtualHubBgpConnection", rule: "R73", effect: "everything", what: "the routes of a BGP peer" },
  { token: "network:VirtualRouter", rule: "R73", effect: "everything", what: "a virtual router" },
  { token: "network:VirtualRouterPeering", rule: "R73", effect: "none", what: "a virtual router's peer" },
  { token: "network:NetworkVirtualAppliance", rule: "R69", effect: "everything", what: "an appliance in a virtual hub" },
  ...["Deployment", "DeploymentAtSubscriptionScope", "DeploymentAtManagementGroupScope", "DeploymentAtTenantScope"].map(
    (name): UnmodelledType => ({
      token: `resources:${name}`,
      rule: "templates",
      effect: "template",
      what: "a template that may make network resources",
    }),
  ),
  { token: "network:InterfaceEndpoint", rule: "R28", effect: "everything", what: "an endpoint of an early version of the API" },
  { token: "network:NetworkVirtualApplianceConnection", rule: "R69", effect: "none", what: "a virtual hub's connection to an appliance" },
  { token: "network:VirtualHubRouteTableV2", rule: "R69", effect: "everything", what: "a virtual hub's table of the older kind" },
  { token: "network:RouteMap", rule: "R69", effect: "everything", what: "what a route map makes of a virtual hub's routes" },
];

/** The types of the classic provider that would be read if they were azure-native's. */
const CLASSIC_TYPES =
  /^azure:(?:network\/(?:virtualNetwork|subnet|virtualNetworkPeering|routeTable|route|subnetRouteTableAssociation|virtualNetworkGateway|virtualNetworkGatewayConnection|localNetworkGateway|networkInterface|networkInterfaceBackendAddressPoolAssociation|firewall|virtualHubConnection|routeServer|networkManagerConnectivityConfiguration|networkManagerDeployment)|privatelink\/endpoint|lb\/loadBalancer|lb\/backendAddressPool|lb\/backendAddressPoolAddress):/i;

/** Whether the type is one of the classic provider that has to do with routing. */
export function isClassicNetworkType(token: string): boolean {
  return CLASSIC_TYPES.test(token);
}
