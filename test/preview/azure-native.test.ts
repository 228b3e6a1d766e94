import { Cloud, check, previewOfCreate, previewOfUpdate, resourceShape } from "../support/preview/azure-native.ts";
import { UNKNOWN_ON_THE_WIRE as UNKNOWN, type WireObject, type WireValue } from "../support/preview/wire.ts";

const NETWORK = "azure-native:network:";
const SUBSCRIPTION = "00000000-0000-0000-0000-000000000001";

/** The value at a path such as `subnets.0.id`; the word "absent" where there is none. */
function at(value: WireValue | undefined, path: string): WireValue {
  const found = path.split(".").reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], value);
  return found === undefined ? "absent" : (found as WireValue);
}

describe("the check of the inputs", () => {
  const checked = (type: string, name: string, inputs: WireObject, more: object = {}): WireObject =>
    check({ token: NETWORK + type, name, inputs, autonamingSeed: name, ...more });

  // The first four rows are what the provider's own recordings show.
  test.each([
    [
      "a network without a name gets its name in the program and eight digits",
      "VirtualNetwork",
      "vnet",
      "virtualNetworkName",
      /^vnet[0-9a-f]{8}$/,
    ],
    ["so does a NIC", "NetworkInterface", "nic", "networkInterfaceName", /^nic[0-9a-f]{8}$/],
    ["so does a public address, whose parameter is spelt differently", "PublicIPAddress", "ip", "publicIpAddressName", /^ip[0-9a-f]{8}$/],
    ["a subnet without a name is named exactly as in the program", "Subnet", "subnet", "subnetName", /^subnet$/],
    ["so is a peering", "VirtualNetworkPeering", "to-hub", "virtualNetworkPeeringName", /^to-hub$/],
    ["so is a route", "Route", "r", "routeName", /^r$/],
    ["so is a zone group", "PrivateDnsZoneGroup", "zones", "privateDnsZoneGroupName", /^zones$/],
    [
      "a connection is no child of its gateway",
      "VirtualNetworkGatewayConnection",
      "con",
      "virtualNetworkGatewayConnectionName",
      /^con[0-9a-f]{8}$/,
    ],
  ])("%s", (_title, type, name, parameter, expected) => {
    expect(String(checked(type, name, {})[parameter])).toMatch(expected);
  });

  test.each([
    ["a random name is marked", "VirtualNetwork", {}, "__createBeforeDelete", true],
    ["a given name is not", "VirtualNetwork", { virtualNetworkName: "hub" }, "__createBeforeDelete", "absent"],
    ["a given name stays", "VirtualNetwork", { virtualNetworkName: "hub" }, "virtualNetworkName", "hub"],
    ["a name that is not known yet stays so", "VirtualNetwork", { virtualNetworkName: UNKNOWN }, "virtualNetworkName", UNKNOWN],
    [
      "while the resource group is not known, neither is the location",
      "VirtualNetwork",
      { resourceGroupName: UNKNOWN },
      "location",
      UNKNOWN,
    ],
    ["a child has no location", "Subnet", { resourceGroupName: UNKNOWN }, "location", "absent"],
    ["the API version of the SDK is filled in", "Subnet", {}, "azureApiVersion", "2024-05-01"],
  ] as const)("%s", (_title, type, inputs, property, expected) => {
    expect(at(checked(type, "x", inputs), property)).toEqual(expected);
  });

  test("a deployed resource keeps its automatic name, its mark and its location", () => {
    const oldInputs = { virtualNetworkName: "hub0badcafe", __createBeforeDelete: true, location: "westeurope" };
    expect(checked("VirtualNetwork", "hub", { resourceGroupName: UNKNOWN }, { oldInputs })).toMatchObject(oldInputs);
  });

  test("the configured location comes before the resource group's", () => {
    const more = { location: "northeurope", locationOfGroup: (): string => "westeurope" };
    expect(checked("VirtualNetwork", "hub", { resourceGroupName: "net" }, more)["location"]).toBe("northeurope");
    expect(checked("VirtualNetwork", "hub", { resourceGroupName: "net" }, { ...more, location: undefined })["location"]).toBe("westeurope");
  });
});

describe("the outputs in a preview of a new resource", () => {
  const route = { name: "r", addressPrefix: "10.0.0.0/8", nextHopType: "VirtualAppliance", nextHopIpAddress: UNKNOWN };

  test.each([
    ["disableBgpRoutePropagation is unknown where nobody set it", "RouteTable", {}, "disableBgpRoutePropagation", UNKNOWN],
    [
      "disableBgpRoutePropagation is copied where it is set",
      "RouteTable",
      { disableBgpRoutePropagation: false },
      "disableBgpRoutePropagation",
      false,
    ],
    ["the id is unknown", "RouteTable", { routeTableName: "rt" }, "id", UNKNOWN],
    ["the name is unknown, although the program gave it", "RouteTable", { routeTableName: "rt" }, "name", UNKNOWN],
    ["the name in the path is not among the outputs", "RouteTable", { routeTableName: "rt" }, "routeTableName", "absent"],
    ["the resource group is not either", "RouteTable", { resourceGroupName: "net" }, "resourceGroupName", "absent"],
    ["the parent's name is not either", "Subnet", { virtualNetworkName: "hub" }, "virtualNetworkName", "absent"],
    ["subnets are unknown where there are none inline", "VirtualNetwork", {}, "subnets", UNKNOWN],
    ["an empty list stays empty", "VirtualNetwork", { subnets: [] }, "subnets", []],
    [
      "an inline subnet's prefix is copied",
      "VirtualNetwork",
      { subnets: [{ name: "a", addressPrefix: "10.0.0.0/24" }] },
      "subnets.0.addressPrefix",
      "10.0.0.0/24",
    ],
    ["an inline subnet's id is unknown", "VirtualNetwork", { subnets: [{ name: "a" }] }, "subnets.0.id", UNKNOWN],
    [
      "an inline subnet's policies are unknown where nobody set them",
      "VirtualNetwork",
      { subnets: [{ name: "a" }] },
      "subnets.0.privateEndpointNetworkPolicies",
      UNKNOWN,
    ],
    ["an unknown next hop leaves the rest of its route known", "RouteTable", { routes: [route] }, "routes.0.addressPrefix", "10.0.0.0/8"],
    ["an unknown next hop stays unknown", "RouteTable", { routes: [route] }, "routes.0.nextHopIpAddress", UNKNOWN],
    ["a list that is unknown as a whole stays so", "RouteTable", { routes: UNKNOWN }, "routes", UNKNOWN],
    [
      "the firewall's address is unknown",
      "AzureFirewall",
      { ipConfigurations: [{ name: "ip" }] },
      "ipConfigurations.0.privateIPAddress",
      UNKNOWN,
    ],
    ["allowForwardedTraffic is unknown where nobody set it", "VirtualNetworkPeering", {}, "allowForwardedTraffic", UNKNOWN],
    ["the peering's state is unknown", "VirtualNetworkPeering", {}, "peeringState", UNKNOWN],
    ["the endpoint's DNS configuration is unknown", "PrivateEndpoint", {}, "customDnsConfigs", UNKNOWN],
    ["the keys of tags are known", "RouteTable", { tags: { owner: "net" } }, "tags.owner", "net"],
  ] as const)("%s", (_title, type, inputs, path, expected) => {
    expect(at(previewOfCreate(NETWORK + type, inputs), path)).toEqual(expected);
  });

  test("an update knows the name and the location, and nothing else that was not given", () => {
    const old = { id: "/subscriptions/s/x", name: "rt", location: "westeurope", disableBgpRoutePropagation: false };
    const outputs = previewOfUpdate(`${NETWORK}RouteTable`, { location: UNKNOWN, routes: [] }, old);
    expect(outputs).toMatchObject({ name: "rt", location: "westeurope", routes: [], id: UNKNOWN, disableBgpRoutePropagation: UNKNOWN });
  });

  test.each(["azure-native:network:Subnet", "azure-native:network/v20230501:Subnet", "azure-native_network_v20230501:network:Subnet"])(
    "the type token %s is understood",
    (token) => {
      expect([...(resourceShape(token)?.response.keys() ?? [])]).toContain("privateEndpointNetworkPolicies");
    },
  );
});

describe("Azure's answers", () => {
  const cloud = new Cloud();
  const inGroup = { resourceGroupName: "net" };
  const put = (type: string, inputs: WireObject): { readonly id: string; readonly outputs: WireObject } =>
    cloud.put(NETWORK + type, { ...inGroup, ...inputs }, SUBSCRIPTION);
  const idOf = (path: string): string => `/subscriptions/${SUBSCRIPTION}/resourceGroups/net/providers/Microsoft.Network/${path}`;

  put("VirtualNetwork", { virtualNetworkName: "hub", location: "West Europe", addressSpace: { addressPrefixes: ["10.0.0.0/24"] } });
  put("RouteTable", { routeTableName: "rt", routes: [{ name: "inline", addressPrefix: "10.1.0.0/16", nextHopType: "None" }] });
  put("Subnet", { virtualNetworkName: "hub", subnetName: "AzureFirewallSubnet", addressPrefix: "10.0.0.64/26" });
  put("Subnet", { virtualNetworkName: "hub", subnetName: "ep", addressPrefix: "10.0.0.0/26", routeTable: { id: idOf("routeTables/rt") } });
  const firewallSubnet = { id: idOf("virtualNetworks/hub/subnets/AzureFirewallSubnet") };
  const firewall = put("AzureFirewall", { azureFirewallName: "azfw", ipConfigurations: [{ name: "ip", subnet: firewallSubnet }] });
  const subnet = { id: idOf("virtualNetworks/hub/subnets/ep"), privateEndpointNetworkPolicies: "Disabled" };
  const endpoint = put("PrivateEndpoint", { privateEndpointName: "sql", subnet });
  const fixed = put("PrivateEndpoint", {
    privateEndpointName: "kv",
    subnet,
    ipConfigurations: [{ name: "a", privateIPAddress: "10.0.0.9" }],
  });
  const first = put("VirtualNetworkPeering", {
    virtualNetworkName: "hub",
    virtualNetworkPeeringName: "p",
    remoteVirtualNetwork: { id: idOf("virtualNetworks/spoke") },
  });
  put("VirtualNetwork", { virtualNetworkName: "spoke", addressSpace: { addressPrefixes: ["10.1.0.0/24"] } });
  const second = put("VirtualNetworkPeering", {
    virtualNetworkName: "spoke",
    virtualNetworkPeeringName: "p",
    remoteVirtualNetwork: { id: idOf("virtualNetworks/hub") },
  });
  const zones = [{ name: "z", privateDnsZoneId: "/subscriptions/s/zone" }];
  const zoneGroup = put("PrivateDnsZoneGroup", { privateEndpointName: "sql", privateDnsZoneGroupName: "g", privateDnsZoneConfigs: zones });
  const now = (path: string): WireObject => cloud.outputsOf(idOf(path));

  test.each([
    ["ids follow from the names", endpoint.id, idOf("privateEndpoints/sql")],
    ["a child's id is in its parent's", first.id, idOf("virtualNetworks/hub/virtualNetworkPeerings/p")],
    ["the name is known", at(endpoint.outputs, "name"), "sql"],
    ["regions are written as Azure writes them", at(now("virtualNetworks/hub"), "location"), "westeurope"],
    [
      "a firewall gets the first address of its subnet that Azure does not keep",
      at(firewall.outputs, "ipConfigurations.0.privateIPAddress"),
      "10.0.0.68",
    ],
    ["so does an endpoint", at(endpoint.outputs, "customDnsConfigs.0.ipAddresses"), ["10.0.0.4"]],
    ["a static address is kept", at(fixed.outputs, "customDnsConfigs.0.ipAddresses"), ["10.0.0.9"]],
    ["an endpoint refers to its subnet by nothing but the id", at(endpoint.outputs, "subnet"), { id: subnet.id }],
    ["the half made first is answered Initiated", at(first.outputs, "peeringState"), "Initiated"],
    ["the half made second is answered Connected", at(second.outputs, "peeringState"), "Connected"],
    ["after a refresh both are", at(now("virtualNetworks/hub/virtualNetworkPeerings/p"), "peeringState"), "Connected"],
    [
      "a peering states the other network's addresses",
      at(second.outputs, "remoteVirtualNetworkAddressSpace.addressPrefixes"),
      ["10.0.0.0/24"],
    ],
    [
      "the zone group's record sets hold the endpoint's addresses",
      at(zoneGroup.outputs, "privateDnsZoneConfigs.0.recordSets.0.ipAddresses"),
      ["10.0.0.4"],
    ],
    ["after a refresh the endpoint's DNS configuration is empty then", at(now("privateEndpoints/sql"), "customDnsConfigs"), []],
    ["a network lists its standalone subnets", at(now("virtualNetworks/hub"), "subnets.1.name"), "ep"],
    ["a route table lists its inline routes with ids", at(now("routeTables/rt"), "routes.0.id"), idOf("routeTables/rt/routes/inline")],
    ["a route table lists the subnets that use it", at(now("routeTables/rt"), "subnets.0.id"), subnet.id],
    ["a subnet lists its endpoints", at(now("virtualNetworks/hub/subnets/ep"), "privateEndpoints.1.id"), idOf("privateEndpoints/kv")],
    ["unset policies are Disabled", at(now("virtualNetworks/hub/subnets/ep"), "privateEndpointNetworkPolicies"), "Disabled"],
    ["unset propagation is not disabled", at(now("routeTables/rt"), "disableBgpRoutePropagation"), false],
    ["the endpoint's NIC is named", at(endpoint.outputs, "networkInterfaces.0.id"), idOf("networkInterfaces/sql.nic")],
    ["and is no resource", cloud.find(idOf("networkInterfaces/sql.nic")) === undefined, true],
  ] as const)("%s", (_title, actual, expected) => {
    expect(actual).toEqual(expected);
  });

  test("an address that became free is given out again", () => {
    const other = new Cloud();
    other.put(`${NETWORK}Subnet`, { ...inGroup, virtualNetworkName: "v", subnetName: "s", addressPrefix: "10.0.0.0/29" }, SUBSCRIPTION);
    const nic = (name: string): WireValue => {
      const configuration = { name: "a", subnet: { id: idOf("virtualNetworks/v/subnets/s") } };
      const inputs = { ...inGroup, networkInterfaceName: name, ipConfigurations: [configuration] };
      return at(other.put(`${NETWORK}NetworkInterface`, inputs, SUBSCRIPTION).outputs, "ipConfigurations.0.privateIPAddress");
    };
    expect([nic("a"), nic("b"), nic("c")]).toEqual(["10.0.0.4", "10.0.0.5", "10.0.0.6"]);
    expect(() => nic("d")).toThrow("no address is left in 10.0.0.0/29");
    other.delete(idOf("networkInterfaces/b"));
    expect([nic("e"), nic("a")]).toEqual(["10.0.0.5", "10.0.0.4"]);
  });
});
