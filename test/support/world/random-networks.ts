import { baseOf, lengthOf, textOf } from "../reference/addresses.ts";
import type { Random } from "./random.ts";
import type { WorldNetwork, WorldPeering, WorldPolicies, WorldSubnet } from "./world.ts";

/** Where the subnets of a network lie: slices of its ranges, by number. */
const SLICES = { GatewaySubnet: 0, AzureFirewallSubnet: 1, "nva-a": 2, "nva-b": 3, "ep-a": 4, "ep-b": 5 } as const;

/** A part's networks: the first is the hub. Parts number their networks alike, so that their addresses meet. */
export function randomNetworks(random: Random, part: string): readonly WorldNetwork[] {
  const count = 1 + random.below(5);
  const networks: WorldNetwork[] = [];
  for (let number = 0; number < count; number += 1) {
    const copied = number > 0 && random.chance(0.12) ? random.pick(networks).ranges : undefined;
    const ranges = copied ?? randomRanges(random, number);
    networks.push({
      name: `${part}${number}`,
      location: random.chance(0.75) ? "westeurope" : "northeurope",
      ranges,
      subnets: randomSubnets(random, ranges),
    });
  }
  return networks;
}

function randomRanges(random: Random, number: number): readonly string[] {
  const first = random.weigh({ private: 88, public: 6, reserved: 6 });
  const length = random.pick([16, 16, 20, 22, 24, 24]);
  const ranges = [first === "private" ? `10.${number}.0.0/${length}` : first === "public" ? `51.4.${number * 4}.0/22` : "192.168.0.0/16"];
  if (random.chance(0.3)) ranges.push(`10.${number + 8}.0.0/${random.pick([16, 22, 24])}`);
  if (random.chance(0.1)) ranges.push(`172.16.${number * 16}.0/20`);
  return random.shuffle(ranges);
}

function randomSubnets(random: Random, ranges: readonly string[]): readonly WorldSubnet[] {
  const [first = "", second] = ranges;
  const names = (Object.keys(SLICES) as (keyof typeof SLICES)[]).filter((name) => !name.endsWith("-b") || random.chance(0.5));
  const subnets = names.map((name) =>
    subnet(name, [slice(first, SLICES[name])], name.startsWith("ep") ? randomPolicies(random) : "Disabled"),
  );
  if (second === undefined) return subnets;
  const wide = random.chance(0.3) ? [slice(second, 0), slice(first, 6)] : [slice(second, 0)];
  return [...subnets, subnet("ep-c", wide, randomPolicies(random))];
}

function subnet(name: string, prefixes: readonly string[], policies: WorldPolicies): WorldSubnet {
  return { name, prefixes, policies, routeTable: undefined };
}

function randomPolicies(random: Random): WorldPolicies {
  return random.weigh({ RouteTableEnabled: 40, Enabled: 26, Disabled: 20, NetworkSecurityGroupEnabled: 14 });
}

/** The network with a subnet for a Route Server: the last slice of its first range. */
export function withServerSubnet(network: WorldNetwork): WorldNetwork {
  return { ...network, subnets: [...network.subnets, subnet("RouteServerSubnet", [slice(network.ranges[0] ?? "", 7)], "Disabled")] };
}

/** The nth of the equal pieces that a range is cut into: a 24 of a large range, an eighth of a small one. */
function slice(range: string, number: number): string {
  const length = Math.max(24, lengthOf(range) + 3);
  return `${textOf(baseOf(range) + number * 2 ** (32 - length))}/${length}`;
}

/** A tree that leans to the hub, with a few more pairs; some pairs have one half only. */
export function randomPeerings(random: Random, networks: readonly WorldNetwork[]): readonly WorldPeering[] {
  const halves: WorldPeering[] = [];
  networks.forEach(({ name }, number) => {
    for (const [earlier, other] of networks.slice(0, number).entries()) {
      const isTree = earlier === (random.chance(0.6) ? 0 : random.below(number));
      if (isTree || random.chance(0.1)) halves.push(...randomPair(random, other.name, name));
    }
  });
  return halves.map((each, at) => ({ ...each, useRemoteGateways: each.useRemoteGateways && !usesAnother(halves.slice(0, at), each) }));
}

/** R23: a network uses remote gateways over one peering only. */
function usesAnother(earlier: readonly WorldPeering[], { network }: WorldPeering): boolean {
  return earlier.some((each) => each.network === network && each.useRemoteGateways);
}

function randomPair(random: Random, a: string, b: string): readonly WorldPeering[] {
  const pair = [half(random, a, b, true), half(random, b, a, false)];
  const kept = random.weigh({ both: 86, first: 7, second: 7 });
  return pair
    .filter((_, index) => kept === "both" || (kept === "first") === (index === 0))
    .map((one) => (kept === "both" ? one : lone(random, one)));
}

function lone(random: Random, one: WorldPeering): WorldPeering {
  return { ...one, state: random.pick(["Connected", "Initiated", "Initiated", "Disconnected"]) };
}

function half(random: Random, network: string, remote: string, isHub: boolean): WorldPeering {
  return {
    name: `${network}-to-${remote}`,
    network,
    remote,
    allowGatewayTransit: random.chance(isHub ? 0.8 : 0.2),
    useRemoteGateways: random.chance(isHub ? 0.1 : 0.75),
    state: "Connected",
  };
}
