import { analyse } from "../../src/analysis.ts";
import { readConfiguration } from "../../src/configuration/read-configuration.ts";
import type { Resource } from "../../src/resources/resource.ts";
import { type HubSketch, type NetworkSketch, type WanSketch, wanStack } from "./virtual-wan-network.ts";

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
    paths: ["near-VpnGateway bypassed CP-B01 CP-A13"],
  },
  {
    name: "both hubs have private policies, both firewalls are designated",
    sketch: two(INTENT, { intent: true }, ON),
    configuration: { firewalls: [FIREWALL, "10.31.0.132"] },
    paths: ["near-VpnGateway inspected null CP-A13"],
  },
  {
    name: "the far firewall is designated and policies are off: the near one is another appliance",
    sketch: two(INTENT, { intent: true }, OFF),
    configuration: { firewalls: ["10.31.0.132"] },
    paths: ["near-VpnGateway bypassed CP-B05 CP-A13"],
  },
  {
    name: "the far firewall is designated and policies are on",
    sketch: two(INTENT, { intent: true }, ON),
    configuration: { firewalls: ["10.31.0.132"] },
    paths: ["near-VpnGateway inspected null CP-A13"],
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
    paths: ["near-VpnGateway inspected null CP-A01 CP-A13"],
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
      networks: {
        transit: {
          range: "10.21.0.0/24",
          hub: "hub",
          appliance: true,
          peers: ["spoke"],
          routing: { vnetRoutes: { staticRoutes: [{ name: "on", addressPrefixes: ["10.20.0.0/16"], nextHopIpAddress: "10.21.0.100" }] } },
        },
        spoke: { range: "10.20.0.0/24", endpoint: "Disabled", peers: ["transit"] },
      },
    },
    configuration: { firewalls: ["10.21.0.100"] },
    paths: ["hub-VpnGateway inspected null"],
  },
  {
    name: "a route of the hub by way of the connection leads to the same appliance",
    sketch: {
      hubs: { hub: { ...HUB, routes: { "10.20.0.0/24": "transit" } } },
      networks: {
        transit: {
          range: "10.21.0.0/24",
          hub: "hub",
          appliance: true,
          peers: ["spoke"],
          routing: {
            vnetRoutes: {
              staticRoutes: [{ name: "on", addressPrefixes: ["10.20.0.0/16"], nextHopIpAddress: "10.21.0.100" }],
              staticRoutesConfig: { propagateStaticRoutes: false },
            },
          },
        },
        spoke: { range: "10.20.0.0/24", endpoint: "Disabled", peers: ["transit"] },
      },
    },
    configuration: { firewalls: ["10.21.0.100"] },
    paths: ["hub-VpnGateway inspected null"],
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

function judged(resources: readonly Resource[], configuration: object = {}, strict = false): readonly string[] {
  const intent = readConfiguration({ firewalls: [FIREWALL], strict, ...configuration }, "test");
  return analyse(resources, intent).report.paths.map(({ gateway, verdict, code, assumptions }) =>
    [gateway.name, verdict, code ?? "null", ...new Set(assumptions.map((each) => each.code))].join(" "),
  );
}
