import { peer, table } from "../../world/hand-made.ts";
import { urnOf } from "../../world/spelling.ts";
import type { World } from "../../world/world.ts";
import { EMPTY_WORLD } from "../../world/world.ts";
import type { Act } from "../act.ts";
import { type Found, gateway, NEW_STACK, network, urnOfType, withSubnet } from "./found.ts";

/** The next hop is in `b`, of which one half of a peering with the gateway's network is left. */
const LEFT_OVER: Partial<World> = {
  networks: [
    network("a", "10.0.0.0/16", { gateway: "rt" }),
    network("b", "10.2.0.0/16", {}),
    network("c", "10.4.0.0/16", { endpoints: true }),
  ],
  routeTables: [table("rt", "10.4.0.0/16 via 10.2.2.9")],
  peerings: [
    ...peer("b", "a")
      .slice(0, 1)
      .map((half) => ({ ...half, state: "Disconnected" as const })),
    ...peer("a", "c"),
  ],
  gateways: [gateway("a", "vpn-active-active")],
  endpoints: [{ name: "pe", subnet: "c/ep", addresses: ["10.4.4.5"] }],
  configuration: { ...EMPTY_WORLD.configuration, firewalls: ["10.0.1.4"] },
};

/** What comes from the gateway goes by an appliance in `c`, whether or not a peering of `b` gives the gateway a /32 route. */
const BY_APPLIANCE: Partial<World> = {
  networks: [
    network("a", "10.0.0.0/16", { gateway: "rt" }),
    network("b", "10.1.0.0/16", { endpoints: true }),
    network("c", "10.2.0.0/16", {}),
  ],
  routeTables: [table("rt", "10.1.0.0/16 via 10.2.2.11")],
  peerings: [
    ...peer("a", "b")
      .slice(1)
      .map((half) => ({ ...half, state: "Disconnected" as const })),
    ...peer("a", "c"),
    ...peer("c", "b").map((half) => ({ ...half, useRemoteGateways: false })),
  ],
  gateways: [gateway("a", "express-route")],
  nics: [{ name: "nva", subnet: "c/nva", address: "10.2.2.11", forwarding: true }],
  endpoints: [{ name: "pe", subnet: "b/ep", addresses: ["10.1.4.5"] }],
  configuration: { ...EMPTY_WORLD.configuration, firewalls: ["10.2.2.11"] },
};
const NOWHERE: Act = {
  kind: "hide",
  urn: urnOfType("VirtualNetworkPeering", "b-to-a"),
  sides: ["inputs", "outputs"],
  path: ["remoteVirtualNetwork"],
};

/** In `hub` packets for the endpoint go round in circles, unless a gateway there that `user` uses tells of the way. */
const IN_CIRCLES: Partial<World> = {
  networks: [
    network("hub", "10.1.0.0/16", { appliances: "circles" }),
    network("spoke", "10.2.0.0/16", { gateway: "rt", endpoints: true }),
    network("user", "10.3.0.0/16", {}),
  ],
  routeTables: [table("rt", "10.2.0.0/16 via 10.1.2.4"), table("circles", "10.2.0.0/16 via 10.1.2.4")],
  peerings: [...peer("hub", "spoke").map((half) => ({ ...half, useRemoteGateways: false })), ...peer("hub", "user")],
  gateways: [gateway("spoke", "vpn-active-active")],
  nics: [{ name: "nva", subnet: "hub/nva", address: "10.1.2.4", forwarding: true }],
  endpoints: [{ name: "pe", subnet: "spoke/ep", addresses: ["10.2.4.4"] }],
  configuration: { ...EMPTY_WORLD.configuration, firewalls: ["10.1.2.4"] },
};

/** What comes in at the appliance in `spoke` crosses the firewall there, unless the gateway of `hub` tells of a longer way. */
const TOLD_BY_HUB: Partial<World> = {
  networks: [network("hub", "10.1.0.0/16", {}), network("spoke", "10.2.0.0/16", { appliances: "rt", firewall: true, endpoints: true })],
  routeTables: [table("rt", "10.2.0.0/16 via 10.2.1.4")],
  peerings: peer("hub", "spoke").slice(0, 1),
  gateways: [gateway("hub", "vpn-active-standby")],
  connections: [{ kind: "ipsec", name: "con", gateway: "hub-gw", bgp: false, localGateway: "site" }],
  localGateways: [{ name: "site", prefixes: ["10.2.0.0/17"] }],
  endpoints: [{ name: "pe", subnet: "spoke/ep", addresses: ["10.2.4.4"] }],
  firewalls: [{ name: "fw", subnet: "spoke/AzureFirewallSubnet", address: "10.2.1.4" }],
  configuration: { ...EMPTY_WORLD.configuration, firewalls: ["10.2.1.4"], entries: [{ name: "sdwan", subnet: "spoke/nva" }] },
};

/** The same of a firewall in a network between, and of a Route Server. */
const LEARNT_BY_HUB: Partial<World> = {
  networks: [
    withSubnet(network("hub", "10.1.0.0/16", {}), "RouteServerSubnet", "10.1.9.0/24"),
    network("spoke", "10.2.0.0/16", { appliances: "rt" }),
    network("between", "10.3.0.0/16", { firewall: true }),
    network("far", "10.4.0.0/16", { endpoints: true }),
  ],
  routeTables: [table("rt", "10.4.0.0/16 via 10.3.1.4")],
  peerings: [
    ...peer("hub", "spoke").slice(0, 1),
    ...[...peer("spoke", "between"), ...peer("between", "far")].map((half) => ({ ...half, useRemoteGateways: false })),
  ],
  endpoints: [{ name: "pe", subnet: "far/ep", addresses: ["10.4.4.4"] }],
  firewalls: [{ name: "fw", subnet: "between/AzureFirewallSubnet", address: "10.3.1.4" }],
  routeServers: [{ name: "rs", network: "hub", branchToBranch: false }],
  configuration: { ...EMPTY_WORLD.configuration, firewalls: ["10.3.1.4"], entries: [{ name: "sdwan", subnet: "spoke/nva" }] },
};

/** Of peerings too little is known. */
export const AT_PEERINGS: readonly Found[] = [
  {
    name: "a gateway may serve the network that a peering leads to of which nothing says where it leads",
    world: TOLD_BY_HUB,
    style: "standalone",
    acts: [{ kind: "hide", urn: urnOfType("VirtualNetworkPeering", "hub-to-spoke"), sides: ["inputs"], path: ["remoteVirtualNetwork"] }],
  },
  {
    name: "so may a Route Server",
    world: LEARNT_BY_HUB,
    style: "standalone",
    acts: [{ kind: "hide", urn: urnOfType("VirtualNetworkPeering", "hub-to-spoke"), sides: ["inputs"], path: ["remoteVirtualNetwork"] }],
  },
  {
    name: "a peering of which nothing says where it leads may use a gateway that is not in sight",
    world: IN_CIRCLES,
    style: "standalone",
    acts: [{ kind: "hide", urn: urnOfType("VirtualNetworkPeering", "user-to-hub"), sides: ["inputs"], path: ["remoteVirtualNetwork"] }],
  },
  {
    name: "so may a network whose peerings are not in sight",
    world: IN_CIRCLES,
    style: "inline",
    acts: [{ kind: "hide", urn: urnOfType("VirtualNetwork", "user"), sides: ["inputs", "outputs"], path: ["virtualNetworkPeerings"] }],
  },
  {
    name: "of several peerings that may lead to a network without a name the same one is told of in any order",
    world: {
      networks: [
        network("a", "10.8.0.0/16", { endpoints: true }),
        network("hub", "10.3.0.0/16", {}),
        network("b", "10.4.0.0/16", { gateway: "rt" }),
      ],
      routeTables: [table("rt", "10.8.0.0/16 via 10.8.1.4")],
      peerings: [...peer("a", "hub").slice(0, 1), ...peer("hub", "b").slice(1)],
      gateways: [gateway("b", "vpn-active-standby")],
      endpoints: [{ name: "pe", subnet: "a/ep", addresses: ["10.8.4.4"] }],
      loadBalancers: [{ name: "lb", subnet: "hub/nva", address: "10.3.2.25", backends: [] }],
      configuration: { ...EMPTY_WORLD.configuration, firewalls: ["10.8.1.4"] },
    },
    style: "inline",
    acts: [{ kind: "no-name", urn: urnOfType("VirtualNetwork", "hub") }],
  },
  {
    name: "a peering of which nothing says where it leads may give the gateway a /32 route",
    world: BY_APPLIANCE,
    style: "standalone",
    acts: [NOWHERE],
  },
  {
    name: "or the route of the endpoint's network, which beats a summary",
    world: { ...BY_APPLIANCE, routeTables: [table("rt", "10.0.0.0/8 via 10.2.2.11")] },
    style: "standalone",
    acts: [NOWHERE],
  },
  {
    name: "a network whose peerings are not in sight may bring a next hop within reach",
    world: LEFT_OVER,
    style: "inline",
    acts: [{ kind: "hide", urn: urnOfType("VirtualNetwork", "b"), sides: ["inputs", "outputs"], path: ["virtualNetworkPeerings"] }],
  },
  {
    name: "a peering of which nothing says where it leads may lead to a network that another gateway reaches",
    world: {
      networks: [network("hub", "10.0.0.0/16", {}), network("spoke", "10.2.0.0/16", { endpoints: true })],
      peerings: peer("hub", "spoke").slice(0, 1),
      gateways: [gateway("hub", "vpn-active-active"), gateway("spoke", "vpn-active-active")],
      endpoints: [{ name: "pe", subnet: "spoke/ep", addresses: ["10.2.4.4"] }],
      configuration: { ...EMPTY_WORLD.configuration, firewalls: ["10.0.1.4"] },
    },
    style: "inline",
    acts: [NEW_STACK, { kind: "forget", urn: urnOfType("VirtualNetwork", "hub") }],
  },
  {
    name: "a peering whose network is not known is a way into each network that may be it",
    world: {
      networks: [network("a", "10.1.0.0/16", {}), network("b", "10.2.0.0/16", { endpoints: true })],
      peerings: peer("b", "a").slice(0, 1),
      gateways: [gateway("a", "vpn-active-active"), gateway("b", "express-route")],
      endpoints: [{ name: "pe", subnet: "b/ep", addresses: ["10.2.4.4"] }],
    },
    style: "inline",
    classic: "6",
    acts: [
      { kind: "hide-everywhere", property: "subnetId" },
      { kind: "no-name", urn: urnOf("azure:network/virtualNetwork:VirtualNetwork", "b") },
    ],
  },
  {
    name: "a peering of which nothing says where it leads may bring a next hop within reach",
    world: {
      networks: [network("a", "10.1.0.0/16", { gateway: "rt", endpoints: true }), network("b", "10.2.0.0/16", {})],
      routeTables: [table("rt", "10.1.4.0/24 via 10.2.1.4")],
      peerings: peer("b", "a")
        .slice(0, 1)
        .map((half) => ({ ...half, state: "Initiated" })),
      gateways: [gateway("a", "vpn-active-active")],
      endpoints: [{ name: "pe", subnet: "a/ep", addresses: ["10.1.4.4"] }],
      configuration: { ...EMPTY_WORLD.configuration, firewalls: ["10.2.1.4"] },
    },
    style: "standalone",
    acts: [NEW_STACK, { kind: "forget", urn: urnOfType("VirtualNetworkPeering", "b-to-a") }],
  },
];
