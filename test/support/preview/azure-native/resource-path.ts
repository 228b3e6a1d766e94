import { isObject, type WireObject } from "../wire.ts";
import { type ResourceType, resourceType } from "./resource-type.ts";
import { resourceShape } from "./sdk-types.ts";

/** Where in Azure Resource Manager's tree the resources of a type live. */
export interface ResourcePath {
  /** For example `Microsoft.Network`. */
  readonly namespace: string;
  /** Collection and the input that names the member, from the top level down to the resource itself. */
  readonly segments: readonly { readonly collection: string; readonly parameter: string }[];
}

/** Children, and types whose path does not follow from their name. All other types are `<plural of the name>/{<name>Name}`. */
const NETWORK_PATHS: Readonly<Record<string, string>> = {
  Subnet: "virtualNetworks/{virtualNetworkName}/subnets/{subnetName}",
  VirtualNetworkPeering: "virtualNetworks/{virtualNetworkName}/virtualNetworkPeerings/{virtualNetworkPeeringName}",
  Route: "routeTables/{routeTableName}/routes/{routeName}",
  PrivateDnsZoneGroup: "privateEndpoints/{privateEndpointName}/privateDnsZoneGroups/{privateDnsZoneGroupName}",
  LoadBalancerBackendAddressPool: "loadBalancers/{loadBalancerName}/backendAddressPools/{backendAddressPoolName}",
  VirtualNetworkGatewayConnection: "connections/{virtualNetworkGatewayConnectionName}",
  FirewallPolicyRuleCollectionGroup: "firewallPolicies/{firewallPolicyName}/ruleCollectionGroups/{ruleCollectionGroupName}",
  HubVirtualNetworkConnection: "virtualHubs/{virtualHubName}/hubVirtualNetworkConnections/{connectionName}",
};

const NAMESPACES: Readonly<Record<string, string>> = {
  privatedns: "Microsoft.Network",
  dns: "Microsoft.Network",
  keyvault: "Microsoft.KeyVault",
  operationalinsights: "Microsoft.OperationalInsights",
};

/** The path of a type; undefined for types that the SDK has not. */
export function resourcePath(token: string): ResourcePath | undefined {
  const type = resourceType(token);
  if (type === undefined) return undefined;
  const listed = type.module === "network" ? NETWORK_PATHS[type.name] : undefined;
  if (listed !== undefined) {
    const segments = [...listed.matchAll(/(\w+)\/\{(\w+)\}/g)].map(([, collection = "", parameter = ""]) => ({ collection, parameter }));
    return { namespace: "Microsoft.Network", segments };
  }
  return pathFromName(token, type);
}

function pathFromName(token: string, { module, name }: ResourceType): ResourcePath | undefined {
  const shape = resourceShape(token);
  if (shape === undefined) return undefined;
  const candidates = shape.inputs.filter((input) => /Name$/.test(input) && input !== "resourceGroupName" && !shape.response.has(input));
  const own = candidates.find((input) => `${name}Name`.toLowerCase().endsWith(input.toLowerCase())) ?? candidates[0];
  const parents = candidates.filter((input) => input !== own);
  return {
    namespace: NAMESPACES[module] ?? `Microsoft.${module.charAt(0).toUpperCase()}${module.slice(1)}`,
    segments: [
      ...parents.map((parameter) => ({ collection: plural(parameter.slice(0, -"Name".length)), parameter })),
      ...(own === undefined ? [] : [{ collection: plural(name.charAt(0).toLowerCase() + name.slice(1)), parameter: own }]),
    ],
  };
}

function plural(noun: string): string {
  if (/(s|x|ch)$/.test(noun)) return `${noun}es`;
  return /[^aeo]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`;
}

/** `Microsoft.Network/virtualNetworks/subnets`. */
export function armType(path: ResourcePath): string {
  return [path.namespace, ...path.segments.map(({ collection }) => collection)].join("/");
}

/**
 * The ARM id that the inputs amount to. Throws where a name is missing: Azure is never asked for such a resource,
 * because the check fills in the last name and the SDK insists on the others.
 */
export function armId(token: string, inputs: WireObject, subscription: string): string {
  const named = (parameter: string): string => {
    const value = inputs[parameter];
    if (typeof value !== "string") throw new Error(`missing required property '${parameter}' of ${token}`);
    return value;
  };
  const group = `/subscriptions/${subscription}/resourceGroups/${named("resourceGroupName")}`;
  if (isResourceGroup(token)) return group;
  const path = resourcePath(token);
  if (path === undefined) throw new Error(`no path is known for ${token}`);
  const members = path.segments.map(({ collection, parameter }) => `${collection}/${named(parameter)}`);
  return [group, "providers", path.namespace, ...members].join("/");
}

export function isResourceGroup(token: string): boolean {
  const type = resourceType(token);
  return type?.module === "resources" && type.name === "ResourceGroup";
}

/** The id of a reference such as `{ id: "/subscriptions/…" }`; undefined where it is none. */
export function referencedId(value: WireObject[string] | undefined): string | undefined {
  const id = isObject(value) ? value["id"] : undefined;
  return typeof id === "string" ? id : undefined;
}
