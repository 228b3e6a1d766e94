import { analyse } from "../../src/analysis.ts";
import type { Path } from "../../src/report/report.ts";
import { type BlogCase, blogWorld } from "../support/world/hand-made.ts";
import { intentOf } from "../support/world/intent-of.ts";
import { renderWorld } from "../support/world/render-world.ts";
import type { World } from "../support/world/world.ts";

/** The contract's table of verdicts on the topology of the published cases: what happens to the packet, and what that means. */

const FIREWALL = "10.13.76.68";
const EXACT = `10.13.77.0/24 via ${FIREWALL}`;
const HOSTS = [4, 5, 6].map((host) => `10.13.77.${host}/32 via ${FIREWALL}`);
const ON = { policies: "RouteTableEnabled" } as const;

interface Row extends BlogCase {
  readonly verdict: string;
  readonly code: string | null;
  readonly disposition: string;
  readonly assumptions?: readonly string[];
  /** Changes the world beyond what a case says. */
  readonly change?: (world: World) => World;
}

const ROWS: Readonly<Record<string, Row>> = {
  "no user route covers the endpoint": { verdict: "bypassed", code: "CP-B01", disposition: "delivered" },
  "a /32 user route is ignored by an active/active gateway (R38)": {
    routes: HOSTS,
    verdict: "bypassed",
    code: "CP-B02",
    disposition: "delivered",
  },
  "a summary loses to the peering route (R51)": {
    ...ON,
    routes: [`10.0.0.0/8 via ${FIREWALL}`],
    verdict: "bypassed",
    code: "CP-B03",
    disposition: "delivered",
  },
  "the best other route is a user route, but the policies are off (R32)": {
    routes: [EXACT],
    verdict: "bypassed",
    code: "CP-B04",
    disposition: "delivered",
  },
  "the policies are for security groups only (R41)": {
    policies: "NetworkSecurityGroupEnabled",
    routes: [EXACT],
    verdict: "bypassed",
    code: "CP-B04",
    disposition: "delivered",
  },
  "policies off, and the user route leads to no appliance": {
    routes: ["10.13.77.0/24 None"],
    verdict: "bypassed",
    code: "CP-B06",
    disposition: "delivered",
  },
  "the exact range with policies (S3)": {
    ...ON,
    routes: [EXACT],
    verdict: "inspected",
    code: null,
    disposition: "delivered",
    assumptions: [],
  },
  "half the range with policies": {
    ...ON,
    routes: [`10.13.77.0/25 via ${FIREWALL}`],
    verdict: "inspected",
    code: null,
    disposition: "delivered",
    assumptions: ["CP-A10"],
  },
  "an active/standby gateway with policies": {
    ...ON,
    gateway: "vpn-active-standby",
    routes: [EXACT],
    verdict: "inspected",
    code: null,
    disposition: "delivered",
    assumptions: ["CP-A12"],
  },
  "a second range beside the endpoint's (R36)": {
    ...ON,
    routes: [EXACT],
    spokeRanges: ["10.13.77.0/24", "10.14.0.0/16"],
    verdict: "inspected",
    code: null,
    disposition: "delivered",
    assumptions: ["CP-A11"],
  },
  "a /32 user route at an active/standby gateway is unproven (R38)": {
    gateway: "vpn-active-standby",
    routes: HOSTS,
    verdict: "inconclusive",
    code: "CP-I03",
    disposition: "insufficient-information",
  },
  "a /32 user route at an ExpressRoute gateway is unproven (R38)": {
    gateway: "express-route",
    routes: HOSTS,
    verdict: "inconclusive",
    code: "CP-I03",
    disposition: "insufficient-information",
  },
  "strict leaves assumptions out": {
    ...ON,
    routes: [`10.13.77.0/25 via ${FIREWALL}`],
    configuration: { strict: true },
    verdict: "inconclusive",
    code: "CP-I12",
    disposition: "delivered",
  },
  "no firewall is designated: every Azure Firewall counts": {
    ...ON,
    routes: [EXACT],
    configuration: { firewalls: [] },
    verdict: "inspected",
    code: null,
    disposition: "delivered",
    assumptions: ["CP-A02"],
  },
  "no firewall is designated, and there is none": {
    ...ON,
    routes: [EXACT],
    configuration: { firewalls: [] },
    change: (world) => ({ ...world, firewalls: [] }),
    verdict: "inconclusive",
    code: "CP-I08",
    disposition: "insufficient-information",
  },
  "another firewall than the designated one": {
    ...ON,
    routes: [EXACT],
    configuration: { firewalls: ["10.13.76.99"] },
    verdict: "bypassed",
    code: "CP-B05",
    disposition: "delivered",
  },
  "the user route drops": {
    ...ON,
    routes: ["10.13.77.0/24 None"],
    verdict: "undelivered",
    code: "CP-N01",
    disposition: "null-routed",
    assumptions: [],
  },
  "the user route is VnetLocal over an invalidated /32 (R40)": {
    ...ON,
    routes: ["10.13.77.0/24 VnetLocal"],
    verdict: "undelivered",
    code: "CP-N01",
    disposition: "null-routed",
    assumptions: [],
  },
  "the user route leads to the internet": {
    ...ON,
    routes: ["10.13.77.0/24 Internet"],
    verdict: "undelivered",
    code: "CP-N05",
    disposition: "leaves-network",
    assumptions: [],
  },
  "the user route leads back to the gateway": {
    ...ON,
    routes: ["10.13.77.0/24 VirtualNetworkGateway"],
    verdict: "inconclusive",
    code: "CP-I10",
    disposition: "leaves-network",
  },
  "the next hop is in no joined network (R17)": {
    ...ON,
    routes: ["10.13.77.0/24 via 10.99.0.4"],
    verdict: "undelivered",
    code: "CP-N02",
    disposition: "next-hop-unreachable",
    assumptions: [],
  },
  "the next hop is nobody's": {
    ...ON,
    routes: ["10.13.77.0/24 via 10.13.76.200"],
    verdict: "inconclusive",
    code: "CP-I01",
    disposition: "insufficient-information",
  },
  "the designated address is nobody's": {
    ...ON,
    routes: ["10.13.77.0/24 via 10.13.76.200"],
    configuration: { firewalls: ["10.13.76.200"] },
    verdict: "inspected",
    code: null,
    disposition: "insufficient-information",
    assumptions: ["CP-A01"],
  },
  "the designated address is a private endpoint's": {
    ...ON,
    routes: ["10.13.77.0/24 via 10.13.77.6"],
    configuration: { firewalls: ["10.13.77.6"] },
    verdict: "undelivered",
    code: "CP-N02",
    disposition: "next-hop-unreachable",
    assumptions: [],
  },
  "the designated address is an interface that does not forward": {
    ...ON,
    routes: ["10.13.77.0/24 via 10.13.76.132"],
    configuration: { firewalls: ["10.13.76.132"] },
    change: (world) => withNvaSubnet(world, undefined, [{ name: "nva", subnet: "hub/nva", address: "10.13.76.132", forwarding: false }]),
    verdict: "undelivered",
    code: "CP-N02",
    disposition: "next-hop-unreachable",
    assumptions: [],
  },
  "two appliances send to each other": {
    ...ON,
    routes: ["10.13.77.0/24 via 10.13.76.132"],
    change: (world) =>
      withNvaSubnet(
        world,
        "loop",
        [{ name: "nva", subnet: "hub/nva", address: "10.13.76.132", forwarding: true }],
        "10.13.77.0/24 via 10.13.76.132",
      ),
    verdict: "undelivered",
    code: "CP-N03",
    disposition: "loop",
    assumptions: [],
  },
  "a load balancer of which one backend is not the firewall": {
    ...ON,
    routes: ["10.13.77.0/24 via 10.13.76.140"],
    configuration: { firewalls: ["10.13.76.132"] },
    change: (world) => ({
      ...withNvaSubnet(world, undefined, [
        { name: "nva0", subnet: "hub/nva", address: "10.13.76.132", forwarding: true },
        { name: "nva1", subnet: "hub/nva", address: "10.13.76.133", forwarding: true },
      ]),
      loadBalancers: [{ name: "lb", subnet: "hub/nva", address: "10.13.76.140", backends: ["nva0", "nva1"] }],
    }),
    verdict: "bypassed",
    code: "CP-B05",
    disposition: "delivered",
  },
  "a load balancer in front of two designated appliances": {
    ...ON,
    routes: ["10.13.77.0/24 via 10.13.76.140"],
    configuration: { firewalls: ["10.13.76.132", "10.13.76.133"] },
    change: (world) => ({
      ...withNvaSubnet(world, undefined, [
        { name: "nva0", subnet: "hub/nva", address: "10.13.76.132", forwarding: true },
        { name: "nva1", subnet: "hub/nva", address: "10.13.76.133", forwarding: true },
      ]),
      loadBalancers: [{ name: "lb", subnet: "hub/nva", address: "10.13.76.140", backends: ["nva0", "nva1"] }],
    }),
    verdict: "inspected",
    code: null,
    disposition: "delivered",
    assumptions: [],
  },
};

test.each(Object.entries(ROWS))("%s", (_, { verdict, code, disposition, assumptions, change, ...given }) => {
  const world = blogWorld(given);
  const changed = change === undefined ? world : change(world);
  const { report } = analyse(renderWorld(changed, { style: "standalone", refreshed: true }), intentOf(changed));
  const path = pathTo("sql", [...report.paths, ...report.unadvertised]);
  expect([path.verdict, path.code, path.disposition]).toEqual([verdict, code, disposition]);
  if (assumptions !== undefined) expect(path.assumptions.map((each) => each.code)).toEqual(assumptions);
});

test("the hops of an inspected path: gateway, firewall, endpoint, with what each choice beat", () => {
  const world = blogWorld({ ...ON, routes: [EXACT] });
  const { report } = analyse(renderWorld(world, { style: "inline", refreshed: true }), intentOf(world));
  const { hops } = pathTo("sql", report.paths);
  const shown = hops.map(({ node, via, chosen, beaten }) => ({
    node,
    via,
    chosen: chosen.map(({ source, prefix, nextHopType, nextHop }) => [source, prefix, nextHopType, nextHop]),
    beaten: beaten.map(({ source, prefix, nextHopType }) => [source, prefix, nextHopType]),
  }));
  expect(shown).toEqual([
    {
      node: "hub/GatewaySubnet",
      via: null,
      chosen: [["User", "10.13.77.0/24", "VirtualAppliance", FIREWALL]],
      beaten: [
        ["Default", "10.13.77.6/32", "InterfaceEndpoint"],
        ["Default", "10.13.77.0/24", "VNetGlobalPeering"],
        ["Default", "10.0.0.0/8", "None"],
        ["Default", "0.0.0.0/0", "Internet"],
      ],
    },
    {
      node: "hub/AzureFirewallSubnet",
      via: "azfw",
      chosen: [["Default", "10.13.77.6/32", "InterfaceEndpoint", null]],
      beaten: [
        ["Default", "10.13.77.0/24", "VNetGlobalPeering"],
        ["Default", "10.0.0.0/8", "None"],
        ["Default", "0.0.0.0/0", "Internet"],
      ],
    },
    { node: "sql", via: null, chosen: [], beaten: [] },
  ]);
});

function pathTo(endpoint: string, paths: readonly Path[]): Path {
  const [only, ...others] = paths.filter((path) => path.endpoint.name === endpoint);
  if (only === undefined || others.length > 0) throw new Error(`expected one path to ${endpoint}, found ${paths.length}`);
  return only;
}

/** The hub with a subnet for appliances, and what is in it. */
function withNvaSubnet(world: World, routeTable: string | undefined, nics: World["nics"], ...routes: readonly string[]): World {
  const [hub, ...others] = world.networks;
  if (hub === undefined) throw new Error("the world has no hub");
  const subnet = { name: "nva", prefixes: ["10.13.76.128/26"], policies: "Disabled", routeTable } as const;
  const loop = routes.map((text, n) => ({
    name: `r${n}`,
    prefix: text.split(" ")[0] ?? "",
    nextHop: { type: "VirtualAppliance", address: text.split(" ")[2] ?? "" } as const,
  }));
  return {
    ...world,
    networks: [{ ...hub, subnets: [...hub.subnets, subnet] }, ...others],
    nics,
    routeTables:
      routeTable === undefined ? world.routeTables : [...world.routeTables, { name: routeTable, propagationDisabled: false, routes: loop }],
  };
}
