import type { Act } from "../support/hiding/act.ts";
import type { Law } from "../support/hiding/counterexample.ts";
import { nothingElseUnlessAssumed, strictlyNothingElse, whateverTheOrder } from "../support/hiding/laws.ts";
import type { Generation } from "../support/world/classic.ts";
import { peer, table } from "../support/world/hand-made.ts";
import { urnOf } from "../support/world/spelling.ts";
import type { World, WorldGateway, WorldNetwork } from "../support/world/world.ts";
import { EMPTY_WORLD } from "../support/world/world.ts";

/** Networks in which knowing less once made the engine say something else, as small as they could be made. */

interface Found {
  readonly name: string;
  readonly world: Partial<World>;
  readonly style: "inline" | "standalone";
  readonly classic?: Generation;
  readonly acts: readonly Act[];
}

const NEW_STACK: Act = { kind: "new-stack" };

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

/** What comes by FastPath goes past the user route that the endpoint's policies leave without effect. */
const PAST_GATEWAY: Partial<World> = {
  networks: [network("a", "10.0.0.0/16", { gateway: "rt", endpoints: true })],
  routeTables: [table("rt", "0.0.0.0/0 via 10.0.2.4")],
  gateways: [gateway("a", "express-route")],
  connections: [{ kind: "express-route", name: "circuit", gateway: "a-gw", fastPath: "endpoints", circuit: "direct" }],
  endpoints: [{ name: "pe", subnet: "a/ep", addresses: ["10.0.4.4"] }],
  configuration: { ...EMPTY_WORLD.configuration, firewalls: ["10.0.2.4"] },
};

const FOUND: readonly Found[] = [
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
    name: "the endpoint may be behind an appliance in a peer whose ranges are not known",
    world: {
      networks: [
        network("a", "10.0.0.0/16", { firewall: true }),
        network("b", "10.3.0.0/16", { gateway: "rt" }),
        network("c", "10.4.0.0/16", { endpoints: true }),
      ],
      routeTables: [table("rt", "10.4.0.0/16 via 10.0.1.4")],
      peerings: [...peer("a", "b"), ...peer("a", "c")],
      gateways: [gateway("a", "vpn-active-active"), gateway("b", "vpn-active-standby")],
      endpoints: [{ name: "pe", subnet: "c/ep", addresses: ["10.4.4.5"] }],
      firewalls: [{ name: "fw", subnet: "a/AzureFirewallSubnet", address: "10.0.1.4" }],
      configuration: { ...EMPTY_WORLD.configuration, firewalls: ["10.0.1.4"] },
    },
    style: "inline",
    acts: [
      { kind: "hide", urn: urnOfType("VirtualNetwork", "a"), sides: ["inputs", "outputs"], path: ["addressSpace"] },
      { kind: "hide-everywhere", property: "privateIPAddress" },
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

const LAWS: readonly (readonly [string, Law])[] = [
  ["strict", strictlyNothingElse],
  ["with assumptions", nothingElseUnlessAssumed],
  ["in any order", whateverTheOrder],
];

test.each(FOUND.flatMap(({ name, ...found }) => LAWS.map(([how, law]) => ({ name, how, law, ...found }))))(
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

interface Inside {
  /** The route tables of the GatewaySubnet and of the subnet for appliances. */
  readonly gateway?: string;
  readonly appliances?: string;
  readonly firewall?: boolean;
  readonly endpoints?: boolean;
}

/** A range `x.y.0.0/16` with a gateway subnet, one for appliances, and what more is wanted. */
function network(name: string, range: string, { gateway: routeTable, appliances, firewall, endpoints }: Inside): WorldNetwork {
  const slice = (place: number): readonly string[] => [range.replace("0.0/16", `${place}.0/24`)];
  return {
    name,
    location: "westeurope",
    ranges: [range],
    subnets: [
      { name: "GatewaySubnet", prefixes: slice(0), policies: "Disabled", routeTable },
      ...(firewall === true
        ? [{ name: "AzureFirewallSubnet", prefixes: slice(1), policies: "Disabled", routeTable: undefined } as const]
        : []),
      { name: "nva", prefixes: slice(2), policies: "Disabled", routeTable: appliances },
      ...(endpoints === true ? [{ name: "ep", prefixes: slice(4), policies: "Enabled", routeTable: undefined } as const] : []),
    ],
  };
}

/** The network with one prefix more in the subnet of the endpoints. */
function withPrefix(of: WorldNetwork, prefix: string): WorldNetwork {
  return {
    ...of,
    subnets: of.subnets.map((subnet) => (subnet.name === "ep" ? { ...subnet, prefixes: [...subnet.prefixes, prefix] } : subnet)),
  };
}

function gateway(network: string, kind: WorldGateway["kind"]): WorldGateway {
  return { name: `${network}-gw`, network, kind, pools: [] };
}

function urnOfType(type: string, name: string): string {
  return urnOf(`azure-native:network:${type}`, name);
}
