import { analyse } from "../../src/analysis.ts";
import type { Path, Report } from "../../src/report/report.ts";
import { type Properties, type PropertyValue, type Resource, UNKNOWN } from "../../src/resources/resource.ts";
import { blogWorld, peer, table } from "../support/world/hand-made.ts";
import { intentOf } from "../support/world/intent-of.ts";
import { renderWorld } from "../support/world/render-world.ts";
import { armId } from "../support/world/spelling.ts";
import type { World, WorldPolicies } from "../support/world/world.ts";
import { changed, input } from "./attack.ts";

/**
 * Settings of peerings, route tables and networks of which part is documented (R14, R18, R21, R24 to R26, R43): what is the same in every
 * reading is decided, the rest is inconclusive and names the rule.
 */

const FIREWALL = "10.13.76.68";
const SUBNET = `10.13.77.0/26 via ${FIREWALL}`;
const RANGE = `10.13.77.0/24 via ${FIREWALL}`;
const SUMMARY = `10.0.0.0/8 via ${FIREWALL}`;

/** Properties of resources, by `Type name`. */
type Patch = Readonly<Record<string, Properties>>;

/** Policies, routes, patch, and of the path to sql: verdict, code, assumptions or, where it is inconclusive, a rule that some gap cites. */
type Row = readonly [WorldPolicies, readonly string[], Patch, string];

const ON: WorldPolicies = "RouteTableEnabled";
const OFF: WorldPolicies = "Disabled";

const peering = (network: string, local: PropertyValue, remote: PropertyValue, more: Properties = {}): Patch => {
  const other = network === "hub" ? "spoke1" : "hub";
  const half: Properties = { peerCompleteVnets: false, localSubnetNames: local, remoteSubnetNames: remote, ...more };
  return { [`VirtualNetworkPeering ${network}-to-${other}`]: half };
};
const HUB_SUBNETS = ["GatewaySubnet", "AzureFirewallSubnet"];
const pair = (remote: PropertyValue, more: Properties = {}): Patch => ({
  ...peering("hub", HUB_SUBNETS, remote, more),
  ...peering("spoke1", remote, HUB_SUBNETS, more),
});
const bothHalves = (properties: Properties): Patch => ({
  "VirtualNetworkPeering hub-to-spoke1": properties,
  "VirtualNetworkPeering spoke1-to-hub": properties,
});
const several = (nextHopIpAddresses: PropertyValue): Patch => ({
  "Route gateway-r0": { nextHopType: "VirtualApplianceEcmp", nextHopIpAddress: undefined, nextHop: { nextHopIpAddresses } },
});
const HIGH_SCALE: Patch = { "VirtualNetwork spoke1": { privateEndpointVNetPolicies: "Basic" } };
const ROUTES_OFF: Patch = { "RouteTable gateway": { disablePeeringRoute: "All" } };

const ROWS: Readonly<Record<string, Row>> = {
  "peered subnets: a network-sized user route loses to the subnet's route (P3)": [ON, [RANGE], pair(["ep"]), "bypassed CP-B03"],
  "peered subnets: a user route as long as the subnet": [ON, [SUBNET], pair(["ep"]), "inspected CP-A10"],
  "peered subnets: names in any case": [ON, [SUBNET], pair(["EP"]), "inspected CP-A10"],
  "peered subnets: no user route, whether or not there is a /32": [OFF, [], pair(["ep"]), "bypassed CP-B01"],
  "peered subnets: policies off, and the /32 would matter": [OFF, [SUBNET], pair(["ep"]), "inconclusive R26"],
  "peered subnets: policies off, and the user route loses with and without a /32": [OFF, [SUMMARY], pair(["ep"]), "bypassed CP-B03"],
  "another subnet is peered: without a /32 nothing leads there": [OFF, [], pair(["app"]), "inconclusive R26"],
  "another subnet is peered, and a user route leads to the firewall": [ON, [RANGE], pair(["app"]), "inspected CP-A01 CP-A06"],
  "only IPv6 is peered: there is no route of the peering": [
    ON,
    [SUMMARY],
    pair(["ep"], { enableOnlyIPv6Peering: true }),
    "inconclusive R26",
  ],
  "only IPv6 is peered, and the user route is as long as the range": [
    ON,
    [RANGE],
    pair(["ep"], { enableOnlyIPv6Peering: true }),
    "inspected CP-A01 CP-A06",
  ],
  "only IPv6 is peered, policies off": [OFF, [SUMMARY], pair(["ep"], { enableOnlyIPv6Peering: true }), "inconclusive R26"],
  "a name that no subnet in sight has": [ON, [SUBNET], pair(["ep", "elsewhere"]), "inconclusive R26"],
  "a name that is not known yet": [ON, [SUBNET], pair(["ep", UNKNOWN]), "inconclusive not known yet"],
  "halves that do not say the same": [
    ON,
    [SUBNET],
    { ...peering("hub", HUB_SUBNETS, ["ep"]), ...peering("spoke1", ["app"], HUB_SUBNETS) },
    "inconclusive R26",
  ],
  "one half of whole networks, the other of subnets": [ON, [RANGE], peering("hub", HUB_SUBNETS, ["ep"]), "inconclusive R26"],
  "names without peerCompleteVnets: false": [ON, [RANGE], pair(["ep"], { peerCompleteVnets: undefined }), "inconclusive R26"],
  "no names with peerCompleteVnets: false": [ON, [RANGE], pair(undefined), "inconclusive R26"],
  "peerCompleteVnets is not known": [ON, [RANGE], bothHalves({ peerCompleteVnets: UNKNOWN }), "inconclusive not known yet"],
  "the subnets are those of the firewall and the endpoint, that of the gateway is not listed: routes go to all subnets": [
    ON,
    [SUBNET],
    {
      ...peering("hub", ["AzureFirewallSubnet"], ["ep"]),
      ...peering("spoke1", ["ep"], ["AzureFirewallSubnet"]),
    },
    "inspected CP-A10",
  ],

  "high scale: policies on, the exact range": [ON, [RANGE], HIGH_SCALE, "inspected"],
  "high scale: policies on, a summary": [ON, [SUMMARY], HIGH_SCALE, "bypassed CP-B03"],
  "high scale: no user route": [OFF, [], HIGH_SCALE, "bypassed CP-B01"],
  "high scale: policies off, and the /32 would matter": [OFF, [RANGE], HIGH_SCALE, "inconclusive R43"],
  "high scale: a VnetLocal route (R40)": [ON, ["10.13.77.0/24 VnetLocal"], HIGH_SCALE, "inconclusive R40"],
  "high scale: not known": [
    OFF,
    [RANGE],
    { "VirtualNetwork spoke1": { privateEndpointVNetPolicies: UNKNOWN } },
    "inconclusive not known yet",
  ],
  "high scale: not known, and the same either way": [
    ON,
    [RANGE],
    { "VirtualNetwork spoke1": { privateEndpointVNetPolicies: UNKNOWN } },
    "inspected",
  ],
  "high scale: of the hub, which has no endpoint": [
    OFF,
    [RANGE],
    { "VirtualNetwork hub": { privateEndpointVNetPolicies: "Basic" } },
    "bypassed CP-B04",
  ],

  "peering routes off: the exact range with policies, in every reading": [ON, [RANGE], ROUTES_OFF, "inspected CP-A06"],
  "peering routes off: a summary, which wins only if they are (S4 turned round)": [ON, [SUMMARY], ROUTES_OFF, "inconclusive R21"],
  "peering routes off: policies off, and the /32 may be gone as well": [OFF, [RANGE], ROUTES_OFF, "inconclusive R21"],
  "peering routes off: no user route": [OFF, [], { "RouteTable gateway": { disablePeeringRoute: "All" } }, "inconclusive R21"],
  "peering routes off: not known": [
    ON,
    [SUMMARY],
    { "RouteTable gateway": { disablePeeringRoute: UNKNOWN } },
    "inconclusive not known yet",
  ],
  "peering routes off: None": [ON, [SUMMARY], { "RouteTable gateway": { disablePeeringRoute: "none" } }, "bypassed CP-B03"],

  "several next hops: the firewall, twice": [ON, [RANGE], several([FIREWALL, FIREWALL]), "inspected"],
  "several next hops: one is another appliance": [ON, [RANGE], several([FIREWALL, "10.13.76.132"]), "bypassed CP-B05"],
  "several next hops: one is nobody": [ON, [RANGE], several([FIREWALL, "10.13.76.140"]), "inconclusive 10.13.76.140"],
  "several next hops: one is out of reach": [ON, [RANGE], several([FIREWALL, "10.250.0.4"]), "undelivered CP-N02"],
  "several next hops: one is not known": [ON, [RANGE], several([FIREWALL, UNKNOWN]), "inconclusive not known yet"],
  "several next hops: one is malformed": [ON, [RANGE], several([FIREWALL, "fw"]), "inconclusive fw"],
  "several next hops: another appliance and one that is not known": [ON, [RANGE], several(["10.13.76.132", UNKNOWN]), "bypassed CP-B05"],
  "several next hops: none is known": [ON, [RANGE], several(UNKNOWN), "inconclusive not known yet"],
  "several next hops: policies off": [OFF, [RANGE], several([FIREWALL, FIREWALL]), "bypassed CP-B04"],

  "no access over the peering (R25): inspected as routed": [ON, [RANGE], bothHalves({ allowVirtualNetworkAccess: false }), "inspected"],
  "no access over the peering (R25): bypassed as routed": [OFF, [], bothHalves({ allowVirtualNetworkAccess: false }), "bypassed CP-B01"],
  "whether there is access is not known": [ON, [RANGE], bothHalves({ allowVirtualNetworkAccess: UNKNOWN }), "inspected"],
  "forwarded traffic is not allowed (R24)": [ON, [RANGE], bothHalves({ allowForwardedTraffic: false }), "inspected"],

  "a service tag over a private endpoint (R18)": [ON, [], tagged("Storage"), "bypassed CP-B01"],
};

function tagged(tag: string): Patch {
  return { "RouteTable gateway": { routes: [{ name: "t", addressPrefix: tag, nextHopType: "Internet" }] } };
}

test.each(Object.entries(ROWS))("%s", (_, [policies, routes, patch, expected]) => {
  expect(outcome(pathTo(analyseWith(blog(policies, routes), patch)), expected)).toBe(expected);
});

test.each<[string, string, string, string]>([
  ["may cover a public address", "51.4.0.0/22", "51.4.0.4", "inconclusive R18"],
  ["covers no private one", "10.13.77.0/24", "10.13.77.6", "bypassed CP-B01"],
])("a service tag %s (R18)", (_, range, address, expected) => {
  const world = blogWorld({ policies: ON, routes: [], spokeRanges: [range] });
  const [hub, spoke] = world.networks;
  if (hub === undefined || spoke === undefined) throw new Error("the world has two networks");
  const subnets = spoke.subnets.map((subnet) => ({ ...subnet, prefixes: [range.replace(/\d+$/, "26")] }));
  const moved = {
    ...world,
    networks: [hub, { ...spoke, subnets }],
    endpoints: [{ name: "sql", subnet: "spoke1/ep", addresses: [address] }],
  };
  expect(outcome(pathTo(analyseWith(moved, tagged("Storage"))), expected)).toBe(expected);
});

describe("settings that drop are advice", () => {
  test.each<[string, readonly string[], Patch, readonly string[]]>([
    ["no access over one half", [RANGE], { "VirtualNetworkPeering hub-to-spoke1": { allowVirtualNetworkAccess: false } }, ["CP-G07"]],
    ["no access over both", [RANGE], bothHalves({ allowVirtualNetworkAccess: false }), ["CP-G07", "CP-G07"]],
    ["access not known", [RANGE], bothHalves({ allowVirtualNetworkAccess: UNKNOWN }), []],
    ["forwarded traffic into the spoke", [RANGE], { "VirtualNetworkPeering spoke1-to-hub": { allowForwardedTraffic: false } }, ["CP-G08"]],
    ["not set, which is false", [RANGE], { "VirtualNetworkPeering spoke1-to-hub": { allowForwardedTraffic: undefined } }, ["CP-G08"]],
    ["the half on the sender's side", [RANGE], { "VirtualNetworkPeering hub-to-spoke1": { allowForwardedTraffic: false } }, []],
    ["nothing forwards there", [], { "VirtualNetworkPeering spoke1-to-hub": { allowForwardedTraffic: false } }, []],
  ])("%s", (_, routes, patch, expected) => {
    const { findings } = analyseWith(blog(ON, routes), patch);
    const codes = findings.filter(({ code }) => code === "CP-G07" || code === "CP-G08");
    expect(codes.map(({ code }) => code)).toEqual(expected);
    expect(codes.every(({ policy }) => policy === "private-endpoint-routing-advice")).toBe(true);
  });

  test("what an appliance hands to the next one in another network needs it too, once for all endpoints", () => {
    const world = blog(ON, ["10.13.77.0/24 via 10.14.0.4"]);
    const subnet = { name: "nva", prefixes: ["10.14.0.0/24"], policies: OFF, routeTable: "nva" };
    const through: World = {
      ...world,
      networks: [...world.networks, { name: "transit", location: "westeurope", ranges: ["10.14.0.0/24"], subnets: [subnet] }],
      routeTables: [...world.routeTables, table("nva", RANGE)],
      peerings: [...world.peerings, ...peer("hub", "transit").map((half) => ({ ...half, dropping: true }))],
      nics: [...world.nics, { name: "transit-nva", subnet: "transit/nva", address: "10.14.0.4", forwarding: true }],
    };
    const { findings, paths } = analyseWith(through, {});
    expect(paths.map(({ verdict }) => verdict)).toEqual(["inspected", "inspected", "inspected"]);
    const told = findings.filter(({ code }) => code === "CP-G08").map(({ message }) => message);
    expect(told).toEqual([
      expect.stringContaining("The peering hub-to-transit has allowForwardedTraffic: false, and transit-nva forwards"),
    ]);
  });
});

test("the peering of single subnets proves no bypass to a spoke alone (CP-H01)", () => {
  const world = {
    ...blog(OFF, []),
    networks: blog(OFF, []).networks.filter(({ name }) => name === "spoke1"),
    gateways: [],
    connections: [],
  };
  const alone: World = { ...world, peerings: world.peerings.filter(({ network }) => network === "spoke1"), firewalls: [], nics: [] };
  const policyOf = (patch: Patch): readonly string[] =>
    analyseWith({ ...alone, routeTables: [] }, patch)
      .findings.filter(({ code }) => code === "CP-H01")
      .map(({ policy }) => policy);
  expect(policyOf({})).toEqual(["private-endpoint-traffic-inspected"]);
  expect(policyOf(peering("spoke1", ["ep"], ["GatewaySubnet"]))).toEqual(["private-endpoint-routing-advice"]);
});

/** The published topology with a second subnet beside the endpoints', and an appliance in the hub. */
function blog(policies: WorldPolicies, routes: readonly string[]): World {
  const world = blogWorld({ policies, routes });
  const [hub, spoke] = world.networks;
  if (hub === undefined || spoke === undefined) throw new Error("the world has two networks");
  const subnet = (name: string, prefix: string): World["networks"][number]["subnets"][number] => ({
    name,
    prefixes: [prefix],
    policies: "Disabled",
    routeTable: undefined,
  });
  return {
    ...world,
    networks: [
      { ...hub, subnets: [...hub.subnets, subnet("nva", "10.13.76.128/26")] },
      { ...spoke, subnets: [...spoke.subnets, subnet("app", "10.13.77.64/26")] },
    ],
    nics: [{ name: "nva", subnet: "hub/nva", address: "10.13.76.132", forwarding: true }],
  };
}

function analyseWith(world: World, patch: Patch): Report {
  const resources: readonly Resource[] = renderWorld(world, { style: "standalone", refreshed: true });
  const patched = Object.entries(patch).reduce<readonly Resource[]>(
    (all, [which, properties]) => changed(all, which, input(withRemote(which, properties))),
    resources,
  );
  return analyse(patched, intentOf(world)).report;
}

/** What the peering leads to is literal in these programs, also where its dependencies are left out. */
function withRemote(which: string, properties: Properties): Properties {
  const [, remote] = /-to-(\w+)$/.exec(which) ?? [];
  return remote === undefined ? properties : { remoteVirtualNetwork: { id: armId(`virtualNetworks/${remote}`) }, ...properties };
}

function pathTo({ paths, unadvertised }: Report): Path {
  const [only, ...others] = [...paths, ...unadvertised].filter(({ endpoint }) => endpoint.name === "sql");
  if (only === undefined || others.length > 0)
    throw new Error(`expected one path to sql, found ${others.length + (only === undefined ? 0 : 1)}`);
  return only;
}

/** In the words of the rows; of an inconclusive path the expected words where some gap has them. */
function outcome({ verdict, code, assumptions, gaps }: Path, expected: string): string {
  if (verdict === "inspected") return [verdict, ...assumptions.map((each) => each.code)].join(" ");
  if (verdict !== "inconclusive") return `${verdict} ${code}`;
  const cited = expected.slice(expected.indexOf(" ") + 1);
  return gaps.some(({ text }) => text.includes(cited)) ? `${verdict} ${cited}` : `${verdict}: ${gaps.map(({ text }) => text).join("; ")}`;
}
