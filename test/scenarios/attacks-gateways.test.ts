import { analyse } from "../../src/analysis.ts";
import { type Resource, UNKNOWN } from "../../src/resources/resource.ts";
import { peer } from "../support/world/hand-made.ts";
import { intentOf } from "../support/world/intent-of.ts";
import { renderWorld } from "../support/world/render-world.ts";
import { armId } from "../support/world/spelling.ts";
import type { World, WorldNetwork } from "../support/world/world.ts";
import { blog, type Change, changed, EXACT, FIREWALL, input, output } from "./attack.ts";

/**
 * A gateway that is not in sight is not absent: a peering that uses it proves it (R23), and so may a connection. Each row lists every path
 * to the endpoint `sql`; of a gateway that is not in sight also what the verdict rests on.
 */

interface Row {
  readonly world: World;
  readonly change?: Readonly<Record<string, Change>>;
  readonly paths: readonly string[];
}

/** A network with a gateway of its own, joined to the endpoint's without transit. */
const elsewhere: WorldNetwork = {
  name: "other",
  location: "westeurope",
  ranges: ["10.20.0.0/16"],
  subnets: [{ name: "GatewaySubnet", prefixes: ["10.20.0.0/24"], policies: "Disabled", routeTable: undefined }],
};

/** The gateway `vpngw` of the hub is not in sight; another one is, in a network that is joined to nothing. */
const withoutGateway = (routes: readonly string[], change: Partial<World> = {}, more: Partial<World["configuration"]> = {}): World => {
  const world = blog(routes, change, more);
  return {
    ...world,
    networks: [...world.networks, elsewhere],
    gateways: [{ name: "vpngw", network: "other", kind: "vpn-active-active", pools: [] }],
  };
};

const withoutSubnet = (world: World): World => ({
  ...world,
  networks: world.networks.map((each) => ({
    ...each,
    subnets: each.subnets.filter(({ name }) => each.name !== "hub" || name !== "GatewaySubnet"),
  })),
});

const withPolicies = (world: World, policies: "Disabled" | "RouteTableEnabled"): World => ({
  ...world,
  networks: world.networks.map((each) => ({
    ...each,
    subnets: each.subnets.map((subnet) => (subnet.name === "ep" ? { ...subnet, policies } : subnet)),
  })),
});

/** Peerings without gateway transit: nothing proves a gateway. */
const apart = (world: World): World => ({
  ...world,
  peerings: world.peerings.map((half) => ({ ...half, allowGatewayTransit: false, useRemoteGateways: false })),
});

const outsideId =
  "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/far/providers/Microsoft.Network/virtualNetworkGateways/gw";

/** The connection of `vpngw` is the one of a gateway that is not in sight. */
const connectedOutside = (type: "IPsec" | "ExpressRoute"): Readonly<Record<string, Change>> => ({
  "VirtualNetworkGatewayConnection vpngw-site0-con": input({ connectionType: type, virtualNetworkGateway1: { id: outsideId } }),
});

const ROWS: Readonly<Record<string, Row>> = {
  "the gateway that a peering uses is not in sight: its route table leads to the firewall": {
    world: withoutGateway([EXACT]),
    paths: ["unknown inspected CP-A06 CP-A12"],
  },
  "under strict that is not enough, for what it learns is not known": {
    world: withoutGateway([EXACT], {}, { strict: true }),
    paths: ["unknown inconclusive CP-A06 CP-A12"],
  },
  "its route table is no route table at all": {
    world: withPolicies(withoutGateway([]), "Disabled"),
    paths: ["unknown bypassed"],
  },
  "its route table leads past the firewall": {
    world: withoutGateway([`10.0.0.0/8 via ${FIREWALL}`]),
    paths: ["unknown bypassed"],
  },
  "its kind matters: a /32 user route while policies are off (R38)": {
    world: withPolicies(withoutGateway([`10.13.77.6/32 via ${FIREWALL}`]), "Disabled"),
    paths: ["unknown inconclusive"],
  },
  "its subnet is not in sight either": {
    world: withoutSubnet(withoutGateway([EXACT])),
    paths: ["unknown inconclusive"],
  },
  "whether a peering uses it is not known": {
    world: withoutGateway([EXACT]),
    change: { "VirtualNetworkPeering spoke1-to-hub": input({ useRemoteGateways: UNKNOWN }) },
    paths: ["unknown inconclusive"],
  },
  "the peering that uses it may not be in force": {
    world: withoutGateway([EXACT], {
      peerings: peer("hub", "spoke1")
        .slice(1)
        .map((half) => ({ ...half, state: "Initiated" })),
    }),
    paths: ["unknown inconclusive"],
  },
  "a gateway in sight in that network is the one that the peering uses": {
    world: blog([EXACT]),
    paths: ["vpngw inspected"],
  },
  "the declared half decides about transit, not one of another name that only an answer lists": {
    world: blog([EXACT]),
    change: {
      "VirtualNetwork hub": output({
        virtualNetworkPeerings: [
          {
            name: "aaa",
            remoteVirtualNetwork: { id: armId("virtualNetworks/spoke1") },
            allowGatewayTransit: false,
            peeringState: "Connected",
          },
        ],
      }),
    },
    paths: ["vpngw inspected"],
  },
  "no peering uses a gateway": {
    world: apart(withoutGateway([EXACT])),
    paths: [],
  },
  "a connection names a gateway that is not in sight: it may be in the network that has a GatewaySubnet and none": {
    world: apart(withoutGateway([EXACT])),
    change: connectedOutside("IPsec"),
    paths: ["unknown inconclusive"],
  },
  "the network with a GatewaySubnet has a gateway of that kind already": {
    world: blog([EXACT]),
    change: connectedOutside("IPsec"),
    paths: ["vpngw inspected"],
  },
  "the network with a GatewaySubnet has a gateway of the other kind": {
    world: blog([EXACT]),
    change: connectedOutside("ExpressRoute"),
    paths: ["unknown inconclusive", "vpngw inspected"],
  },
};

test.each(Object.entries(ROWS))("%s", (_, { world, change = {}, paths }) => {
  const resources = renderWorld(world, { style: "standalone", refreshed: true });
  const all = Object.entries(change).reduce((before, [which, each]) => changed(before, which, each), resources as readonly Resource[]);
  const found = analyse(all, intentOf(world)).report.paths.filter(({ endpoint }) => endpoint.name === "sql");
  expect(found.map(describe).sort()).toEqual(paths);
});

function describe({ gateway, verdict, assumptions }: ReturnType<typeof analyse>["report"]["paths"][number]): string {
  return [gateway.name, verdict, ...(gateway.name === "unknown" ? assumptions.map((each) => each.code) : [])].join(" ");
}
