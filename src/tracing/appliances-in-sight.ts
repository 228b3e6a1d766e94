import { covers, overlaps } from "../address/prefix.ts";
import type { Assumption } from "../certainty/assumption.ts";
import type { AddressHolder } from "../model/network.ts";
import { joinedNetworks } from "../topology/joined-networks.ts";
import { referencedSubnets } from "../topology/referenced-subnets.ts";
import type { Link, Occupant, Occupants, Topology } from "../topology/topology.ts";
import type { Answer } from "../topology/transit.ts";

/** Everything in the network and its direct peers that may forward: what a next hop can be that is not known (R17). */
export function appliancesInSight(topology: Topology, network: string): readonly AddressHolder[] {
  return appliancesIn(topology, joinedNetworks(topology, network));
}

/** Everything in the networks that may forward. */
export function appliancesIn(topology: Topology, networks: Iterable<string>): readonly AddressHolder[] {
  return holdersIn(topology, networks, ({ byAddress, unplaced }) => [...[...byAddress.values()].flat(), ...unplaced]);
}

/** What has the address for all that is known, in the network and its direct peers. */
export function appliancesThatMayHave(topology: Topology, network: string, address: number): readonly AddressHolder[] {
  const networks = joinedNetworks(topology, network);
  return holdersIn(topology, networks, ({ byAddress, unplaced }) => [...(byAddress.get(address) ?? []), ...unplaced]);
}

function holdersIn(
  topology: Topology,
  networks: Iterable<string>,
  pick: (occupants: Occupants) => readonly Occupant[],
): readonly AddressHolder[] {
  const occupants = [...networks].flatMap((key) => topology.occupants.get(key) ?? []);
  return [...new Set(occupants.flatMap(pick).map(({ holder }) => holder))];
}

/** The networks that the holder is, or may be, attached to; undefined: any. */
export function networksOfHolder(topology: Topology, { attachments }: AddressHolder): ReadonlySet<string> | undefined {
  const networks = new Set<string>();
  for (const { subnet } of attachments) {
    const subnets = referencedSubnets(subnet, topology.subnets);
    if (subnets.length === 0 && subnet.kind === "unknown") return undefined;
    for (const each of subnets) networks.add(each.network);
  }
  return networks;
}

/** Whether a hop in the network can send to the holder, which is known by its name and not by an address (R17). */
export function reachOfHolder(topology: Topology, network: string, holder: AddressHolder): Answer {
  const networks = networksOfHolder(topology, holder);
  // Where it is, only what names it knows: that it can be reached is part of taking it for the next hop.
  if (networks === undefined) return "yes";
  if (networks.size === 0) return "unknown";
  const answers = [...networks].map((each): Answer => {
    if (each === network) return "yes";
    const links = (topology.links.get(network) ?? []).filter(({ to }) => to === each);
    if (links.length === 0) return "no";
    return links.some((link) => link.presence === "certain" && isJoinedBy(topology, link, holder)) ? "yes" : "unknown";
  });
  const [first] = answers;
  return first !== undefined && answers.every((answer) => answer === first) ? first : "unknown";
}

/** Whether the peering is of whole networks, or of the subnets that the holder is in (R26), and routes them (R10b). */
function isJoinedBy({ subnets }: Topology, { partial, ranges, to, unsynchronised }: Link, { attachments }: AddressHolder): boolean {
  if (partial === undefined && unsynchronised === undefined) return true;
  const routed = (unsynchronised?.recorded ?? ranges).items;
  const there = attachments.flatMap(({ subnet }) => referencedSubnets(subnet, subnets)).filter(({ network }) => network === to);
  return there.every(
    ({ prefixes }) => prefixes.open === undefined && prefixes.items.every((prefix) => routed.some((range) => covers(range, prefix))),
  );
}

/** CP-A09: that the peerings by which a hop in the network can send to the holder route what the holder's networks have now (R10b). */
export function inStepTowards(topology: Topology, network: string, holder: AddressHolder): readonly Assumption[] {
  const networks = networksOfHolder(topology, holder);
  const links = (topology.links.get(network) ?? []).filter(({ to }) => to !== undefined && networks?.has(to) === true);
  return networks?.has(network) === true ? [] : links.flatMap(({ assumption }) => assumption ?? []);
}

/** The address of an appliance that has one only, and that is known. */
export function soleAddressOf({ attachments }: AddressHolder): number | undefined {
  const [only, ...others] = attachments;
  return only?.address.known && others.length === 0 ? only.address.value : undefined;
}

/** Whether the holder's address, which is not known, may be one of a network that a hop in `network` is joined to: addresses are no identities. */
export function mayShareAddress(topology: Topology, network: string, { attachments }: AddressHolder): boolean {
  const links = topology.links.get(network) ?? [];
  const joined = [topology.virtualNetworks.get(network)?.ranges, ...links.map((link) => link.ranges)];
  if (joined.some((each) => each?.open !== undefined)) return true;
  const ranges = joined.flatMap((each) => each?.items ?? []);
  return attachments
    .flatMap(({ subnet }) => referencedSubnets(subnet, topology.subnets))
    .some(
      ({ prefixes }) => prefixes.open !== undefined || prefixes.items.some((prefix) => ranges.some((range) => overlaps(range, prefix))),
    );
}
