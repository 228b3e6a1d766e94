import { peer, table } from "../../world/hand-made.ts";
import { urnOf } from "../../world/spelling.ts";
import type { World } from "../../world/world.ts";
import { EMPTY_WORLD } from "../../world/world.ts";
import { type Found, gateway, network, urnOfType, withPrefix } from "./found.ts";

/** What comes by FastPath goes past the user route that the endpoint's policies leave without effect. */
const PAST_GATEWAY: Partial<World> = {
  networks: [network("a", "10.0.0.0/16", { gateway: "rt", endpoints: true })],
  routeTables: [table("rt", "0.0.0.0/0 via 10.0.2.4")],
  gateways: [gateway("a", "express-route")],
  connections: [{ kind: "express-route", name: "circuit", gateway: "a-gw", fastPath: "endpoints", circuit: "direct" }],
  endpoints: [{ name: "pe", subnet: "a/ep", addresses: ["10.0.4.4"] }],
  configuration: { ...EMPTY_WORLD.configuration, firewalls: ["10.0.2.4"] },
};

/** A gateway's table leads to the firewall of the network between it and the endpoint's. */
const BEYOND_A_FIREWALL: Partial<World> = {
  networks: [
    network("a", "10.0.0.0/16", { firewall: true }),
    network("b", "10.3.0.0/16", { gateway: "rt" }),
    network("c", "10.4.0.0/16", { endpoints: true }),
  ],
  routeTables: [table("rt", "10.4.0.0/16 via 10.0.1.4")],
  peerings: [...peer("a", "b"), ...peer("a", "c")],
  endpoints: [{ name: "pe", subnet: "c/ep", addresses: ["10.4.4.5"] }],
  firewalls: [{ name: "fw", subnet: "a/AzureFirewallSubnet", address: "10.0.1.4" }],
};

/** Too little is known of gateways, networks, subnets and endpoints. */
export const ELSEWHERE: readonly Found[] = [
  {
    name: "a gateway of which nothing says in which network it is may tell any of its prefixes",
    world: {
      networks: [network("a", "10.0.0.0/16", { appliances: "rt", firewall: true, endpoints: true })],
      routeTables: [table("rt", "10.0.0.0/16 via 10.0.1.4")],
      gateways: [gateway("a", "vpn-active-standby")],
      connections: [{ kind: "ipsec", name: "con", gateway: "a-gw", bgp: false, localGateway: "site" }],
      localGateways: [{ name: "site", prefixes: ["10.0.0.0/17"] }],
      endpoints: [{ name: "pe", subnet: "a/ep", addresses: ["10.0.4.4"] }],
      firewalls: [{ name: "fw", subnet: "a/AzureFirewallSubnet", address: "10.0.1.4" }],
      configuration: { ...EMPTY_WORLD.configuration, firewalls: ["10.0.1.4"], entries: [{ name: "sdwan", subnet: "a/nva" }] },
    },
    style: "standalone",
    acts: [
      {
        kind: "hide",
        urn: urnOfType("VirtualNetworkGateway", "a-gw"),
        sides: ["inputs", "outputs"],
        path: ["ipConfigurations", 0, "subnet", "id"],
      },
    ],
  },
  {
    name: "a gateway of which nothing is seen need not have clients that come through it",
    world: PAST_GATEWAY,
    style: "inline",
    acts: [{ kind: "unseen", urn: urnOfType("VirtualNetworkGateway", "a-gw"), sides: ["inputs", "outputs"] }],
  },
  {
    name: "the same of the classic provider",
    world: PAST_GATEWAY,
    style: "inline",
    classic: "6",
    acts: [
      { kind: "unseen", urn: urnOf("azure:network/virtualNetworkGateway:VirtualNetworkGateway", "a-gw"), sides: ["inputs", "outputs"] },
    ],
  },
  {
    name: "the network that a literal id names may be one whose name is not known",
    world: {
      networks: [network("a", "10.0.0.0/16", { endpoints: true })],
      gateways: [gateway("a", "vpn-active-active")],
      endpoints: [{ name: "pe", subnet: "a/ep", addresses: ["10.0.4.4"] }],
      configuration: { ...EMPTY_WORLD.configuration, firewalls: ["10.0.2.13"], complete: true },
    },
    style: "inline",
    acts: [
      { kind: "no-name", urn: urnOfType("VirtualNetwork", "a") },
      { kind: "hide", urn: urnOfType("PrivateEndpoint", "pe"), sides: ["inputs"], path: ["subnet"] },
    ],
  },
  {
    name: "a range that is not known may be one that a longer BGP route has to give way to (R3)",
    world: {
      networks: [network("hub", "192.168.0.0/16", { gateway: "rt", firewall: true, endpoints: true })],
      routeTables: [table("rt", "192.168.0.0/16 via 192.168.1.4")],
      gateways: [gateway("hub", "express-route")],
      endpoints: [{ name: "pe", subnet: "hub/ep", addresses: ["192.168.4.5"] }],
      firewalls: [{ name: "fw", subnet: "hub/AzureFirewallSubnet", address: "192.168.1.4" }],
      configuration: { ...EMPTY_WORLD.configuration, onPremises: ["192.168.0.0/17"] },
    },
    style: "standalone",
    acts: [{ kind: "hide", urn: urnOfType("VirtualNetwork", "hub"), sides: ["inputs", "outputs"], path: ["addressSpace"] }],
  },
  {
    name: "the endpoint may be behind an appliance in a peer whose ranges are not known",
    world: {
      ...BEYOND_A_FIREWALL,
      gateways: [gateway("a", "vpn-active-active"), gateway("b", "vpn-active-standby")],
      configuration: { ...EMPTY_WORLD.configuration, firewalls: ["10.0.1.4"] },
    },
    style: "inline",
    acts: [
      { kind: "hide", urn: urnOfType("VirtualNetwork", "a"), sides: ["inputs", "outputs"], path: ["addressSpace"] },
      { kind: "hide-everywhere", property: "privateIPAddress" },
    ],
  },
  {
    name: "a route of which nothing tells the table may lead on to an endpoint beyond the neighbours",
    world: {
      ...BEYOND_A_FIREWALL,
      gateways: [gateway("a", "vpn-active-active"), gateway("b", "vpn-active-active")],
    },
    style: "standalone",
    acts: [
      { kind: "hide", urn: urnOfType("Route", "rt-r0"), sides: ["inputs", "outputs"], path: ["routeTableName"] },
      { kind: "hide-everywhere", property: "routes" },
      { kind: "no-id", urn: urnOfType("Route", "rt-r0") },
    ],
  },
  {
    name: "several ways in of which little is known are told in one order",
    world: {
      networks: [network("a", "10.1.0.0/16", {}), network("b", "10.2.0.0/16", { endpoints: true })],
      endpoints: [{ name: "pe", subnet: "b/ep", addresses: ["10.2.4.4"] }],
    },
    style: "inline",
    acts: ["a", "b"].map((name) => ({ kind: "unseen", urn: urnOfType("VirtualNetwork", name), sides: ["inputs", "outputs"] })),
  },
  {
    name: "an association may be that of a subnet whose name is not known",
    world: {
      networks: [network("a", "10.1.0.0/16", { gateway: "rt", endpoints: true })],
      routeTables: [table("rt", "10.1.4.0/24 via 10.1.2.4")],
      gateways: [gateway("a", "vpn-active-active")],
      endpoints: [{ name: "pe", subnet: "a/ep", addresses: ["10.1.4.4"] }],
      configuration: { ...EMPTY_WORLD.configuration, firewalls: ["10.1.2.9"] },
    },
    style: "standalone",
    classic: "6",
    acts: [
      { kind: "no-name", urn: urnOf("azure:network/subnet:Subnet", "a-GatewaySubnet") },
      {
        kind: "unseen",
        urn: urnOf("azure:network/virtualNetworkGateway:VirtualNetworkGateway", "a-gw"),
        sides: ["inputs", "outputs"],
      },
    ],
  },
  {
    name: "what version 5 answers of a subnet need not be all of its prefixes",
    world: {
      networks: [network("a", "10.1.0.0/16", {}), withPrefix(network("b", "10.2.0.0/16", { endpoints: true }), "10.2.200.0/24")],
      peerings: peer("b", "a").slice(0, 1),
      gateways: [gateway("a", "vpn-active-standby")],
      endpoints: [{ name: "pe", subnet: "b/ep", addresses: ["10.2.200.4"] }],
    },
    style: "inline",
    classic: "5",
    acts: [{ kind: "no-name", urn: urnOf("azure:network/subnet:Subnet", "b-ep") }],
  },
];
