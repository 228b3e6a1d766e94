import { baseOf, textOf } from "../reference/addresses.ts";
import type { Random } from "./random.ts";
import type { WorldEndpoint, WorldFirewall, WorldLoadBalancer, WorldNetwork, WorldNic } from "./world.ts";

/** What stands in the subnets of one network. */
export interface Members {
  readonly endpoints: readonly WorldEndpoint[];
  readonly firewalls: readonly WorldFirewall[];
  readonly nics: readonly WorldNic[];
  readonly loadBalancers: readonly WorldLoadBalancer[];
}

/** The address at a place of a subnet's prefix; Azure keeps the first four. */
export function addressIn(network: WorldNetwork, subnet: string, place: number, prefix = 0): string {
  const prefixes = network.subnets.find(({ name }) => name === subnet)?.prefixes ?? [];
  return textOf(baseOf(prefixes[prefix % prefixes.length] ?? "") + place);
}

export function randomMembers(random: Random, network: WorldNetwork, isHub: boolean): Members {
  const nics = randomNics(random, network);
  return {
    firewalls: random.chance(isHub ? 0.75 : 0.3)
      ? [
          {
            name: `${network.name}-fw`,
            subnet: `${network.name}/AzureFirewallSubnet`,
            address: addressIn(network, "AzureFirewallSubnet", 4),
          },
        ]
      : [],
    nics,
    loadBalancers: random.chance(0.35) ? [randomBalancer(random, network, nics)] : [],
    endpoints: randomEndpoints(random, network, isHub),
  };
}

function randomNics(random: Random, network: WorldNetwork): readonly WorldNic[] {
  const subnets = network.subnets.map(({ name }) => name).filter((name) => name.startsWith("nva"));
  return Array.from({ length: random.below(5) }, (_, number) => {
    const subnet = random.pick(subnets);
    const place = random.pick([4, 4, 10, 11]) + 2 * number;
    return { name: `${network.name}-nva${number}`, subnet, place };
  })
    .filter(({ subnet, place }, index, all) => all.findIndex((other) => other.subnet === subnet && other.place === place) === index)
    .map(({ name, subnet, place }) => ({
      name,
      subnet: `${network.name}/${subnet}`,
      address: addressIn(network, subnet, place),
      forwarding: random.chance(0.85),
    }));
}

function randomBalancer(random: Random, network: WorldNetwork, nics: readonly WorldNic[]): WorldLoadBalancer {
  const wanted = random.pick([0, 1, 2, 2, 3]);
  return {
    name: `${network.name}-lb`,
    subnet: `${network.name}/nva-a`,
    address: addressIn(network, "nva-a", 25),
    backends: random
      .shuffle(nics)
      .slice(0, wanted)
      .map(({ name }) => name),
  };
}

function randomEndpoints(random: Random, network: WorldNetwork, isHub: boolean): readonly WorldEndpoint[] {
  const homes = network.subnets.map(({ name }) => name).filter((name) => name.startsWith("ep") && random.chance(isHub ? 0.4 : 0.6));
  return homes.flatMap((subnet, index) => {
    const count = random.pick([1, 1, 2, 3]);
    const addresses = Array.from({ length: count }, (_, place) => addressIn(network, subnet, 4 + place, place));
    return [{ name: `${network.name}-pe${index}`, subnet: `${network.name}/${subnet}`, addresses }];
  });
}
