import type { Gap } from "../certainty/known.ts";
import type { PlacedEndpoint, Topology } from "../topology/topology.ts";
import type { UnseenEntry } from "./judged-path.ts";
import type { UnmodelledThings } from "./unmodelled.ts";

/**
 * Ways to an endpoint that nothing in sight decides: a peered network outside, which may hold a gateway (CP-I04), something that is not
 * modelled and lets traffic in (CP-I05), a subnet that is not in sight.
 */
export function unseenEntries(
  topology: Topology,
  unmodelled: UnmodelledThings,
  placed: PlacedEndpoint,
  reached: boolean,
): readonly UnseenEntry[] {
  const { endpoint, subnets, gap } = placed;
  if (subnets.length === 0) {
    const code = endpoint.subnet.kind === "outside" ? "CP-I04" : "CP-I11";
    return [{ code, gaps: gap === undefined ? [] : [gap] }];
  }
  const networks = subnets.length === 1 ? subnets.map((each) => each.network) : [...new Set(subnets.map((each) => each.network))].sort();
  const outside = networks.flatMap((network) => outwardGaps(topology, network));
  const entries = networks.flatMap((network) => unmodelled.entriesTo(network));
  const anywhere = reached ? [] : [...new Set(networks.flatMap((network) => unmodelled.everywhere(network)))];
  return [
    ...(outside.length > 0 ? [{ code: "CP-I04", gaps: outside } as const] : []),
    ...(entries.length + anywhere.length > 0 ? [{ code: "CP-I05", gaps: [...entries, ...anywhere] } as const] : []),
  ];
}

function outwardGaps(topology: Topology, network: string): readonly Gap[] {
  return (topology.links.get(network) ?? []).flatMap((link) => {
    if (link.to !== undefined || link.half === undefined) return [];
    const name = topology.virtualNetworks.get(network)?.name ?? network;
    const text = `${name} is peered with a network that is not in the stack or its context; a gateway there reaches the endpoint`;
    return [{ resource: link.half.origin.resource, property: link.half.origin.property, text }];
  });
}
