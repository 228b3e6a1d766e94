import { compareText } from "../certainty/order.ts";
import type { Link, Topology } from "../topology/topology.ts";

/**
 * The peerings that may give a network routes: those that are in force or may be, and, of halves of which nothing says where they lead, those
 * with every other network that they may lead to. The latter make no paths by themselves: they are ways in of their own.
 */
export function routedLinks(topology: Topology, network: string): readonly Link[] {
  const links = topology.links.get(network) ?? [];
  if (topology.strays.length === 0 || topology.hubs.has(network)) return links;
  const joined = new Set([network, ...links.flatMap(({ to }) => to ?? []), ...topology.hubs.keys()]);
  const possible = topology.strays.flatMap((stray): readonly Link[] => {
    const others = stray.network === network ? [...topology.virtualNetworks.keys()] : [stray.network];
    return others.filter((other) => !joined.has(other)).map((other) => strayLink(topology, network, other, stray.gap));
  });
  // One for each network: of a peering that may be there it is enough to know one reason.
  const byNetwork = new Map([...possible].reverse().map((link) => [link.to, link]));
  return [...links, ...[...byNetwork.values()].sort((a, b) => compareText(a.to ?? "", b.to ?? ""))];
}

function strayLink({ virtualNetworks }: Topology, from: string, to: string, gap: NonNullable<Link["gap"]>): Link {
  const ranges = virtualNetworks.get(to)?.ranges ?? { items: [], open: gap };
  const base = { from, to, ranges, unsynchronised: undefined, assumption: undefined, partial: undefined } as const;
  return { ...base, presence: "possible", gap, global: false, half: undefined, remoteHalf: undefined };
}
