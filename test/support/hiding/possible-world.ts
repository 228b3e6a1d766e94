import { baseOf, sizeOf } from "../reference/addresses.ts";
import type { World, WorldPeering } from "../world/world.ts";

/**
 * The world without what cannot be so. Azure refuses peerings between networks whose ranges overlap, also those of two peers of one network;
 * and a network is not complete where the other half of a connected peering is not in it. Of what cannot be, less may well say more.
 */
export function possibleWorld(world: World): World {
  const peerings: WorldPeering[] = [];
  for (const half of world.peerings) if (!isRefused(world, half, peerings)) peerings.push(half);
  const isComplete = peerings.every((half) => half.state !== "Connected" || peerings.some((other) => areOpposite(half, other)));
  return { ...world, peerings, configuration: { ...world.configuration, complete: world.configuration.complete && isComplete } };
}

export function isPossible(world: World): boolean {
  const { peerings, configuration } = possibleWorld(world);
  return peerings.length === world.peerings.length && configuration.complete === world.configuration.complete;
}

function isRefused(world: World, { network, remote }: WorldPeering, kept: readonly WorldPeering[]): boolean {
  const peersOf = (name: string): readonly string[] =>
    kept.flatMap((half) => (half.network === name ? [half.remote] : half.remote === name ? [half.network] : []));
  const clashes = (one: string, others: readonly string[]): boolean =>
    others.some((other) => other !== one && overlap(rangesOf(world, one), rangesOf(world, other)));
  return clashes(network, [remote, ...peersOf(remote)]) || clashes(remote, peersOf(network));
}

function areOpposite(half: WorldPeering, other: WorldPeering): boolean {
  return half.network === other.remote && half.remote === other.network;
}

function rangesOf({ networks }: World, name: string): readonly string[] {
  return networks.find((network) => network.name === name)?.ranges ?? [];
}

function overlap(ranges: readonly string[], others: readonly string[]): boolean {
  return ranges.some((a) => others.some((b) => baseOf(a) < baseOf(b) + sizeOf(b) && baseOf(b) < baseOf(a) + sizeOf(a)));
}
