import { analyse } from "../../src/analysis.ts";
import { peer, type RouteText, table } from "../support/world/hand-made.ts";
import { intentOf } from "../support/world/intent-of.ts";
import { renderWorld } from "../support/world/render-world.ts";
import { EMPTY_WORLD, type World, type WorldNetwork } from "../support/world/world.ts";

/** Gateways that are not in sight share a name: their numbers must not depend on how they fare, or a comparison takes one for the other. */

const BYPASSED = "10.0.0.0/8 via 10.0.1.4";
const LOST = "10.4.0.0/16 None";

test.each<[string, RouteText, RouteText]>([
  ["the first bypasses, the second is lost", BYPASSED, LOST],
  ["the first is lost, the second bypasses", LOST, BYPASSED],
])("gateways that are not in sight keep their numbers: %s", (_, first, second) => {
  const world = twoHubs(first, second);
  const { paths } = analyse(renderWorld(world, { style: "standalone", refreshed: false }), intentOf(world)).report;
  expect(paths.map(({ id, hops }) => `${id} ${hops[0]?.node}`)).toEqual(["unknown/pe#1 a/GatewaySubnet", "unknown/pe#2 b/GatewaySubnet"]);
});

/** Two hubs whose gateways other networks use, and an endpoint that both are peered with. */
function twoHubs(a: RouteText, b: RouteText): World {
  return {
    ...EMPTY_WORLD,
    networks: [hub("a", 0), hub("b", 1), spoke("user-of-a", 2), spoke("user-of-b", 3), spoke("c", 4)],
    routeTables: [table("rt-a", a), table("rt-b", b)],
    peerings: [
      ...peer("a", "user-of-a"),
      ...peer("b", "user-of-b"),
      ...[...peer("a", "c"), ...peer("b", "c")].map((half) => ({ ...half, useRemoteGateways: false })),
    ],
    endpoints: [{ name: "pe", subnet: "c/ep", addresses: ["10.4.0.4"] }],
    configuration: { ...EMPTY_WORLD.configuration, firewalls: ["10.0.1.4"] },
  };
}

function hub(name: string, place: number): WorldNetwork {
  return network(name, place, "GatewaySubnet", `rt-${name}`);
}

function spoke(name: string, place: number): WorldNetwork {
  return network(name, place, "ep", undefined);
}

function network(name: string, place: number, subnet: string, routeTable: string | undefined): WorldNetwork {
  const subnets = [{ name: subnet, prefixes: [`10.${place}.0.0/24`], policies: "RouteTableEnabled", routeTable }] as const;
  return { name, location: "westeurope", ranges: [`10.${place}.0.0/16`], subnets };
}
