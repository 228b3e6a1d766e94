import { type Interval, intersects, intervalOf, type Prefix } from "../address/prefix.ts";
import type { Known } from "../certainty/known.ts";
import type { PlacedGateway, Topology } from "../topology/topology.ts";
import { transitTo } from "../topology/transit.ts";
import type { Piece } from "./endpoint-pieces.ts";

/**
 * What a gateway tells on-premises of (R23, R56): the ranges of its own network and of those that it serves, and what
 * `summarizedGatewayPrefixes` puts in their place. Who is told of a prefix sends there, whoever has the address behind it.
 */
export class Advertised {
  readonly #isStatic: Known<boolean>;
  readonly #networks = new Set<string>();
  readonly #prefixes: Interval[] = [];
  /** Whether something is told that is not known. */
  #isOpen = false;

  constructor({ virtualNetworks, links, routeServers }: Topology, { subnets, mayBeStatic }: PlacedGateway) {
    this.#isStatic = mayBeStatic;
    // R73: what a Route Server learns is told on, where it exchanges routes with gateways.
    this.#isOpen = routeServers.some(
      ({ homes, server: { branchToBranch } }) =>
        !(branchToBranch.known && !branchToBranch.value) && subnets.some(({ network }) => homes.includes(network)),
    );
    for (const { network } of subnets) {
      this.#networks.add(network);
      const own = virtualNetworks.get(network);
      this.#add(own?.ranges);
      this.#add(own?.summaries);
      for (const link of links.get(network) ?? []) {
        if (transitTo(link) === "no") continue;
        if (link.to !== undefined) this.#networks.add(link.to);
        this.#add(link.ranges);
        // R26: of a peering of single subnets it is not documented whether the gateway tells of these, or of the whole network.
        if (link.partial !== undefined) this.#add(virtualNetworks.get(link.to ?? "")?.ranges);
      }
    }
  }

  /** Whether on-premises is told of an address of the piece, or has other ways to know of it: a static connection, or clients' own routes. */
  mayCover({ subnet, interval }: Piece): boolean {
    if (!this.#isStatic.known || this.#isStatic.value || this.#isOpen || this.#networks.has(subnet.network)) return true;
    return this.#prefixes.some((each) => intersects(each, interval));
  }

  #add(list: { readonly items: readonly Prefix[]; readonly open: unknown } | undefined): void {
    if (list === undefined || list.open !== undefined) this.#isOpen = true;
    for (const prefix of list?.items ?? []) this.#prefixes.push(intervalOf(prefix));
  }
}
