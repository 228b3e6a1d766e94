import { judgeWorld } from "../support/reference/reference.ts";
import { peer, table } from "../support/world/hand-made.ts";
import type { World, WorldConfiguration, WorldNic, WorldRule, WorldSubnet } from "../support/world/world.ts";
import { EMPTY_WORLD } from "../support/world/world.ts";

/** Chains, balancers, loops, overlaps and gateway routes: small networks whose answer follows from the contracts by hand. */

interface Lab {
  /** By subnet: GatewaySubnet, one, two, ep. */
  readonly tables?: Readonly<Record<string, readonly string[]>>;
  readonly nics?: readonly WorldNic[];
  readonly loadBalancers?: World["loadBalancers"];
  readonly policies?: WorldSubnet["policies"];
  readonly designated?: readonly string[];
  readonly configuration?: Partial<WorldConfiguration>;
  readonly more?: (base: World) => Partial<World>;
}

const ONE: WorldNic = { name: "one", subnet: "hub/one", address: "10.0.1.4", forwarding: true };
const TWO: WorldNic = { name: "two", subnet: "hub/two", address: "10.0.2.4", forwarding: true };
const DEAF: WorldNic = { name: "deaf", subnet: "hub/two", address: "10.0.2.5", forwarding: false };

/** A hub with a gateway and two subnets for appliances, a spoke 10.1.0.0/16 with the endpoint 10.1.0.4. */
function lab({
  tables = {},
  nics = [ONE, TWO, DEAF],
  loadBalancers = [],
  policies = "Enabled",
  designated,
  configuration,
  more,
}: Lab): World {
  const subnet = (name: string, prefix: string): WorldSubnet => ({
    name,
    prefixes: [prefix],
    policies: name === "ep" ? policies : "Disabled",
    routeTable: tables[name] === undefined ? undefined : `rt-${name}`,
  });
  const hub = [subnet("GatewaySubnet", "10.0.0.0/24"), subnet("one", "10.0.1.0/24"), subnet("two", "10.0.2.0/24")];
  const base: World = {
    ...EMPTY_WORLD,
    networks: [
      { name: "hub", location: "westeurope", ranges: ["10.0.0.0/16"], subnets: hub },
      { name: "spoke", location: "westeurope", ranges: ["10.1.0.0/16"], subnets: [subnet("ep", "10.1.0.0/24")] },
    ],
    peerings: peer("hub", "spoke"),
    routeTables: Object.entries(tables).map(([name, routes]) => table(`rt-${name}`, ...routes)),
    gateways: [{ name: "gw", network: "hub", kind: "vpn-active-active", pools: [] }],
    nics,
    loadBalancers,
    endpoints: [{ name: "pe", subnet: "spoke/ep", addresses: ["10.1.0.4"] }],
    configuration: { ...EMPTY_WORLD.configuration, firewalls: designated ?? [ONE.address], ...configuration },
  };
  return { ...base, ...more?.(base) };
}

const TO_ONE = [`10.1.0.0/16 via ${ONE.address}`];
const TO_TWO = [`10.1.0.0/16 via ${TWO.address}`];
const TO_LB = ["10.1.0.0/16 via 10.0.1.9"];
const balancer = (...backends: readonly string[]): World["loadBalancers"] => [
  { name: "lb", subnet: "hub/one", address: "10.0.1.9", backends },
];
const far = {
  name: "far",
  location: "westeurope",
  ranges: ["10.2.0.0/16"],
  subnets: [{ name: "ep", prefixes: ["10.2.0.0/24"], policies: "Enabled", routeTable: undefined }],
} as const;

function behind(base: World): Partial<World> {
  return {
    networks: [
      ...base.networks.slice(0, 1),
      { ...far, name: "spoke", ranges: ["10.3.0.0/16"], subnets: [{ ...far.subnets[0], name: "nva", prefixes: ["10.3.0.0/24"] }] },
      far,
    ],
    peerings: [...peer("hub", "spoke"), ...peer("spoke", "far").map((half) => ({ ...half, useRemoteGateways: false }))],
    nics: [{ name: "edge", subnet: "spoke/nva", address: "10.3.0.4", forwarding: true }],
    endpoints: [{ name: "pe", subnet: "far/ep", addresses: ["10.2.0.4"] }],
  };
}

const OUT: WorldNic = { name: "out", subnet: "hub/one", address: "10.0.1.5", forwarding: true };

/** The gateway sends to TWO, whose subnet leads to the firewall ONE; the subnet of ONE leads to the endpoint. */
function machine(interfaces: readonly WorldNic[], designated: readonly string[] = [ONE.address]): Lab {
  return {
    designated,
    nics: [ONE, ...interfaces],
    tables: { GatewaySubnet: TO_TWO, two: TO_ONE },
    more: () => ({ machines: [{ name: "vm", interfaces: interfaces.map(({ name }) => name) }] }),
  };
}

const ALLOW: WorldRule = { action: "Allow", sources: ["0.0.0.0/0"], destinations: ["0.0.0.0/0"] };
const deny = (source: string, destination = "10.1.0.0/16"): WorldRule => ({
  action: "Deny",
  sources: [source],
  destinations: [destination],
});

/** The gateway sends what comes from 192.168.0.0/24 to an Azure Firewall in the place of ONE. */
function firewall(rules: readonly WorldRule[] | undefined): Lab {
  const own = { name: "fw", subnet: "hub/one", address: ONE.address };
  return {
    nics: [TWO],
    tables: { GatewaySubnet: TO_ONE },
    more: () => ({
      firewalls: [rules === undefined ? own : { ...own, rules }],
      connections: [{ kind: "ipsec", name: "c", gateway: "gw", bgp: false, localGateway: "l" }],
      localGateways: [{ name: "l", prefixes: ["192.168.0.0/24"] }],
    }),
  };
}

test.each<[string, Lab, string]>([
  ["a chain: the other appliance, then the firewall", { tables: { GatewaySubnet: TO_TWO, two: TO_ONE } }, "path inspected delivered"],
  ["a chain that ends before the firewall", { tables: { GatewaySubnet: TO_TWO } }, "path bypassed delivered"],
  ["a loop", { tables: { GatewaySubnet: TO_TWO, two: TO_ONE, one: TO_TWO } }, "path undelivered loop"],
  ["an appliance that routes to itself", { tables: { GatewaySubnet: TO_ONE, one: TO_ONE } }, "path undelivered loop"],
  [
    "R37: at a NIC a /32 user route counts without policies, the gateway ignores it",
    { policies: "Disabled", tables: { GatewaySubnet: ["10.1.0.4/32 via 10.0.1.4"] } },
    "path bypassed delivered",
  ],
  ["no IP forwarding", { tables: { GatewaySubnet: [`10.1.0.0/16 via ${DEAF.address}`] } }, "path undelivered next-hop-unreachable"],
  ["every backend is designated", { loadBalancers: balancer("one"), tables: { GatewaySubnet: TO_LB } }, "path inspected delivered"],
  ["one backend is not", { loadBalancers: balancer("one", "two"), tables: { GatewaySubnet: TO_LB } }, "path bypassed delivered"],
  [
    "the frontend is designated",
    { loadBalancers: balancer("one", "two"), designated: ["10.0.1.9"], tables: { GatewaySubnet: TO_LB } },
    "path inspected delivered",
  ],
  [
    "a backend drops, the other inspects",
    { loadBalancers: balancer("one", "deaf"), tables: { GatewaySubnet: TO_LB } },
    "path undelivered next-hop-unreachable",
  ],
  [
    "no backends, not designated",
    { loadBalancers: balancer(), tables: { GatewaySubnet: TO_LB } },
    "path inconclusive insufficient-information",
  ],
  [
    "no backends, designated",
    { loadBalancers: balancer(), designated: ["10.0.1.9"], tables: { GatewaySubnet: TO_LB } },
    "path inspected insufficient-information CP-A01",
  ],
  [
    "R31: behind an appliance in a spoke",
    { designated: ["10.3.0.4"], tables: { GatewaySubnet: ["10.2.0.0/16 via 10.3.0.4"] }, more: behind },
    "path inspected delivered",
  ],
  ["no way behind", { designated: ["10.3.0.4"], more: behind }, "none"],
  [
    "a summary counts where there is no /32",
    { designated: ["10.3.0.4"], tables: { GatewaySubnet: ["10.0.0.0/8 via 10.3.0.4"] }, more: behind },
    "path inspected delivered",
  ],
  [
    "R3: BGP never beats a peering route",
    {
      configuration: { onPremises: ["10.1.0.0/24"] },
      more: () => ({ connections: [{ kind: "ipsec", name: "c", gateway: "gw", bgp: true, localGateway: "l" }] }),
    },
    "path bypassed delivered",
  ],
  [
    "R3: nobody says whether a static route does, and the user route is shorter",
    {
      tables: { GatewaySubnet: TO_ONE },
      more: () => ({
        connections: [{ kind: "ipsec", name: "c", gateway: "gw", bgp: false, localGateway: "l" }],
        localGateways: [{ name: "l", prefixes: ["10.1.0.0/24"] }],
      }),
    },
    "path inconclusive delivered",
  ],
  [
    "a static route shorter than the peering's is no doubt",
    {
      tables: { GatewaySubnet: TO_ONE },
      more: () => ({
        connections: [{ kind: "ipsec", name: "c", gateway: "gw", bgp: false, localGateway: "l" }],
        localGateways: [{ name: "l", prefixes: ["10.0.0.0/8"] }],
      }),
    },
    "path inspected delivered",
  ],
  [
    "a designated address that a NIC without forwarding holds",
    { designated: [DEAF.address], tables: { GatewaySubnet: [`10.1.0.0/16 via ${DEAF.address}`] } },
    "path undelivered next-hop-unreachable",
  ],
  ["a machine whose other subnet leads past the firewall", machine([TWO, OUT]), "path inconclusive delivered"],
  ["a machine whose other interface does not forward", machine([TWO, { ...OUT, forwarding: false }]), "path inconclusive delivered"],
  ["a machine with both interfaces in one subnet", machine([TWO, DEAF]), "path inspected delivered"],
  ["a machine with one interface", machine([TWO]), "path inspected delivered"],
  ["a machine that is the firewall", machine([TWO, OUT], [TWO.address]), "path inspected delivered"],
  ["R63b: a firewall whose rules are not in sight", firewall(undefined), "path inspected delivered"],
  ["a firewall without any rule", firewall([]), "path undelivered denied"],
  ["a firewall that denies the site", firewall([deny("192.168.0.0/24"), ALLOW]), "path undelivered denied"],
  ["a firewall that denies half of the site", firewall([deny("192.168.0.0/25"), ALLOW]), "path inspected delivered"],
  [
    "a firewall that denies both halves of the site",
    firewall([deny("192.168.0.0/25"), deny("192.168.0.128/25"), ALLOW]),
    "path undelivered denied",
  ],
  ["a firewall that allows before it denies", firewall([ALLOW, deny("192.168.0.0/24")]), "path inspected delivered"],
  ["a firewall that denies another endpoint", firewall([deny("192.168.0.0/24", "10.1.0.5/32"), ALLOW]), "path inspected delivered"],
  [
    "R62: a firewall that denies the site, behind an appliance that may put its own address in",
    { ...firewall([deny("192.168.0.0/24"), ALLOW]), tables: { GatewaySubnet: TO_TWO, two: TO_ONE } },
    "path inspected delivered",
  ],
])("%s", (_, given, expected) => {
  const [path] = judgeWorld(lab(given)).paths;
  const words = [
    path?.status,
    path?.verdict,
    ...(path?.dispositions ?? []),
    ...(path?.assumptions ?? []).filter((code) => code === "CP-A01"),
  ];
  expect(path?.status === "none" ? "none" : words.join(" ")).toBe(expected);
});

test("one address in two peered networks: one of them is true", () => {
  const twin = { ...lab({}).networks[1], name: "twin" } as World["networks"][number];
  const base = lab({});
  const world: World = {
    ...base,
    networks: [...base.networks, twin],
    peerings: [...base.peerings, ...peer("hub", "twin")],
    endpoints: [...base.endpoints, { name: "other", subnet: "twin/ep", addresses: ["10.1.0.4"] }],
  };
  expect(judgeWorld(world).paths.map(({ verdict, dispositions }) => [verdict, ...dispositions])).toEqual([
    ["inconclusive", "delivered", "no-route"],
    ["inconclusive", "delivered", "no-route"],
  ]);
});

test("an Azure Firewall's address is no identity where none is designated", () => {
  const elsewhere = { ...far, subnets: [{ ...far.subnets[0], name: "AzureFirewallSubnet" }] };
  const base = lab({ tables: { GatewaySubnet: TO_ONE }, configuration: { firewalls: [] } });
  const world: World = {
    ...base,
    networks: [...base.networks, elsewhere],
    firewalls: [{ name: "fw", subnet: "far/AzureFirewallSubnet", address: ONE.address }],
  };
  expect(judgeWorld(world).paths[0]?.verdict).toBe("bypassed");
});
