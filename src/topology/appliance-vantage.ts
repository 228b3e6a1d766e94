import type { Prefix } from "../address/prefix.ts";
import type { Assumption } from "../certainty/assumption.ts";
import { type Gap, known } from "../certainty/known.ts";
import type { Entity, Subnet } from "../model/network.ts";
import type { PlacedGateway } from "./topology.ts";

/**
 * The vantage point of an appliance by which on-premises comes in, at its interfaces: one of the subnets; `gap` says why it is not known
 * which, or whether it is one of them at all. What comes in there knows its way by itself: on-premises need not be told of the network by
 * Azure (R23).
 */
export function applianceVantage(
  entity: Entity,
  subnets: readonly [Subnet, ...Subnet[]],
  gap: Gap | undefined,
  assumption: Assumption | undefined,
  entryPrefixes: readonly Prefix[],
): PlacedGateway {
  const [{ key }] = subnets;
  const candidates = subnets.map((subnet) => subnet.key);
  return {
    gateway: {
      ...entity,
      kind: known("appliance"),
      activeActive: known(false),
      knowsFastPath: known(false),
      subnet: gap === undefined ? { kind: "entity", key } : { kind: "unknown", candidates, gap },
      pointToSite: undefined,
      hubSide: undefined,
      entryPrefixes,
    },
    subnets,
    gap,
    assumption,
    unseen: undefined,
    connections: [],
    staticPrefixes: [],
    possiblePrefixes: [],
    openPrefixes: undefined,
    mayBeStatic: known(true),
    bgp: known(false),
    past: undefined,
  };
}
