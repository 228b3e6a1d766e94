import type { Atoms } from "../address/atoms.ts";
import { type Interval, intervalOf, prefix, usableInterval } from "../address/prefix.ts";
import { anyContains } from "../address/prefix-table.ts";
import type { Subnet } from "../model/network.ts";
import type { PlacedEndpoint, Topology } from "../topology/topology.ts";

/** The addresses that an endpoint has or may get in one subnet, cut so that all addresses of a piece fare alike. */
export interface Piece {
  readonly subnet: Subnet;
  readonly interval: Interval;
}

const WHOLE_SPACE = intervalOf(prefix("0.0.0.0/0"));

/** Cuts endpoints into pieces. Those of a subnet are the same for all endpoints whose address is not known yet. */
export class EndpointPieces {
  readonly #topology: Topology;
  readonly #atoms: Atoms;
  readonly #knownAddresses: Float64Array;
  readonly #dynamic = new Map<string, readonly Piece[]>();

  constructor(topology: Topology, atoms: Atoms) {
    this.#topology = topology;
    this.#atoms = atoms;
    this.#knownAddresses = Float64Array.from(topology.endpointsByAddress.keys()).sort();
  }

  /** In address order for each subnet; empty where the subnet is not in sight. */
  of({ endpoint, subnets }: PlacedEndpoint): readonly Piece[] {
    const { addresses } = endpoint;
    if (addresses.kind === "dynamic") return subnets.flatMap((subnet) => this.#dynamicPieces(subnet));
    const ordered = [...addresses.addresses].sort((a, b) => a - b);
    return subnets.flatMap((subnet) =>
      ordered
        .filter((address) => subnets.length === 1 || mayHold(subnet, address))
        .map((address): Piece => ({ subnet, interval: { first: address, last: address } })),
    );
  }

  #dynamicPieces(subnet: Subnet): readonly Piece[] {
    let pieces = this.#dynamic.get(subnet.key);
    if (pieces === undefined) {
      const all = this.#candidateIntervals(subnet)
        .flatMap((interval) => this.#atoms.split(interval))
        .flatMap((interval) => this.#cutAtRivals(interval, subnet.network));
      const free = all.filter((interval) => !this.#isTaken(interval, subnet.network));
      // An endpoint without any piece would go unjudged: where nothing is free, what is taken is not what it seems.
      pieces = (free.length > 0 ? free : all).map((interval) => ({ subnet, interval }));
      this.#dynamic.set(subnet.key, pieces);
    }
    return pieces;
  }

  /**
   * The subnet's usable addresses; where its prefixes are not known, or have none, the network's ranges; where these are not known
   * either, anything.
   */
  #candidateIntervals(subnet: Subnet): readonly Interval[] {
    const usable = subnet.prefixes.items.flatMap((each) => usableInterval(each) ?? []);
    if (subnet.prefixes.open === undefined && usable.length > 0) return usable;
    const ranges = this.#topology.virtualNetworks.get(subnet.network)?.ranges;
    return ranges === undefined || ranges.open !== undefined || ranges.items.length === 0 ? [WHOLE_SPACE] : ranges.items.map(intervalOf);
  }

  /** Endpoints of other networks that use an address of the interval have a /32 route of their own there. */
  #cutAtRivals(interval: Interval, network: string): readonly Interval[] {
    const pieces: Interval[] = [];
    let start = interval.first;
    for (let n = this.#firstKnownFrom(interval.first); ; n += 1) {
      const address = this.#knownAddresses[n];
      if (address === undefined || address > interval.last) break;
      if (!this.hasRival(address, network)) continue;
      if (start < address) pieces.push({ first: start, last: address - 1 });
      pieces.push({ first: address, last: address });
      start = address + 1;
    }
    if (start <= interval.last) pieces.push({ first: start, last: interval.last });
    return pieces;
  }

  #firstKnownFrom(address: number): number {
    let low = 0;
    let high = this.#knownAddresses.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#knownAddresses[middle] ?? 0) < address) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Whether an endpoint of another network, among those given, may have this address too. */
  hasRival(address: number, network: string, among?: ReadonlySet<string>): boolean {
    const sharing = this.#topology.endpointsByAddress.get(address) ?? [];
    return sharing.some(
      ({ subnets }) =>
        subnets.length === 0 || subnets.some((each) => each.network !== network && (among === undefined || among.has(each.network))),
    );
  }

  /** An address that something else in the network is known to have will not be given out again. */
  #isTaken({ first, last }: Interval, network: string): boolean {
    if (first !== last) return false;
    if (this.#topology.occupants.get(network)?.byAddress.has(first)) return true;
    return (this.#topology.endpointsByAddress.get(first) ?? []).some(
      ({ subnets }) => subnets.length === 1 && subnets[0]?.network === network,
    );
  }
}

function mayHold({ prefixes }: Subnet, address: number): boolean {
  return prefixes.open !== undefined || anyContains(prefixes.items, address);
}
