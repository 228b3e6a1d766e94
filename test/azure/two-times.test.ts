import { RESOURCE_TYPES } from "../../src/azure/types/resource-types.ts";
import type { Properties, PropertyValue, Resource } from "../../src/resources/resource.ts";
import { readPage } from "../documentation/markdown.ts";
import { rowsUnder } from "../documentation/tables.ts";
import { network, resource } from "./support.ts";

/** What two stacks have read of one thing at different times, for every property that the page on properties counts. */

const COUNTED = rowsUnder(readPage("docs/properties.md"), "Properties that count").map(([type = "", property = "", , , unknown = ""]) => ({
  type,
  property: property.replaceAll("`", ""),
  isAdvice: unknown === "advice only",
}));

/** Those that need not be compared, and why. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  "VirtualNetwork.location": "no verdict rests on it",
  "VirtualNetworkPeering.syncRemoteAddressSpace": "Azure does not answer it",
  "ExpressRouteCircuit.serviceProviderProperties": "a circuit without a port has a provider",
};

/** How the property holds a text that counts; where it is not here, it is that text. */
const SHAPES: Readonly<Record<string, (text: string) => PropertyValue>> = {
  "VirtualNetwork.subnets": (text) => [{ name: "ep", privateEndpointNetworkPolicies: text }],
  "VirtualNetwork.virtualNetworkPeerings": (text) => [{ name: "peering", peeringState: text }],
  "RouteTable.routes": (text) => [{ name: "route", addressPrefix: "10.0.0.0/8", nextHopIpAddress: text }],
  "VirtualNetworkGateway.ipConfigurations": (text) => [{ name: "ip", subnet: { id: text } }],
  "VirtualNetworkGateway.vpnClientConfiguration": (text) => ({ vpnClientAddressPool: { addressPrefixes: [text] } }),
  "VirtualNetworkGateway.sku": named,
  "ManagedCluster.agentPoolProfiles": (text) => [{ name: "system", vnetSubnetID: text, count: text.length }],
  "ManagedCluster.sku": named,
  "Fleet.hubProfile": (text) => ({ agentProfile: { subnetId: text } }),
  "OpenShiftCluster.masterProfile": (text) => ({ subnetId: text }),
  "OpenShiftCluster.clusterProfile": (text) => ({ resourceGroupId: text }),
  "NetworkInterface.ipConfigurations": (text) => [{ name: "ip", privateIPAddress: text }],
  "LoadBalancer.frontendIPConfigurations": (text) => [{ name: "front", privateIPAddress: text }],
  "LoadBalancer.backendAddressPools": (text) => [{ name: "pool", backendIPConfigurations: [{ id: text }] }],
  "AzureFirewall.ipConfigurations": (text) => [{ name: "ip", privateIPAddress: text }],
  "AzureFirewall.hubIPAddresses": (text) => ({ privateIPAddress: text }),
  "AzureFirewall.sku": named,
  "AzureFirewall.networkRuleCollections": (text) => [{ name: "rules", id: "rules", action: { type: text } }],
  "AzureFirewall.applicationRuleCollections": (text) => [{ name: "rules", id: "rules", action: { type: text } }],
  "VirtualMachine.networkProfile": (text) => ({ networkInterfaces: [{ id: text }] }),
  "VirtualMachineScaleSet.virtualMachineProfile": (text) => ({ networkProfile: { networkInterfaceConfigurations: [{ name: text }] } }),
  "VpnGateway.connections": (text) => [{ name: "site", remoteVpnSite: { id: text } }],
  "VpnConnection.vpnLinkConnections": (text) => [{ name: "link", enableBgp: text }],
  "ExpressRouteGateway.expressRouteConnections": (text) => [{ name: "circuit", enablePrivateLinkFastPath: text }],
  "P2sVpnGateway.p2SConnectionConfigurations": (text) => [{ name: "pool", vpnClientAddressPool: { addressPrefixes: [text] } }],
};

function named(name: string): Properties {
  return { name };
}

const ROWS = COUNTED.filter(({ type, property, isAdvice }) => {
  const isName = RESOURCE_TYPES.some((each) => each.typeName === type && [each.nameProperty, each.parent?.property].includes(property));
  return !isAdvice && !isName && LEFT_OUT[`${type}.${property}`] === undefined;
});

test.each(ROWS.map(({ type, property }) => [`${type}.${property}`, type, property] as const))(
  "%s: two reads that differ leave paths open",
  (row, type, property) => {
    const of = (text: string): Properties => ({ [property]: (SHAPES[row] ?? String)(text) });
    expect(contradictionsIn(type, of("one"), of("other"))).toHaveLength(1);
    expect(contradictionsIn(type, of("one"), of("other"))[0]).toContain(property);
    expect(contradictionsIn(type, of("One"), of("one"))).toEqual([]);
    const noted = { ...of("one"), etag: "2", provisioningState: "Updating", tags: { owner: "b" }, resourceGuid: "c" };
    expect(contradictionsIn(type, of("one"), noted)).toEqual([]);
  },
);

test("what is left out is a property that counts", () => {
  const counted = COUNTED.map(({ type, property }) => `${type}.${property}`);
  expect([...Object.keys(LEFT_OUT), ...Object.keys(SHAPES)].filter((row) => !counted.includes(row))).toEqual([]);
});

/** The properties in which two reads of one thing contradict each other, the same in either order. */
function contradictionsIn(type: string, one: Properties, other: Properties): readonly string[] {
  const [found, reversed] = [
    [read(type, "a", one), read(type, "b", other)],
    [read(type, "a", other), read(type, "b", one)],
  ].map((resources) =>
    network(...resources)
      .unmodelled.filter(({ rule }) => rule === "R79")
      .map(({ gap }) => gap.property),
  );
  expect(reversed).toEqual(found);
  return found ?? [];
}

function read(typeName: string, stack: string, outputs: Properties): Resource {
  const type = RESOURCE_TYPES.find((each) => each.typeName === typeName);
  if (type === undefined) throw new Error(`no type ${typeName}`);
  const [provider = "", ...kinds] = type.armType.split("/");
  const path = kinds.map((kind, depth) => `${kind}/n${depth}`).join("/");
  const id = `/subscriptions/s/resourceGroups/g/providers/${provider}/${path}`;
  const seen = resource(`azure-native:${type.module}:${typeName}`, stack, { id, outputs });
  return { ...seen, origin: stack };
}
