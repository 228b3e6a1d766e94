import type { Random } from "./random.ts";
import { randomOf } from "./random.ts";
import { withoutRules } from "./random-rules.ts";
import { randomWorld } from "./random-world.ts";
import {
  splitSubnet,
  type World,
  type WorldEntry,
  type WorldFirewall,
  type WorldFirewallPolicy,
  type WorldFirewallRules,
  type WorldMachine,
  type WorldNic,
} from "./world.ts";

/** The random network of a seed with what tells of the way back. In most of them each way in leads to some designated firewall. */
export function randomWayBack(seed: number): World {
  const random = randomOf(seed + 23_000_003);
  const world = letThrough(randomWorld(seed));
  return withTranslation(random.chance(0.75) ? steered(world, random) : world, random);
}

/** Without rules that deny, and without machines of several interfaces: replies are about the flows that come through. */
function letThrough({ machines: _, ...world }: World): World {
  return { ...world, firewalls: world.firewalls.map(withoutRules) };
}

/** Every way in has a table of its own that leads all to one or two appliances nearby; policies are on, and what is behind lets through. */
function steered(world: World, random: Random): World {
  const nics = world.nics.map((nic) => ({ ...nic, forwarding: nic.forwarding || random.chance(0.9) }));
  const loadBalancers = world.loadBalancers.map((each) => ({
    ...each,
    backends:
      each.backends.length > 0 || random.chance(0.2) ? each.backends : nics.filter((nic) => isBeside(nic, each)).map(({ name }) => name),
  }));
  const filled = { ...world, nics, loadBalancers };
  const entries = world.configuration.entries.map((entry) => awayFromAppliances(filled, random, entry));
  const ways = [...new Set([...world.networks.map(({ name }) => `${name}/GatewaySubnet`), ...entries.map(({ subnet }) => subnet)])];
  const targets = new Map(ways.map((way) => [way, randomTargets(filled, random, way)]));
  const prefixes = [...new Set(world.networks.flatMap(({ ranges }) => ranges))];
  const isOpen = random.chance(0.7);
  const tables = [...targets]
    .filter(([, addresses]) => addresses.length > 0)
    .map(([way, addresses]) => steeringTable(way, prefixes, addresses));
  return {
    ...filled,
    networks: world.networks.map((network) => ({
      ...network,
      subnets: network.subnets.map((subnet) => {
        const own = tables.find(({ name }) => name === tableName(`${network.name}/${subnet.name}`))?.name;
        const kept = isOpen && !subnet.name.startsWith("ep") ? undefined : subnet.routeTable;
        return { ...subnet, policies: random.chance(0.9) ? "RouteTableEnabled" : subnet.policies, routeTable: own ?? kept };
      }),
    })),
    routeTables: [...world.routeTables, ...tables],
    configuration: { ...world.configuration, entries, firewalls: designated(filled, random, [...targets.values()].flat()) },
  };
}

function isBeside(a: { readonly subnet: string }, b: { readonly subnet: string }): boolean {
  return splitSubnet(a.subnet).network === splitSubnet(b.subnet).network;
}

/** What an appliance sends on from the subnet where on-premises comes in would come back to it. */
function awayFromAppliances(world: World, random: Random, entry: WorldEntry): WorldEntry {
  const taken = [...world.firewalls, ...world.nics].map(({ subnet }) => subnet);
  const subnets = world.networks
    .flatMap(({ name, subnets: all }) => all.map((subnet) => `${name}/${subnet.name}`))
    .filter((subnet) => /\/(nva|ep)/.test(subnet) && !taken.includes(subnet));
  return subnets.length === 0 ? entry : { ...entry, subnet: random.pick(subnets) };
}

/** One or two appliances in the network of the way in, or in one that has a peering there. */
function randomTargets({ firewalls, loadBalancers, nics, peerings }: World, random: Random, way: string): readonly string[] {
  const { network } = splitSubnet(way);
  const peers = peerings.flatMap((half) => (half.network === network ? [half.remote] : half.remote === network ? [half.network] : []));
  const isNear = ({ subnet }: { readonly subnet: string }): boolean => [network, ...peers].includes(splitSubnet(subnet).network);
  const all = [...firewalls, ...firewalls, ...firewalls, ...loadBalancers, ...loadBalancers, ...nics]
    .filter(isNear)
    .map(({ address }) => address);
  if (all.length === 0) return [];
  return random.chance(0.2) ? [...new Set([random.pick(all), random.pick(all)])] : [random.pick(all)];
}

function tableName(way: string): string {
  return `steering-${way.replace("/", "-")}`;
}

function steeringTable(way: string, prefixes: readonly string[], addresses: readonly string[]): World["routeTables"][number] {
  const [address = ""] = addresses;
  const nextHop =
    addresses.length > 1 ? ({ type: "VirtualApplianceEcmp", addresses } as const) : ({ type: "VirtualAppliance", address } as const);
  const routes = prefixes.map((prefix, index) => ({ name: `r${index}`, prefix, nextHop }));
  return { name: tableName(way), propagationDisabled: false, routes };
}

/** What the ways in lead to; of load balancers now and then what is behind them; now and then none, so that every Azure Firewall is one. */
function designated({ loadBalancers, nics }: World, random: Random, targets: readonly string[]): readonly string[] {
  if (random.chance(0.15)) return [];
  const isBehind = random.chance(0.25);
  return [
    ...new Set(
      targets.flatMap((address) => {
        const backends = isBehind ? loadBalancers.find((each) => each.address === address)?.backends : undefined;
        return backends === undefined ? address : nics.filter(({ name }) => backends.includes(name)).map((nic) => nic.address);
      }),
    ),
  ];
}

/** What tells of the way back: policies of firewalls and tags of appliances. No verdict changes by it, for every firewall lets all through. */
function withTranslation(world: World, random: Random): World {
  const goals = world.endpoints.flatMap(({ addresses }) => addresses);
  const prefixes = world.networks.flatMap(({ ranges, subnets }) => [...ranges, ...subnets.flatMap((subnet) => subnet.prefixes)]);
  const places = [...goals, ...goals, ...prefixes];
  const areAllTagged = random.chance(0.3);
  return {
    ...world,
    firewalls: world.firewalls.map(
      (each): WorldFirewall => (random.chance(0.85) ? { ...each, policy: randomPolicy(random, places) } : each),
    ),
    ...(areAllTagged ? { nics: world.nics.map((each) => ({ ...each, tags: { [NAME]: "true" } })) } : randomTags(world.nics, random)),
  };
}

function randomPolicy(random: Random, places: readonly string[]): WorldFirewallPolicy {
  const ranges = randomRanges(random, places);
  return {
    rules: random.chance(0.15) ? "elsewhere" : randomRules(random, places),
    ...(ranges === undefined ? {} : { privateRanges: ranges }),
    learns: random.chance(0.15),
    inherits: random.chance(0.2),
  };
}

function randomRules(random: Random, places: readonly string[]): WorldFirewallRules {
  switch (random.pick(["network", "network", "application", "both", "some", "some"])) {
    case "network":
      return { network: ["*"], application: false };
    case "application":
      return { network: [], application: true };
    case "both":
      return { network: ["*"], application: true };
    default:
      return { network: some(random, places), application: true };
  }
}

function randomRanges(random: Random, places: readonly string[]): readonly string[] | undefined {
  switch (random.pick(["default", "default", "default", "always", "never", "by name", "none", "some", "some", "some"])) {
    case "always":
      return ["255.255.255.255/32"];
    case "never":
      return ["0.0.0.0/0"];
    case "by name":
      return random.shuffle(["IANAPrivateRanges", "198.51.100.0/24"]);
    case "none":
      return [];
    case "some":
      return some(random, places);
    default:
      return undefined;
  }
}

function some(random: Random, places: readonly string[]): readonly string[] {
  return places.length === 0 ? ["198.51.100.0/24"] : [...new Set([random.pick(places), random.pick(places)])];
}

const NAME = "disableSnatOnPL";

/** Of interfaces, and of machines that have no other interface. */
function randomTags(given: readonly WorldNic[], random: Random): Pick<World, "nics" | "machines"> {
  const nics: WorldNic[] = [];
  const machines: WorldMachine[] = [];
  for (const nic of given) {
    const [own, ofMachine] = [randomTag(random), random.pick(MACHINE_TAGS)];
    nics.push(own === undefined ? nic : { ...nic, tags: own });
    if (ofMachine !== undefined) machines.push({ name: `${nic.name}-vm`, interfaces: [nic.name], tags: ofMachine });
  }
  return { nics, machines };
}

const MACHINE_TAGS = [undefined, undefined, undefined, { owner: "network" }, { [NAME]: "true" }, { [NAME]: "false" }];

function randomTag(random: Random): WorldNic["tags"] {
  return random.pick([
    undefined,
    undefined,
    { [NAME]: "true" },
    { [NAME]: "true" },
    { [NAME]: "true", owner: "network" },
    { [NAME]: "false" },
    { [NAME]: "True" },
    { disableSNATonPL: "true" },
    { disablesnatonpl: "true", [NAME]: "true" },
    { owner: "network" },
  ]);
}
