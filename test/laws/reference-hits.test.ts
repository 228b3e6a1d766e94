import type { Hit, LengthClass, Vantage } from "../support/reference/hits.ts";
import { HitTable } from "../support/reference/hits.ts";
import { judgeWorld } from "../support/reference/reference.ts";
import { randomWorld } from "../support/world/random-world.ts";
import type { WorldPolicies } from "../support/world/world.ts";

/**
 * A comparison on random networks is worth what these networks make happen. Every combination that a rule can meet must
 * have been met by the first 2,600 worlds.
 */

const hits = new HitTable();
beforeAll(() => {
  for (let seed = 0; seed < 2600; seed += 1) judgeWorld(randomWorld(seed), hits);
}, 60_000);

const EVERYWHERE: readonly Vantage[] = ["vpn-active-active", "vpn-active-standby", "express-route", "entry", "appliance"];
const GATEWAYS: readonly Vantage[] = ["vpn-active-active", "vpn-active-standby", "express-route"];
const OFF: readonly WorldPolicies[] = ["Disabled", "NetworkSecurityGroupEnabled"];
const ON: readonly WorldPolicies[] = ["Enabled", "RouteTableEnabled"];
const BEATEN: readonly LengthClass[] = ["none", "default", "supernet"];
const BEATING: readonly LengthClass[] = ["range", "inside", "subnet", "host"];

test.each<[string, readonly Vantage[], readonly WorldPolicies[], readonly LengthClass[]]>([
  ["R31 no /32 here", EVERYWHERE, [...OFF, ...ON], ["none", "default", "supernet", "range", "inside", "subnet", "host"]],
  ["R32 policies off", EVERYWHERE, OFF, ["none", "default", "supernet", "range", "inside", "subnet"]],
  ["R33 /32 kept", EVERYWHERE, ON, BEATEN],
  ["R33 /32 invalid", EVERYWHERE, ON, BEATING],
  ["R36 several ranges", EVERYWHERE, ON, BEATING],
  ["R37 /32 user route", ["entry", "appliance"], OFF, ["host"]],
  ["R38 /32 user route", GATEWAYS, OFF, ["host"]],
  ["R13 VirtualAppliance", EVERYWHERE, ON, ["default", "supernet", ...BEATING]],
  // Rare settings are in a quarter of the worlds.
  ["R13 VirtualApplianceEcmp", [...GATEWAYS, "appliance"], ON, ["range", "host"]],
  ["R21 peering routes off", [...GATEWAYS, "appliance"], ON, ["range"]],
  ["R21 peering routes off", GATEWAYS, OFF, ["range"]],
  ["R26 peered subnets", [...GATEWAYS, "appliance"], ON, ["none", "range", "host"]],
  ["R26 peered subnets", GATEWAYS, ON, ["supernet"]],
  ["R26 peered subnets", GATEWAYS, OFF, ["none", "range"]],
  ["R10b not synchronised", [...GATEWAYS, "appliance"], ON, ["none", "range"]],
  ["R10b not synchronised", GATEWAYS, OFF, ["none", "range"]],
  ["R43 high scale", [...GATEWAYS, "appliance"], ON, ["none", "supernet", "range", "host"]],
  ["R43 high scale", GATEWAYS, OFF, ["none", "range"]],
  ["R13 None", EVERYWHERE, ON, ["range", "host"]],
  ["R13 VnetLocal", GATEWAYS, ON, ["range", "host"]],
  ["R13 Internet", GATEWAYS, ON, ["range"]],
  ["R13 VirtualNetworkGateway", GATEWAYS, ON, ["range"]],
  ["R2 same prefix", EVERYWHERE, ON, ["range"]],
  ["R3 network before BGP", GATEWAYS, [...OFF, ...ON], ["none", "range"]],
  ["R3 network before BGP", ["appliance"], ON, ["range"]],
  ["R7 0.0.0.0/0 chosen", EVERYWHERE, [...OFF, ...ON], ["default"]],
  ["R11 gateway route", EVERYWHERE, [...OFF, ...ON], ["none"]],
  ["R73 Route Server", ["vpn-active-active", "entry", "appliance"], [...OFF, ...ON], ["none"]],
  ["R20 no propagation", EVERYWHERE, [...OFF, ...ON], ["range"]],
  ["R60 provider", ["express-route"], [...OFF, ...ON], ["none", "range"]],
  ["R61 all past", ["express-route"], [...OFF, ...ON], ["none", ...BEATING]],
  ["R61 some past", ["express-route"], [...OFF, ...ON], ["none", "range"]],
  ["R28 one address twice", EVERYWHERE, ON, ["range"]],
  // Of a machine with several interfaces one is the way on. The length is that of the table there.
  ["R16 own interface", ["appliance"], ON, ["none", "range", "host"]],
  ["R16 own interface", ["appliance"], OFF, ["none"]],
  ["R16 other interface", ["appliance"], ON, ["none", "range", "host"]],
  ["R16 other interface", ["appliance"], OFF, ["none"]],
  ["R63b denied from anywhere", ["appliance"], ON, ["none", "range"]],
  ["R63b denied from anywhere", ["appliance"], OFF, ["none"]],
  ["R63b denied from sites", ["appliance"], [...OFF, ...ON], ["none"]],
  ["R63b allowed from anywhere", ["appliance"], ON, ["none", "range"]],
  ["R63b allowed from anywhere", ["appliance"], OFF, ["none"]],
  ["R63b allowed from sites", ["appliance"], [...OFF, ...ON], ["none"]],
])("%s", (rule, vantages, policies, lengths) => {
  const cells = vantages.flatMap((vantage) =>
    policies.flatMap((value) => lengths.map((length): Hit => ({ rule, vantage, policies: value, length }))),
  );
  expect(cells.filter((cell) => hits.count(cell) === 0)).toEqual([]);
});

test.each([
  "delivered, inspected",
  "delivered, bypassed",
  "delivered, inconclusive",
  "insufficient-information, inspected",
  "insufficient-information, inconclusive",
  "null-routed, undelivered",
  "no-route, undelivered",
  "next-hop-unreachable, undelivered",
  "leaves-network, undelivered",
  "leaves-network, inconclusive",
  "loop, undelivered",
  "denied, undelivered",
])("some packet ends %s", (end) => {
  expect(hits.countEnd(end)).toBeGreaterThan(0);
});
