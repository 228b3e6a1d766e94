import { formatPrefix } from "../../src/address/prefix.ts";
import { type Properties, UNKNOWN } from "../../src/resources/resource.ts";
import { armId, deployed, describeGap, describeReference, gapsOf, named, network, read, resource, subnetOf, urn } from "./support.ts";

const RANGES = { addressSpace: { addressPrefixes: ["10.0.0.0/16"] }, location: "westeurope" };

describe("the ranges of a virtual network", () => {
  test.each<[string, Properties, readonly string[], string | undefined]>([
    ["one", { addressPrefixes: ["10.0.0.0/16"] }, ["10.0.0.0/16"], undefined],
    ["several", { addressPrefixes: ["10.0.0.0/16", "10.2.0.0/24"] }, ["10.0.0.0/16", "10.2.0.0/24"], undefined],
    ["an IPv6 range beside", { addressPrefixes: ["10.0.0.0/16", "fd00::/48"] }, ["10.0.0.0/16"], undefined],
    [
      "a malformed one",
      { addressPrefixes: ["10.0.0.0/33", "10.2.0.0/24"] },
      ["10.2.0.0/24"],
      'hub.addressSpace.addressPrefixes[0]: "10.0.0.0/33" is no IPv4 prefix, expected for example 10.1.0.0/16',
    ],
    [
      "host bits",
      { addressPrefixes: ["10.0.0.1/16"] },
      [],
      'hub.addressSpace.addressPrefixes[0]: "10.0.0.1/16" has host bits set, expected 10.0.0.0/16',
    ],
    [
      "one that is unknown",
      { addressPrefixes: [UNKNOWN, "10.2.0.0/24"] },
      ["10.2.0.0/24"],
      "hub.addressSpace.addressPrefixes[0]: is not known yet",
    ],
    ["a list that is unknown", { addressPrefixes: UNKNOWN }, [], "hub.addressSpace.addressPrefixes: is not known yet"],
    ["a number", { addressPrefixes: [17] }, [], "hub.addressSpace.addressPrefixes[0]: 17 is not a prefix"],
    ["a text in place of a list", { addressPrefixes: "10.0.0.0/16" }, [], 'hub.addressSpace.addressPrefixes: "10.0.0.0/16" is not a list'],
    ["none", {}, [], "hub.addressSpace.addressPrefixes: is not set, expected a list of prefixes"],
    [
      "a pool",
      { ipamPoolPrefixAllocations: [{}] },
      [],
      "hub.addressSpace.ipamPoolPrefixAllocations: an IP address manager pool gives out the prefixes, which are not known before deployment",
    ],
  ])("%s", (_, addressSpace, expected, gap) => {
    const net = network(resource("VirtualNetwork", "hub", { inputs: { addressSpace, location: "West Europe" } }));
    const { ranges, location } = named(net.virtualNetworks, "hub");
    expect(ranges.items.map(formatPrefix)).toEqual(expected);
    expect(ranges.open === undefined ? undefined : describeGap(ranges.open)).toBe(gap);
    expect(gapsOf(net)).toEqual(gap === undefined ? [] : [gap]);
    expect(location).toEqual({ known: true, value: "westeurope" });
  });

  test("come from Azure's answer where a pool gave them out", () => {
    const net = network(
      deployed(
        "VirtualNetwork",
        "hub",
        "virtualNetworks/hub",
        { location: "westeurope", addressSpace: { ipamPoolPrefixAllocations: [{}] } },
        {
          addressSpace: { addressPrefixes: ["10.9.0.0/24"], ipamPoolPrefixAllocations: [{}] },
        },
      ),
    );
    expect(named(net.virtualNetworks, "hub").ranges.items.map(formatPrefix)).toEqual(["10.9.0.0/24"]);
    expect(gapsOf(net)).toEqual([]);
  });

  test("are not taken from an answer beside inputs that say otherwise", () => {
    const net = network(
      deployed("VirtualNetwork", "hub", "virtualNetworks/hub", RANGES, { addressSpace: { addressPrefixes: ["10.9.0.0/24"] } }),
    );
    expect(named(net.virtualNetworks, "hub").ranges.items.map(formatPrefix)).toEqual(["10.0.0.0/16"]);
  });
});

describe("a subnet", () => {
  test.each<[string, Properties, readonly string[]]>([
    ["a single prefix", { addressPrefix: "10.0.1.0/24" }, ["10.0.1.0/24"]],
    ["a list", { addressPrefixes: ["10.0.1.0/24", "10.0.2.0/24"] }, ["10.0.1.0/24", "10.0.2.0/24"]],
    ["both, saying the same", { addressPrefix: "10.0.1.0/24", addressPrefixes: ["10.0.1.0/24"] }, ["10.0.1.0/24"]],
    ["a single prefix and an empty list", { addressPrefix: "10.0.1.0/24", addressPrefixes: [] }, ["10.0.1.0/24"]],
    ["an IPv6 prefix beside", { addressPrefixes: ["10.0.1.0/24", "fd00::/64"] }, ["10.0.1.0/24"]],
  ])("may have %s", (_, properties, expected) => {
    for (const net of bothForms(properties)) {
      expect(subnetOf(net, "hub/ep").prefixes.items.map(formatPrefix)).toEqual(expected);
      expect(gapsOf(net)).toEqual([]);
    }
  });

  test.each<[string, Properties, string]>([
    ["no prefix", {}, "addressPrefix: is not set, expected a prefix"],
    ["an unknown prefix", { addressPrefix: UNKNOWN }, "addressPrefix: is not known yet"],
    [
      "a malformed prefix",
      { addressPrefix: "10.0.1.0/33" },
      'addressPrefix: "10.0.1.0/33" is no IPv4 prefix, expected for example 10.1.0.0/16',
    ],
    [
      "an unknown policy",
      { addressPrefix: "10.0.1.0/24", privateEndpointNetworkPolicies: UNKNOWN },
      "privateEndpointNetworkPolicies: is not known yet",
    ],
    [
      "an invalid policy",
      { addressPrefix: "10.0.1.0/24", privateEndpointNetworkPolicies: "On" },
      'privateEndpointNetworkPolicies: "On" is not one of Disabled, Enabled, NetworkSecurityGroupEnabled, RouteTableEnabled',
    ],
  ])("with %s leaves a gap and is there", (_, properties, gap) => {
    for (const net of bothForms(properties)) {
      expect(net.subnets).toHaveLength(1);
      expect(gapsOf(net)).toEqual([expect.stringMatching(new RegExp(`${escapePattern(gap)}$`))]);
    }
  });

  test.each<[string, Properties["x"], string]>([
    ["not set", undefined, "Disabled"],
    ["null", null, "Disabled"],
    ["Enabled", "Enabled", "Enabled"],
    ["in capitals", "ROUTETABLEENABLED", "RouteTableEnabled"],
    ["in lower case", "networksecuritygroupenabled", "NetworkSecurityGroupEnabled"],
  ])("has policies that are %s", (_, value, expected) => {
    for (const net of bothForms({ addressPrefix: "10.0.1.0/24", privateEndpointNetworkPolicies: value })) {
      expect(subnetOf(net, "hub/ep").networkPolicies).toEqual({ known: true, value: expected });
    }
  });

  test("that sets no policies has Azure's default, whatever the answer of a preview leaves open", () => {
    const net = network(
      resource("VirtualNetwork", "hub", { inputs: { virtualNetworkName: "hub", ...RANGES } }),
      resource("Subnet", "ep", {
        inputs: { virtualNetworkName: "hub", subnetName: "ep", addressPrefix: "10.0.1.0/24" },
        outputs: { privateEndpointNetworkPolicies: UNKNOWN, routeTable: UNKNOWN, addressPrefixes: UNKNOWN },
        dependsOn: { virtualNetworkName: [urn("VirtualNetwork", "hub")] },
      }),
    );
    expect(subnetOf(net, "hub/ep")).toMatchObject({ networkPolicies: { known: true, value: "Disabled" }, routeTable: { kind: "none" } });
    expect(gapsOf(net)).toEqual([]);
  });

  function bothForms(properties: Properties): readonly ReturnType<typeof network>[] {
    return [
      network(deployed("VirtualNetwork", "hub", "virtualNetworks/hub", { ...RANGES, subnets: [{ name: "ep", ...properties }] })),
      network(
        deployed("VirtualNetwork", "hub", "virtualNetworks/hub", RANGES),
        deployed("Subnet", "hub-ep", "virtualNetworks/hub/subnets/ep", { virtualNetworkName: "hub", subnetName: "ep", ...properties }),
      ),
    ];
  }
});

describe("children", () => {
  const ep = { name: "ep", addressPrefix: "10.0.1.0/24", privateEndpointNetworkPolicies: "Enabled" };
  const hub = (inputs: Properties, answer: Properties = {}) =>
    deployed("VirtualNetwork", "hub", "virtualNetworks/hub", { ...RANGES, ...inputs }, answer);
  const standalone = deployed("Subnet", "hub-ep", "virtualNetworks/hub/subnets/ep", {
    virtualNetworkName: "hub",
    subnetName: "ep",
    addressPrefix: "10.0.2.0/24",
  });

  test("that only the answer lists count", () => {
    const net = network(hub({}, { subnets: [{ ...ep, id: armId("virtualNetworks/hub/subnets/ep") }] }));
    expect(subnetOf(net, "hub/ep").networkPolicies).toEqual({ known: true, value: "Enabled" });
    expect(gapsOf(net)).toEqual([]);
  });

  test("that are declared win over the parent's older copy", () => {
    const net = network(hub({}, { subnets: [{ ...ep, name: "EP" }] }), standalone);
    expect(subnetOf(net, "hub/ep").networkPolicies).toEqual({ known: true, value: "Disabled" });
    expect(gapsOf(net)).toEqual([]);
  });

  test("beside an empty list are no mix", () => {
    const net = network(hub({ subnets: [], virtualNetworkPeerings: [] }), standalone);
    expect(net.subnets).toHaveLength(1);
    expect([gapsOf(net), net.unmodelled]).toEqual([[], []]);
  });

  test("of both forms are a mix: all are kept, the resource wins by name, paths are not certain (R79)", () => {
    const net = network(hub({ subnets: [ep, { name: "other", addressPrefix: "10.0.3.0/24" }] }), standalone);
    expect(net.subnets.map(({ name }) => name).sort()).toEqual(["ep", "other"]);
    expect(subnetOf(net, "hub/ep").networkPolicies).toEqual({ known: true, value: "Disabled" });
    expect(gapsOf(net)).toEqual([
      expect.stringMatching(/^hub\.subnets: mixes inline subnets with resources \(.*hub-ep\).*of "ep" the resource/),
    ]);
    expect(net.unmodelled).toMatchObject([{ rule: "R79", scope: { kind: "network", network: urn("VirtualNetwork", "hub") } }]);
  });

  test("that are only read give way to inline ones, and are no mix", () => {
    const net = network(hub({ subnets: [ep] }), read("Subnet", "seen", "virtualNetworks/hub/subnets/ep", { addressPrefix: "10.0.9.0/24" }));
    expect(subnetOf(net, "hub/ep").networkPolicies).toEqual({ known: true, value: "Enabled" });
    expect([gapsOf(net), net.unmodelled]).toEqual([[], []]);
  });

  test("of a network that is only read are those that Azure lists", () => {
    const net = network(
      read("VirtualNetwork", "hub", "virtualNetworks/hub", {
        ...RANGES,
        subnets: [ep],
        virtualNetworkPeerings: [{ name: "p", remoteVirtualNetwork: { id: armId("virtualNetworks/x") }, peeringState: "Connected" }],
      }),
    );
    expect(subnetOf(net, "hub/ep").networkPolicies).toEqual({ known: true, value: "Enabled" });
    expect(net.peerings).toMatchObject([{ name: "p", state: "Connected", remote: { kind: "outside" } }]);
  });

  test("of one name twice in a list are one, with a gap", () => {
    const net = network(hub({ subnets: [ep, { ...ep, name: "EP", addressPrefix: "10.0.2.0/24" }] }));
    expect(net.subnets).toHaveLength(1);
    expect(gapsOf(net)).toEqual(['hub.subnets[1].name: "EP" occurs twice: which of them counts is not known']);
  });

  test("in a list that is not known leave a gap", () => {
    const net = network(hub({ subnets: UNKNOWN, virtualNetworkPeerings: UNKNOWN }));
    expect(gapsOf(net)).toEqual(["hub.subnets: is not known yet", "hub.virtualNetworkPeerings: is not known yet"]);
    expect(net.unmodelled.map(({ scope }) => scope.kind)).toEqual(["network", "entry"]);
  });
});

describe("a subnet of a network that is not in sight", () => {
  test("is in a network of which only the name is known, and which is a way in", () => {
    const net = network(
      deployed("Subnet", "hub-ep", "virtualNetworks/hub/subnets/ep", {
        virtualNetworkName: "hub",
        subnetName: "ep",
        addressPrefix: "10.0.2.0/24",
      }),
    );
    const hub = named(net.virtualNetworks, "hub");
    expect(hub).toMatchObject({ armId: armId("virtualNetworks/hub").toLowerCase(), location: { known: false }, ranges: { items: [] } });
    expect(hub.ranges.open).toBeDefined();
    expect(net.unmodelled).toMatchObject([{ scope: { kind: "entry", network: hub.key } }]);
    expect(gapsOf(net)).toEqual([
      'hub-ep.virtualNetworkName: refers to the virtual network "hub", which is not in the stack or its context',
    ]);
  });

  test("shares it with its other children", () => {
    const net = network(
      deployed("Subnet", "a", "virtualNetworks/hub/subnets/a", { addressPrefix: "10.0.1.0/24" }),
      deployed("Subnet", "b", "virtualNetworks/HUB/subnets/b", { addressPrefix: "10.0.2.0/24" }),
    );
    expect(net.virtualNetworks).toHaveLength(1);
  });

  test("makes everything uncertain where not even the name is known", () => {
    const net = network(
      deployed("VirtualNetwork", "hub", "virtualNetworks/hub", RANGES),
      resource("Subnet", "ep", { inputs: { virtualNetworkName: UNKNOWN, subnetName: "ep", addressPrefix: "10.0.2.0/24" } }),
    );
    expect(net.unmodelled.map(({ scope }) => scope.kind)).toEqual(["entry", "everything"]);
  });
});

describe("a peering", () => {
  const spoke = armId("virtualNetworks/spoke");
  const remote = { remoteVirtualNetwork: { id: spoke } };
  test.each<[string, Properties, Properties, object]>([
    [
      "defaults",
      remote,
      {},
      {
        state: undefined,
        remoteRanges: undefined,
        allowGatewayTransit: { value: false },
        useRemoteGateways: { value: false },
        allowForwardedTraffic: { value: false },
      },
    ],
    [
      "switches",
      { ...remote, allowGatewayTransit: true, useRemoteGateways: true, allowForwardedTraffic: true },
      {},
      { allowGatewayTransit: { value: true }, useRemoteGateways: { value: true }, allowForwardedTraffic: { value: true } },
    ],
    ["a recorded state", remote, { peeringState: "Initiated" }, { state: "Initiated" }],
    [
      "a remote address space",
      { ...remote, remoteAddressSpace: { addressPrefixes: ["10.1.0.0/16"] } },
      {},
      { remoteRanges: { items: [{ length: 16 }], open: undefined } },
    ],
    [
      "a newer remote address space in the answer",
      remote,
      {
        remoteAddressSpace: { addressPrefixes: ["10.1.0.0/16"] },
        remoteVirtualNetworkAddressSpace: { addressPrefixes: ["10.1.0.0/16", "10.3.0.0/24"] },
      },
      { remoteRanges: { items: [{ length: 16 }, { length: 24 }] } },
    ],
    ["an id in another case", { remoteVirtualNetwork: { id: spoke.toUpperCase() } }, {}, { remote: { kind: "entity" } }],
  ])("has %s", (_, inputs, answer, expected) => {
    const spokeNet = deployed("VirtualNetwork", "spoke", "virtualNetworks/spoke", RANGES);
    const inline = network(
      spokeNet,
      deployed(
        "VirtualNetwork",
        "hub",
        "virtualNetworks/hub",
        { ...RANGES, virtualNetworkPeerings: [{ name: "p", ...inputs }] },
        { virtualNetworkPeerings: [{ name: "P", ...inputs, ...answer }] },
      ),
    );
    const own = network(
      spokeNet,
      deployed("VirtualNetwork", "hub", "virtualNetworks/hub", RANGES),
      deployed(
        "VirtualNetworkPeering",
        "p",
        "virtualNetworks/hub/virtualNetworkPeerings/p",
        { virtualNetworkName: "hub", virtualNetworkPeeringName: "p", ...inputs },
        answer,
      ),
    );
    for (const net of [inline, own]) {
      expect(net.peerings).toMatchObject([{ name: "p", network: urn("VirtualNetwork", "hub"), ...expected }]);
      expect(describeReference(net, net.peerings[0]!.remote)).toBe("entity spoke");
      expect(gapsOf(net)).toEqual([]);
    }
  });

  test("that a program asks to be connected is not, before it is deployed", () => {
    const net = network(
      resource("VirtualNetwork", "hub", { inputs: { virtualNetworkName: "hub", ...RANGES } }),
      resource("VirtualNetworkPeering", "p", {
        inputs: { virtualNetworkName: "hub", ...remote, peeringState: "Connected" },
        outputs: { peeringState: "Connected" },
        dependsOn: { virtualNetworkName: [urn("VirtualNetwork", "hub")] },
      }),
    );
    expect(net.peerings[0]!.state).toBeUndefined();
  });

  test("of a network that is not in sight is a way into the one that it points to", () => {
    const net = network(
      deployed("VirtualNetwork", "spoke", "virtualNetworks/spoke", RANGES),
      deployed("VirtualNetworkPeering", "p", "virtualNetworks/hub/virtualNetworkPeerings/p", { virtualNetworkName: "hub", ...remote }),
    );
    expect(net.unmodelled.filter(({ scope }) => scope.kind === "entry" && scope.network === urn("VirtualNetwork", "spoke"))).toHaveLength(
      1,
    );
  });

  test("without a remote network leaves a gap", () => {
    const net = network(deployed("VirtualNetwork", "hub", "virtualNetworks/hub", { ...RANGES, virtualNetworkPeerings: [{ name: "p" }] }));
    expect(gapsOf(net)).toEqual(["hub.virtualNetworkPeerings[0].remoteVirtualNetwork: is not set, expected an object with an id"]);
  });
});

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
