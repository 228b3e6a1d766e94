import { compareGaps, compareText } from "../certainty/order.ts";
import type { Network } from "../model/network.ts";
import type { Link, Topology } from "./topology.ts";

/** The networks with peerings of which nothing says where they lead, or that are not all in sight, in a total order. */
export function findStrays(network: Network, links: ReadonlyMap<string, readonly Link[]>): Topology["strays"] {
  const leading = [...links.values()].flat().flatMap(({ from, to, half }) => {
    if (to !== undefined || half?.remote.kind !== "unknown") return [];
    const { useRemoteGateways: use, remote } = half;
    return [{ network: from, gap: remote.gap, mayUseGateway: !use.known || use.value }];
  });
  const listing = network.unmodelled.flatMap(({ rule, scope, gap }) =>
    rule === "R22" && scope.kind === "network" ? [{ network: scope.network, gap, mayUseGateway: true }] : [],
  );
  return [...leading, ...listing].sort((a, b) => compareText(a.network, b.network) || compareGaps(a.gap, b.gap));
}
