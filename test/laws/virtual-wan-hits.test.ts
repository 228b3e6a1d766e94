import type { Hit, LengthClass, Vantage } from "../support/reference/hits.ts";
import { HitTable } from "../support/reference/hits.ts";
import { randomWan } from "../support/wan/random-wan.ts";
import { vantagesOf, wanVerdict } from "../support/wan/reference.ts";
import { randomOf } from "../support/world/random.ts";
import type { WorldPolicies } from "../support/world/world.ts";

/** What reference-hits.test.ts says of networks, of virtual WANs: every combination must have been met by the first 3,000. */

const hits = new HitTable();
beforeAll(() => {
  for (let seed = 0; seed < 3000; seed += 1) {
    const wan = randomWan(randomOf(seed + 9_000_001));
    for (const { from } of vantagesOf(wan))
      for (const network of Object.keys(wan.sketch.networks)) hits.recordEnd(wanVerdict(wan, from, network, hits.record) ?? "no path");
  }
}, 60_000);

const GATEWAYS: readonly Vantage[] = ["virtual-wan-vpn", "virtual-wan-express-route", "virtual-wan-point-to-site"];
const EVERYWHERE: readonly Vantage[] = [...GATEWAYS, "entry"];
const OFF: readonly WorldPolicies[] = ["Disabled", "NetworkSecurityGroupEnabled"];
const ON: readonly WorldPolicies[] = ["Enabled", "RouteTableEnabled"];
const ALL = [...OFF, ...ON];

test.each<[string, readonly Vantage[], readonly WorldPolicies[], readonly LengthClass[]]>([
  ["R6 no route", EVERYWHERE, ALL, ["none"]],
  ["R31 no /32 here", EVERYWHERE, ALL, ["none"]],
  ["R69 connection", GATEWAYS, ALL, ["range"]],
  ["R69 connection's static", GATEWAYS, ALL, ["supernet", "inside"]],
  ["R69 other hub", GATEWAYS, ALL, ["range", "supernet"]],
  ["R70 static", GATEWAYS, ALL, ["supernet", "range", "inside", "host"]],
  ["R70 static, third party", GATEWAYS, ALL, ["supernet", "range"]],
  ["R70 by way of a connection", GATEWAYS, ALL, ["range", "inside"]],
  ["R70 /32 in question", GATEWAYS, ON, ["supernet", "range", "inside", "host"]],
  ["C10 /32 in question", GATEWAYS, OFF, ["host"]],
  ["R32 policies off", GATEWAYS, OFF, ["supernet", "range", "inside"]],
  ["R71 RFC 1918", GATEWAYS, ALL, ["supernet"]],
  ["R71 RFC 1918, third party", GATEWAYS, ALL, ["supernet"]],
  ["R71 listed", GATEWAYS, ALL, ["supernet", "range", "inside", "host"]],
  ["R71 listed, third party", GATEWAYS, ALL, ["supernet", "range", "inside", "host"]],
  ["R71 not listed", GATEWAYS, ALL, ["range"]],
  ["R71 mixed hubs", GATEWAYS, ALL, ["range"]],
  ["R71 /32 invalid", GATEWAYS, ON, ["supernet", "range", "inside", "host"]],
  ["R71 /32 kept", GATEWAYS, OFF, ["supernet", "range", "inside", "host"]],
  ["R69b told by a hub", [...GATEWAYS, "entry"], ALL, ["supernet", "range"]],
  ["R73b by BGP", EVERYWHERE, ALL, ["host"]],
  ["R71b hub firewall", ["entry"], ALL, ["none"]],
  ["R17 out of reach", ["entry"], ALL, ["none"]],
  ["R13 VirtualAppliance", ["entry"], ALL, ["supernet", "range"]],
  ["R33 /32 invalid", EVERYWHERE, ["RouteTableEnabled"], ["range"]],
  ["R10 peering", EVERYWHERE, ALL, ["range"]],
  ["R22 half a peering", [...GATEWAYS.slice(1), "entry"], ["Disabled", "RouteTableEnabled"], ["range"]],
  ["R5 own range", ["entry"], ALL, ["range"]],
])("%s", (rule, vantages, policies, lengths) => {
  const cells = vantages.flatMap((vantage) =>
    policies.flatMap((value) => lengths.map((length): Hit => ({ rule, vantage, policies: value, length }))),
  );
  expect(cells.filter((cell) => hits.count(cell) === 0)).toEqual([]);
});

test.each(["inspected", "bypassed", "undelivered", "inconclusive", "no path"])("some packet ends: %s", (end) => {
  expect(hits.countEnd(end)).toBeGreaterThan(0);
});
