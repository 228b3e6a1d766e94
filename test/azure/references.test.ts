import type { Reference } from "../../src/model/network.ts";
import { type Properties, type Resource, UNKNOWN } from "../../src/resources/resource.ts";
import {
  armId,
  deployed,
  describeReference,
  gapsOf,
  named,
  network,
  OTHER_SUBSCRIPTION,
  read,
  resource,
  SUBSCRIPTION,
  subnetOf,
  urn,
} from "./support.ts";

const RANGES = { addressSpace: { addressPrefixes: ["10.0.0.0/16"] }, location: "westeurope" };

/** Not deployed yet: names are inputs, ids are unknown. */
function preview(type: string, name: string, inputs: Properties, dependsOn: Record<string, readonly string[]> = {}): Resource {
  return resource(type, name, { inputs: { resourceGroupName: "net", ...inputs }, outputs: { id: UNKNOWN, name: UNKNOWN }, dependsOn });
}

describe("a route table of a subnet", () => {
  const subnet = (routeTable: Properties["x"], dependsOn: readonly string[] = []): readonly [Resource, Resource][] => [
    [
      preview(
        "VirtualNetwork",
        "hub",
        { virtualNetworkName: "hub", ...RANGES, subnets: [{ name: "ep", addressPrefix: "10.0.1.0/24", routeTable }] },
        { subnets: dependsOn },
      ),
      preview("RouteTable", "unrelated", { routeTableName: "unrelated" }),
    ],
    [
      preview("VirtualNetwork", "hub", { virtualNetworkName: "hub", ...RANGES }),
      preview(
        "Subnet",
        "ep",
        { virtualNetworkName: "hub", subnetName: "ep", addressPrefix: "10.0.1.0/24", routeTable },
        { routeTable: dependsOn },
      ),
    ],
  ];
  const known = deployed("RouteTable", "known", "routeTables/rt", { routeTableName: "rt" });
  const a = preview("RouteTable", "a", { routeTableName: "a" });
  const b = preview("RouteTable", "b", { routeTableName: "b" });
  const nsg = preview("NetworkSecurityGroup", "nsg", {});

  test.each<[string, Properties["x"], readonly Resource[], readonly Resource[], string]>([
    ["not set", undefined, [], [], "none"],
    ["null", null, [], [], "none"],
    ["a known id", { id: armId("routeTables/rt") }, [known], [], "entity rt"],
    ["a known id in another case", { id: armId("ROUTETABLES/RT").toUpperCase() }, [known], [], "entity rt"],
    ["a known id of something whose own id became unknown", { id: armId("routeTables/a") }, [a], [a], "entity a"],
    [
      "a known id in another subscription of something named alike",
      { id: armId("routeTables/rt", OTHER_SUBSCRIPTION) },
      [known],
      [],
      "outside routetables/rt",
    ],
    ["a known id in another group", { id: armId("routeTables/rt", undefined, "other") }, [known], [], "outside routetables/rt"],
    ["a known id of nothing", { id: armId("routeTables/gone") }, [known], [], "outside routetables/gone"],
    ["unknown, with one dependency", { id: UNKNOWN }, [a, b], [a], "entity a"],
    ["unknown as a whole, with one dependency", UNKNOWN, [a, b], [b], "entity b"],
    ["without id, with one dependency", {}, [a, b], [b], "entity b"],
    ["unknown, with one dependency of the kind", { id: UNKNOWN }, [a, nsg], [nsg, a], "entity a"],
    ["unknown, with two dependencies", { id: UNKNOWN }, [a, b], [a, b], "unknown [a, b]"],
    ["unknown, with no dependency", { id: UNKNOWN }, [a, b], [], "unknown []"],
    ["no ARM id", { id: "rt" }, [a], [], "unknown []"],
    ["the id of something else", { id: armId("networkSecurityGroups/rt") }, [a], [], "unknown []"],
    ["a text", armId("routeTables/rt"), [known], [], "unknown []"],
  ])("that is %s", (_, value, tables, on, expected) => {
    for (const resources of subnet(
      value,
      on.map((thing) => thing.urn),
    )) {
      const net = network(...resources, ...tables);
      const { routeTable } = subnetOf(net, "hub/ep");
      expect(describeReference(net, routeTable)).toBe(expected);
      // Every gap of the model is in the list, once.
      expect(net.gaps).toEqual("gap" in routeTable ? [routeTable.gap] : []);
    }
  });

  test("says in its gap what would settle it", () => {
    const [resources] = subnet({ id: UNKNOWN }, [a.urn, b.urn]);
    expect(gapsOf(network(...resources!, a, b))).toEqual([
      `hub.subnets[0].routeTable.id: is not known yet; it may mean ${a.urn}, ${b.urn}; declare this subnet as a resource of its own, or give the id as text, to settle it`,
    ]);
  });

  test("says in its gap where it points outside", () => {
    const [resources] = subnet({ id: armId("routeTables/rt") });
    expect(gapsOf(network(...resources!))).toEqual([
      `hub.subnets[0].routeTable.id: refers to ${armId("routeTables/rt")}, which is not in the stack or its context`,
    ]);
  });

  test("may be what a component depends on, though that proves nothing", () => {
    const component = resource("acme:network:Routes", "component", { dependencies: [a.urn] });
    const [resources] = subnet({ id: UNKNOWN }, [component.urn]);
    const net = network(...resources!, a, b, component);
    expect(describeReference(net, subnetOf(net, "hub/ep").routeTable)).toBe("unknown [a]");
  });

  test("shared by the children of one list may be each table that the list depends on", () => {
    const subnets: readonly Properties[] = [
      { name: "x", addressPrefix: "10.0.1.0/24", routeTable: { id: UNKNOWN } },
      { name: "y", addressPrefix: "10.0.2.0/24", routeTable: { id: UNKNOWN } },
    ];
    const net = network(
      a,
      b,
      preview("VirtualNetwork", "hub", { virtualNetworkName: "hub", ...RANGES, subnets }, { subnets: [a.urn, b.urn] }),
    );
    expect(net.subnets.map(({ routeTable }) => describeReference(net, routeTable))).toEqual(["unknown [a, b]", "unknown [a, b]"]);
  });
});

describe("the subnet of", () => {
  const subnets = [
    { name: "GatewaySubnet", addressPrefix: "10.0.0.0/27" },
    { name: "AzureFirewallSubnet", addressPrefix: "10.0.1.0/26" },
    { name: "ep", addressPrefix: "10.0.2.0/24" },
  ];
  const hub = preview("VirtualNetwork", "hub", { virtualNetworkName: "hub", ...RANGES, subnets });
  const bare = preview("VirtualNetwork", "bare", { virtualNetworkName: "bare", ...RANGES });
  const blank = preview("VirtualNetwork", "blank", { virtualNetworkName: "blank", ...RANGES, subnets: UNKNOWN });
  const own = preview("Subnet", "own", { virtualNetworkName: "hub", subnetName: "own", addressPrefix: "10.0.3.0/24" });
  const endpoint = (value: Properties["x"], on: readonly string[] = []) =>
    preview("PrivateEndpoint", "pe", { subnet: value }, { subnet: on });
  const gateway = (value: Properties["x"], on: readonly string[] = []) =>
    preview("VirtualNetworkGateway", "gw", { gatewayType: "Vpn", ipConfigurations: [{ subnet: value }] }, { ipConfigurations: on });
  const firewall = (value: Properties["x"], on: readonly string[] = []) =>
    preview("AzureFirewall", "fw", { ipConfigurations: [{ name: "ip", subnet: value }] }, { ipConfigurations: on });

  test.each<[string, readonly Resource[], Resource, string]>([
    ["an endpoint, by a known id of an inline child", [hub], endpoint({ id: armId("virtualNetworks/hub/subnets/EP") }), "entity hub/ep"],
    [
      "an endpoint, whatever the SDK fills in",
      [hub],
      endpoint({ id: armId("virtualNetworks/hub/subnets/ep"), privateEndpointNetworkPolicies: "Enabled" }),
      "entity hub/ep",
    ],
    ["an endpoint, by a dependency on a subnet", [hub, own], endpoint({ id: UNKNOWN }, [own.urn]), "entity hub/own"],
    [
      "an endpoint, by a dependency on a subnet and its network",
      [hub, own],
      endpoint({ id: UNKNOWN }, [hub.urn, own.urn]),
      "entity hub/own",
    ],
    [
      "an endpoint that depends on a network: what can hold it",
      [hub, own],
      endpoint({ id: UNKNOWN }, [hub.urn]),
      "unknown [hub/ep, hub/own]",
    ],
    ["an endpoint whose id is missing", [hub], endpoint({ privateEndpointNetworkPolicies: "Disabled" }, [hub.urn]), "unknown [hub/ep]"],
    ["an endpoint that depends on nothing", [hub], endpoint({ id: UNKNOWN }), "unknown []"],
    ["an endpoint whose network's subnets are not known", [blank], endpoint({ id: UNKNOWN }, [blank.urn]), "unknown [blank/unknown]"],
    [
      "an endpoint in a network in sight, in a subnet that is not",
      [bare],
      endpoint({ id: armId("virtualNetworks/bare/subnets/lost") }),
      "entity bare/lost",
    ],
    ["an endpoint in a network out of sight", [bare], endpoint({ id: armId("virtualNetworks/far/subnets/ep") }), "outside subnets/ep"],
    ["a gateway that depends on a network", [hub, own], gateway({ id: UNKNOWN }, [hub.urn]), "entity hub/GatewaySubnet"],
    ["a gateway whose network's subnets are not known", [blank], gateway({ id: UNKNOWN }, [blank.urn]), "entity blank/GatewaySubnet"],
    [
      "a gateway of two networks",
      [hub, blank],
      gateway({ id: UNKNOWN }, [hub.urn, blank.urn]),
      "unknown [blank/unknown, hub/GatewaySubnet]",
    ],
    ["a gateway that depends on subnets too", [hub, own], gateway({ id: UNKNOWN }, [hub.urn, own.urn]), "entity hub/GatewaySubnet"],
    ["a firewall that depends on a network", [hub, own], firewall({ id: UNKNOWN }, [hub.urn]), "entity hub/AzureFirewallSubnet"],
  ])("%s", (_, others, from, expected) => {
    const net = network(...others, from);
    const reference: Reference = net.endpoints[0]?.subnet ?? net.gateways[0]?.subnet ?? net.holders[0]!.attachments[0]!.subnet;
    expect(describeReference(net, reference)).toBe(expected);
    if ("gap" in reference) expect(net.gaps).toContain(reference.gap);
  });

  test("an endpoint in a subnet that is not in sight has a network, and nothing else is known", () => {
    const net = network(bare, endpoint({ id: armId("virtualNetworks/bare/subnets/lost") }));
    expect(named(net.subnets, "lost")).toMatchObject({
      network: bare.urn,
      routeTable: { kind: "unknown", candidates: [] },
      networkPolicies: { known: false },
      prefixes: { items: [] },
    });
    expect(gapsOf(net)[0]).toBe('bare.subnets: the subnet "lost" is referred to, but not in the stack or its context');
  });

  test("an endpoint without subnet leaves a gap", () => {
    expect(gapsOf(network(preview("PrivateEndpoint", "pe", {})))).toContain("pe.subnet: is not set, expected an object with an id");
  });
});

describe("auto-named networks in a preview", () => {
  const hub = resource("VirtualNetwork", "hub", {
    inputs: { ...RANGES, resourceGroupName: UNKNOWN, virtualNetworkName: "hub-1f2e" },
    dependsOn: { resourceGroupName: [urn("azure-native:resources:ResourceGroup", "rg")] },
  });
  const spoke = resource("VirtualNetwork", "spoke", { inputs: { ...RANGES, resourceGroupName: UNKNOWN, virtualNetworkName: UNKNOWN } });
  const child = (type: string, name: string, parent: Resource, inputs: Properties, on: Record<string, readonly string[]> = {}) =>
    resource(type, name, {
      inputs: { resourceGroupName: UNKNOWN, virtualNetworkName: UNKNOWN, ...inputs },
      dependsOn: { virtualNetworkName: [parent.urn], ...on },
    });

  test("have the children that depend on their names", () => {
    const net = network(
      hub,
      spoke,
      child("Subnet", "ep", spoke, { subnetName: "ep", addressPrefix: "10.0.1.0/24" }),
      child(
        "VirtualNetworkPeering",
        "out",
        hub,
        { virtualNetworkPeeringName: "out", remoteVirtualNetwork: { id: UNKNOWN } },
        { remoteVirtualNetwork: [spoke.urn] },
      ),
    );
    expect(subnetOf(net, "spoke/ep").network).toBe(spoke.urn);
    expect(net.peerings).toMatchObject([{ network: hub.urn, remote: { kind: "entity", key: spoke.urn } }]);
    expect(net.virtualNetworks.map(({ name }) => name)).toEqual(["hub-1f2e", "spoke"]);
    expect(gapsOf(net)).toEqual([]);
  });
});

describe("names alone", () => {
  const twin = (name: string, subscription: string) =>
    resource("VirtualNetwork", name, {
      id: armId("virtualNetworks/hub", subscription),
      inputs: { ...RANGES, virtualNetworkName: "hub", resourceGroupName: "net" },
    });

  test("do not join what has one name in two subscriptions", () => {
    const net = network(
      twin("one", "a"),
      twin("two", "b"),
      resource("Subnet", "x", { id: armId("virtualNetworks/hub/subnets/x", "b"), inputs: { addressPrefix: "10.0.1.0/24" } }),
      resource("PrivateEndpoint", "pe", { inputs: { subnet: { id: armId("virtualNetworks/hub/subnets/x", "a") } } }),
    );
    // The subnet of this name in the other subscription is another one, which nothing in sight declares.
    expect(net.subnets.map(({ network: key }) => key)).toEqual([urn("VirtualNetwork", "two"), urn("VirtualNetwork", "one")]);
    expect(describeReference(net, net.endpoints[0]!.subnet)).toBe("entity hub/x");
    expect(net.endpoints[0]!.subnet).toEqual({ kind: "entity", key: net.subnets[1]!.key });
  });

  test("leave open which of two networks a subnet is in", () => {
    const net = network(
      twin("one", "a"),
      twin("two", "b"),
      resource("Subnet", "x", {
        inputs: { virtualNetworkName: "hub", resourceGroupName: "net", subnetName: "x", addressPrefix: "10.0.1.0/24" },
      }),
    );
    expect(net.unmodelled.map(({ scope }) => scope.kind)).toEqual(["entry", "everything"]);
    expect(gapsOf(net)).toEqual([expect.stringContaining("it may be ")]);
  });
});

describe("one thing that is seen twice", () => {
  const inputs = { virtualNetworkName: "hub", ...RANGES };
  test("is what declares it, not what reads it", () => {
    const net = network(
      read("VirtualNetwork", "seen", "virtualNetworks/HUB", { addressSpace: { addressPrefixes: ["10.9.0.0/16"] } }),
      deployed("VirtualNetwork", "hub", "virtualNetworks/hub", inputs),
      resource("Subnet", "ep", {
        inputs: { virtualNetworkName: UNKNOWN, subnetName: "ep", addressPrefix: "10.0.1.0/24" },
        dependsOn: { virtualNetworkName: [urn("VirtualNetwork", "seen")] },
      }),
    );
    expect(net.virtualNetworks.map(({ key }) => key)).toEqual([urn("VirtualNetwork", "hub")]);
    expect(net.subnets.map(({ network: key }) => key)).toEqual([urn("VirtualNetwork", "hub")]);
    expect(gapsOf(net)).toEqual([]);
  });

  test("and declared twice is one, with a gap", () => {
    const net = network(
      deployed("VirtualNetwork", "z", "virtualNetworks/hub", inputs),
      deployed("VirtualNetwork", "a", "virtualNetworks/hub", inputs),
    );
    expect(net.virtualNetworks.map(({ logicalName }) => logicalName)).toEqual(["a"]);
    expect(gapsOf(net)).toEqual([`z: declares hub, as ${urn("VirtualNetwork", "a")} does, which is taken`]);
  });
});

describe("the name of what is replaced, where it is automatic", () => {
  const OLD = "tabledeadbeef";
  const table = (name: string, outputs: Properties = { id: UNKNOWN, name: UNKNOWN }) =>
    resource("RouteTable", "table", { inputs: { resourceGroupName: "net", routeTableName: name }, outputs });
  const subnet = (name: string) =>
    deployed("Subnet", "ep", "virtualNetworks/hub/subnets/ep", {
      virtualNetworkName: "hub",
      addressPrefix: "10.0.1.0/24",
      routeTable: { id: armId(`routeTables/${name}`) },
    });
  const hub = deployed("VirtualNetwork", "hub", "virtualNetworks/hub", { virtualNetworkName: "hub", ...RANGES });
  const group = resource("azure-native:resources:ResourceGroup", "net", {
    inputs: { resourceGroupName: "netdeadbeef" },
    outputs: { id: UNKNOWN, name: UNKNOWN },
  });
  const inGroup = resource("RouteTable", "table", {
    inputs: { routeTableName: "rt", resourceGroupName: UNKNOWN },
    outputs: { id: UNKNOWN, name: UNKNOWN },
    dependsOn: { resourceGroupName: [group.urn] },
  });
  const byGroup = deployed("Subnet", "ep", "virtualNetworks/hub/subnets/ep", {
    virtualNetworkName: "hub",
    addressPrefix: "10.0.1.0/24",
    routeTable: { id: armId("routeTables/rt", SUBSCRIPTION, "netdeadbeef") },
  });

  test.each<[string, readonly Resource[], string]>([
    ["an id that was written before means the old one, which is not in sight", [table(OLD), subnet(OLD)], "outside"],
    ["a name that the program gives stays", [table("rt"), subnet("rt")], "entity table"],
    ["so does that of an update", [table(OLD, { id: UNKNOWN, name: OLD }), subnet(OLD)], "entity table"],
    ["of a resource group that is replaced all is another one", [group, inGroup, byGroup], "outside"],
  ])("%s", (_, resources, expected) => {
    const net = network(hub, ...resources);
    const reference = subnetOf(net, "hub/ep").routeTable;
    expect(reference.kind === "entity" ? "entity table" : reference.kind).toBe(expected);
  });
});
