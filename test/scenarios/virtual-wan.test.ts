import { analyse } from "../../src/analysis.ts";
import { readConfiguration } from "../../src/configuration/read-configuration.ts";
import { type Properties, type Resource, UNKNOWN } from "../../src/resources/resource.ts";
import { armId, resource } from "../azure/support.ts";
import { type HubSketch, type NetworkSketch, type WanSketch, wanStack } from "../support/wan/wan-stack.ts";
import { blogWorld } from "../support/world/hand-made.ts";
import { renderWorld } from "../support/world/render-world.ts";

/** Virtual WAN (R69 to R71b): what a gateway of a hub does with a packet for an endpoint. */

const FIREWALL = "10.30.0.132";
const HUB: HubSketch = { range: "10.30.0.0/23", firewall: FIREWALL };
const INTENT: HubSketch = { ...HUB, intent: true };
const OTHER: HubSketch = { range: "10.31.0.0/23", firewall: "10.31.0.132" };
const ON: NetworkSketch = { range: "10.20.0.0/24", hub: "hub", endpoint: "RouteTableEnabled" };
const OFF: NetworkSketch = { ...ON, endpoint: "Disabled" };
const UNTOLD = { propagatedRouteTables: { labels: ["none"], ids: [] } };

const one = (hub: HubSketch, spoke: NetworkSketch): WanSketch => ({ hubs: { hub }, networks: { spoke } });
const two = (near: HubSketch, far: Partial<HubSketch>, spoke: NetworkSketch): WanSketch => ({
  hubs: { near: { ...near, range: "10.30.0.0/23" }, far: { ...OTHER, ...far, range: "10.31.0.0/23", gateways: [] } },
  networks: { spoke: { ...spoke, hub: "far" } },
});

/** An endpoint behind the appliance of a connected network. `more`: of the connection's routes. */
function behindTransit(more: Properties = {}): WanSketch["networks"] {
  const staticRoutes = [{ name: "on", addressPrefixes: ["10.20.0.0/16"], nextHopIpAddress: "10.21.0.100" }];
  return {
    transit: { range: "10.21.0.0/24", hub: "hub", appliance: true, peers: ["spoke"], routing: { vnetRoutes: { staticRoutes, ...more } } },
    spoke: { range: "10.20.0.0/24", endpoint: "Disabled", peers: ["transit"] },
  };
}

interface Row {
  readonly name: string;
  readonly sketch: WanSketch;
  readonly configuration?: object;
  /** Gateway, verdict, code, assumptions. */
  readonly paths: readonly string[];
}

const ROWS: readonly Row[] = [
  { name: "a hub without policy or routes delivers directly (R69)", sketch: one(HUB, ON), paths: ["hub-VpnGateway bypassed CP-B01"] },
  { name: "a private policy inspects where policies are on (R71)", sketch: one(INTENT, ON), paths: ["hub-VpnGateway inspected null"] },
  {
    name: "so it does with Enabled (R41)",
    sketch: one(INTENT, { ...ON, endpoint: "Enabled" }),
    paths: ["hub-VpnGateway inspected null"],
  },
  { name: "and is bypassed where they are off (R71)", sketch: one(INTENT, OFF), paths: ["hub-VpnGateway bypassed CP-B04"] },
  {
    name: "or for security groups only (R41)",
    sketch: one(INTENT, { ...ON, endpoint: "NetworkSecurityGroupEnabled" }),
    paths: ["hub-VpnGateway bypassed CP-B04"],
  },
  {
    name: "a /32 among the private prefixes does not help where policies are off (R71)",
    sketch: one({ ...INTENT, routes: { "10.20.0.4/32": "firewall" } }, OFF),
    configuration: { hostRouteOverride: { "virtual-wan": "honoured" } },
    paths: ["hub-VpnGateway bypassed CP-B02"],
  },
  {
    name: "every kind of gateway behaves alike",
    sketch: one({ ...INTENT, gateways: ["VpnGateway", "ExpressRouteGateway", "P2sVpnGateway"] }, ON),
    paths: ["hub-ExpressRouteGateway inspected null", "hub-P2sVpnGateway inspected null", "hub-VpnGateway inspected null"],
  },
  {
    name: "more specific prefixes of on-premises do not matter to a private policy (R71)",
    sketch: one({ ...INTENT, gateways: ["ExpressRouteGateway"] }, ON),
    configuration: { onPremises: ["10.20.0.0/25"] },
    paths: ["hub-ExpressRouteGateway inspected null"],
  },
  {
    name: "nor do those that nobody states (R71)",
    sketch: one({ ...INTENT, gateways: ["ExpressRouteGateway", "VpnGateway"] }, ON),
    paths: ["hub-ExpressRouteGateway inspected null", "hub-VpnGateway inspected null"],
  },
  {
    name: "on the way to another hub they do, unless on-premises is stated",
    sketch: two({ ...HUB, gateways: ["ExpressRouteGateway"] }, {}, ON),
    paths: ["near-ExpressRouteGateway bypassed CP-B01 CP-A06 CP-A13"],
  },
  {
    name: "on-premises is stated, and elsewhere",
    sketch: two({ ...HUB, gateways: ["ExpressRouteGateway"] }, {}, ON),
    configuration: { onPremises: ["192.168.0.0/16"] },
    paths: ["near-ExpressRouteGateway bypassed CP-B01 CP-A13"],
  },
  {
    name: "a policy that leads to another firewall than the designated one",
    sketch: one(INTENT, ON),
    configuration: { firewalls: ["10.30.0.200"] },
    paths: ["hub-VpnGateway bypassed CP-B05"],
  },
  {
    name: "a range outside of RFC 1918 that is not listed is no private traffic (R71)",
    sketch: one(INTENT, { ...ON, range: "100.64.7.0/24" }),
    paths: ["hub-VpnGateway bypassed CP-B01"],
  },
  {
    name: "one that is listed is private traffic (R71)",
    sketch: one({ ...INTENT, routes: { "100.64.0.0/16": "firewall" } }, { ...ON, range: "100.64.7.0/24" }),
    paths: ["hub-VpnGateway inspected null"],
  },
  {
    name: "a static summary loses to the connection's own range (R1)",
    sketch: one({ ...HUB, routes: { "10.0.0.0/8": "firewall" } }, ON),
    paths: ["hub-VpnGateway bypassed CP-B03"],
  },
  {
    name: "a static route for exactly the range was not measured (R70)",
    sketch: one({ ...HUB, routes: { "10.20.0.0/24": "firewall" } }, ON),
    paths: ["hub-VpnGateway inconclusive CP-I03"],
  },
  {
    name: "and needs policies in any case (R70)",
    sketch: one({ ...HUB, routes: { "10.20.0.0/24": "firewall" } }, OFF),
    paths: ["hub-VpnGateway bypassed CP-B04"],
  },
  {
    name: "a summary is the best route where the table is not told of the network, and was not measured either (R70)",
    sketch: one({ ...HUB, routes: { "10.0.0.0/8": "firewall" } }, { ...ON, routing: UNTOLD }),
    paths: ["hub-VpnGateway inconclusive CP-I03"],
  },
  {
    name: "and bypassed where policies are off (R68)",
    sketch: one({ ...HUB, routes: { "10.0.0.0/8": "firewall" } }, { ...OFF, routing: UNTOLD }),
    paths: ["hub-VpnGateway bypassed CP-B04"],
  },
  {
    name: "a static /32 where policies are off is not proven (C10)",
    sketch: one({ ...HUB, routes: { "10.20.0.4/32": "firewall" } }, OFF),
    paths: ["hub-VpnGateway inconclusive CP-I03"],
  },
  {
    name: "unless the configuration says what it does",
    sketch: one({ ...HUB, routes: { "10.20.0.4/32": "firewall" } }, OFF),
    configuration: { hostRouteOverride: { "virtual-wan": "honoured" } },
    paths: ["hub-VpnGateway inspected null CP-A20"],
  },
  {
    name: "the endpoint is connected with another hub: delivered from there (R31)",
    sketch: two(HUB, {}, ON),
    paths: ["near-VpnGateway bypassed CP-B01 CP-A06 CP-A13"],
  },
  {
    name: "both hubs have private policies, both firewalls are designated",
    sketch: two(INTENT, { intent: true }, ON),
    configuration: { firewalls: [FIREWALL, "10.31.0.132"] },
    paths: ["near-VpnGateway inspected null CP-A06 CP-A13"],
  },
  {
    name: "the far firewall is designated and policies are off: the near one is another appliance",
    sketch: two(INTENT, { intent: true }, OFF),
    configuration: { firewalls: ["10.31.0.132"] },
    paths: ["near-VpnGateway bypassed CP-B05 CP-A06 CP-A13"],
  },
  {
    name: "the far firewall is designated and policies are on",
    sketch: two(INTENT, { intent: true }, ON),
    configuration: { firewalls: ["10.31.0.132"] },
    paths: ["near-VpnGateway inspected null CP-A06 CP-A13"],
  },
  {
    name: "only the far hub has a private policy: what it does with traffic of the near one is not documented",
    sketch: two(HUB, { intent: true }, ON),
    configuration: { firewalls: ["10.31.0.132"] },
    paths: ["near-VpnGateway inconclusive CP-I11"],
  },
  {
    name: "only the near hub has one: its firewall is crossed, the way on is not documented",
    sketch: two(INTENT, {}, ON),
    paths: ["near-VpnGateway inspected null CP-A01 CP-A06 CP-A13"],
  },
  {
    name: "hubs of two WANs are strangers",
    sketch: {
      wans: ["wan", "wan2"],
      hubs: { near: HUB, far: { ...OTHER, wan: "wan2", gateways: [] } },
      networks: { spoke: { ...ON, hub: "far" } },
    },
    paths: [],
  },
  {
    name: "behind an appliance of a connected network there is no /32 at the hub (R31)",
    sketch: {
      hubs: { hub: HUB },
      networks: behindTransit(),
    },
    configuration: { firewalls: ["10.21.0.100"] },
    paths: ["hub-VpnGateway inspected null CP-A06"],
  },
  {
    name: "a route of the hub by way of the connection leads to the same appliance",
    sketch: {
      hubs: { hub: { ...HUB, routes: { "10.20.0.0/24": "transit" } } },
      networks: behindTransit({ staticRoutesConfig: { propagateStaticRoutes: false } }),
    },
    configuration: { firewalls: ["10.21.0.100"] },
    paths: ["hub-VpnGateway inspected null CP-A06"],
  },
  {
    name: "what an appliance that is not in sight sends on may come to an endpoint behind another one",
    sketch: {
      hubs: { hub: { ...HUB, intent: "other" } },
      networks: behindTransit(),
    },
    paths: ["hub-VpnGateway inconclusive CP-I01"],
  },
  {
    name: "the connection's routing is not told to the gateways' table, and no route leads on",
    sketch: one(HUB, { ...ON, routing: UNTOLD }),
    paths: ["hub-VpnGateway bypassed CP-B01"],
  },
];

test.each(ROWS)("$name", ({ sketch, configuration, paths }) => {
  expect(judged(wanStack(sketch), configuration)).toEqual(paths);
});

test.each(ROWS)("in a preview of a new stack nothing else is said: $name", ({ sketch, configuration, paths }) => {
  expect(judged(wanStack(sketch, true), configuration)).toEqual(paths);
});

describe("an appliance by which on-premises comes in, in a connected network, sends on by the hub (R69b)", () => {
  const TRANSIT: NetworkSketch = { range: "10.21.0.0/24", hub: "hub", appliance: true };
  const sketch = (hub: HubSketch, spoke: NetworkSketch, transit: Partial<NetworkSketch> = {}): WanSketch => ({
    hubs: { hub: { ...hub, gateways: [] } },
    networks: { spoke, transit: { ...TRANSIT, ...transit } },
  });
  const toFirewall = (prefix: string, more: Properties = {}): readonly Resource[] => [
    resource("RouteTable", "nva-rt", {
      id: armId("routeTables/nva-rt"),
      inputs: {
        routes: [{ name: "r", addressPrefix: prefix, nextHopType: "VirtualAppliance", nextHopIpAddress: FIREWALL }],
        ...more,
      },
    }),
  ];
  const withTable = (stack: readonly Resource[], rows: readonly Resource[]): readonly Resource[] => [
    ...stack.map((each) =>
      each.name === "transit-nva" && each.type.endsWith(":Subnet")
        ? { ...each, inputs: { ...each.inputs, routeTable: { id: armId("routeTables/nva-rt") } } }
        : each,
    ),
    ...rows,
  ];
  const other = (id: Properties["x"]): Properties => ({ associatedRouteTable: { id } });

  test.each<[string, readonly Resource[], readonly string[]]>([
    ["without a private policy", wanStack(sketch(HUB, ON)), ["sdwan bypassed CP-B01"]],
    ["with a private policy", wanStack(sketch(INTENT, ON)), ["sdwan inspected null"]],
    ["with a private policy, and policies off", wanStack(sketch(INTENT, OFF)), ["sdwan bypassed CP-B01"]],
    [
      "with a static route, of which it is not measured what it does at a hub",
      wanStack(sketch({ ...HUB, routes: { "10.20.0.4/32": "firewall" } }, OFF)),
      ["sdwan inconclusive CP-I03"],
    ],
    [
      "a shorter user route loses to what the hub tells (R1)",
      withTable(wanStack(sketch(HUB, ON)), toFirewall("10.0.0.0/8")),
      ["sdwan bypassed CP-B03"],
    ],
    ["a longer one does not", withTable(wanStack(sketch(HUB, ON)), toFirewall("10.20.0.0/25")), ["sdwan inspected null CP-A13"]],
    [
      "nor one in a table that keeps gateway routes out (R20)",
      withTable(wanStack(sketch(HUB, ON)), toFirewall("10.0.0.0/8", { disableBgpRoutePropagation: true })),
      ["sdwan inspected null CP-A13"],
    ],
    [
      "the connection hears the default table",
      wanStack(sketch(HUB, ON, { routing: other(armId("virtualHubs/hub/hubRouteTables/defaultRouteTable")) })),
      ["sdwan bypassed CP-B01"],
    ],
    [
      "the connection hears another table",
      wanStack(sketch(HUB, ON, { routing: other(armId("virtualHubs/hub/hubRouteTables/mine")) })),
      ["sdwan inconclusive CP-I11"],
    ],
    [
      "the connection hears nobody knows which table",
      wanStack(sketch(HUB, ON, { routing: other(UNKNOWN) })),
      ["sdwan inconclusive CP-I11"],
    ],
  ])("%s", (_, resources, paths) => {
    expect(judged(resources, { entries: [{ subnet: "transit/nva", name: "sdwan" }] })).toEqual(paths);
  });

  test("what a gateway brings of which no connection is in sight may matter there too, also where its hub is not known (CP-A06)", () => {
    const { hubs, networks } = sketch(HUB, ON);
    const stack = wanStack({ hubs: { hub: { ...hubs["hub"], range: "10.30.0.0/23", gateways: ["VpnGateway"] } }, networks });
    const placed = withTable(stack, toFirewall("10.20.0.0/25"));
    const unplaced = placed.map(
      (each): Resource =>
        each.name === "hub-VpnGateway"
          ? { ...each, inputs: { ...each.inputs, virtualHub: { id: UNKNOWN } }, outputs: { ...each.outputs, virtualHub: { id: UNKNOWN } } }
          : each,
    );
    for (const resources of [placed, unplaced]) {
      const paths = judged(resources, { entries: [{ subnet: "transit/nva", name: "sdwan" }] });
      expect(paths.filter((text) => text.startsWith("sdwan"))).toEqual(["sdwan inspected null CP-A06 CP-A13"]);
    }
  });
});

describe("an appliance in a virtual hub brings routes, and may let on-premises in (R73b, CP-I07)", () => {
  const appliance = (hub: Properties["x"], name = "nva"): Resource =>
    resource("NetworkVirtualAppliance", name, {
      id: armId(`networkVirtualAppliances/${name}`),
      inputs: { networkVirtualApplianceName: name, virtualHub: { id: hub } },
    });
  const HERE = armId("virtualHubs/hub");
  const nextHop = (sketch: WanSketch): readonly Resource[] =>
    wanStack(sketch).map((each) =>
      each.type.endsWith(":RoutingIntent")
        ? {
            ...each,
            inputs: {
              ...each.inputs,
              routingPolicies: [{ name: "p", destinations: ["PrivateTraffic"], nextHop: armId("networkVirtualAppliances/nva") }],
            },
          }
        : each,
    );
  const apart: WanSketch = {
    wans: ["wan", "wan2"],
    hubs: { hub: HUB, far: { ...OTHER, wan: "wan2", gateways: [] } },
    networks: { spoke: ON },
  };

  test.each<[string, readonly Resource[], object, readonly string[]]>([
    // The ranges of connected networks come before what it tells.
    [
      "without a private policy",
      [...wanStack(one(HUB, ON)), appliance(HERE)],
      {},
      ["hub-VpnGateway bypassed CP-B01", "nva inconclusive CP-I07"],
    ],
    ["with one", [...wanStack(one(INTENT, ON)), appliance(HERE)], {}, ["hub-VpnGateway inspected null"]],
    [
      "with one, and policies off",
      [...wanStack(one(INTENT, OFF)), appliance(HERE)],
      {},
      ["hub-VpnGateway bypassed CP-B04", "nva inconclusive CP-I07"],
    ],
    [
      "with a static route, of which nothing is measured",
      [...wanStack(one({ ...HUB, routes: { "10.20.0.4/32": "firewall" } }, OFF)), appliance(HERE)],
      {},
      ["hub-VpnGateway inconclusive CP-I03", "nva inconclusive CP-I07"],
    ],
    [
      "the endpoint's network is connected with another hub",
      [...wanStack(two(HUB, {}, ON)), appliance(armId("virtualHubs/near"))],
      {},
      ["near-VpnGateway inconclusive CP-I11", "nva inconclusive CP-I07"],
    ],
    [
      "it is in the other one",
      [...wanStack(two(HUB, {}, ON)), appliance(armId("virtualHubs/far"))],
      {},
      ["near-VpnGateway inconclusive CP-I11", "nva inconclusive CP-I07"],
    ],
    ["it is in a hub of another WAN", [...wanStack(apart), appliance(armId("virtualHubs/far"))], {}, ["hub-VpnGateway bypassed CP-B01"]],
    [
      "nobody knows in which hub",
      [...wanStack(two(HUB, {}, ON)), appliance(UNKNOWN)],
      {},
      ["near-VpnGateway inconclusive CP-I11", "nva inconclusive CP-I07"],
    ],
    [
      "its hub is not in sight",
      [...wanStack(two(HUB, {}, ON)), appliance(armId("virtualHubs/elsewhere"))],
      {},
      ["near-VpnGateway inconclusive CP-I11", "nva inconclusive CP-I07"],
    ],
    [
      "it is the policy's next hop, and designated",
      [...nextHop(one(INTENT, ON)), appliance(HERE)],
      { firewalls: [{ id: armId("networkVirtualAppliances/nva") }] },
      ["hub-VpnGateway inspected null CP-A01"],
    ],
    [
      "it is the policy's next hop, and not designated",
      [...nextHop(one(INTENT, ON)), appliance(HERE)],
      {},
      ["hub-VpnGateway inconclusive CP-I01", "nva inconclusive CP-I07"],
    ],
    [
      "another one is designated",
      [...nextHop(one(INTENT, ON)), appliance(HERE), appliance(HERE, "sdwan")],
      { firewalls: [{ id: armId("networkVirtualAppliances/nva") }] },
      ["hub-VpnGateway inspected null CP-A01"],
    ],
  ])("%s", (_, resources, configuration, paths) => {
    expect([...judged(resources, configuration)].sort()).toEqual(paths);
  });
});

describe("what is not modelled of a virtual hub leaves open the paths of its WAN, and no others (R69)", () => {
  const apart = (types: readonly ("VpnGateway" | "ExpressRouteGateway")[]): WanSketch => ({
    wans: ["wan", "wan2"],
    hubs: { hub: { ...INTENT, gateways: types }, far: { ...OTHER, intent: true, wan: "wan2", gateways: [] } },
    networks: { spoke: ON },
  });
  const of = (type: string, hub: Properties["x"]): Resource => {
    const made = resource(type, "x", { inputs: { resourceGroupName: "net", virtualHubName: hub } });
    return typeof hub === "string" ? { ...made, id: armId(`virtualHubs/${hub}/children/x`) } : made;
  };
  const OPEN = ["hub-VpnGateway inconclusive CP-I05"];

  test.each(
    ["RouteMap", "VirtualHubRouteTableV2", "ConnectionPolicy"].flatMap((type) =>
      [
        ["its own hub", apart(["VpnGateway"]), "hub", OPEN],
        ["a hub of another WAN", apart(["VpnGateway"]), "far", ["hub-VpnGateway inspected null"]],
        ["a hub that is not in sight", apart(["VpnGateway"]), "elsewhere", OPEN],
        ["nobody knows which hub", apart(["VpnGateway"]), UNKNOWN, OPEN],
        [
          "the hub that the endpoint's network is connected with",
          two(INTENT, { intent: true }, ON),
          "far",
          ["near-VpnGateway inconclusive CP-I05"],
        ],
        ["another hub of the WAN", { ...apart(["VpnGateway"]), hubs: { hub: INTENT, far: { ...OTHER, gateways: [] } } }, "far", OPEN],
      ].map((row) => [type, ...row] as unknown as [string, string, WanSketch, Properties["x"], readonly string[]]),
    ),
  )("%s of %s", (type, _, sketch, hub, paths) => {
    expect(judged([...wanStack(sketch), of(type, hub)])).toEqual(paths);
  });

  test("a gateway of a virtual network is left alone", () => {
    const world = renderWorld(blogWorld({ policies: "RouteTableEnabled", routes: ["10.13.77.0/24 via 10.13.76.68"] }), {
      style: "standalone",
      refreshed: true,
    });
    const more = wanStack({ hubs: { hub: { ...HUB, gateways: [] } }, networks: {} });
    const paths = judged([...world, ...more, of("RouteMap", "hub")], { firewalls: ["10.13.76.68"] });
    expect(new Set(paths)).toEqual(new Set(["vpngw inspected null"]));
  });
});

describe("what is not known", () => {
  const stack = wanStack(one(INTENT, ON));
  const input =
    (properties: Properties) =>
    (each: Resource): Resource => ({ ...each, inputs: { ...each.inputs, ...properties }, outputs: { ...each.outputs, ...properties } });
  /** The stack with the resource of a type changed, or taken away. */
  const changed = (type: string, change: (each: Resource) => Resource | undefined): readonly Resource[] =>
    stack.flatMap((each) => (each.type.endsWith(`:${type}`) ? (change(each) ?? []) : [each]));
  const firewallId = armId("azureFirewalls/hub-fw");

  test.each<[string, readonly Resource[], object, readonly string[]]>([
    ["the hub is another stack's", changed("VirtualHub", () => undefined), {}, ["unknown inconclusive CP-I04"]],
    [
      "what the routing intent says",
      changed("RoutingIntent", input({ routingPolicies: UNKNOWN })),
      {},
      ["hub-VpnGateway inconclusive CP-I11"],
    ],
    [
      "where the routing intent leads",
      changed("RoutingIntent", input({ routingPolicies: [{ name: "p", destinations: ["PrivateTraffic"], nextHop: UNKNOWN }] })),
      {},
      ["hub-VpnGateway inconclusive CP-I01"],
    ],
    [
      "for which traffic the policy is",
      changed("RoutingIntent", input({ routingPolicies: [{ name: "p", destinations: [UNKNOWN], nextHop: firewallId }] })),
      {},
      ["hub-VpnGateway inconclusive CP-I11"],
    ],
    [
      "a policy for the internet says nothing of private traffic",
      changed("RoutingIntent", input({ routingPolicies: [{ name: "p", destinations: ["Internet"], nextHop: firewallId }] })),
      {},
      ["hub-VpnGateway bypassed CP-B01"],
    ],
    [
      "whose routing intent it is",
      changed("RoutingIntent", input({ virtualHubName: UNKNOWN })).map(withoutId),
      {},
      ["hub-VpnGateway inconclusive CP-I11"],
    ],
    [
      "the policies of the subnet",
      changed("Subnet", input({ privateEndpointNetworkPolicies: UNKNOWN })),
      {},
      ["hub-VpnGateway inconclusive CP-I02"],
    ],
    ["the firewall is another stack's", changed("AzureFirewall", () => undefined), {}, ["hub-VpnGateway inconclusive CP-I01"]],
    [
      "the firewall is another stack's, and designated by its id",
      changed("AzureFirewall", () => undefined),
      { firewalls: [{ id: firewallId }] },
      ["hub-VpnGateway inspected null CP-A01"],
    ],
    [
      "the firewall's address",
      changed("AzureFirewall", input({ hubIPAddresses: { privateIPAddress: UNKNOWN } })),
      {},
      ["hub-VpnGateway inconclusive CP-I01"],
    ],
    [
      "the firewall's address, where it is designated by its id",
      changed("AzureFirewall", input({ hubIPAddresses: { privateIPAddress: UNKNOWN } })),
      { firewalls: [{ id: firewallId }] },
      ["hub-VpnGateway inspected null"],
    ],
    [
      "which network is connected",
      changed("HubVirtualNetworkConnection", input({ remoteVirtualNetwork: UNKNOWN })),
      {},
      ["unknown inconclusive CP-I05"],
    ],
    ["in which hub the gateway is", changed("VpnGateway", input({ virtualHub: UNKNOWN })), {}, ["hub-VpnGateway inconclusive CP-I11"]],
    [
      "routes of the older kind",
      changed("VirtualHub", input({ routeTable: { routes: [{ addressPrefixes: ["10.0.0.0/8"], nextHopIpAddress: "10.20.0.9" }] } })),
      {},
      ["hub-VpnGateway inconclusive CP-I05"],
    ],
    [
      "a route map",
      [...stack, resource("RouteMap", "map", { inputs: { virtualHubName: "hub" } })],
      {},
      ["hub-VpnGateway inconclusive CP-I05"],
    ],
    [
      "a hub without a WAN is a Route Server, which has no gateways",
      changed("VirtualHub", input({ virtualWan: undefined })),
      {},
      ["unknown inconclusive CP-I04"],
    ],
  ])("%s", (_, resources, configuration, paths) => {
    expect(judged(resources, configuration)).toEqual(paths);
  });

  describe("of another hub of the WAN", () => {
    const BEHIND: NetworkSketch = { range: "10.20.0.0/24", endpoint: "Disabled", peers: ["transit"] };
    const TRANSIT: NetworkSketch = {
      range: "10.21.0.0/24",
      hub: "far",
      appliance: true,
      peers: ["spoke"],
      routing: { vnetRoutes: { staticRoutes: [{ name: "on", addressPrefixes: ["10.20.0.0/24"], nextHopIpAddress: "10.21.0.100" }] } },
    };
    const behind = wanStack({ ...two(HUB, {}, BEHIND), networks: { transit: TRANSIT, spoke: BEHIND } });
    const outside = wanStack(two(INTENT, { intent: true }, { ...ON, range: "100.64.7.0/24" }));
    const hidden = (all: readonly Resource[], type: string, name: string, properties: Properties): readonly Resource[] =>
      all.map((each) => (each.type.endsWith(`:${type}`) && each.name === name ? input(properties)(each) : each));
    /** Neither its id nor its name. */
    const nameless = behind.map(
      (each): Resource =>
        each.type.endsWith(":VirtualHub") && each.name === "far"
          ? { ...input({ virtualHubName: UNKNOWN })(each), id: undefined, outputs: { ...each.outputs, id: UNKNOWN, name: UNKNOWN } }
          : each,
    );

    test.each<[string, readonly Resource[], readonly string[]]>([
      ["nothing", behind, ["near-VpnGateway bypassed CP-B05 CP-A06"]],
      [
        "the routes of a connection",
        hidden(behind, "HubVirtualNetworkConnection", "transit-con", { routingConfiguration: UNKNOWN }),
        ["near-VpnGateway inconclusive CP-I11"],
      ],
      ["its name, by which a connection names it", nameless, ["near-VpnGateway inconclusive CP-I11"]],
      [
        "the range of a network, which need not be private traffic",
        hidden(outside, "VirtualNetwork", "spoke", { addressSpace: UNKNOWN }),
        ["near-VpnGateway inconclusive CP-I11"],
      ],
    ])("%s", (_, resources, paths) => {
      expect(judged(resources)).toEqual(paths);
    });
  });

  test("in a preview a list of routes to a connection and to the firewall does not tell which is which", () => {
    const transit: NetworkSketch = {
      range: "10.21.0.0/24",
      hub: "near",
      appliance: true,
      routing: {
        vnetRoutes: {
          staticRoutes: [{ name: "on", addressPrefixes: ["10.0.0.0/8"], nextHopIpAddress: "10.21.0.100" }],
          staticRoutesConfig: { propagateStaticRoutes: false },
        },
      },
    };
    const { hubs, networks } = two({ ...HUB, routes: { "10.20.0.0/24": "firewall", "10.99.0.0/24": "transit" } }, {}, OFF);
    const sketch = { hubs, networks: { ...networks, transit } };
    const configuration = { firewalls: ["10.21.0.100"] };
    expect(judged(wanStack(sketch), configuration)).toEqual(["near-VpnGateway bypassed CP-B05 CP-A06 CP-A13"]);
    expect(judged(wanStack(sketch, true), configuration)).toEqual(["near-VpnGateway inconclusive CP-I01"]);
  });

  test("strict takes dependencies for no proof", () => {
    expect(judged(wanStack(one(INTENT, ON), true), {}, true).every((text) => / inconclusive /.test(text))).toBe(true);
  });
});

function withoutId(each: Resource): Resource {
  return each.type.endsWith(":RoutingIntent") ? { ...each, id: undefined, outputs: each.inputs } : each;
}

function judged(resources: readonly Resource[], configuration: object = {}, strict = false): readonly string[] {
  const intent = readConfiguration({ firewalls: [FIREWALL], strict, ...configuration }, "test");
  return analyse(resources, intent).report.paths.map(({ gateway, verdict, code, assumptions }) =>
    [gateway.name, verdict, code ?? "null", ...new Set(assumptions.map((each) => each.code))].join(" "),
  );
}
