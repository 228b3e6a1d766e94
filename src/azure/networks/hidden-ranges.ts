import { covers, formatAddress, type Prefix } from "../../address/prefix.ts";
import { anyContains } from "../../address/prefix-table.ts";
import type { Gap, OpenList } from "../../certainty/known.ts";
import { compareText } from "../../certainty/order.ts";
import { keysOfReference } from "../../model/entity.ts";
import type { AddressHolder, Reference, Subnet, VirtualNetwork } from "../../model/network.ts";
import type { GapLog } from "../values/gap-log.ts";

/** An address that something is known to have, with the subnet that it is taken from. */
export interface LocatedAddress {
  readonly address: number;
  readonly subnet: Reference;
  /** What says so. */
  readonly resource: string;
  readonly path: string;
}

export interface Spaces {
  readonly virtualNetworks: readonly VirtualNetwork[];
  readonly subnets: readonly Subnet[];
}

/** The addresses that the holders of next hops have. */
export function addressesOfHolders(holders: readonly AddressHolder[]): readonly LocatedAddress[] {
  return holders.flatMap(({ origin, attachments }) =>
    attachments.flatMap(({ address, subnet, property }) =>
      address.known ? [{ address: address.value, subnet, resource: origin.resource, path: property }] : [],
    ),
  );
}

/**
 * A subnet outside of its network's ranges, or an address outside of its subnet, proves prefixes that are not in sight: they were changed
 * elsewhere, or the program ignores their changes. How long these are is not known, and on that depends which user routes displace the /32
 * routes (R33): what the thing may be in is open.
 */
export function withHiddenRanges(spaces: Spaces, located: readonly LocatedAddress[], log: GapLog): Spaces {
  const proofs = proofsOf(spaces, located, log);
  const networks = new Map([...proofs.networks, ...subnetsOutside(spaces, log)]);
  return {
    virtualNetworks: spaces.virtualNetworks.map((network) => ({ ...network, ranges: opened(network.ranges, networks.get(network.key)) })),
    subnets: spaces.subnets.map((subnet) => ({ ...subnet, prefixes: opened(subnet.prefixes, proofs.subnets.get(subnet.key)) })),
  };
}

/** By the key: why a network, or a subnet, has a prefix that is not in sight, though all seem to be. */
interface Proofs {
  readonly networks: Map<string, Gap>;
  readonly subnets: Map<string, Gap>;
}

/** An address that none of the subnets has which it may be taken from. */
function proofsOf({ virtualNetworks, subnets }: Spaces, located: readonly LocatedAddress[], log: GapLog): Proofs {
  const places = new Map(subnets.map((subnet) => [subnet.key, subnet]));
  const ranges = new Map(virtualNetworks.map((network) => [network.key, network.ranges]));
  const proofs: Proofs = { networks: new Map(), subnets: new Map() };
  const lost = located
    .map((each) => ({ ...each, candidates: keysOfReference(each.subnet).flatMap((key) => places.get(key) ?? []) }))
    .filter(({ address, candidates }) => candidates.length > 0 && !candidates.some(({ prefixes }) => mayHold(prefixes, address)));
  for (const { address, candidates, resource, path } of lost.sort(inOrder)) {
    const isOfNetwork = candidates.some(({ network }) => mayHold(ranges.get(network), address));
    const text = `${formatAddress(address)} is outside of the ${isOfNetwork ? "subnet" : "network"} that it is taken from: a prefix of that is not in sight, or the address is of another time or place`;
    const gap = log.note(resource, path, text);
    for (const { key, network } of candidates) {
      proofs.subnets.set(key, proofs.subnets.get(key) ?? gap);
      if (!isOfNetwork) proofs.networks.set(network, proofs.networks.get(network) ?? gap);
    }
  }
  return proofs;
}

/** A subnet that none of the ranges of its network covers. */
function subnetsOutside({ virtualNetworks: networks, subnets }: Spaces, log: GapLog): ReadonlyMap<string, Gap> {
  const ranges = new Map(networks.map((network) => [network.key, network.ranges]));
  const outside = new Map<string, Subnet>();
  for (const subnet of subnets) {
    const own = ranges.get(subnet.network);
    if (own === undefined || own.open !== undefined) continue;
    if (subnet.prefixes.items.every((prefix) => own.items.some((range) => covers(range, prefix)))) continue;
    const other = outside.get(subnet.network);
    if (other === undefined || subnet.key < other.key) outside.set(subnet.network, subnet);
  }
  const noted = networks.flatMap(({ key, origin }): readonly (readonly [string, Gap])[] => {
    const subnet = outside.get(key);
    if (subnet === undefined) return [];
    const text = `the subnet ${subnet.name} is outside of them, so there is a range that is not in sight`;
    return [[key, log.note(origin.resource, "addressSpace.addressPrefixes", text)]];
  });
  return new Map(noted);
}

/** Stand-ins of virtual hubs have no prefixes. */
function mayHold(prefixes: OpenList<Prefix> | undefined, address: number): boolean {
  if (prefixes === undefined || prefixes.open !== undefined || prefixes.items.length === 0) return true;
  return anyContains(prefixes.items, address);
}

function opened(list: OpenList<Prefix>, gap: Gap | undefined): OpenList<Prefix> {
  return gap === undefined || list.open !== undefined ? list : { ...list, open: gap };
}

function inOrder(a: LocatedAddress, b: LocatedAddress): number {
  return compareText(a.resource, b.resource) || compareText(a.path, b.path) || a.address - b.address;
}
