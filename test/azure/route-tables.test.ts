import { formatAddress, formatPrefix } from "../../src/address/prefix.ts";
import type { ApplianceAddress, UserRoute } from "../../src/model/network.ts";
import { type Properties, UNKNOWN } from "../../src/resources/resource.ts";
import { armId, deployed, gapsOf, network, OTHER_SUBSCRIPTION, read, resource, SUBSCRIPTION, urn } from "./support.ts";

const TO_FIREWALL = { addressPrefix: "10.1.0.0/16", nextHopType: "VirtualAppliance", nextHopIpAddress: "10.0.0.4" };

describe("a route", () => {
  test.each<[string, Properties, string]>([
    ["to an appliance", TO_FIREWALL, "10.1.0.0/16 → appliance 10.0.0.4"],
    ["in other cases", { ...TO_FIREWALL, nextHopType: "virtualAPPLIANCE" }, "10.1.0.0/16 → appliance 10.0.0.4"],
    ["to the gateway", { addressPrefix: "0.0.0.0/0", nextHopType: "VirtualNetworkGateway" }, "0.0.0.0/0 → virtual-network-gateway"],
    ["to the network", { addressPrefix: "10.1.0.0/16", nextHopType: "VnetLocal" }, "10.1.0.0/16 → vnet-local"],
    ["to the internet", { addressPrefix: "10.1.0.0/16", nextHopType: "Internet" }, "10.1.0.0/16 → internet"],
    ["to nowhere", { addressPrefix: "10.1.0.0/16", nextHopType: "None" }, "10.1.0.0/16 → none"],
    [
      "to nowhere, with an empty address",
      { addressPrefix: "10.1.0.0/16", nextHopType: "None", nextHopIpAddress: "" },
      "10.1.0.0/16 → none",
    ],
    ["for one address", { ...TO_FIREWALL, addressPrefix: "10.1.0.4/32" }, "10.1.0.4/32 → appliance 10.0.0.4"],
    ["for a service tag", { ...TO_FIREWALL, addressPrefix: "Storage" }, "service tag Storage → appliance 10.0.0.4"],
    [
      "for a regional service tag",
      { ...TO_FIREWALL, addressPrefix: "Storage.WestEurope" },
      "service tag Storage.WestEurope → appliance 10.0.0.4",
    ],
    ["for IPv6", { ...TO_FIREWALL, addressPrefix: "fd00::/8" }, "IPv6 fd00::/8 → appliance 10.0.0.4"],
  ])("%s", (_, properties, expected) => {
    for (const net of bothForms(properties)) {
      expect(routesOf(net)).toEqual([`certain ${expected}`]);
      expect(gapsOf(net)).toEqual([]);
    }
  });

  test.each<[string, Properties, string, string]>([
    [
      "a malformed prefix",
      { ...TO_FIREWALL, addressPrefix: "10.0.0.0/33" },
      "? → appliance 10.0.0.4",
      'addressPrefix: "10.0.0.0/33" is no IPv4 prefix, expected for example 10.1.0.0/16',
    ],
    [
      "host bits",
      { ...TO_FIREWALL, addressPrefix: "10.0.0.1/8" },
      "? → appliance 10.0.0.4",
      'addressPrefix: "10.0.0.1/8" has host bits set, expected 10.0.0.0/8',
    ],
    ["no prefix", { nextHopType: "None" }, "? → none", "addressPrefix: is not set, expected a prefix or service tag"],
    ["an unknown prefix", { ...TO_FIREWALL, addressPrefix: UNKNOWN }, "? → appliance 10.0.0.4", "addressPrefix: is not known yet"],
    [
      "no next hop type",
      { addressPrefix: "10.1.0.0/16" },
      "10.1.0.0/16 → ?",
      "nextHopType: is not set, expected one of VirtualAppliance, VirtualNetworkGateway, VnetLocal, Internet, None, VirtualApplianceEcmp",
    ],
    [
      "a next hop type that nobody knows",
      { addressPrefix: "10.1.0.0/16", nextHopType: "VNetPeering" },
      "10.1.0.0/16 → ?",
      'nextHopType: "VNetPeering" is not one of VirtualAppliance, VirtualNetworkGateway, VnetLocal, Internet, None, VirtualApplianceEcmp',
    ],
    [
      "an appliance without address",
      { addressPrefix: "10.1.0.0/16", nextHopType: "VirtualAppliance" },
      "10.1.0.0/16 → ?",
      "nextHopIpAddress: is not set, expected the IPv4 address of an appliance",
    ],
    [
      "a malformed address",
      { ...TO_FIREWALL, nextHopIpAddress: "10.0.0.256" },
      "10.1.0.0/16 → ?",
      'nextHopIpAddress: "10.0.0.256" is no IPv4 address, expected for example 10.1.0.4',
    ],
    ["an unknown type", { ...TO_FIREWALL, nextHopType: UNKNOWN }, "10.1.0.0/16 → ?", "nextHopType: is not known yet"],
    [
      "an unknown address",
      { ...TO_FIREWALL, nextHopIpAddress: UNKNOWN },
      "10.1.0.0/16 → appliance ? []",
      "nextHopIpAddress: is not known yet; it depends on nothing in sight that holds one",
    ],
  ])("with %s is there, with a gap", (_, properties, expected, gap) => {
    for (const net of bothForms(properties)) {
      expect(routesOf(net)).toEqual([`certain ${expected}`]);
      expect(gapsOf(net)).toEqual([expect.stringContaining(gap)]);
      expect(gapsOf(net)[0]!.endsWith(gap)).toBe(true);
    }
  });

  test.each<[string, Properties["x"], string, readonly string[]]>([
    ["two", { nextHopIpAddresses: ["10.0.0.4", "10.0.0.5"] }, "appliances 10.0.0.4 and 10.0.0.5", []],
    [
      "two, of which one is not known",
      { nextHopIpAddresses: ["10.0.0.4", UNKNOWN] },
      "appliances 10.0.0.4 and ? []",
      ["nextHop.nextHopIpAddresses[1]: is not known yet; it depends on nothing in sight that holds one"],
    ],
    [
      "two, of which one is malformed",
      { nextHopIpAddresses: ["10.0.0.4", "here"] },
      "appliances 10.0.0.4 and ?",
      [expect.stringContaining("nextHop.nextHopIpAddresses[1]: ") as string],
    ],
    ["a list that is not known", { nextHopIpAddresses: UNKNOWN }, "?", ["nextHop.nextHopIpAddresses: is not known yet"]],
    ["nobody knows what", UNKNOWN, "?", ["nextHop: is not known yet"]],
    ["nothing", undefined, "?", ["nextHop: is not set, expected the IPv4 addresses of appliances"]],
    [
      "an empty list",
      { nextHopIpAddresses: [] },
      "?",
      ["nextHop.nextHopIpAddresses: is not set, expected the IPv4 addresses of appliances"],
    ],
  ])("to several appliances at once (R14): %s", (_, nextHop, expected, gaps) => {
    for (const net of bothForms({ addressPrefix: "10.1.0.0/16", nextHopType: "VirtualApplianceEcmp", nextHop })) {
      expect(routesOf(net)).toEqual([`certain 10.1.0.0/16 → ${expected}`]);
      expect(gapsOf(net).map((gap) => gap.replace(/^[\w-]+\.(routes\[0\]\.)?/, ""))).toEqual(gaps);
      expect(net.unmodelled).toEqual([]);
    }
  });

  test.each<[string, Properties, Properties, number]>([
    ["as Azure answered it", {}, { hasBgpOverride: true }, 1],
    ["as the program states it", { hasBgpOverride: true }, {}, 1],
    ["false", {}, { hasBgpOverride: false }, 0],
    ["not known yet", {}, { hasBgpOverride: UNKNOWN }, 0],
  ])("with hasBgpOverride has a gap where it is true (R4b): %s", (_, asked, answer, count) => {
    const route = { routeTableName: "rt", addressPrefix: "10.1.0.0/16", nextHopType: "None", ...asked };
    const net = network(
      deployed("RouteTable", "rt", "routeTables/rt", { routes: [] }),
      deployed("Route", "r", "routeTables/rt/routes/r", route, answer),
    );
    expect(net.gaps.filter(({ text }) => text.includes("R4b"))).toHaveLength(count);
  });

  function bothForms(properties: Properties): readonly ReturnType<typeof network>[] {
    return [
      network(deployed("RouteTable", "rt", "routeTables/rt", { routes: [{ name: "r", ...properties }] })),
      network(
        deployed("RouteTable", "rt", "routeTables/rt", { routes: [] }),
        deployed("Route", "rt-r", "routeTables/rt/routes/r", { routeTableName: "rt", routeName: "r", ...properties }),
      ),
    ];
  }
});

describe("the next hop that is not known yet", () => {
  const fw = resource("AzureFirewall", "fw", { inputs: {} });
  const nic = resource("NetworkInterface", "nic", { inputs: {} });
  const internal = resource("LoadBalancer", "ilb", { inputs: { frontendIPConfigurations: [{ subnet: { id: UNKNOWN } }] } });
  const external = resource("LoadBalancer", "elb", { inputs: { frontendIPConfigurations: [{ publicIPAddress: { id: UNKNOWN } }] } });
  const endpoint = resource("PrivateEndpoint", "pe", { inputs: {} });
  const hub = resource("VirtualNetwork", "hub", { inputs: {} });
  const all = [fw, nic, internal, external, endpoint, hub];
  const inputs: Properties = { ...TO_FIREWALL, nextHopIpAddress: UNKNOWN };

  test.each([
    ["the firewall", [fw], ["fw"]],
    ["the firewall and its network", [hub, fw], ["fw"]],
    ["a network interface", [nic], ["nic"]],
    ["an internal load balancer", [internal], ["ilb"]],
    ["an external load balancer", [external], []],
    ["an endpoint, which has an address too", [fw, endpoint], ["fw", "pe"]],
    ["several", [nic, fw], ["fw", "nic"]],
    ["nothing", [], []],
  ])("depends on %s", (_, on, expected) => {
    const urns = on.map((thing) => thing.urn);
    const inline = network(
      ...all,
      resource("RouteTable", "rt", { inputs: { routes: [{ name: "r", ...inputs }] }, dependsOn: { routes: urns } }),
    );
    const own = network(
      ...all,
      resource("RouteTable", "rt", { inputs: { routeTableName: "rt" } }),
      resource("Route", "r", {
        inputs: { routeTableName: UNKNOWN, routeName: "r", ...inputs },
        dependsOn: { routeTableName: [urn("RouteTable", "rt")], nextHopIpAddress: urns },
      }),
    );
    for (const net of [inline, own]) expect(routesOf(net)).toEqual([`certain 10.1.0.0/16 → appliance ? [${expected.join(", ")}]`]);
  });

  test("in a list that is not known as a whole opens the table", () => {
    const net = network(fw, resource("RouteTable", "rt", { inputs: { routes: UNKNOWN }, dependsOn: { routes: [fw.urn] } }));
    expect(net.routeTables[0]!.routes).toMatchObject({ items: [], open: { property: "routes", text: "is not known yet" } });
  });

  test("an unknown route of a list leaves the others in place", () => {
    const net = network(resource("RouteTable", "rt", { inputs: { routes: [UNKNOWN, { name: "r", ...TO_FIREWALL }] } }));
    expect(routesOf(net)).toEqual(["certain 10.1.0.0/16 → appliance 10.0.0.4"]);
    expect(net.routeTables[0]!.routes.open).toMatchObject({ property: "routes[0]" });
  });
});

describe("the routes of a table", () => {
  const table = (inputs: Properties, answer: Properties = {}) => deployed("RouteTable", "rt", "routeTables/rt", inputs, answer);
  const own = deployed("Route", "own", "routeTables/rt/routes/own", { routeTableName: "rt", routeName: "own", ...TO_FIREWALL });
  const inline = { name: "inline", addressPrefix: "10.2.0.0/16", nextHopType: "None" };

  test("that the answer lists are the declared ones", () => {
    const net = network(table({}, { routes: [{ name: "OWN", ...TO_FIREWALL, nextHopIpAddress: "10.9.9.9" }] }), own);
    expect(routesOf(net)).toEqual(["certain 10.1.0.0/16 → appliance 10.0.0.4"]);
    expect(net.routeTables[0]!.routes.open).toBeUndefined();
  });

  test("that only the answer lists are possible: they may have been removed since", () => {
    const net = network(table({}, { routes: [inline] }), own);
    expect(routesOf(net)).toEqual(["certain 10.1.0.0/16 → appliance 10.0.0.4", "possible 10.2.0.0/16 → none"]);
  });

  test("of a table that is only read are certain", () => {
    const net = network(read("RouteTable", "rt", "routeTables/rt", { routes: [inline] }));
    expect(routesOf(net)).toEqual(["certain 10.2.0.0/16 → none"]);
  });

  test("in both forms are all possible, and there may be others (R79)", () => {
    const net = network(table({ routes: [inline] }), own);
    expect(routesOf(net)).toEqual(["possible 10.1.0.0/16 → appliance 10.0.0.4", "possible 10.2.0.0/16 → none"]);
    expect(net.routeTables[0]!.routes.open).toBe(net.gaps[0]);
    expect(gapsOf(net)).toHaveLength(1);
  });

  test("in both forms under one name are one: the resource", () => {
    const net = network(table({ routes: [{ ...inline, name: "Own" }] }), own);
    expect(routesOf(net)).toEqual(["possible 10.1.0.0/16 → appliance 10.0.0.4"]);
    expect(gapsOf(net)).toEqual([expect.stringContaining('of "own" the resource is taken')]);
  });

  test.each<[string, Properties["x"], object]>([
    ["not set", undefined, { known: true, value: false }],
    ["set", true, { known: true, value: true }],
    ["unknown", UNKNOWN, { known: false }],
    ["no boolean", "yes", { known: false, gap: { text: '"yes" is not true or false' } }],
  ])("are propagated: %s", (_, value, expected) => {
    expect(network(table({ disableBgpRoutePropagation: value })).routeTables[0]!.propagationDisabled).toMatchObject(expected);
  });
});

describe("the table of a route", () => {
  const route = (inputs: Properties, dependsOn: Record<string, readonly string[]> = {}) =>
    resource("Route", "r", { inputs: { routeName: "r", resourceGroupName: "net", ...TO_FIREWALL, ...inputs }, dependsOn });
  const preview = (name: string, inputs: Properties = {}) =>
    resource("RouteTable", name, {
      inputs: { routeTableName: name, resourceGroupName: "net", ...inputs },
      outputs: { id: UNKNOWN, name: UNKNOWN },
    });

  test("is found by name in a preview", () => {
    expect(routesOf(network(preview("rt"), route({ routeTableName: "RT" })))).toEqual(["certain 10.1.0.0/16 → appliance 10.0.0.4"]);
  });

  test("is the one that the name depends on", () => {
    expect(
      tablesOf(network(preview("a"), preview("b"), route({ routeTableName: UNKNOWN }, { routeTableName: [urn("RouteTable", "b")] }))),
    ).toEqual({ a: [], b: ["certain"] });
  });

  test("may be each of several that the name depends on", () => {
    const net = network(
      preview("a"),
      preview("b"),
      preview("c"),
      route({ routeTableName: UNKNOWN }, { routeTableName: [urn("RouteTable", "a"), urn("RouteTable", "b")] }),
    );
    expect(tablesOf(net)).toEqual({ a: ["possible"], b: ["possible"], c: [] });
    expect(gapsOf(net)).toEqual([
      expect.stringMatching(/^r\.routeTableName: it is not known which route table this is; it may be .*::a, .*::b; give its name/),
    ]);
  });

  test("may be any where nothing is known of it", () => {
    expect(network(preview("a"), route({ routeTableName: UNKNOWN })).unmodelled).toMatchObject([{ scope: { kind: "everything" } }]);
  });

  test("may be in another resource group than its network, not than the route", () => {
    const net = network(preview("rt", { resourceGroupName: "other" }), route({ routeTableName: "rt" }));
    expect(tablesOf(net)).toEqual({ rt: [] });
    expect(gapsOf(net)).toEqual(['r.routeTableName: refers to the route table "rt", which is not in the stack or its context']);
  });

  const twin = (name: string, subscription: string) =>
    resource("RouteTable", name, { id: armId("routeTables/rt", subscription), inputs: { routeTableName: "rt", resourceGroupName: "net" } });

  test("is that of the route's own subscription", () => {
    const own = resource("Route", "r", {
      id: armId("routeTables/rt/routes/r", OTHER_SUBSCRIPTION),
      inputs: { routeTableName: "rt", resourceGroupName: "net", ...TO_FIREWALL },
    });
    const net = network(twin("one", SUBSCRIPTION), twin("two", OTHER_SUBSCRIPTION), own);
    expect(net.routeTables.map(({ logicalName, routes }) => [logicalName, routes.items.length])).toEqual([
      ["one", 0],
      ["two", 1],
    ]);
  });

  test("may be that of either subscription, unless a dependency says which", () => {
    const twins = [twin("one", SUBSCRIPTION), twin("two", OTHER_SUBSCRIPTION)];
    const lost = network(...twins, route({ routeTableName: "rt" }));
    expect(lost.routeTables.map(({ routes }) => routes.items.map(({ presence }) => presence))).toEqual([["possible"], ["possible"]]);
    const found = network(...twins, route({ routeTableName: "rt" }, { routeTableName: [urn("RouteTable", "two")] }));
    expect(found.routeTables.map(({ routes }) => routes.items.map(({ presence }) => presence))).toEqual([[], ["certain"]]);
  });

  test("may be told by the resource group that the route depends on", () => {
    const group = resource("azure-native:resources:ResourceGroup", "rg", {
      id: `/subscriptions/${OTHER_SUBSCRIPTION}/resourceGroups/Net`,
      inputs: { resourceGroupName: "Net" },
    });
    const net = network(
      group,
      twin("one", SUBSCRIPTION),
      twin("two", OTHER_SUBSCRIPTION),
      route({ routeTableName: "rt", resourceGroupName: UNKNOWN }, { resourceGroupName: [group.urn] }),
    );
    expect(net.routeTables.map(({ routes }) => routes.items.length)).toEqual([0, 1]);
  });

  function tablesOf(net: ReturnType<typeof network>): Record<string, readonly string[]> {
    return Object.fromEntries(net.routeTables.map(({ name, routes }) => [name, routes.items.map(({ presence }) => presence)]));
  }
});

function routesOf({ routeTables }: ReturnType<typeof network>): readonly string[] {
  return routeTables.flatMap(({ routes }) => routes.items.map(describeRoute)).sort();
}

function describeRoute({ prefix, nextHop, presence }: UserRoute): string {
  return `${presence} ${prefix.known ? describePrefix(prefix.value) : "?"} → ${nextHop.known ? describeHop(nextHop.value) : "?"}`;
}

function describePrefix(prefix: Extract<UserRoute["prefix"], { known: true }>["value"]): string {
  if (prefix.kind === "prefix") return formatPrefix(prefix.prefix);
  return prefix.kind === "ipv6" ? `IPv6 ${prefix.text}` : `service tag ${prefix.tag}`;
}

function describeHop(hop: Extract<UserRoute["nextHop"], { known: true }>["value"]): string {
  if (hop.kind !== "virtual-appliance") return hop.kind;
  const { items, open } = hop.addresses;
  if (open !== undefined || items.length !== 1)
    return `appliances ${[...items.map(describeAddress), ...(open === undefined ? [] : ["?"])].join(" and ")}`;
  return `appliance ${items.map(describeAddress).join("")}`;
}

function describeAddress(address: ApplianceAddress): string {
  return address.known ? formatAddress(address.value) : `? [${address.dependsOn.map((key) => key.split("::").at(-1)).join(", ")}]`;
}
