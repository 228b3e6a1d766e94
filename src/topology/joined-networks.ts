import type { Topology } from "./topology.ts";

/** The network and those that are directly peered with it, or may be: what a hop there can send to (R17), each once. */
export function joinedNetworks({ links }: Topology, network: string): ReadonlySet<string> {
  return new Set([network, ...(links.get(network) ?? []).flatMap(({ to }) => to ?? [])]);
}
