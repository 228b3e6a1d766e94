import { type Gap, unknown } from "../certainty/known.ts";
import type { Entity, Subnet } from "./network.ts";

/** A subnet that is not in sight: of what is in it, and of its route table and policies, nothing is known. `entity`: what is known of itself. */
export function unseenSubnet(entity: Entity, network: string, gap: Gap): Subnet {
  return {
    ...entity,
    network,
    prefixes: { items: [], open: gap },
    routeTable: { kind: "unknown", candidates: [], gap },
    networkPolicies: unknown(gap),
  };
}
