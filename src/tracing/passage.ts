import type { AddressHolder } from "../model/network.ts";
import type { RoutingTables } from "../routing/subnet-routes.ts";
import type { Topology } from "../topology/topology.ts";
import { networksBehind, networksOfWan } from "./reachable-networks.ts";
import type { Reach } from "./trace.ts";

/** Writes down what the ways of one packet come past: it is what decides whether there is a path at all. */
export class Passage implements Reach {
  readonly networks = new Set<string>();
  readonly routeTables = new Set<string>();
  readonly #topology: Topology;
  readonly #tables: RoutingTables;
  readonly #target: string;
  #reaches = false;

  /** `target`: the endpoint's network. */
  constructor(topology: Topology, tables: RoutingTables, target: string) {
    this.#topology = topology;
    this.#tables = tables;
    this.#target = target;
  }

  get reaches(): boolean {
    return this.#reaches;
  }

  /** A way comes to the endpoint's network, or to one that is joined to it. */
  arrives(): void {
    this.#reaches = true;
  }

  /** Where the network stands for a virtual hub, the packet may go on from there to all that its WAN leads to. */
  mayGoOnByHub(network: string): void {
    this.#reaches ||= networksOfWan(this.#topology, this.#tables, network).has(this.#target);
  }

  /** The packet may go on from there in ways that the trace does not follow. */
  mayGoOnFrom(holders: Iterable<AddressHolder>): void {
    for (const holder of holders) {
      if (this.#reaches) return;
      this.#reaches = networksBehind(this.#topology, this.#tables, holder).has(this.#target);
    }
  }
}
