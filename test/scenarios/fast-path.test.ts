import { analyse } from "../../src/analysis.ts";
import { readConfiguration } from "../../src/configuration/read-configuration.ts";
import { type Properties, type Resource, UNKNOWN } from "../../src/resources/resource.ts";
import { armId, resource } from "../azure/support.ts";
import { type HubSketch, wanStack } from "../support/wan/wan-stack.ts";
import { intentOf } from "../support/world/intent-of.ts";
import { renderWorld } from "../support/world/render-world.ts";
import type { World, WorldExpressRoute } from "../support/world/world.ts";
import { type Attack, blog, bypassing, changed, EXACT, input, judgeAttack, nothingSeen } from "./attack.ts";

/** R59 to R61: traffic to private endpoints goes past a gateway only over FastPath of ExpressRoute Direct, with both switches on. */

type Circuit = Omit<WorldExpressRoute, "kind" | "name" | "gateway">;

const uplink = (circuits: readonly Circuit[], isSmall = false): Partial<World> => ({
  gateways: [{ name: "ergw", network: "hub", kind: "express-route", pools: [], isSmall }],
  connections: circuits.map((circuit, n) => ({ kind: "express-route", name: `er${n}`, gateway: "ergw", ...circuit })),
  localGateways: [],
});

const DIRECT: Circuit = { fastPath: "endpoints", circuit: "direct" };
const UNSEEN: Circuit = { fastPath: "endpoints", circuit: "unseen" };
const PROVIDER: Circuit = { fastPath: "endpoints", circuit: "provider" };
const PLAIN: Circuit = { fastPath: "off", circuit: "direct" };
const MACHINES: Circuit = { fastPath: "machines", circuit: "direct" };
const INSPECTED = "inspected null CP-A12";
const PAST = "inconclusive CP-I15";

interface Row {
  readonly circuits: readonly Circuit[];
  readonly isSmall?: boolean;
  /** With a user route to the firewall and policies on; with policies off; without any user route. */
  readonly verdicts: readonly [string, string, string];
}

const ROWS: Readonly<Record<string, Row>> = {
  "no connection in sight": { circuits: [], verdicts: [INSPECTED, "bypassed CP-B04", "bypassed CP-B01"] },
  "FastPath off": { circuits: [PLAIN], verdicts: [INSPECTED, "bypassed CP-B04", "bypassed CP-B01"] },
  "FastPath for virtual machines only (R59)": { circuits: [MACHINES], verdicts: [INSPECTED, "bypassed CP-B04", "bypassed CP-B01"] },
  "on a provider's circuit (R60)": { circuits: [PROVIDER], verdicts: [INSPECTED, "bypassed CP-B04", "bypassed CP-B01"] },
  "on ExpressRoute Direct (R61)": { circuits: [DIRECT], verdicts: [PAST, PAST, "bypassed CP-B01"] },
  "on a circuit out of sight": { circuits: [UNSEEN], verdicts: [PAST, PAST, "bypassed CP-B01"] },
  "on a gateway whose SKU knows no FastPath (R59)": {
    circuits: [DIRECT],
    isSmall: true,
    verdicts: [INSPECTED, "bypassed CP-B04", "bypassed CP-B01"],
  },
  "past the gateway by one circuit, through it by another: what bypasses through it bypasses": {
    circuits: [DIRECT, PLAIN],
    verdicts: [PAST, "bypassed CP-B04", "bypassed CP-B01"],
  },
  "past the gateway by both": { circuits: [DIRECT, UNSEEN], verdicts: [PAST, PAST, "bypassed CP-B01"] },
};

test.each(Object.entries(ROWS))("%s", (_, { circuits, isSmall, verdicts }) => {
  const more = uplink(circuits, isSmall);
  const bare = { ...bypassing(more), routeTables: [{ name: "gateway", propagationDisabled: false, routes: [] }] };
  expect(
    [blog([EXACT], more), bypassing(more), bare].map((world) =>
      judged(renderWorld(world, { style: "standalone", refreshed: true }), world),
    ),
  ).toEqual(verdicts.map((verdict) => [`ergw ${verdict}`]));
});

test("the switch for private endpoints alone does nothing: FastPath must be on (R59)", () => {
  const world = blog([EXACT], uplink([DIRECT]));
  const resources = renderWorld(world, { style: "standalone", refreshed: true });
  const off = changed(resources, "VirtualNetworkGatewayConnection er0", input({ expressRouteGatewayBypass: false }));
  expect(judged(off, world)).toEqual([`ergw ${INSPECTED}`]);
});

test("a VPN gateway beside an ExpressRoute gateway has a path of its own, and knows no FastPath", () => {
  const more = uplink([DIRECT]);
  const vpn = { name: "vpngw", network: "hub", kind: "vpn-active-active", pools: [] } as const;
  const world = blog([EXACT], { ...more, gateways: [...(more.gateways ?? []), vpn] });
  expect(judged(renderWorld(world, { style: "standalone", refreshed: true }), world)).toEqual([
    `ergw ${PAST}`,
    // Its connections are not in sight.
    "vpngw inspected null CP-A06",
  ]);
});

test("where both gateways coexist a user route to the gateway is still no way to the endpoint (R15)", () => {
  const vpn = { name: "vpngw", network: "hub", kind: "vpn-active-active", pools: [] } as const;
  const more = uplink([PLAIN]);
  const world = blog(["10.13.77.0/24 VirtualNetworkGateway"], { ...more, gateways: [...(more.gateways ?? []), vpn] });
  expect(judged(renderWorld(world, { style: "standalone", refreshed: true }), world)).toEqual([
    "ergw inconclusive CP-I10",
    "vpngw inconclusive CP-I10",
  ]);
});

test("the finding stands also where no endpoint is in sight: what another stack decides rests on it", () => {
  const world = { ...blog([EXACT], uplink([DIRECT])), endpoints: [] };
  const { findings, paths } = analyse(renderWorld(world, { style: "standalone", refreshed: true }), intentOf(world)).report;
  expect(paths).toEqual([]);
  expect(findings.filter(({ code }) => code === "CP-I15")).toHaveLength(1);
});

describe("of a gateway that is not in sight", () => {
  const FAR =
    "/subscriptions/00000000-0000-0000-0000-000000000009/resourceGroups/far/providers/Microsoft.Network/virtualNetworkGateways/far";
  const PATH = "unknown";
  /** The connection names a gateway outside, and the GatewaySubnet is in sight. */
  const named = (circuit: Circuit): readonly string[] => {
    const world = blog([EXACT], uplink([circuit]));
    const resources = renderWorld(world, { style: "standalone", refreshed: true }).filter(
      ({ type }) => !type.endsWith(":VirtualNetworkGateway"),
    );
    const outside = input({ virtualNetworkGateway1: { id: FAR } });
    return judged(changed(resources, "VirtualNetworkGatewayConnection er0", outside), world).filter((path) => path.startsWith(PATH));
  };
  /** The peering proves the gateway. What is behind it is not known (CP-A06). */
  const proven = (circuits: readonly Circuit[]): readonly string[] => {
    const world = blog([EXACT], uplink(circuits));
    const resources = renderWorld(world, { style: "standalone", refreshed: true }).filter(
      ({ type }) => !type.endsWith(":VirtualNetworkGateway"),
    );
    return judged(resources, world).filter((path) => path.startsWith(PATH));
  };

  test("FastPath of the connection that names it, or of one that may be its own, leaves it open", () => {
    expect(proven([])).not.toEqual([]);
    for (const path of [...named(DIRECT), ...proven([DIRECT]), ...named(UNSEEN)]) expect(path).toMatch(/ inconclusive /);
    expect(named(PLAIN).some((path) => path.includes("CP-I15"))).toBe(false);
  });

  test.each<[string, readonly string[], readonly string[]]>([
    ["without a connection in sight", proven([]), [`${PATH} inspected null CP-A06 CP-A12`]],
    ["with FastPath to endpoints on ExpressRoute Direct", proven([DIRECT]), [`${PATH} ${PAST}`]],
    ["with FastPath on a provider's circuit", proven([PROVIDER]), [`${PATH} inspected null CP-A06 CP-A12`]],
  ])("%s", (_, found, expected) => expect(found).toEqual(expected));
});

describe("of a virtual hub's gateway", () => {
  const HUB: HubSketch = { range: "10.30.0.0/23", firewall: "10.30.0.132", intent: true, gateways: ["ExpressRouteGateway"] };
  const spoke = { range: "10.20.0.0/24", hub: "hub", endpoint: "RouteTableEnabled" } as const;
  const BOTH = { expressRouteGatewayBypass: true, enablePrivateLinkFastPath: true };
  const to = (name: string): Properties => ({ id: armId(`expressRouteCircuits/${name}/peerings/AzurePrivatePeering`) });
  const circuits = [
    resource("ExpressRouteCircuit", "direct", { id: armId("expressRouteCircuits/direct"), inputs: { expressRoutePort: { id: UNKNOWN } } }),
    resource("ExpressRouteCircuit", "provider", {
      id: armId("expressRouteCircuits/provider"),
      inputs: { serviceProviderProperties: { serviceProviderName: "Equinix" } },
    }),
  ];
  const connection = (properties: Properties, gateway: Properties["x"] = "hub-ExpressRouteGateway"): Resource =>
    resource("ExpressRouteConnection", "er", {
      inputs: { expressRouteGatewayName: gateway, resourceGroupName: "net", connectionName: "er", ...properties },
    });
  const verdict = (...more: readonly Resource[]): readonly string[] => {
    const resources = [...wanStack({ hubs: { hub: HUB }, networks: { spoke } }), ...circuits, ...more];
    const intent = readConfiguration({ firewalls: ["10.30.0.132"] }, "test");
    return analyse(resources, intent).report.paths.map((path) => `${path.verdict} ${path.code}`);
  };

  test.each<[string, Resource, string]>([
    ["off", connection({ expressRouteCircuitPeering: to("direct") }), "inspected null"],
    ["for virtual machines", connection({ expressRouteGatewayBypass: true, expressRouteCircuitPeering: to("direct") }), "inspected null"],
    ["on a provider's circuit", connection({ ...BOTH, expressRouteCircuitPeering: to("provider") }), "inspected null"],
    ["on ExpressRoute Direct", connection({ ...BOTH, expressRouteCircuitPeering: to("direct") }), PAST],
    ["on a circuit out of sight", connection({ ...BOTH, expressRouteCircuitPeering: to("other") }), PAST],
    ["not known", connection({ expressRouteGatewayBypass: UNKNOWN, enablePrivateLinkFastPath: UNKNOWN }), PAST],
    ["of a gateway that is not known", connection({ ...BOTH, expressRouteCircuitPeering: to("direct") }, UNKNOWN), PAST],
    ["of a gateway out of sight", connection({ ...BOTH, expressRouteCircuitPeering: to("direct") }, "other"), "inspected null"],
  ])("%s", (_, more, expected) => expect(verdict(more)).toEqual([expected]));

  test.each<[string, Properties["x"], string]>([
    ["off", [{ name: "er" }], "inspected null"],
    ["on a provider's circuit", [{ name: "er", ...BOTH, expressRouteCircuitPeering: to("provider") }], "inspected null"],
    ["on ExpressRoute Direct", [{ name: "er", ...BOTH, expressRouteCircuitPeering: to("direct") }], PAST],
    ["not known", UNKNOWN, PAST],
  ])("inside the gateway: %s", (_, expressRouteConnections, expected) => {
    const stack = wanStack({ hubs: { hub: HUB }, networks: { spoke } });
    const resources = changed([...stack, ...circuits], "ExpressRouteGateway hub-ExpressRouteGateway", input({ expressRouteConnections }));
    const intent = readConfiguration({ firewalls: ["10.30.0.132"] }, "test");
    expect(analyse(resources, intent).report.paths.map((path) => `${path.verdict} ${path.code}`)).toEqual([expected]);
  });
});

describe("hiding what speaks against FastPath", () => {
  const inspected: Omit<Attack, "world" | "hide"> = { before: ["ergw inspected"], after: ["ergw inconclusive"] };
  const ATTACKS: Readonly<Record<string, Attack>> = {
    "nothing was seen of the connection": {
      ...inspected,
      world: blog([EXACT], uplink([PLAIN])),
      hide: { "VirtualNetworkGatewayConnection er0": nothingSeen },
    },
    "the switches are not known": {
      ...inspected,
      world: blog([EXACT], uplink([PLAIN])),
      hide: {
        "VirtualNetworkGatewayConnection er0": input({ expressRouteGatewayBypass: UNKNOWN, enablePrivateLinkFastPath: UNKNOWN }),
      },
    },
    "whose the circuit is, is not known": {
      ...inspected,
      world: blog([EXACT], uplink([PROVIDER])),
      hide: { "ExpressRouteCircuit er0": input({ serviceProviderProperties: UNKNOWN }) },
    },
    "which circuit it is, is not known": {
      ...inspected,
      world: blog([EXACT], uplink([PROVIDER])),
      hide: { "VirtualNetworkGatewayConnection er0": input({ peer: UNKNOWN }) },
    },
    "the gateway's SKU is not known": {
      ...inspected,
      world: blog([EXACT], uplink([DIRECT], true)),
      hide: { "VirtualNetworkGateway ergw": input({ sku: UNKNOWN }) },
    },
    "which gateway's the connection is, is not known": {
      world: blog([EXACT], {
        ...uplink([DIRECT]),
        gateways: [
          { name: "ergw", network: "hub", kind: "express-route", pools: [] },
          { name: "far", network: "far", kind: "express-route", pools: [] },
        ],
        networks: [
          ...blog([EXACT]).networks,
          {
            name: "far",
            location: "westeurope",
            ranges: ["10.99.0.0/24"],
            subnets: [{ name: "GatewaySubnet", prefixes: ["10.99.0.0/27"], policies: "Disabled", routeTable: undefined }],
          },
        ],
        connections: [{ kind: "express-route", name: "er0", gateway: "far", ...DIRECT }],
      }),
      hide: { "VirtualNetworkGatewayConnection er0": input({ virtualNetworkGateway1: UNKNOWN }) },
      before: ["ergw inspected"],
      after: ["ergw inconclusive"],
    },
    "that what comes through the gateway bypasses is not known where its connection is not": {
      world: bypassing(uplink([DIRECT, PLAIN])),
      hide: { "VirtualNetworkGatewayConnection er1": input({ virtualNetworkGateway1: UNKNOWN }) },
      before: ["ergw bypassed"],
      after: ["ergw inconclusive"],
    },
    "a user route that may cover the endpoint is a way that FastPath may take": {
      world: bypassing({
        ...uplink([DIRECT]),
        routeTables: [
          {
            name: "gateway",
            propagationDisabled: false,
            routes: [{ name: "r0", prefix: "10.99.0.0/16", nextHop: { type: "VirtualAppliance", address: "10.13.76.68" } }],
          },
        ],
      }),
      hide: { "Route gateway-r0": input({ addressPrefix: UNKNOWN }) },
      before: ["ergw bypassed"],
      after: ["ergw inconclusive"],
    },
  };

  test.each(Object.entries(ATTACKS))("%s", (_, attack) => {
    expect(judgeAttack(attack, [])).toEqual([attack.before, attack.after]);
  });
});

function judged(resources: readonly Resource[], world: World): readonly string[] {
  return analyse(resources, intentOf(world)).report.paths.map(({ gateway, verdict, code, assumptions }) =>
    [gateway.name, verdict, code ?? "null", ...new Set(assumptions.map((each) => each.code))].join(" "),
  );
}
