import type { Gap } from "../certainty/known.ts";
import type { Link, Topology } from "./topology.ts";

/** The ways in which the peerings that are only possible may turn out: exactly one of the topologies is true. */
export interface Worlds {
  readonly topologies: readonly Topology[];
  /** Why there is more than one. */
  readonly gaps: readonly Gap[];
}

/** With more possible peerings than this they stay merely possible, each look-up for itself: less is decided then, nothing wrongly. */
const MOST_POSSIBLE = 5;

/**
 * Tells the worlds apart that matter among the given networks. A peering is in force or not for all look-ups at once: a packet cannot take
 * it in one direction and miss it in the other.
 */
export function worldsAmong(topology: Topology, networks: ReadonlySet<string>): Worlds {
  const peerings = new Map<string, Gap | undefined>();
  for (const network of networks) {
    for (const link of topology.links.get(network) ?? [])
      if (isOpen(link) && networks.has(link.to ?? "")) peerings.set(peeringOf(link), link.gap);
  }
  if (peerings.size === 0 || peerings.size > MOST_POSSIBLE) return { topologies: [topology], gaps: [] };
  let topologies: readonly Topology[] = [topology];
  for (const peering of [...peerings.keys()].sort()) {
    topologies = topologies.flatMap((each) => [settle(each, peering, true), settle(each, peering, false)]);
  }
  return { topologies, gaps: [...peerings.values()].filter((gap) => gap !== undefined) };
}

function isOpen(link: Link): boolean {
  return link.presence === "possible" && link.to !== undefined;
}

/** Both directions of a peering are one thing. */
function peeringOf({ half, remoteHalf }: Link): string {
  return (half ?? remoteHalf)?.key ?? "";
}

function settle(topology: Topology, peering: string, inForce: boolean): Topology {
  const links = new Map<string, readonly Link[]>();
  for (const [network, list] of topology.links) {
    links.set(
      network,
      list.flatMap((link): readonly Link[] => {
        if (!isOpen(link) || peeringOf(link) !== peering) return [link];
        return inForce ? [{ ...link, presence: "certain", gap: undefined }] : [];
      }),
    );
  }
  return { ...topology, links };
}
