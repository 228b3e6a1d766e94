import type { Gap } from "../certainty/known.ts";
import type { Topology } from "../topology/topology.ts";
import { transitTo } from "../topology/transit.ts";
import { routedLinks } from "./routed-links.ts";

/** A network that has, or may have, the routes of the gateways and Route Servers in another one. */
export interface ServedNetwork {
  readonly network: string;
  /** Why the two may not be joined at all. */
  readonly gap: Gap | undefined;
  /** Whether it is known that the peering is used so. */
  readonly isKnown: boolean;
}

/** The networks that what is in `home` serves over peerings (R23, R73), also over those of which nothing says where they lead. */
export function servedNetworks(topology: Topology, home: string): readonly ServedNetwork[] {
  return routedLinks(topology, home).flatMap((link): readonly ServedNetwork[] => {
    const transit = transitTo(link);
    if (link.to === undefined || transit === "no") return [];
    return [{ network: link.to, gap: link.gap, isKnown: transit === "yes" }];
  });
}
