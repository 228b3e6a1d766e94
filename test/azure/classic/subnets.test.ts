import { type Properties, type Resource, UNKNOWN } from "../../../src/resources/resource.ts";
import { describeGap, describeReference, gapsOf, network, resource, subnetOf } from "../support.ts";
import { CLASSIC, classicUrn, got, HUB, hubSubnet, made, planned } from "./support.ts";

/** R42: the name of the property has changed twice, and its default with it. */
describe("the network policies of a subnet", () => {
  const NEW = "privateEndpointNetworkPolicies";
  const ENABLED = "privateEndpointNetworkPoliciesEnabled";
  const ENFORCE = "enforcePrivateLinkEndpointNetworkPolicies";

  test.each<[string, Properties, Properties, string]>([
    ["the name of version 6", { [NEW]: "RouteTableEnabled" }, {}, "RouteTableEnabled"],
    ["the default that version 6 fills in", { [NEW]: "Disabled", __defaults: [NEW] }, {}, "Disabled"],
    ["the name of version 5, on", { [ENABLED]: true }, {}, "Enabled"],
    ["the name of version 5, off", { [ENABLED]: false }, {}, "Disabled"],
    ["the oldest name, on, which is off", { [ENFORCE]: true }, {}, "Disabled"],
    ["the oldest name, off, which is on: the default of version 4", { [ENFORCE]: false, __defaults: [ENFORCE] }, {}, "Enabled"],
    ["nothing at all", {}, {}, "Disabled"],
    ["nothing, answered by version 6", {}, { [NEW]: "Disabled" }, "Disabled"],
    ["nothing, answered by version 5, whose default was on", {}, { [NEW]: "Enabled", [ENABLED]: true, [ENFORCE]: false }, "Enabled"],
    ["nothing, answered by an early version 5", {}, { [ENABLED]: true, [ENFORCE]: false }, "Enabled"],
    ["nothing, answered by version 4", {}, { [ENFORCE]: true }, "Disabled"],
    ["nothing, and version 5 will choose", {}, { [NEW]: UNKNOWN, [ENABLED]: UNKNOWN, [ENFORCE]: UNKNOWN }, "not known"],
    [
      "what is asked for, not what was answered",
      { [NEW]: "Disabled" },
      { [NEW]: "Enabled", [ENABLED]: true, [ENFORCE]: false },
      "Disabled",
    ],
    ["not known yet", { [NEW]: UNKNOWN }, {}, "not known"],
    ["the oldest name, not known yet", { [ENFORCE]: UNKNOWN }, {}, "not known"],
    ["a word that Azure does not know", { [NEW]: "Off" }, {}, "not known"],
    ["text where true or false belongs", { [ENABLED]: "true" }, {}, "not known"],
  ])("%s", (_, inputs, answer, expected) => {
    const { networkPolicies } = subnetOf(network(HUB, hubSubnet("ep", "10.0.1.0/24", inputs, answer)), "hub/ep");
    expect(networkPolicies.known ? networkPolicies.value : "not known").toBe(expected);
  });

  test.each<[string, Properties, string]>([
    ["of version 6", { [NEW]: "Enabled" }, "Enabled"],
    ["of version 5", { [NEW]: "RouteTableEnabled", [ENABLED]: false, [ENFORCE]: true }, "RouteTableEnabled"],
    ["of version 4", { [ENFORCE]: false }, "Enabled"],
  ])("of a subnet that was read, in the answer %s", (_, answer, expected) => {
    const subnet = got("subnet", "ep", "virtualNetworks/hub/subnets/ep", {
      virtualNetworkName: "hub",
      addressPrefixes: ["10.0.1.0/24"],
      ...answer,
    });
    expect(subnetOf(network(HUB, subnet), "hub/ep").networkPolicies).toEqual({ known: true, value: expected });
  });

  test.each<[string, Properties]>([
    [NEW, { [NEW]: UNKNOWN }],
    [ENABLED, { [ENABLED]: UNKNOWN }],
    [ENFORCE, { [ENFORCE]: UNKNOWN }],
  ])("that are not known are called %s, as in the program", (name, inputs) => {
    const { networkPolicies } = subnetOf(network(HUB, hubSubnet("ep", "10.0.1.0/24", inputs)), "hub/ep");
    expect(networkPolicies).toMatchObject({ known: false, gap: { property: name } });
  });
});

describe("a network with its subnets", () => {
  const inside = (subnets: readonly Properties[], answer: Properties = {}): Resource =>
    made("network", "n", "virtualNetworks/n", { location: "West Europe", addressSpaces: ["10.9.0.0/16"], subnets }, answer);

  test.each<[string, Properties, string]>([
    ["as version 6 writes them", { addressPrefixes: ["10.9.1.0/24"], privateEndpointNetworkPolicies: "Enabled" }, "Enabled"],
    ["as version 5 writes them", { addressPrefix: "10.9.1.0/24" }, "Disabled"],
  ])("%s", (_, own, policies) => {
    const net = network(inside([{ name: "s", ...own }]));
    expect(subnetOf(net, "n/s")).toMatchObject({
      prefixes: { items: [{ length: 24 }], open: undefined },
      networkPolicies: { known: true, value: policies },
      routeTable: { kind: "none" },
    });
    expect(net.virtualNetworks).toMatchObject([{ location: { known: true, value: "westeurope" }, ranges: { items: [{ length: 16 }] } }]);
    expect(gapsOf(net)).toEqual([]);
  });

  test.each<[string, Properties, string, string]>([
    ["version 6", { addressPrefixes: ["10.9.1.0/24"], routeTableId: "", privateEndpointNetworkPolicies: "Enabled" }, "Enabled", "none"],
    ["version 5, which tells of neither", { addressPrefix: "10.9.1.0/24", securityGroup: "" }, "not known", "unknown []"],
  ])("that was read, and answered by %s", (_, own, policies, table) => {
    const subnets = [{ id: "", name: "s", ...own }];
    const net = network(got("network", "n", "virtualNetworks/n", { location: "westeurope", addressSpaces: ["10.9.0.0/16"], subnets }));
    const { networkPolicies, routeTable } = subnetOf(net, "n/s");
    expect(networkPolicies.known ? networkPolicies.value : "not known").toBe(policies);
    expect(describeReference(net, routeTable)).toBe(table);
  });

  test("of which version 5 lists one that nobody declares: neither policies nor table are known", () => {
    const listed = { subnets: [{ id: "", name: "elsewhere", addressPrefix: "10.9.2.0/24", securityGroup: "" }] };
    const net = network(inside([], listed));
    const { networkPolicies, routeTable } = subnetOf(net, "n/elsewhere");
    expect(networkPolicies.known).toBe(false);
    expect(describeReference(net, routeTable)).toBe("unknown []");
  });

  test("mixed with a subnet of its own is a mix, as for azure-native (R79)", () => {
    const child = made("subnet", "t", "virtualNetworks/n/subnets/t", { virtualNetworkName: "n", addressPrefixes: ["10.9.2.0/24"] });
    const { unmodelled } = network(inside([{ name: "s", addressPrefixes: ["10.9.1.0/24"] }]), child);
    expect(unmodelled).toMatchObject([{ rule: "R79", scope: { kind: "network", network: classicUrn("network", "n") } }]);
  });
});

test("prefixes that a pool gives out are known only where Azure has answered them", () => {
  const pool = { id: "/pools/p", numberOfIpAddresses: "256" };
  const before = network(
    planned("network", "n", { location: "westeurope", ipAddressPools: [pool] }),
    planned("subnet", "s", { virtualNetworkName: "n", ipAddressPool: pool }),
  );
  expect(before.virtualNetworks[0]?.ranges).toMatchObject({ items: [], open: { property: "ipAddressPools" } });
  expect(subnetOf(before, "n/s").prefixes).toMatchObject({ items: [], open: { property: "ipAddressPool" } });
  const after = network(
    made("network", "n", "virtualNetworks/n", { location: "westeurope", ipAddressPools: [pool] }, { addressSpaces: ["10.9.0.0/16"] }),
    made(
      "subnet",
      "s",
      "virtualNetworks/n/subnets/s",
      { virtualNetworkName: "n", ipAddressPool: pool },
      { addressPrefixes: ["10.9.1.0/24"] },
    ),
  );
  expect(after.virtualNetworks[0]?.ranges).toMatchObject({ items: [{ length: 16 }], open: undefined });
  expect(subnetOf(after, "n/s").prefixes).toMatchObject({ items: [{ length: 24 }], open: undefined });
});

test.each<[string, Resource, string]>([
  ["a range", made("network", "n", "virtualNetworks/n", { location: "westeurope", addressSpaces: ["10.0.0.0/99"] }), "addressSpaces[0]"],
  ["all ranges", made("network", "n", "virtualNetworks/n", { location: "westeurope", addressSpaces: UNKNOWN }), "addressSpaces"],
  ["no range", made("network", "n", "virtualNetworks/n", { location: "westeurope" }), "addressSpaces"],
  [
    "a prefix of an inline subnet",
    made("network", "n", "virtualNetworks/n", {
      location: "westeurope",
      addressSpaces: ["10.0.0.0/16"],
      subnets: [{ name: "s", addressPrefixes: ["10.0.0.0/24", UNKNOWN] }],
    }),
    "subnets[0].addressPrefixes[1]",
  ],
  [
    "the table of an inline subnet",
    made("network", "n", "virtualNetworks/n", {
      location: "westeurope",
      addressSpaces: ["10.0.0.0/16"],
      subnets: [{ name: "s", addressPrefixes: ["10.0.0.0/24"], routeTableId: "no id" }],
    }),
    "subnets[0].routeTableId",
  ],
  [
    "the policy of the whole network",
    made("network", "n", "virtualNetworks/n", {
      location: "westeurope",
      addressSpaces: ["10.0.0.0/16"],
      privateEndpointVnetPolicies: "Basic",
    }),
    "privateEndpointVnetPolicies",
  ],
  [
    "the other end of a peering",
    made("peering", "p", "virtualNetworks/hub/virtualNetworkPeerings/p", { virtualNetworkName: "hub", remoteVirtualNetworkId: UNKNOWN }),
    "remoteVirtualNetworkId",
  ],
  [
    "the peering of some subnets",
    made("peering", "p", "virtualNetworks/hub/virtualNetworkPeerings/p", {
      virtualNetworkName: "hub",
      remoteVirtualNetworkId: "/subscriptions/0/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/far",
      peerCompleteVirtualNetworksEnabled: false,
    }),
    "peerCompleteVirtualNetworksEnabled",
  ],
])("%s is called what the program calls it", (_, broken, property) => {
  expect(
    network(HUB, broken)
      .gaps.filter(({ resource: urn }) => urn === broken.urn)
      .map((gap) => gap.property),
  ).toContain(property);
});

test("a property that nobody has heard of is unknown, under its own name", () => {
  const net = network(HUB, hubSubnet("ep", "10.0.1.0/24", { routesToTheMoon: true }));
  expect(net.unmodelled).toMatchObject([
    { rule: "unknown property", scope: { kind: "network" }, gap: { resource: classicUrn("subnet", "ep"), property: "routesToTheMoon" } },
  ]);
});

test("values of the wrong shape are gaps, never errors", () => {
  for (const wrong of [1, true, "text", [], {}, [1], null] as const) {
    const broken = Object.values(CLASSIC).map((type) => {
      const names = [
        ...["addressSpaces", "subnets", "routes", "ipConfigurations", "subnetId", "routeTableId", "virtualHub", "vpnClientConfiguration"],
        ...["frontendIpConfigurations", "loadbalancerId", "backendAddressPoolId", "privateServiceConnection", "privateDnsZoneConfigs"],
      ];
      const properties = Object.fromEntries(names.map((name) => [name, wrong]));
      return resource(type, "x", { inputs: properties, outputs: properties });
    });
    expect(() => network(...broken).gaps.map(describeGap)).not.toThrow();
  }
});
