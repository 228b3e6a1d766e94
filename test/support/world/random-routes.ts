import { isWithin, lengthOf, prefixAround } from "../reference/addresses.ts";
import type { Random } from "./random.ts";
import type { Members } from "./random-members.ts";
import { addressIn } from "./random-members.ts";
import type { WorldEndpoint, WorldNetwork, WorldNextHop, WorldPeering, WorldRoute, WorldRouteTable } from "./world.ts";
import { splitSubnet } from "./world.ts";

/** What a part's route tables are written about. */
export interface Ground {
  readonly part: string;
  readonly networks: readonly WorldNetwork[];
  readonly peerings: readonly WorldPeering[];
  readonly members: Members;
  /** Designated addresses. */
  readonly firewalls: readonly string[];
}

/** The subnet that a table is written for. */
interface Place {
  readonly network: WorldNetwork;
  readonly subnet: string;
}

export interface Routed {
  readonly networks: readonly WorldNetwork[];
  readonly routeTables: readonly WorldRouteTable[];
}

/** Gives tables to the subnets where traffic is routed: own ones, shared ones, or none. */
export function randomRouteTables(random: Random, ground: Ground): Routed {
  const routeTables: WorldRouteTable[] = [];
  const networks = ground.networks.map((network) => ({
    ...network,
    subnets: network.subnets.map((subnet) => {
      if (!random.chance(tableProbability(subnet.name))) return subnet;
      if (routeTables.length > 0 && random.chance(0.15)) return { ...subnet, routeTable: random.pick(routeTables).name };
      const table = randomTable(random, ground, { network, subnet: subnet.name }, `${ground.part}-rt${routeTables.length}`);
      routeTables.push(table);
      return { ...subnet, routeTable: table.name };
    }),
  }));
  return { networks, routeTables };
}

function tableProbability(subnet: string): number {
  if (subnet === "GatewaySubnet") return 0.92;
  if (subnet === "AzureFirewallSubnet") return 0.4;
  return subnet.startsWith("nva") ? 0.7 : 0.05;
}

/** Either one intention for all the endpoints, as people write tables, or anything. */
function randomTable(random: Random, ground: Ground, at: Place, name: string): WorldRouteTable {
  const { endpoints } = ground.members;
  const wanted = random.chance(0.72)
    ? systematic(random, ground, at)
    : Array.from({ length: 1 + random.below(5) }, () => anything(random, ground, at));
  const routes = wanted.filter(({ prefix }, index) => wanted.findIndex((other) => other.prefix === prefix) === index);
  return {
    name,
    propagationDisabled: random.chance(0.12),
    routes: endpoints.length === 0 ? [] : routes.map((route, index) => ({ ...route, name: `r${index}` })),
  };
}

function systematic(random: Random, ground: Ground, at: Place): readonly WorldRoute[] {
  const length = randomLength(random);
  const nextHop = randomNextHop(random, ground, at);
  const kept = ground.members.endpoints.filter(() => random.chance(0.95));
  return kept.flatMap((endpoint) =>
    endpoint.addresses.map((address) => ({
      name: "",
      prefix: prefixFor(random, ground, endpoint, address, length),
      nextHop: random.chance(0.9) ? nextHop : randomNextHop(random, ground, at),
    })),
  );
}

function anything(random: Random, ground: Ground, at: Place): WorldRoute {
  if (ground.members.endpoints.length === 0) return { name: "", prefix: "0.0.0.0/0", nextHop: { type: "None" } };
  const endpoint = random.pick(ground.members.endpoints);
  const prefix = prefixFor(random, ground, endpoint, random.pick(endpoint.addresses), randomLength(random));
  return { name: "", prefix, nextHop: randomNextHop(random, ground, at) };
}

type Length = "default" | "supernet" | "range" | "inside" | "subnet" | "host";

function randomLength(random: Random): Length {
  return random.weigh({ default: 8, supernet: 13, range: 36, inside: 12, subnet: 14, host: 20 });
}

function prefixFor(random: Random, ground: Ground, endpoint: WorldEndpoint, address: string, length: Length): string {
  const { network: networkName, subnet: subnetName } = splitSubnet(endpoint.subnet);
  const network = ground.networks.find(({ name }) => name === networkName);
  const range = lengthOf(network?.ranges.find((one) => isWithin(address, one)) ?? "");
  const subnet = network?.subnets.find(({ name }) => name === subnetName)?.prefixes.find((one) => isWithin(address, one)) ?? "";
  switch (length) {
    case "default":
      return "0.0.0.0/0";
    case "supernet":
      return prefixAround(address, random.pick([8, range - 1, range - 2, range - 4]));
    case "range":
      return prefixAround(address, range);
    case "inside":
      return prefixAround(address, random.pick([range + 1, 25, lengthOf(subnet) + 1]));
    case "subnet":
      return subnet;
    case "host":
      return `${address}/32`;
  }
}

function randomNextHop(random: Random, ground: Ground, at: Place): WorldNextHop {
  const type = random.weigh({ VirtualAppliance: 85, None: 4, VnetLocal: 4, Internet: 3, VirtualNetworkGateway: 4 });
  return type === "VirtualAppliance" ? { type, address: randomApplianceAddress(random, ground, at) } : { type };
}

type Goal = "designated" | "forwarding" | "balanced" | "deadEnd" | "nobody" | "outOfReach";

/** Mostly somebody in sight who is not at home in this very subnet, so that chains come about and not only loops. */
function randomApplianceAddress(random: Random, ground: Ground, at: Place): string {
  const goal = random.weigh<Goal>({ designated: 46, forwarding: 28, balanced: 12, deadEnd: 4, nobody: 6, outOfReach: 4 });
  const all = addressesFor(goal, ground, at);
  const near = all.filter(({ subnet }) => isInSight(ground, at, subnet) && subnet !== `${at.network.name}/${at.subnet}`);
  const from = near.length > 0 && random.chance(0.85) ? near : all;
  return from.length > 0 ? random.pick(from).address : addressIn(at.network, "nva-a", 29);
}

interface Held {
  readonly subnet: string;
  readonly address: string;
}

function addressesFor(goal: Goal, { networks, members, firewalls }: Ground, at: Place): readonly Held[] {
  const forwarding = [...members.firewalls, ...members.nics.filter((nic) => nic.forwarding), ...members.loadBalancers];
  switch (goal) {
    case "designated": {
      const held = forwarding.filter(({ address }) => firewalls.includes(address));
      return held.length > 0 ? held : firewalls.map((address) => ({ subnet: "", address }));
    }
    case "forwarding":
      return forwarding;
    case "balanced":
      return members.loadBalancers;
    case "deadEnd":
      return [
        ...members.nics.filter((nic) => !nic.forwarding),
        ...members.endpoints.flatMap(({ subnet, addresses }) => addresses.map((address) => ({ subnet, address }))),
      ];
    case "nobody":
      return networks.map((network) => ({ subnet: `${network.name}/nva-a`, address: addressIn(network, "nva-a", 29) }));
    case "outOfReach":
      return ["10.250.0.4", "100.64.0.4", addressIn(at.network, "nva-a", 27)].map((address) => ({ subnet: "", address }));
  }
}

function isInSight({ peerings }: Ground, at: Place, subnet: string): boolean {
  const network = subnet.split("/")[0] ?? "";
  const joins = (half: WorldPeering): boolean =>
    (half.network === network && half.remote === at.network.name) || (half.remote === network && half.network === at.network.name);
  return network === at.network.name || peerings.some(joins);
}
