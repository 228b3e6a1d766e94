import { judgeWorld } from "../support/reference/reference.ts";
import { adviceFor, sourceAfter } from "../support/reference/way-back.ts";
import { blogWorld } from "../support/world/hand-made.ts";
import type { World, WorldFirewallPolicy, WorldGatewayKind, WorldNic } from "../support/world/world.ts";

/** The reference for the way back says what the rules say in so many words: small networks whose answer follows by hand. */

const FIREWALL = "10.13.76.68";
const TAG = "disableSnatOnPL";
const POLICY: WorldFirewallPolicy = { rules: { network: ["*"], application: false }, learns: false, inherits: false };

describe("what becomes of the source (R62, R63)", () => {
  test.each<[string, Partial<WorldFirewallPolicy>, string]>([
    ["R63: network rules, a private destination", {}, "kept"],
    ["R62: application rules", { rules: { network: [], application: true } }, "translated"],
    ["R62: network rules for others", { rules: { network: ["10.13.77.5"], application: true } }, "translated"],
    ["R63: network rules come first", { rules: { network: ["10.13.77.6"], application: true } }, "kept"],
    ["R63: always", { privateRanges: ["255.255.255.255/32"] }, "translated"],
    ["R63: always, whatever the rules", { rules: "elsewhere", privateRanges: ["255.255.255.255/32"] }, "translated"],
    ["R63: never", { privateRanges: ["0.0.0.0/0"] }, "kept"],
    ["R63: by name", { privateRanges: ["198.51.100.0/24", "IANAPrivateRanges"] }, "kept"],
    ["R63: other ranges", { privateRanges: ["172.16.0.0/12"] }, "translated"],
    ["R63: an address", { privateRanges: ["10.13.77.6"] }, "kept"],
    ["an empty list", { privateRanges: [] }, "unknown"],
    ["learnt ranges", { privateRanges: ["172.16.0.0/12"], learns: true }, "unknown"],
    ["learnt ranges beside the default", { learns: true }, "kept"],
    ["a parent", { inherits: true }, "unknown"],
    ["a parent, ranges of its own", { inherits: true, privateRanges: ["172.16.0.0/12"] }, "translated"],
    ["rules elsewhere", { rules: "elsewhere" }, "unknown"],
  ])("%s", (_, policy, expected) => {
    const base = blogWorld({});
    const world = { ...base, firewalls: base.firewalls.map((each) => ({ ...each, policy: { ...POLICY, ...policy } })) };
    expect(sourceAfter(world, "azfw", "10.13.77.6")).toBe(expected);
  });

  test("no policy in sight", () => expect(sourceAfter(blogWorld({}), "azfw", "10.13.77.6")).toBe("unknown"));
});

/** An endpoint in the hub or in the spoke, and what is before it. */
function worldWith(place: "hub" | "spoke", gateway: WorldGatewayKind, nextHop: string, more: Partial<World> = {}): World {
  const prefix = place === "hub" ? "10.13.76.192/27" : "10.13.77.0/24";
  const base = blogWorld({ policies: "Enabled", gateway, routes: [`${prefix} via ${nextHop}`], configuration: { firewalls: [nextHop] } });
  const [hub, spoke] = base.networks;
  if (hub === undefined || spoke === undefined) throw new Error("the published topology has two networks");
  const subnets = [
    { name: "nva", prefixes: ["10.13.76.128/27"], policies: "Disabled", routeTable: undefined },
    { name: "ep", prefixes: ["10.13.76.192/27"], policies: "Enabled", routeTable: undefined },
  ] as const;
  return {
    ...base,
    networks: [{ ...hub, subnets: [...hub.subnets, ...subnets] }, spoke],
    endpoints: [
      place === "hub"
        ? { name: "pe", subnet: "hub/ep", addresses: ["10.13.76.196"] }
        : { name: "pe", subnet: "spoke1/ep", addresses: ["10.13.77.6"] },
    ],
    connections: [],
    ...more,
  };
}

const KEEPING = { firewalls: [{ name: "azfw", subnet: "hub/AzureFirewallSubnet", address: FIREWALL, policy: POLICY }] };
const NVA = "10.13.76.132";
const LB = "10.13.76.150";
const nva = (place: number, more: Partial<WorldNic> = {}): WorldNic => ({
  name: `nva${place}`,
  subnet: "hub/nva",
  address: `10.13.76.${132 + place}`,
  forwarding: true,
  ...more,
});
const balanced = (...nics: readonly WorldNic[]): Partial<World> => ({
  nics,
  loadBalancers: [{ name: "lb", subnet: "hub/nva", address: LB, backends: nics.map(({ name }) => name) }],
});
const SET = { tags: { [TAG]: "true" } };

test.each<[string, World, readonly string[]]>([
  ["R66: one network, not known", worldWith("hub", "vpn-active-active", FIREWALL), ["CP-W02 azfw: unknown: vpngw in hub, hub/ep"]],
  ["R66: one network, kept", worldWith("hub", "vpn-active-standby", FIREWALL, KEEPING), ["CP-W02 azfw: kept: vpngw in hub, hub/ep"]],
  ["R66: one network, ExpressRoute, not known", worldWith("hub", "express-route", FIREWALL), []],
  ["C7: one network, ExpressRoute, kept", worldWith("hub", "express-route", FIREWALL, KEEPING), ["CP-W03 azfw: hub/ep"]],
  ["R65: apart, not known", worldWith("spoke", "vpn-active-active", FIREWALL), []],
  ["C7: apart, kept", worldWith("spoke", "vpn-active-active", FIREWALL, KEEPING), ["CP-W03 azfw: spoke1/ep"]],
  ["R66: an appliance", worldWith("hub", "vpn-active-active", NVA, { nics: [nva(0)] }), ["CP-W02 nva0: unknown: vpngw in hub, hub/ep"]],
  ["R62: an appliance with the tag", worldWith("hub", "vpn-active-active", NVA, { nics: [nva(0, SET)] }), []],
  [
    "R62: another case",
    worldWith("spoke", "vpn-active-active", NVA, { nics: [nva(0, { tags: { [TAG]: "True" } })] }),
    [`CP-W04 nva0: misspelt ${TAG}=True`],
  ],
  [
    "R62: the machine has it",
    worldWith("spoke", "vpn-active-active", NVA, {
      nics: [nva(0)],
      machines: [{ name: "nva0-vm", interfaces: ["nva0"], tags: { [TAG]: "true" } }],
    }),
    ["CP-W04 nva0: on its machine"],
  ],
  ["R62: a load balancer, all have it", worldWith("hub", "vpn-active-active", LB, balanced(nva(0, SET), nva(1, SET))), []],
  [
    "R62: a load balancer, one has it",
    worldWith("spoke", "vpn-active-active", LB, balanced(nva(0, SET), nva(1))),
    ["CP-W04 nva1: behind lb nva0 have it, nva1 not"],
  ],
  ["a path that is not inspected", { ...worldWith("hub", "vpn-active-active", FIREWALL), routeTables: [] }, []],
])("%s", (_, world, expected) => {
  expect(adviceFor(world, judgeWorld(world)).map(({ code, about, detail }) => `${code} ${about}: ${detail}`)).toEqual(expected);
});
