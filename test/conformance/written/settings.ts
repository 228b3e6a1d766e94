import { blogWorld, peer } from "../../support/world/hand-made.ts";
import type { World, WorldPeeringScope } from "../../support/world/world.ts";
import { join, network, subnet, type WrittenCase } from "./written-case.ts";

/** R14, R25, R26: peerings of single subnets, settings of peerings that drop, several next hops. */

const LEFT = ["10.0.0.0/24", "10.0.1.0/24", "10.0.2.0/24"].map((prefix, n) => subnet(`subnet${n}`, prefix));
const RIGHT = ["10.1.0.0/24", "10.1.1.0/24", "10.1.2.0/24"].map((prefix, n) => subnet(`subnet${n}`, prefix));

/** `subnet1` of the left network with `subnet0` and `subnet2` of the right one. */
const PEERED = ofSubnets(join("vnet-left", "vnet-right"), { local: ["subnet1"], remote: ["subnet0", "subnet2"], onlyIpv6: false });

/** The pair with this scope, which is told from the side of the first. */
function ofSubnets(pair: World["peerings"], scope: WorldPeeringScope): World["peerings"] {
  const back = { ...scope, local: scope.remote, remote: scope.local };
  return pair.map((half, index) => ({ ...half, scope: index === 0 ? scope : back }));
}

const LEFT_ROUTES = [
  "Default Active 10.0.0.0/16 VnetLocal",
  "Default Active 10.1.0.0/24 VNetPeering",
  "Default Active 10.1.2.0/24 VNetPeering",
];
const RIGHT_ROUTES = ["Default Active 10.1.0.0/16 VnetLocal", "Default Active 10.0.1.0/24 VNetPeering"];

/** The published topology, of which single subnets are peered. */
function blogWithSubnets(): World {
  const world = blogWorld({ policies: "RouteTableEnabled", routes: ["10.13.77.0/24 via 10.13.76.68"] });
  const scope = { local: ["GatewaySubnet", "AzureFirewallSubnet"], remote: ["ep"], onlyIpv6: false };
  return { ...world, peerings: ofSubnets(peer("hub", "spoke1"), scope) };
}

export const SETTINGS: readonly WrittenCase[] = [
  {
    name: "L3",
    rules: ["R26"],
    source: "mddazure/subnet-peering: the tables of two networks of which single subnets are peered",
    network: {
      networks: [network("vnet-left", ["10.0.0.0/16"], ...LEFT), network("vnet-right", ["10.1.0.0/16"], ...RIGHT)],
      peerings: PEERED,
    },
    firewalls: ["10.0.2.4"],
    routes: {
      "vnet-left/subnet0": LEFT_ROUTES,
      "vnet-left/subnet1": LEFT_ROUTES,
      "vnet-left/subnet2": LEFT_ROUTES,
      "vnet-right/subnet0": RIGHT_ROUTES,
      "vnet-right/subnet1": RIGHT_ROUTES,
      "vnet-right/subnet2": RIGHT_ROUTES,
    },
    absent: {
      "vnet-left/subnet1": ["10.1.0.0/16", "10.1.1.0/24"],
      "vnet-right/subnet1": ["10.0.0.0/16", "10.0.0.0/24", "10.0.2.0/24"],
    },
  },
  {
    name: "L4",
    rules: ["R26"],
    source: "mddazure/subnet-peering: the same with a range that both networks have, and that no peered subnet is in",
    network: {
      networks: [
        network("vnet-left", ["10.0.0.0/16", "172.16.0.0/16"], ...LEFT, subnet("subnet3", "172.16.3.0/24")),
        network("vnet-right", ["10.1.0.0/16", "172.16.0.0/16"], ...RIGHT, subnet("subnet3", "172.16.3.0/24")),
      ],
      peerings: PEERED,
    },
    firewalls: ["10.0.2.4"],
    routes: {
      "vnet-left/subnet1": [...LEFT_ROUTES, "Default Active 172.16.0.0/16 VnetLocal"],
      "vnet-right/subnet2": [...RIGHT_ROUTES, "Default Active 172.16.0.0/16 VnetLocal"],
    },
  },
  {
    name: "L5",
    rules: ["R1", "R26"],
    source: "follows from mddazure/subnet-peering: a user route for the network's range loses to the route of the peered subnet",
    network: blogWithSubnets(),
    firewalls: ["10.13.76.68"],
    onPremises: ["192.168.0.0/24"],
    verdicts: { "vpngw/endpoint1": "bypassed", "vpngw/endpoint2": "bypassed", "vpngw/sql": "bypassed" },
    routes: {
      "hub/AzureFirewallSubnet": ["Default Active 10.13.77.0/26 VNetGlobalPeering"],
      "hub/GatewaySubnet": ["User Active 10.13.77.0/24 VirtualAppliance 10.13.76.68", "Default Active 10.13.77.0/26 VNetGlobalPeering"],
    },
    absent: { "hub/AzureFirewallSubnet": ["10.13.77.0/24"] },
  },
  {
    name: "E1",
    rules: ["R14"],
    isNativeOnly: true,
    source: "msabansal/deployments sabansal-ecmp-routing: the effective route has both next hops, and both forward",
    network: {
      networks: [
        network(
          "vnet",
          ["10.81.0.0/16"],
          subnet("routers", "10.81.0.0/24"),
          subnet("vm1", "10.81.1.0/24", { routeTable: "to-vm2" }),
          subnet("vm2", "10.81.2.0/24", { routeTable: "to-vm1" }),
        ),
      ],
      routeTables: [["to-vm2", "10.81.2.0/24"] as const, ["to-vm1", "10.81.1.0/24"] as const].map(([name, prefix]) => ({
        name,
        propagationDisabled: false,
        routes: [{ name: "r0", prefix, nextHop: { type: "VirtualApplianceEcmp", addresses: ["10.81.0.4", "10.81.0.6"] } as const }],
      })),
      nics: ["10.81.0.4", "10.81.0.6"].map((address, n) => ({ name: `router${n + 1}`, subnet: "vnet/routers", address, forwarding: true })),
    },
    firewalls: ["10.81.0.4", "10.81.0.6"],
    routes: {
      "vnet/vm1": ["User Active 10.81.2.0/24 VirtualAppliance 10.81.0.4, 10.81.0.6"],
      "vnet/vm2": ["User Active 10.81.1.0/24 VirtualAppliance 10.81.0.4, 10.81.0.6"],
    },
  },
  {
    name: "E2",
    rules: ["R25"],
    source: "erjosito/net-lab-builder dual-hub-vnra-udr-transit: without access the routes look sound, and all packets are lost",
    network: {
      networks: [
        network("hub1", ["10.1.0.0/16"], subnet("appliances", "10.1.0.0/24")),
        network("spoke", ["10.11.0.0/16"], subnet("vm", "10.11.0.0/24")),
      ],
      peerings: join("hub1", "spoke").map((half) => ({ ...half, dropping: true })),
    },
    firewalls: ["10.1.0.4"],
    routes: {
      "spoke/vm": ["Default Active 10.1.0.0/16 VNetPeering"],
      "hub1/appliances": ["Default Active 10.11.0.0/16 VNetPeering"],
    },
    findings: ["CP-G07"],
  },
];
