import type { Act } from "../support/hiding/act.ts";
import type { Law } from "../support/hiding/counterexample.ts";
import { ELSEWHERE } from "../support/hiding/found/elsewhere.ts";
import { gateway, NEW_STACK, network, urnOfType } from "../support/hiding/found/found.ts";
import { AT_PEERINGS } from "../support/hiding/found/peerings.ts";
import { nothingElseUnlessAssumed, strictlyNothingElse, whateverTheOrder } from "../support/hiding/laws.ts";
import { peer } from "../support/world/hand-made.ts";
import type { World } from "../support/world/world.ts";
import { EMPTY_WORLD } from "../support/world/world.ts";

/** Networks in which knowing less once made the engine say something else. */

const LAWS: readonly (readonly [string, Law])[] = [
  ["strict", strictlyNothingElse],
  ["with assumptions", nothingElseUnlessAssumed],
  ["in any order", whateverTheOrder],
];

test.each([...AT_PEERINGS, ...ELSEWHERE].flatMap(({ name, ...found }) => LAWS.map(([how, law]) => ({ name, how, law, ...found }))))(
  "$name: $how",
  ({ world, style, classic, acts, law }) => {
    const spelling = { style, refreshed: false, ...(classic === undefined ? {} : { classic }) };
    expect(law({ world: { ...EMPTY_WORLD, ...world }, spelling, acts })).toEqual([]);
  },
);

test("under strict nothing is believed that only a dependency says: neither of an endpoint's subnet nor of a gateway's", () => {
  const world: World = {
    ...EMPTY_WORLD,
    networks: [network("a", "10.0.0.0/16", {}), network("b", "10.1.0.0/16", { endpoints: true })],
    peerings: peer("a", "b"),
    gateways: [gateway("a", "vpn-active-active")],
    endpoints: [{ name: "pe", subnet: "b/ep", addresses: ["10.1.4.5"] }],
    configuration: { ...EMPTY_WORLD.configuration, firewalls: ["10.0.1.4"] },
  };
  const mistakes: readonly Act[] = [
    { kind: "mistake", urn: urnOfType("PrivateEndpoint", "pe"), from: urnOfType("Subnet", "b-ep"), to: urnOfType("Subnet", "a-nva") },
    {
      kind: "mistake",
      urn: urnOfType("VirtualNetworkGateway", "a-gw"),
      from: urnOfType("Subnet", "a-GatewaySubnet"),
      to: urnOfType("Subnet", "b-ep"),
    },
  ];
  for (const mistake of mistakes) {
    const one = { world, spelling: { style: "standalone", refreshed: false }, acts: [NEW_STACK, mistake] } as const;
    expect(strictlyNothingElse(one)).toEqual([]);
  }
});
