import { isWithin } from "../reference/addresses.ts";
import type { Random } from "./random.ts";
import { addressIn } from "./random-members.ts";
import type { World, WorldNetwork, WorldNextHop, WorldPeering, WorldPeeringScope, WorldRoute, WorldRouteTable } from "./world.ts";

/** In a quarter of the worlds: the settings that few programs have, most of them documented in part only. */
export function withRareSettings(world: World, random: Random): World {
  if (!random.chance(0.25)) return world;
  const networks = random.chance(0.5)
    ? world.networks.map((network) => (random.chance(0.4) ? { ...network, highScale: true } : network))
    : world.networks;
  const hops = random.chance(0.5) ? 0.4 : 0;
  const off = random.chance(0.4) ? 0.4 : 0;
  const routeTables = world.routeTables.map((table) => rareTable(world, random, table, hops, off));
  const peerings = random.chance(0.6) ? rarePeerings({ ...world, routeTables }, random) : world.peerings;
  const rare = { ...world, networks, routeTables, peerings };
  return random.chance(0.4) ? { ...rare, peerings: peerings.map((half) => randomRecord(rare, random, half)) } : rare;
}

/** R10b: the remote network has since got a range, lost one, or had one widened or narrowed. */
function randomRecord({ networks }: World, random: Random, half: WorldPeering): WorldPeering {
  const ranges = networks.find(({ name }) => name === half.remote)?.ranges ?? [];
  if (half.scope !== undefined || !random.chance(0.4)) return half;
  const others = random.shuffle(ranges);
  const [one = "", ...rest] = others;
  const [base = "", length = ""] = one.split("/");
  const change = random.pick(["added", "removed", "widened", "narrowed", "none"]);
  const wider = Number(length) > 16 && one.startsWith("10.");
  switch (change) {
    case "added":
      return { ...half, recorded: rest };
    case "removed":
      return { ...half, recorded: [...others, `10.200.${random.below(200)}.0/24`] };
    case "widened":
      return { ...half, recorded: [`${base}/${Number(length) + 1}`, ...rest] };
    case "narrowed":
      return wider ? { ...half, recorded: [`${base}/${Number(length) - 1}`, ...rest] } : half;
    default:
      return { ...half, recorded: others };
  }
}

/** Every peering as if it had just been synchronised. */
export function withoutRecords(world: World): World {
  return { ...world, peerings: world.peerings.map(({ recorded: _, ...half }) => half) };
}

/** `hops`, `off`: how likely a route leads to several appliances, and a table keeps peering routes away. */
function rareTable(world: World, random: Random, table: WorldRouteTable, hops: number, off: number): WorldRouteTable {
  const routes = table.routes.map((route) => (random.chance(hops) ? severalHops(world, random, route) : route));
  return { ...table, routes, ...(random.chance(off) ? { peeringRoutesOff: true } : {}) };
}

/** R14: beside the appliance others, of which each gets its share. */
function severalHops(world: World, random: Random, route: WorldRoute): WorldRoute {
  const { nextHop } = route;
  if (nextHop.type !== "VirtualAppliance") return route;
  const others = [...world.firewalls, ...world.nics, ...world.loadBalancers].map(({ address }) => address);
  const more = others.length > 0 ? random.pick(others) : addressIn(random.pick(world.networks), "nva-a", 29);
  const addresses = [...new Set([nextHop.address, more])];
  return addresses.length === 1 ? route : { ...route, nextHop: { type: "VirtualApplianceEcmp", addresses } };
}

/** Both halves of a pair say the same, each from its side. */
function rarePeerings(world: World, random: Random): readonly WorldPeering[] {
  const scopes = new Map<string, WorldPeeringScope | undefined>();
  return world.peerings.map((half) => {
    const { network, remote } = half;
    const back = scopes.get(`${remote} ${network}`);
    const scope = scopes.has(`${remote} ${network}`)
      ? back && { ...back, local: back.remote, remote: back.local }
      : random.chance(0.6)
        ? randomScope(world, random, network, remote)
        : undefined;
    scopes.set(`${network} ${remote}`, scope);
    return { ...half, ...(scope === undefined ? {} : { scope }), ...(random.chance(0.2) ? { dropping: true } : {}) };
  });
}

function randomScope(world: World, random: Random, network: string, remote: string): WorldPeeringScope {
  const hops = world.routeTables.flatMap(({ routes }) => routes.flatMap(({ nextHop }) => addressesOf(nextHop)));
  const pick = (name: string): readonly string[] => {
    const { subnets } = world.networks.find((each) => each.name === name) as WorldNetwork;
    // Whether a next hop may be in a subnet that is not peered is another question than where the packets go.
    const isNeeded = ({ prefixes }: WorldNetwork["subnets"][number]): boolean =>
      hops.some((address) => prefixes.some((prefix) => isWithin(address, prefix)));
    return subnets.filter((subnet) => !subnet.name.startsWith("ep") || isNeeded(subnet) || random.chance(0.7)).map((each) => each.name);
  };
  const isOnTheWay = [network, remote].some((name) => hops.some((address) => isIn(world, name, address)));
  return { local: pick(network), remote: pick(remote), onlyIpv6: !isOnTheWay && random.chance(0.3) };
}

function isIn({ networks }: World, name: string, address: string): boolean {
  return networks.some((network) => network.name === name && network.ranges.some((range) => isWithin(address, range)));
}

function addressesOf(nextHop: WorldNextHop): readonly string[] {
  if (nextHop.type === "VirtualAppliance") return [nextHop.address];
  return nextHop.type === "VirtualApplianceEcmp" ? nextHop.addresses : [];
}

/** R44: some of the endpoints are pending. Only what Azure answers tells it, and not every provider hands that on. */
export function withPendingEndpoints(world: World, random: Random): World {
  return { ...world, endpoints: world.endpoints.map((endpoint) => (random.chance(0.6) ? { ...endpoint, isPending: true } : endpoint)) };
}

/** The world as the default version of the API can say it (R77), and the classic provider: it records nothing of peerings. */
export function withoutNewSettings(world: World): World {
  const routeTables = world.routeTables.map(({ peeringRoutesOff: _, ...table }) => ({
    ...table,
    routes: table.routes.map((route) => ({ ...route, nextHop: oneHop(route.nextHop) })),
  }));
  return { ...withoutRecords(world), routeTables };
}

function oneHop(nextHop: WorldNextHop): WorldNextHop {
  const [address] = addressesOf(nextHop);
  return address === undefined ? nextHop : { type: "VirtualAppliance", address };
}
