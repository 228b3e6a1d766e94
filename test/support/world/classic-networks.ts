import type { Generation, StateEntry } from "./classic.ts";
import { type Classic, depends, type Fields, given, idIn, listIn, objectIn, one, type Parts } from "./classic-parts.ts";

function prefixesOf(subnet: Fields): unknown {
  return subnet["addressPrefixes"] ?? (subnet["addressPrefix"] === undefined ? undefined : [subnet["addressPrefix"]]);
}

/** The policies of a subnet by the name that each generation has for them. */
function policiesOf(subnet: Fields, generation: Generation): Fields {
  const policies = subnet["privateEndpointNetworkPolicies"];
  if (policies === undefined)
    return generation === "6" ? { privateEndpointNetworkPolicies: "Disabled" } : { enforcePrivateLinkEndpointNetworkPolicies: true };
  if (generation === "6") return { privateEndpointNetworkPolicies: policies };
  switch (String(policies).toLowerCase()) {
    case "enabled":
      return { privateEndpointNetworkPoliciesEnabled: true };
    case "disabled":
      return { enforcePrivateLinkEndpointNetworkPolicies: true };
    default:
      return { privateEndpointNetworkPolicies: policies };
  }
}

/** What the provider of then answers: all three names. */
function answeredPolicies(subnet: Fields, generation: Generation): Fields {
  const policies = String(subnet["privateEndpointNetworkPolicies"] ?? "Disabled");
  if (generation === "6") return { privateEndpointNetworkPolicies: policies };
  const enabled = policies.toLowerCase() === "enabled";
  return {
    privateEndpointNetworkPolicies: policies,
    privateEndpointNetworkPoliciesEnabled: enabled,
    enforcePrivateLinkEndpointNetworkPolicies: !enabled,
  };
}

function inlineSubnet(subnet: Fields): Fields {
  return given({
    name: subnet["name"],
    addressPrefixes: prefixesOf(subnet),
    routeTableId: idIn(subnet["routeTable"]),
    privateEndpointNetworkPolicies: subnet["privateEndpointNetworkPolicies"] ?? "Disabled",
  });
}

/** Version 6 answers with empty text what is not set; version 5 knows nothing of tables and policies here. */
function listedSubnet(subnet: Fields, generation: Generation): Fields {
  const own = { id: subnet["id"], name: subnet["name"], securityGroup: "" };
  if (generation === "5") return { ...own, addressPrefix: (prefixesOf(subnet) as readonly unknown[])[0] };
  return { routeTableId: "", ...own, ...inlineSubnet(subnet) };
}

const network: Parts = (entry, _all, generation) => {
  const { inputs = {}, outputs = {} } = entry;
  const own = (side: Fields): Fields => ({
    name: inputs["virtualNetworkName"],
    resourceGroupName: inputs["resourceGroupName"],
    location: side["location"],
    addressSpaces: objectIn(side, "addressSpace")?.["addressPrefixes"],
    privateEndpointVnetPolicies: side["privateEndpointVNetPolicies"],
  });
  // Version 5 has no tables and no policies inside: there, subnets are resources of their own.
  const isInline = generation === "6" && inputs["subnets"] !== undefined;
  const parts = generation === "6" ? [] : listIn(inputs, "subnets").flatMap((each) => subnetWithin(entry, each, generation));
  const peerings = listIn(inputs, "virtualNetworkPeerings").map((each) => peeringWithin(entry, each));
  return [
    {
      token: "azure:network/virtualNetwork:VirtualNetwork",
      name: undefined,
      id: entry.id,
      inputs: given({ ...own(inputs), ...(isInline ? { subnets: listIn(inputs, "subnets").map(inlineSubnet) } : {}) }),
      outputs: given({ ...own(outputs), guid: "a-b-c", subnets: listIn(outputs, "subnets").map((each) => listedSubnet(each, generation)) }),
      dependsOn: isInline ? depends(entry, { subnets: "subnets" }) : {},
    },
    ...parts,
    ...peerings,
  ];
};

function subnetWithin(parent: StateEntry, subnet: Fields, generation: Generation): readonly Classic[] {
  const owner = parent.urn.slice(parent.urn.lastIndexOf("::") + 2);
  const child = childOf(parent, subnet, "subnets", "subnetName");
  return subnetParts(child, generation).map((part, index) => ({
    ...part,
    name: index === 0 ? `${owner}-${String(subnet["name"])}` : `${owner}-${String(subnet["name"])}-table`,
  }));
}

/** The child as it would be beside its parent. */
function childOf(parent: StateEntry, child: Fields, collection: string, nameProperty: string): StateEntry {
  const { inputs = {}, outputs } = parent;
  const place = { resourceGroupName: inputs["resourceGroupName"], virtualNetworkName: inputs["virtualNetworkName"] };
  return {
    ...parent,
    id: `${parent.id}/${collection}/${String(child["name"])}`,
    inputs: { ...place, ...child, [nameProperty]: child["name"] },
    outputs: listIn(outputs, collection).find(({ name }) => name === child["name"]) ?? child,
    propertyDependencies: { virtualNetworkName: [parent.urn], ...pick(parent, collection, ["routeTable", "remoteVirtualNetwork"]) },
  };
}

function pick(parent: StateEntry, collection: string, properties: readonly string[]): Readonly<Record<string, readonly string[]>> {
  const urns = parent.propertyDependencies?.[collection] ?? [];
  return Object.fromEntries(properties.map((property) => [property, urns]));
}

function subnetParts(entry: StateEntry, generation: Generation): readonly Classic[] {
  const { inputs = {}, outputs = {} } = entry;
  const place = {
    name: inputs["subnetName"],
    resourceGroupName: inputs["resourceGroupName"],
    virtualNetworkName: inputs["virtualNetworkName"],
  };
  const table = idIn(inputs["routeTable"]);
  const owner = entry.urn.slice(entry.urn.lastIndexOf("::") + 2);
  const subnet: Classic = {
    token: "azure:network/subnet:Subnet",
    name: undefined,
    id: entry.id,
    inputs: given({ ...place, addressPrefixes: prefixesOf(inputs), ...policiesOf(inputs, generation) }),
    outputs: given({ ...place, addressPrefixes: prefixesOf(outputs), ...answeredPolicies(outputs, generation) }),
    dependsOn: depends(entry, { virtualNetworkName: "virtualNetworkName" }),
  };
  if (table === undefined) return [subnet];
  return [
    subnet,
    {
      token: "azure:network/subnetRouteTableAssociation:SubnetRouteTableAssociation",
      name: `${owner}-table`,
      // The association has the id of its subnet.
      id: entry.id,
      inputs: { subnetId: entry.id, routeTableId: table },
      outputs: { subnetId: entry.id, routeTableId: table },
      dependsOn: { ...depends(entry, { routeTable: "routeTableId" }), subnetId: [entry.urn] },
    },
  ];
}

function peeringWithin(parent: StateEntry, peering: Fields): Classic {
  const [part] = peeringParts(childOf(parent, peering, "virtualNetworkPeerings", "virtualNetworkPeeringName"));
  if (part === undefined) throw new Error("a peering becomes one resource");
  return { ...part, name: String(peering["name"]) };
}

function peeringParts(entry: StateEntry): readonly Classic[] {
  const { inputs = {}, outputs = {} } = entry;
  const own = (side: Fields): Fields =>
    given({
      name: inputs["virtualNetworkPeeringName"],
      resourceGroupName: inputs["resourceGroupName"],
      virtualNetworkName: inputs["virtualNetworkName"],
      remoteVirtualNetworkId: idIn(side["remoteVirtualNetwork"]),
      allowVirtualNetworkAccess: side["allowVirtualNetworkAccess"] ?? true,
      allowForwardedTraffic: side["allowForwardedTraffic"],
      allowGatewayTransit: side["allowGatewayTransit"],
      useRemoteGateways: side["useRemoteGateways"],
      peerCompleteVirtualNetworksEnabled: side["peerCompleteVnets"],
      localSubnetNames: side["localSubnetNames"],
      remoteSubnetNames: side["remoteSubnetNames"],
      onlyIpv6PeeringEnabled: side["enableOnlyIPv6Peering"],
    });
  return [
    {
      token: "azure:network/virtualNetworkPeering:VirtualNetworkPeering",
      name: undefined,
      id: entry.id,
      inputs: own(inputs),
      outputs: own(outputs),
      dependsOn: depends(entry, { virtualNetworkName: "virtualNetworkName", remoteVirtualNetwork: "remoteVirtualNetworkId" }),
    },
  ];
}

function routeOf(route: Fields): Fields {
  return {
    addressPrefix: route["addressPrefix"],
    nextHopType: route["nextHopType"],
    nextHopInIpAddress: route["nextHopIpAddress"],
  };
}

const routeTable = one(
  "azure:network/routeTable:RouteTable",
  { routes: "routes" },
  (side, _name, generation) => ({
    ...(generation === "6"
      ? { bgpRoutePropagationEnabled: side["disableBgpRoutePropagation"] !== true }
      : { disableBgpRoutePropagation: side["disableBgpRoutePropagation"] === true }),
    routes:
      side["routes"] === undefined ? undefined : listIn(side, "routes").map((route) => given({ name: route["name"], ...routeOf(route) })),
  }),
  "routeTableName",
);

const route: Parts = (entry) => {
  const { inputs = {}, outputs = {} } = entry;
  const place = { name: inputs["routeName"], resourceGroupName: inputs["resourceGroupName"], routeTableName: inputs["routeTableName"] };
  return [
    {
      token: "azure:network/route:Route",
      name: undefined,
      id: entry.id,
      inputs: given({ ...place, ...routeOf(inputs) }),
      outputs: given({ ...place, ...routeOf(outputs) }),
      dependsOn: depends(entry, { routeTableName: "routeTableName", nextHopIpAddress: "nextHopInIpAddress" }),
    },
  ];
};

export const CLASSIC_NETWORKS: Readonly<Record<string, Parts>> = {
  VirtualNetwork: network,
  Subnet: (entry, _all, generation) => subnetParts(entry, generation),
  VirtualNetworkPeering: peeringParts,
  RouteTable: routeTable,
  Route: route,
};
