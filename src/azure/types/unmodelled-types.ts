/** What a resource of a type that is not modelled can change. */
export type UnmodelledEffect =
  /** Every path: what it changes is not in sight, or not understood. */
  | "everything"
  /** Every path, if what is made from its template, or is its own type, may be one that counts. */
  | "template"
  /** What is joined with networks in the scope of its Virtual Network Manager. */
  | "manager"
  /** The virtual hub that `virtualHubName` names, and those of its WAN. */
  | "hub"
  /** The virtual network of the subnet that `subnet` names. */
  | "network"
  /** Every path, unless `scopeAccess` is `SecurityAdmin`: what it deploys may not be in sight. */
  | "deployment"
  /** Nothing by itself: what it does comes in through another type of the table. */
  | "none";

export interface UnmodelledType {
  /** `module:Type`; the whole token of types that are the classic provider's alone, or that are read of azure-native only. */
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
    effect: "manager",
    what: "the connectivity that Virtual Network Manager makes",
  },
  { token: "network:RoutingRule", rule: "R72", effect: "manager", what: "the routes that Virtual Network Manager makes" },
  { token: "network:RoutingConfiguration", rule: "R72", effect: "none", what: "a frame for routing rules" },
  { token: "network:NetworkManagerRoutingConfiguration", rule: "R72", effect: "none", what: "a frame for routing rules" },
  { token: "network:RoutingRuleCollection", rule: "R72", effect: "none", what: "a frame for routing rules" },
  { token: "network:NetworkManager", rule: "R27", effect: "none", what: "a Virtual Network Manager" },
  { token: "network:ScopeConnection", rule: "R27", effect: "none", what: "more scope for a Virtual Network Manager" },
  { token: "network:VirtualNetworkAppliance", rule: "R16", effect: "network", what: "an appliance that Azure runs in the network" },
  { token: "network:ConnectionPolicy", rule: "R69", effect: "hub", what: "what a policy makes of a virtual hub's connections" },
  { token: "network:VirtualRouter", rule: "R73", effect: "everything", what: "a virtual router" },
  { token: "network:VirtualRouterPeering", rule: "R73", effect: "none", what: "a virtual router's peer" },
  ...[
    ...["Deployment", "DeploymentAtScope", "DeploymentAtSubscriptionScope", "DeploymentAtManagementGroupScope", "DeploymentAtTenantScope"],
    ...["DeploymentStackAtResourceGroup", "DeploymentStackAtSubscription", "DeploymentStackAtManagementGroup"],
  ].map(
    (name): UnmodelledType => ({
      token: `resources:${name}`,
      rule: "templates",
      effect: "template",
      what: "a template that may make network resources",
    }),
  ),
  { token: "resources:Resource", rule: "templates", effect: "template", what: "a resource of a type that may count" },
  { token: "network:InterfaceEndpoint", rule: "R28", effect: "everything", what: "an endpoint of an early version of the API" },
  { token: "network:NetworkVirtualApplianceConnection", rule: "R69", effect: "none", what: "a virtual hub's connection to an appliance" },
  { token: "network:VirtualHubRouteTableV2", rule: "R69", effect: "hub", what: "a virtual hub's table of the older kind" },
  { token: "network:RouteMap", rule: "R69", effect: "hub", what: "what a route map makes of a virtual hub's routes" },
  ...classic("R27", "deployment", "what Virtual Network Manager deploys", ["NetworkManagerDeployment"]),
];

/** Types of the classic provider. */
function classic(rule: string, effect: UnmodelledEffect, what: string, names: readonly string[]): readonly UnmodelledType[] {
  return names.map((name) => ({
    token: `azure:network/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`,
    rule,
    effect,
    what,
  }));
}
