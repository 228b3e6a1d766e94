import type { Gap, Presence } from "../certainty/known.ts";
import { append, compareKeys, compareText } from "../certainty/order.ts";
import type { Network, PeeringHalf, Subnet, VirtualNetwork } from "../model/network.ts";
import { outwardRanges, peeredRanges } from "./peered-ranges.ts";
import { synchronise } from "./synchronisation.ts";
import type { Link } from "./topology.ts";

/**
 * The peerings in force, from both sides, by the key of the network they start from (R22).
 * Both halves in sight: in force, whatever state they recorded (the half made first keeps `Initiated` until a refresh).
 * One half in sight: `Connected` is certain; anything else is possible, or absent where the network is said to be complete and the other
 * network is in sight with all its peerings.
 */
export function buildLinks(network: Network, complete: boolean): ReadonlyMap<string, readonly Link[]> {
  const subnets = new Map<string, Subnet[]>();
  for (const subnet of network.subnets) append(subnets, subnet.network, subnet);
  const networks = new Map(network.virtualNetworks.map((each) => [each.key, { ...each, subnets: subnets.get(each.key) ?? [] }]));
  const pairs = pairHalves(network.peerings);
  const open = complete ? openNetworks(network) : undefined;
  const links = network.peerings.flatMap((half) => linksOfHalf(half, networks, pairs, open));
  const byNetwork = new Map<string, Link[]>();
  for (const link of links) append(byNetwork, link.from, link);
  for (const list of byNetwork.values()) list.sort(compareLinks);
  return byNetwork;
}

/** The networks of which not every peering is in sight, or not where it leads: the other half of a lone one may be there. */
function openNetworks({ peerings, unmodelled }: Network): ReadonlySet<string> {
  const leading = peerings.flatMap(({ network, remote }) => (remote.kind === "unknown" ? [network] : []));
  const listing = unmodelled.flatMap(({ scope }) => (scope.kind === "entry" ? [scope.network] : []));
  return new Set([...leading, ...listing]);
}

/** Halves by "from to", for references that are resolved. */
function pairHalves(halves: readonly PeeringHalf[]): ReadonlyMap<string, PeeringHalf> {
  const pairs = new Map<string, PeeringHalf>();
  for (const half of [...halves].sort(compareKeys)) {
    if (half.remote.kind !== "entity") continue;
    const pair = pairKey(half.network, half.remote.key);
    if (!pairs.has(pair)) pairs.set(pair, half);
  }
  return pairs;
}

/** A network with its subnets, which peerings may list. */
interface Side extends VirtualNetwork {
  readonly subnets: readonly Subnet[];
}

function pairKey(from: string, to: string): string {
  return `${from}\n${to}`;
}

function linksOfHalf(
  half: PeeringHalf,
  networks: ReadonlyMap<string, Side>,
  pairs: ReadonlyMap<string, PeeringHalf>,
  open: ReadonlySet<string> | undefined,
): readonly Link[] {
  const local = networks.get(half.network);
  if (local === undefined) return [];
  switch (half.remote.kind) {
    case "none":
      return [];
    case "entity": {
      const remote = networks.get(half.remote.key);
      if (remote === undefined || pairs.get(pairKey(local.key, remote.key)) !== half) return [];
      return linksOfPair(half, pairs.get(pairKey(remote.key, local.key)), local, remote, open);
    }
    case "outside":
      return [outwardLink(half, half.remote.gap)];
    case "unknown": {
      const { candidates, gap } = half.remote;
      const remotes = candidates.map((key) => networks.get(key)).filter((each) => each !== undefined && each !== local);
      if (remotes.length === 0) return [outwardLink(half, gap)];
      return remotes.flatMap((remote) => (remote === undefined ? [] : bothWays(half, local, remote, "possible", gap)));
    }
    default:
      return half.remote satisfies never;
  }
}

function linksOfPair(
  half: PeeringHalf,
  remoteHalf: PeeringHalf | undefined,
  local: Side,
  remote: Side,
  open: ReadonlySet<string> | undefined,
): readonly Link[] {
  // The other half adds its own direction when its turn comes.
  if (remoteHalf !== undefined) return [linkBetween(half, remoteHalf, local, remote, "certain", undefined)];
  const { presence, gap } = presenceOfSingleHalf(half, `the other half of the peering ${half.name}, in ${remote.name},`);
  if (presence === "possible" && open !== undefined && !open.has(remote.key)) return [];
  return bothWays(half, local, remote, presence, gap);
}

function presenceOfSingleHalf(half: PeeringHalf, missing: string): { presence: Presence; gap: Gap | undefined } {
  if (half.state?.toLowerCase() === "connected") return { presence: "certain", gap: undefined };
  const text = `whether the peering is in force is not known: ${missing} is not in sight, and the recorded state is ${half.state ?? "not known"}`;
  return { presence: "possible", gap: { resource: half.origin.resource, property: half.origin.property, text } };
}

function bothWays(half: PeeringHalf, local: Side, remote: Side, presence: Presence, gap: Gap | undefined): readonly Link[] {
  return [linkBetween(half, undefined, local, remote, presence, gap), linkBetween(undefined, half, remote, local, presence, gap)];
}

function linkBetween(
  half: PeeringHalf | undefined,
  remoteHalf: PeeringHalf | undefined,
  from: Side,
  to: Side,
  presence: Presence,
  gap: Gap | undefined,
): Link {
  const { ranges, partial, doubt } = peeredRanges(half, remoteHalf, to, to.subnets);
  return {
    from: from.key,
    to: to.key,
    ...synchronise(half, remoteHalf, ranges),
    partial,
    presence: doubt === undefined ? presence : "possible",
    gap: gap ?? doubt,
    global: isGlobal(from, to),
    half,
    remoteHalf,
  };
}

function isGlobal(a: VirtualNetwork, b: VirtualNetwork): boolean {
  return a.location.known && b.location.known && a.location.value !== b.location.value;
}

/** A peering with a network that is not in sight: its ranges are those that the half itself states. */
function outwardLink(half: PeeringHalf, why: Gap): Link {
  const { presence, gap } = presenceOfSingleHalf(half, "the other half");
  const { ranges, partial } = outwardRanges(half, why);
  const base = { from: half.network, to: undefined, partial, presence, gap, global: false, half, remoteHalf: undefined };
  return { ...base, ...synchronise(half, undefined, ranges) };
}

function compareLinks(a: Link, b: Link): number {
  return (
    compareText(a.to ?? "", b.to ?? "") ||
    compareText(a.half?.key ?? "", b.half?.key ?? "") ||
    compareText(a.remoteHalf?.key ?? "", b.remoteHalf?.key ?? "")
  );
}
