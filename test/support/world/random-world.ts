import type { Random } from "./random.ts";
import { randomOf } from "./random.ts";
import { onPremisesPrefix, randomUplinks } from "./random-gateways.ts";
import { withMachines } from "./random-machines.ts";
import type { Members } from "./random-members.ts";
import { addressIn, randomMembers } from "./random-members.ts";
import { randomNetworks, randomPeerings, withServerSubnet } from "./random-networks.ts";
import { withRareSettings } from "./random-rarities.ts";
import { randomRouteTables } from "./random-routes.ts";
import { withRules } from "./random-rules.ts";
import type { World, WorldConfiguration, WorldNetwork } from "./world.ts";
import { EMPTY_WORLD } from "./world.ts";

/** In a sixth of the worlds: mostly in the hub. */
function withRouteServer(world: World, random: Random): World {
  if (!random.chance(1 / 6)) return world;
  const home = random.chance(0.75) ? world.networks[0] : random.pick(world.networks);
  if (home === undefined) return world;
  const server = { name: `${home.name}-rs`, network: home.name, branchToBranch: random.chance(0.4) };
  return { ...world, networks: world.networks.map((each) => (each === home ? withServerSubnet(each) : each)), routeServers: [server] };
}

type Part = Omit<World, "configuration"> & { readonly firewalls: World["firewalls"]; readonly designated: readonly string[] };

/** The world of a seed: one or two unconnected parts, biased so that something interesting happens in most of them. */
export function randomWorld(seed: number): World {
  const plain = plainWorld(seed);
  const rare = withRareSettings(plain, randomOf(seed + 7_000_003));
  const served = withRouteServer(rare, randomOf(seed + 11_000_003));
  const ruled = withRules(served, randomOf(seed + 17_000_003));
  // Most rare settings leave something open, and so does a machine: together they are more than the slow reference can go through.
  return rare === plain ? withMachines(ruled, randomOf(seed + 13_000_003)) : ruled;
}

function plainWorld(seed: number): World {
  const random = randomOf(seed);
  const parts = random.chance(0.25) ? [randomPart(random, "a"), randomPart(random, "b")] : [randomPart(random, "a")];
  const joined = parts.reduce<Omit<World, "configuration">>((all, part) => joinParts(all, part), EMPTY_WORLD);
  const designated = parts.flatMap((part) => part.designated);
  return { ...joined, configuration: randomConfiguration(random, joined.networks, designated) };
}

function randomPart(random: Random, part: string): Part {
  const networks = randomNetworks(random, part);
  const members = networks.map((network, index) => randomMembers(random, network, index === 0)).reduce(joinMembers);
  const designated = randomDesignation(random, networks, members);
  const peerings = randomPeerings(random, networks);
  return {
    ...randomRouteTables(random, { part, networks, peerings, members, firewalls: designated }),
    ...randomUplinks(random, networks),
    ...members,
    peerings,
    designated,
  };
}

/** One or two of: a firewall, a load balancer in front of some, an appliance, an address that nobody is seen to have. */
function randomDesignation(random: Random, networks: readonly WorldNetwork[], members: Members): readonly string[] {
  const all = [...members.loadBalancers, ...members.nics, ...members.firewalls].map(({ address }) => address);
  const [firewall] = members.firewalls;
  const unseen = addressIn(random.pick(networks), "nva-a", 28);
  const appliance = firewall !== undefined && random.chance(0.6) ? firewall.address : all.length > 0 ? random.pick(all) : unseen;
  const one = random.chance(0.93) ? appliance : unseen;
  return random.chance(0.3) && all.length > 0 ? [...new Set([one, random.pick(all)])] : [one];
}

function randomConfiguration(random: Random, networks: readonly WorldNetwork[], designated: readonly string[]): WorldConfiguration {
  const stated = random.chance(0.7);
  return {
    firewalls: random.chance(0.85) ? [...new Set(designated)] : [],
    onPremises: random.chance(0.5) ? [onPremisesPrefix(random, networks)] : [],
    complete: random.chance(0.2),
    strict: random.chance(0.15),
    hostRouteOverride: stated
      ? EMPTY_WORLD.configuration.hostRouteOverride
      : {
          "vpn-active-active": random.pick(["ignored", "unproven"]),
          "vpn-active-standby": random.pick(["honoured", "ignored", "unproven"]),
          "express-route": random.pick(["honoured", "ignored", "unproven"]),
          "virtual-wan": "unproven",
        },
    entries: random.chance(0.3) ? [randomEntry(random, networks)] : [],
  };
}

/** Most of all where appliances are. */
function randomEntry(random: Random, networks: readonly WorldNetwork[]): WorldConfiguration["entries"][number] {
  const subnets = networks.flatMap((network) => network.subnets.map(({ name }) => `${network.name}/${name}`));
  const likely = subnets.filter((subnet) => subnet.endsWith("/nva-a"));
  return { name: "sdwan", subnet: random.pick(likely.length > 0 && random.chance(0.7) ? likely : subnets) };
}

function joinMembers(a: Members, b: Members): Members {
  return {
    endpoints: [...a.endpoints, ...b.endpoints],
    firewalls: [...a.firewalls, ...b.firewalls],
    nics: [...a.nics, ...b.nics],
    loadBalancers: [...a.loadBalancers, ...b.loadBalancers],
  };
}

function joinParts(a: Omit<World, "configuration">, b: Omit<World, "configuration">): Omit<World, "configuration"> {
  return {
    ...joinMembers(a, b),
    networks: [...a.networks, ...b.networks],
    routeTables: [...a.routeTables, ...b.routeTables],
    peerings: [...a.peerings, ...b.peerings],
    gateways: [...a.gateways, ...b.gateways],
    connections: [...a.connections, ...b.connections],
    localGateways: [...a.localGateways, ...b.localGateways],
  };
}
