import { analyse } from "../../src/analysis.ts";
import { type Resource, UNKNOWN } from "../../src/resources/resource.ts";
import { peer, table } from "../support/world/hand-made.ts";
import { intentOf } from "../support/world/intent-of.ts";
import { renderWorld } from "../support/world/render-world.ts";
import type { World } from "../support/world/world.ts";
import { blog, type Change, changed, EXACT, FIREWALL, input } from "./attack.ts";

/** What on-premises advertises and nothing states: an assumption (CP-A06) wherever a longer prefix would decide otherwise (R1 to R3, R31). */

const NVA = "10.13.77.70";
const FIRST = `10.13.78.0/24 via ${FIREWALL}`;
const SECOND = `10.13.78.0/24 via ${NVA}`;

interface Way {
  /** In the table of the GatewaySubnet, and in that of the firewall. */
  readonly first?: string;
  readonly second?: string;
  readonly change?: (world: World) => Partial<World>;
  readonly configuration?: Partial<World["configuration"]>;
}

/** An endpoint two peerings away: from the gateway to the firewall, from there to an appliance in `spoke1`, which is peered with `far`. */
function twoPeeringsAway({ first = FIRST, second = SECOND, change = () => ({}), configuration = {} }: Way): World {
  const world = blog([EXACT, first], {}, configuration);
  const [hub, spoke] = world.networks;
  if (hub === undefined || spoke === undefined) throw new Error("the world has no hub and spoke");
  const subnets = hub.subnets.map((each) => (each.name === "AzureFirewallSubnet" ? { ...each, routeTable: "firewall" } : each));
  const nva = { name: "nva", prefixes: ["10.13.77.64/26"], policies: "Disabled", routeTable: undefined } as const;
  const endpoints = { name: "ep", prefixes: ["10.13.78.0/26"], policies: "RouteTableEnabled", routeTable: undefined } as const;
  const all: World = {
    ...world,
    networks: [
      { ...hub, subnets },
      { ...spoke, subnets: [...spoke.subnets, nva] },
      { name: "far", location: "westeurope", ranges: ["10.13.78.0/24"], subnets: [endpoints] },
    ],
    routeTables: [...world.routeTables, table("firewall", second)],
    peerings: [...world.peerings, ...peer("spoke1", "far").map((half) => ({ ...half, useRemoteGateways: false }))],
    nics: [{ name: "nva", subnet: "spoke1/nva", address: NVA, forwarding: true }],
    // Of the second connection on-premises knows of `far` without being told.
    connections: [...world.connections, { kind: "ipsec", name: "static", gateway: "vpngw", bgp: false, localGateway: "branch" }],
    localGateways: [...world.localGateways, { name: "branch", prefixes: ["192.168.1.0/24"] }],
    endpoints: [...world.endpoints, { name: "vault", subnet: "far/ep", addresses: ["10.13.78.4"] }],
  };
  return { ...all, ...change(all) };
}

function told(world: World, name: string, change: Change | undefined = undefined): readonly string[] {
  const made: readonly Resource[] = renderWorld(world, { style: "standalone", refreshed: true });
  const resources = change === undefined ? made : changed(made, "VirtualNetworkGatewayConnection vpngw-site0-con", change);
  return analyse(resources, intentOf(world)).report.paths.flatMap(({ gateway, endpoint, verdict, code, assumptions }) =>
    gateway.name === "vpngw" && endpoint.name === name
      ? [[verdict, ...(code === null ? [] : [code]), ...assumptions.map((each) => each.code)].join(" ")]
      : [],
  );
}

const withoutPropagation =
  (...names: readonly string[]) =>
  (world: World) => ({
    routeTables: world.routeTables.map((each) => ({ ...each, propagationDisabled: names.includes(each.name) })),
  });

const withoutBgp = (world: World): Partial<World> => ({
  connections: world.connections.map((each) => (each.kind === "ipsec" ? { ...each, bgp: false } : each)),
});

const ROWS: Readonly<Record<string, readonly [Way, string]>> = {
  "a summary leads to the firewall, and the gateway learns by BGP": [{}, "inspected CP-A06"],
  "under strict it is not decided": [{ configuration: { strict: true } }, "inconclusive CP-I12 CP-A06"],
  "what on-premises advertises is stated": [{ configuration: { onPremises: ["192.168.0.0/16"] } }, "inspected"],
  "so it is under strict": [{ configuration: { onPremises: ["192.168.0.0/16"], strict: true } }, "inspected"],
  "and is no longer than the user routes (R2)": [{ configuration: { onPremises: ["10.13.78.0/24"] } }, "inspected"],
  "no connection speaks BGP": [{ change: withoutBgp, configuration: { strict: true } }, "inspected"],
  "user routes for the /32, which are the longest (R2)": [
    { first: `10.13.78.4/32 via ${FIREWALL}`, second: `10.13.78.4/32 via ${NVA}`, configuration: { strict: true } },
    "inspected",
  ],
  "a user route for the /32 at the gateway only": [{ first: `10.13.78.4/32 via ${FIREWALL}` }, "inspected CP-A06"],
  "a user route for the /32 at the firewall only: the gateway learns itself": [{ second: `10.13.78.4/32 via ${NVA}` }, "inspected CP-A06"],
  "no table lets gateway routes in (R20)": [
    { change: withoutPropagation("gateway", "firewall"), configuration: { strict: true } },
    "inspected",
  ],
  "the firewall's table does": [{ change: withoutPropagation("gateway") }, "inspected CP-A06"],
  "the GatewaySubnet's table does": [{ change: withoutPropagation("firewall") }, "inspected CP-A06"],
  "another appliance is no better": [{ configuration: { firewalls: ["10.0.0.1"] } }, "bypassed CP-B05 CP-A06"],
};

test.each(Object.entries(ROWS))("%s", (_, [way, expected]) => {
  expect(told(twoPeeringsAway(way), "vault")).toEqual([expected]);
});

test("whether a connection speaks BGP is not known", () => {
  expect(told(twoPeeringsAway({}), "vault", input({ enableBgp: UNKNOWN }))).toEqual(["inspected CP-A06"]);
  expect(told(twoPeeringsAway({ configuration: { strict: true } }), "vault", input({ enableBgp: UNKNOWN }))).toEqual([
    "inconclusive CP-I12 CP-A06",
  ]);
});

test("what is stated and is longer leaves for on-premises before it comes near the endpoint", () => {
  expect(told(twoPeeringsAway({ configuration: { onPremises: ["10.13.78.0/25"] } }), "vault")).toEqual([]);
});

test("where a peering leads to the endpoint, BGP cannot win (R3)", () => {
  expect(told(twoPeeringsAway({ configuration: { strict: true } }), "sql")).toEqual(["inspected"]);
  expect(told(blog([EXACT], {}, { strict: true }), "sql")).toEqual(["inspected"]);
});

test("an ExpressRoute gateway learns whatever its connections say", () => {
  const gateways = [{ name: "ergw", network: "hub", kind: "express-route", pools: [] }] as const;
  const { paths, unadvertised } = analyse(
    renderWorld(twoPeeringsAway({ change: () => ({ gateways, connections: [] }) }), { style: "standalone", refreshed: true }),
    intentOf(twoPeeringsAway({})),
  ).report;
  const found = [...paths, ...unadvertised].filter(({ endpoint }) => endpoint.name === "vault");
  expect(found.map(({ verdict, assumptions }) => [verdict, ...assumptions.map(({ code }) => code)])).toEqual([["inspected", "CP-A06"]]);
});

describe("a VPN gateway of which no connection is in sight", () => {
  const unconnected = (world: World): Partial<World> => ({ connections: world.connections.filter(({ kind }) => kind !== "ipsec") });

  test.each<[string, World, string, string]>([
    ["may learn anything", twoPeeringsAway({ change: unconnected }), "vault", "inspected CP-A06"],
    ["and make static routes, which a peering's need not beat (R3)", blog([EXACT], { connections: [] }), "sql", "inspected CP-A06"],
    ["under strict that is not decided", blog([EXACT], { connections: [] }, { strict: true }), "sql", "inconclusive CP-I12 CP-A06"],
    [
      "where the endpoint's own /32 is in force nothing else counts",
      blog([], { connections: [] }, { strict: true }),
      "sql",
      "bypassed CP-B01",
    ],
    [
      "what is stated may come by BGP",
      twoPeeringsAway({ change: unconnected, configuration: { onPremises: ["10.13.78.0/25"] } }),
      "vault",
      "inconclusive CP-I11",
    ],
  ])("%s", (_, world, name, expected) => {
    expect(told(world, name)).toEqual([expected]);
  });

  test("clients are something that comes in by it, and their prefixes are known", () => {
    const gateways = [{ name: "vpngw", network: "hub", kind: "vpn-active-active", pools: ["172.20.0.0/24"] }] as const;
    expect(told(blog([EXACT], { connections: [], gateways }, { strict: true }), "sql")).toEqual(["inspected"]);
  });
});
