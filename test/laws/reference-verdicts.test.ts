import { judgeWorld } from "../support/reference/reference.ts";
import type { BlogCase } from "../support/world/hand-made.ts";
import { blogWorld } from "../support/world/hand-made.ts";
import type { World } from "../support/world/world.ts";

/** The reference is trusted where it says what was published, and what the contracts say in so many words. */

const FW = "10.13.76.68";
const EXACT = `10.13.77.0/24 via ${FW}`;
const HOSTS = [4, 5, 6].map((host) => `10.13.77.${host}/32 via ${FW}`);
const ON = { policies: "RouteTableEnabled" } as const;

describe("the published cases", () => {
  test.each<[string, BlogCase, string]>([
    ["S1: no user routes", {}, "bypassed"],
    ["S2: /32 user routes", { routes: HOSTS }, "bypassed"],
    ["S3: the exact prefix, with policies", { ...ON, routes: [EXACT] }, "inspected"],
    ["S4: a summary, with policies", { ...ON, routes: [`10.0.0.0/8 via ${FW}`] }, "bypassed"],
    ["S5: the exact prefix, without policies", { routes: [EXACT] }, "bypassed"],
  ])("%s", (_, given, verdict) => {
    const { paths, unreached } = judgeWorld(blogWorld(given));
    expect(unreached).toEqual([]);
    expect(paths.map(({ endpoint, status, verdict: found }) => [endpoint, status, found])).toEqual(
      ["endpoint1", "endpoint2", "sql"].map((name) => [name, "path", verdict]),
    );
  });
});

describe("the way of one packet", () => {
  test.each<[string, BlogCase, string]>([
    ["R33 is measured for the exact range at an active/active VPN gateway", { ...ON, routes: [EXACT] }, "inspected delivered"],
    ["R33 for Enabled too", { policies: "Enabled", routes: [EXACT] }, "inspected delivered"],
    [
      "R41: NetworkSecurityGroupEnabled is off for routes",
      { policies: "NetworkSecurityGroupEnabled", routes: [EXACT] },
      "bypassed delivered",
    ],
    ["A10: half a range", { ...ON, routes: [`10.13.77.0/25 via ${FW}`] }, "inspected delivered CP-A10"],
    ["A10: /32 with policies", { ...ON, routes: HOSTS }, "inspected delivered CP-A10"],
    ["A11: several ranges", { ...ON, routes: [EXACT], spokeRanges: ["10.13.77.0/24", "10.14.0.0/16"] }, "inspected delivered CP-A11"],
    ["A12: active/standby", { ...ON, routes: [EXACT], gateway: "vpn-active-standby" }, "inspected delivered CP-A12"],
    ["A10 and A12: ExpressRoute", { ...ON, routes: HOSTS, gateway: "express-route" }, "inspected delivered CP-A10 CP-A12"],
    ["A10 under strict", { ...ON, routes: HOSTS, configuration: { strict: true } }, "inconclusive delivered CP-A10"],
    ["R38: unproven elsewhere", { routes: HOSTS, gateway: "vpn-active-standby" }, "inconclusive delivered"],
    [
      "R38: unproven, and both ways the same",
      { routes: HOSTS, gateway: "express-route", configuration: { firewalls: ["10.0.0.1"] } },
      "bypassed delivered",
    ],
    [
      "R38: honoured by configuration",
      {
        routes: HOSTS,
        gateway: "vpn-active-standby",
        configuration: {
          hostRouteOverride: {
            "vpn-active-active": "ignored",
            "vpn-active-standby": "honoured",
            "express-route": "unproven",
            "virtual-wan": "unproven",
          },
        },
      },
      "inspected delivered CP-A20",
    ],
    ["A02: no firewall designated", { ...ON, routes: [EXACT], configuration: { firewalls: [] } }, "inspected delivered CP-A02"],
    ["A02 on a bypassed path", { configuration: { firewalls: [] } }, "bypassed delivered CP-A02"],
    ["None", { ...ON, routes: ["10.13.77.0/24 None"] }, "undelivered null-routed"],
    ["None without policies changes nothing", { routes: ["10.13.77.0/24 None"] }, "bypassed delivered"],
    ["R40: VnetLocal over an invalid /32", { ...ON, routes: ["10.13.77.0/24 VnetLocal"] }, "undelivered null-routed"],
    ["Internet, a private destination", { ...ON, routes: ["10.13.77.0/24 Internet"] }, "undelivered leaves-network"],
    ["back to the gateway", { ...ON, routes: ["10.13.77.0/24 VirtualNetworkGateway"] }, "inconclusive leaves-network"],
    ["R17: out of reach", { ...ON, routes: ["10.13.77.0/24 via 10.9.0.4"] }, "undelivered next-hop-unreachable"],
    ["R16: an endpoint forwards nothing", { ...ON, routes: ["10.13.77.0/24 via 10.13.77.5"] }, "undelivered next-hop-unreachable"],
    ["in sight, nobody's", { ...ON, routes: ["10.13.77.0/24 via 10.13.76.70"] }, "inconclusive insufficient-information"],
    [
      "A01: in sight, nobody's, designated",
      { ...ON, routes: ["10.13.77.0/24 via 10.13.76.70"], configuration: { firewalls: ["10.13.76.70"] } },
      "inspected insufficient-information CP-A01",
    ],
    ["another appliance only", { ...ON, routes: [EXACT], configuration: { firewalls: ["10.13.76.99"] } }, "bypassed delivered"],
  ])("%s", (_, given, expected) => {
    const [path] = judgeWorld(blogWorld(given)).paths;
    expect([path?.verdict, ...(path?.dispositions ?? []), ...(path?.assumptions ?? [])].join(" ")).toBe(expected);
  });
});

describe("peerings and what on-premises is told", () => {
  const base = blogWorld({ ...ON, routes: [EXACT] });
  const [hubHalf] = base.peerings;
  if (hubHalf === undefined) throw new Error("the published topology has a peering");
  const noTransit = base.peerings.map((half) => ({ ...half, useRemoteGateways: false }));

  test.each<[string, Partial<World>, string]>([
    ["both halves", {}, "path inspected"],
    ["R23: no transit, BGP alone", { peerings: noTransit }, "unadvertised inspected"],
    [
      "R23: no transit, a static connection",
      { peerings: noTransit, connections: base.connections.map((one) => ({ ...one, bgp: false })) },
      "path inspected",
    ],
    ["R23: no transit, no connection in sight", { peerings: noTransit, connections: [] }, "path inspected"],
    ["a lone half that Azure calls connected: the other may use transit", { peerings: [hubHalf] }, "path inspected"],
    ["a lone half that offers none", { peerings: [{ ...hubHalf, allowGatewayTransit: false }] }, "unadvertised inspected"],
    [
      "a lone half that may be a pair, the firewall first",
      { peerings: [{ ...hubHalf, state: "Initiated" }], connections: [] },
      "path inspected",
    ],
    [
      "a lone half that may be a pair, no user route",
      { ...blogWorld({}), peerings: [{ ...hubHalf, state: "Initiated" }], connections: [] },
      "path inconclusive",
    ],
    [
      "a lone half in a complete network",
      { peerings: [{ ...hubHalf, state: "Initiated" }], configuration: { ...base.configuration, complete: true } },
      "none",
    ],
    ["no peering", { peerings: [] }, "none"],
  ])("%s", (_, changed, expected) => {
    const [path] = judgeWorld({ ...base, ...changed }).paths;
    expect(path?.status === "none" ? path.status : `${path?.status} ${path?.verdict}`).toBe(expected);
  });
});
