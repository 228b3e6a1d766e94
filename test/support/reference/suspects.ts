import type { World, WorldNextHop } from "../world/world.ts";
import { coversAll, isWithin, lengthOf } from "./addresses.ts";
import { inEveryWorld } from "./alternatives.ts";
import { holderAt, waysOn } from "./appliances.ts";
import { peeringForce } from "./peerings.ts";
import { routesAt } from "./routes.ts";
import { networkNamed, nicPoint, owns, tableOf } from "./setting.ts";

/** An appliance that nobody calls an entry, though routes for on-premises lead to it. */
export interface Suspect {
  readonly name: string;
  /** It sends on from one of them: of a machine with several interfaces nobody knows which. */
  readonly subnets: readonly string[];
  /** Whether it sends on from there and nowhere else. */
  readonly isSure: boolean;
  /** The network has its address in no subnet of the program: its routes are in another one. */
  readonly isUnseen?: true;
}

/** Every one once, whatever number of routes leads to it. */
export function suspectsIn(world: World): readonly Suspect[] {
  const found = new Map<string, Suspect>();
  for (const { network, address, parts } of hopsTowardsOnPremises(world)) {
    const joined = world.networks
      .map(({ name }) => name)
      .filter((name) => name === network || peeringForce(world, network, name) !== "absent");
    for (const suspect of joined.flatMap((name) => whoIsAt(world, name, address))) {
      const isEntry = suspect.subnets.every((each) => world.configuration.entries.some(({ subnet }) => subnet === each));
      const handsOn = suspect.isUnseen !== true && suspect.subnets.every((each) => handsToGateway(world, each, parts));
      if (!isEntry && !handsOn) found.set(suspect.name, suspect);
    }
  }
  return [...found.values()];
}

interface Hop {
  readonly network: string;
  readonly address: string;
  readonly parts: readonly string[];
}

/** The next hops of routes for what the configuration calls on-premises, or for private addresses that no network of the world has. */
function hopsTowardsOnPremises(world: World): readonly Hop[] {
  return world.networks.flatMap(({ name: network, subnets }) =>
    subnets.flatMap(({ name }) =>
      (tableOf(world, `${network}/${name}`)?.routes ?? []).flatMap(({ prefix, nextHop }) => {
        const parts = partsOnPremises(world, prefix);
        const addresses = parts.length === 0 ? [] : addressesOf(nextHop);
        return addresses
          .filter((address) => !world.configuration.firewalls.includes(address))
          .map((address) => ({ network, address, parts }));
      }),
    ),
  );
}

function addressesOf(nextHop: WorldNextHop): readonly string[] {
  if (nextHop.type === "VirtualAppliance") return [nextHop.address];
  return nextHop.type === "VirtualApplianceEcmp" ? nextHop.addresses : [];
}

function partsOnPremises({ configuration, networks }: World, prefix: string): readonly string[] {
  const stated = configuration.onPremises.filter((each) => meet(each, prefix));
  const isElsewhere = isPrivate(prefix) && !networks.some(({ ranges }) => ranges.some((range) => meet(range, prefix)));
  return [...stated.map((each) => (lengthOf(each) > lengthOf(prefix) ? each : prefix)), ...(isElsewhere ? [prefix] : [])];
}

function meet(a: string, b: string): boolean {
  return coversAll(a, b) || coversAll(b, a);
}

function isPrivate(prefix: string): boolean {
  return ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"].some((range) => coversAll(range, prefix));
}

function whoIsAt(world: World, network: string, address: string): readonly Suspect[] {
  const holder = holderAt(world, network, address);
  switch (holder.kind) {
    case "balancer":
      if (holder.backends.length > 0) return holder.backends.flatMap(({ name }) => nicNamed(world, name));
      return world.loadBalancers
        .filter(({ name }) => name === holder.name)
        .map(({ name, subnet }) => ({ name, subnets: [subnet], isSure: false }));
    case "appliance":
    case "dead-end":
      return nicNamed(world, holder.name);
    case "nobody": {
      const { subnets } = networkNamed(world, network);
      if (!owns(networkNamed(world, network), address)) return [];
      const name = `${address} in ${network}`;
      const inside = subnets.filter(({ prefixes }) => prefixes.some((prefix) => isWithin(address, prefix)));
      if (inside.length === 0) return [{ name, subnets: [`${network}/?`], isSure: false, isUnseen: true }];
      return inside.flatMap((each) =>
        each.name === "AzureFirewallSubnet" ? [] : [{ name, subnets: [`${network}/${each.name}`], isSure: true }],
      );
    }
  }
}

/** Of an Azure Firewall and an endpoint there is no interface; a designated one, and one behind a designated load balancer, is no suspect. */
function nicNamed(world: World, nic: string): readonly Suspect[] {
  const { firewalls } = world.configuration;
  const isBehind = world.loadBalancers.some(({ address, backends }) => firewalls.includes(address) && backends.includes(nic));
  return world.nics
    .filter(({ name, address }) => name === nic && !firewalls.includes(address) && !isBehind)
    .map(({ name }) => ({ name, subnets: waysOn(world, name), isSure: true }));
}

/** Whether its subnet has a gateway's route for all of it, whatever else is so. */
function handsToGateway(world: World, subnet: string, parts: readonly string[]): boolean {
  return inEveryWorld((unknowns) => {
    const routes = routesAt({ world, unknowns, record: () => undefined }, nicPoint(subnet));
    const towards = routes.filter(({ source }) => source === "gateway" || source === "user");
    return parts.every((part) =>
      towards.some((route) => {
        const leads = route.source === "gateway" || (route.source === "user" && route.nextHop.type === "VirtualNetworkGateway");
        return leads && coversAll(route.prefix, part);
      }),
    );
  }).every((does) => does);
}
