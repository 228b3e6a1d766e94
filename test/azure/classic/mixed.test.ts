import { type Resource, UNKNOWN } from "../../../src/resources/resource.ts";
import { armId, deployed, describeReference, gapsOf, network, resource, subnetOf, urn } from "../support.ts";
import { classicUrn, HUB, HUB_ID, hubSubnet, made, planned, subnetId } from "./support.ts";

/** Programs that have begun to move from one provider to the other. */

const NATIVE_HUB = deployed("VirtualNetwork", "hub", "virtualNetworks/hub", {
  virtualNetworkName: "hub",
  location: "westeurope",
  addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
});
const EP = hubSubnet("ep", "10.0.1.0/24");

test("a classic subnet in an azure-native network", () => {
  const net = network(NATIVE_HUB, EP);
  expect(subnetOf(net, "hub/ep").network).toBe(urn("VirtualNetwork", "hub"));
  expect(gapsOf(net)).toEqual([]);
});

test("an azure-native subnet in a classic network", () => {
  const subnet = deployed("Subnet", "ep", "virtualNetworks/hub/subnets/ep", {
    virtualNetworkName: "hub",
    subnetName: "ep",
    addressPrefix: "10.0.1.0/24",
  });
  expect(subnetOf(network(HUB, subnet), "hub/ep").network).toBe(classicUrn("network", "hub"));
});

describe("an azure-native endpoint in a classic subnet", () => {
  const endpoint = (subnet: object, on: readonly string[] = []): Resource =>
    resource("PrivateEndpoint", "pe", {
      inputs: { privateEndpointName: "pe", resourceGroupName: "net", subnet: subnet as never },
      dependsOn: { subnet: on },
    });
  const plannedEp = planned("subnet", "ep", { virtualNetworkName: "hub", addressPrefixes: ["10.0.1.0/24"] });

  test.each<[string, readonly Resource[]]>([
    ["by id", [EP, endpoint({ id: subnetId("hub/ep") })]],
    ["by the names in the id", [plannedEp, endpoint({ id: subnetId("HUB/EP") })]],
    ["by dependency", [plannedEp, endpoint({ id: UNKNOWN }, [classicUrn("subnet", "ep")])]],
  ])("%s", (_, resources) => {
    const net = network(HUB, ...resources);
    expect(net.endpoints.map(({ subnet }) => describeReference(net, subnet))).toEqual(["entity hub/ep"]);
  });
});

test("a pair of peerings, half and half", () => {
  const spoke = made("network", "spoke", "virtualNetworks/spoke", { location: "westeurope", addressSpaces: ["10.1.0.0/16"] });
  const there = deployed("VirtualNetworkPeering", "there", "virtualNetworks/hub/virtualNetworkPeerings/there", {
    virtualNetworkName: "hub",
    virtualNetworkPeeringName: "there",
    remoteVirtualNetwork: { id: armId("virtualNetworks/spoke") },
  });
  const back = made("peering", "back", "virtualNetworks/spoke/virtualNetworkPeerings/back", {
    virtualNetworkName: "spoke",
    remoteVirtualNetworkId: HUB_ID,
  });
  const net = network(NATIVE_HUB, spoke, there, back);
  expect(net.peerings.map(({ remote }) => describeReference(net, remote)).sort()).toEqual(["entity hub", "entity spoke"]);
  expect(gapsOf(net)).toEqual([]);
});

test("one thing that both providers see counts once: what declares it", () => {
  const read = resource("VirtualNetwork", "hub", { id: HUB_ID, outputs: { id: HUB_ID, name: "hub", location: "westeurope" } });
  expect(network(HUB, read).virtualNetworks.map(({ key }) => key)).toEqual([classicUrn("network", "hub")]);
});

test("a resource group of the classic provider gives its subscription to what is in it", () => {
  const id = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/net";
  const group = resource("azure:core/resourceGroup:ResourceGroup", "net", { id, inputs: { name: "net" }, outputs: { id, name: "net" } });
  const hub = planned(
    "network",
    "hub",
    { location: "westeurope", addressSpaces: ["10.0.0.0/16"] },
    { resourceGroupName: [urn("azure:core/resourceGroup:ResourceGroup", "net")] },
  );
  expect(network(group, hub).virtualNetworks).toMatchObject([{ armId: HUB_ID.toLowerCase() }]);
});
