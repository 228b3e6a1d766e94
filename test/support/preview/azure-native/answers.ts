import { createHash } from "node:crypto";
import { isObject, type WireObject, type WireValue } from "../wire.ts";
import type { Cloud, StoredResource } from "./cloud.ts";
import { armType, isResourceGroup, referencedId, resourcePath } from "./resource-path.ts";
import { resourceType } from "./resource-type.ts";
import { resourceShape } from "./sdk-types.ts";

/** What Azure adds to a resource of one type; later properties replace those that were asked for. */
type Addition = (resource: StoredResource, cloud: Cloud) => WireObject;

const ADDITIONS: Readonly<Record<string, Addition>> = {
  VirtualNetwork: ({ id }, cloud) => ({
    enableDdosProtection: false,
    subnets: nested(cloud.childrenOf(id, "subnets"), cloud),
    virtualNetworkPeerings: nested(cloud.childrenOf(id, "virtualNetworkPeerings"), cloud),
  }),
  Subnet: ({ id, inputs }, cloud) => ({
    delegations: inputs["delegations"] ?? [],
    privateEndpointNetworkPolicies: inputs["privateEndpointNetworkPolicies"] ?? "Disabled",
    privateLinkServiceNetworkPolicies: inputs["privateLinkServiceNetworkPolicies"] ?? "Enabled",
    ...listIfAny("privateEndpoints", usersOf(id, "PrivateEndpoint", cloud)),
  }),
  VirtualNetworkPeering: peering,
  RouteTable: ({ id, inputs }, cloud) => ({
    disableBgpRoutePropagation: inputs["disableBgpRoutePropagation"] ?? false,
    routes: nested(cloud.childrenOf(id, "routes"), cloud),
    ...listIfAny(
      "subnets",
      cloud.all().filter((other) => kindOf(other) === "Subnet" && sameId(referencedId(other.inputs["routeTable"]), id)),
    ),
  }),
  Route: () => ({ hasBgpOverride: false }),
  AzureFirewall: (resource) => ({
    ipConfigurations: withAddresses(resource, "ipConfigurations"),
    ipGroups: [],
    threatIntelMode: resource.inputs["threatIntelMode"] ?? "Alert",
  }),
  FirewallPolicy: ({ id }, cloud) => ({
    ruleCollectionGroups: cloud.childrenOf(id, "ruleCollectionGroups").map((group) => ({ id: group.id })),
  }),
  NetworkInterface: (resource, cloud) => ({
    ...machineOf(resource, cloud),
    enableIPForwarding: resource.inputs["enableIPForwarding"] ?? false,
    enableAcceleratedNetworking: resource.inputs["enableAcceleratedNetworking"] ?? false,
    ipConfigurations: withAddresses(resource, "ipConfigurations"),
    nicType: "Standard",
  }),
  LoadBalancer: (resource) => ({
    frontendIPConfigurations: withAddresses(resource, "frontendIPConfigurations"),
    backendAddressPools: named(resource, "backendAddressPools"),
  }),
  VirtualNetworkGateway: (resource) => ({
    activeActive: resource.inputs["activeActive"] ?? false,
    enableBgp: resource.inputs["enableBgp"] ?? false,
    ipConfigurations: named(resource, "ipConfigurations"),
    bgpSettings: { asn: 65515, ...objectOf(resource.inputs["bgpSettings"]), bgpPeeringAddress: resource.addresses.join(",") },
  }),
  VirtualNetworkGatewayConnection: ({ inputs }) => ({ enableBgp: inputs["enableBgp"] ?? false, connectionStatus: "Unknown" }),
  PrivateEndpoint: privateEndpoint,
  PrivateDnsZoneGroup: privateDnsZoneGroup,
  PublicIPAddress: ({ name }) => ({
    ipAddress: `20.0.${digest(name, 256)}.${digest(`${name}.`, 256)}`,
    idleTimeoutInMinutes: 4,
    ipTags: [],
  }),
};

/**
 * The answer to a GET: of what was asked for only what the response has, references reduced to ids, regions normalised;
 * with the id, the name, the type and whatever Azure adds.
 */
export function answerOf(resource: StoredResource, cloud: Cloud): WireObject {
  const { id, token, name, inputs } = resource;
  const shape = resourceShape(token);
  if (shape === undefined) return { ...inputs, id, name };
  const path = resourcePath(token);
  const everything: Record<string, WireValue> = {
    ...inputs,
    ...ADDITIONS[kindOf(resource)]?.(resource, cloud),
    id,
    name,
    type: isResourceGroup(token) || path === undefined ? "Microsoft.Resources/resourceGroups" : armType(path),
    azureApiVersion: shape.apiVersion,
    etag: `W/"${createHash("sha256").update(id).digest("hex").slice(0, 32)}"`,
    provisioningState: "Succeeded",
  };
  if (typeof everything["location"] === "string") everything["location"] = everything["location"].toLowerCase().replaceAll(" ", "");
  const answered = Object.entries(everything).filter(([property]) => shape.response.has(property));
  return Object.fromEntries(answered.map(([property, value]) => [property, withBareReferences(value)]));
}

function peering({ id, inputs }: StoredResource, cloud: Cloud): WireObject {
  const network = id.slice(0, id.toLowerCase().lastIndexOf("/virtualnetworkpeerings/"));
  const remote = cloud.find(referencedId(inputs["remoteVirtualNetwork"]) ?? "");
  const halves = remote === undefined ? [] : cloud.childrenOf(remote.id, "virtualNetworkPeerings");
  const complete = halves.some((half) => sameId(referencedId(half.inputs["remoteVirtualNetwork"]), network));
  const remoteSpace = objectOf(remote?.inputs["addressSpace"]);
  return {
    allowVirtualNetworkAccess: inputs["allowVirtualNetworkAccess"] ?? true,
    allowForwardedTraffic: inputs["allowForwardedTraffic"] ?? false,
    allowGatewayTransit: inputs["allowGatewayTransit"] ?? false,
    useRemoteGateways: inputs["useRemoteGateways"] ?? false,
    // The half that is made first keeps this answer in the state until a refresh.
    peeringState: complete ? "Connected" : "Initiated",
    peeringSyncLevel: complete ? "FullyInSync" : "RemoteNotInSync",
    remoteAddressSpace: remoteSpace,
    remoteVirtualNetworkAddressSpace: remoteSpace,
  };
}

function privateEndpoint({ id, name, inputs, addresses }: StoredResource, cloud: Cloud): WireObject {
  const group = id.slice(0, id.toLowerCase().indexOf("/providers/"));
  const nic = inputs["customNetworkInterfaceName"] ?? `${name}.nic`;
  // With a zone group the addresses stand in its record sets, and here no longer.
  const hasZoneGroup = cloud.childrenOf(id, "privateDnsZoneGroups").length > 0;
  return {
    customDnsConfigs: hasZoneGroup ? [] : [{ fqdn: `${name}.example.net`, ipAddresses: addresses }],
    ipConfigurations: inputs["ipConfigurations"] ?? [],
    networkInterfaces: [{ id: `${group}/providers/Microsoft.Network/networkInterfaces/${nic}` }],
  };
}

function privateDnsZoneGroup({ id, inputs }: StoredResource, cloud: Cloud): WireObject {
  const endpoint = cloud.find(id.slice(0, id.toLowerCase().lastIndexOf("/privatednszonegroups/")));
  const zones = inputs["privateDnsZoneConfigs"];
  return {
    privateDnsZoneConfigs: (Array.isArray(zones) ? zones.filter(isObject) : []).map((zone) => ({
      ...zone,
      recordSets: [
        {
          recordType: "A",
          recordSetName: endpoint?.name ?? "",
          ttl: 10,
          provisioningState: "Succeeded",
          ipAddresses: endpoint?.addresses ?? [],
        },
      ],
    })),
  };
}

/** The virtual machine that has the interface, once it is made. */
function machineOf({ id }: StoredResource, cloud: Cloud): WireObject {
  const machine = cloud.all().find((other) => {
    const interfaces = objectOf(other.inputs["networkProfile"])["networkInterfaces"];
    return kindOf(other) === "VirtualMachine" && Array.isArray(interfaces) && interfaces.some((each) => sameId(referencedId(each), id));
  });
  return machine === undefined ? {} : { virtualMachine: { id: machine.id } };
}

/** The IP configurations with their ids and, in the order in which they were given out, the private addresses. */
function withAddresses(resource: StoredResource, collection: string): readonly WireValue[] {
  const addresses = [...resource.addresses];
  return named(resource, collection).map((configuration) => {
    const address = isObject(configuration["subnet"]) ? addresses.shift() : undefined;
    return address === undefined ? configuration : { privateIPAllocationMethod: "Dynamic", ...configuration, privateIPAddress: address };
  });
}

function named({ id, inputs }: StoredResource, collection: string): readonly WireObject[] {
  const listed = inputs[collection];
  return (Array.isArray(listed) ? listed.filter(isObject) : []).map((member) => ({
    ...member,
    id: `${id}/${collection}/${String(member["name"])}`,
    provisioningState: "Succeeded",
  }));
}

function nested(children: readonly StoredResource[], cloud: Cloud): readonly WireObject[] {
  return children.map((child) => {
    const { azureApiVersion: _, ...answer } = answerOf(child, cloud);
    return answer;
  });
}

function usersOf(subnet: string, kind: string, cloud: Cloud): readonly StoredResource[] {
  return cloud.all().filter((resource) => kindOf(resource) === kind && sameId(referencedId(resource.inputs["subnet"]), subnet));
}

/** Azure leaves lists of users out while they are empty. */
function listIfAny(property: string, resources: readonly StoredResource[]): WireObject {
  return resources.length === 0 ? {} : { [property]: resources.map(({ id }) => ({ id })) };
}

/** `{ id: …, privateEndpointNetworkPolicies: … }` → `{ id: … }`: of another resource only the id is kept. Members of lists stay whole. */
function withBareReferences(value: WireValue): WireValue {
  if (Array.isArray(value)) return value.map((item) => (isObject(item) ? eachProperty(item) : item));
  if (!isObject(value)) return value;
  return typeof value["id"] === "string" && value["id"].startsWith("/") ? { id: value["id"] } : eachProperty(value);
}

function eachProperty(object: WireObject): WireObject {
  return Object.fromEntries(Object.entries(object).map(([property, value]) => [property, withBareReferences(value)]));
}

function objectOf(value: WireValue | undefined): WireObject {
  return isObject(value) ? value : {};
}

function kindOf({ token }: StoredResource): string {
  return resourceType(token)?.name ?? "";
}

function sameId(a: string | undefined, b: string): boolean {
  return a?.toLowerCase() === b.toLowerCase();
}

function digest(text: string, modulus: number): number {
  return createHash("sha256").update(text).digest().readUInt16BE(0) % modulus;
}
