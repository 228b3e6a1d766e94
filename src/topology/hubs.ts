import type { Gap } from "../certainty/known.ts";
import type { VirtualHub } from "../model/virtual-wan.ts";

/** Why it is not known whether the two are of one WAN; undefined where they are. */
export function gapBetween({ wan: one }: VirtualHub, { wan: other }: VirtualHub): Gap | "apart" | undefined {
  if (one.kind === "entity" && other.kind === "entity") return one.key === other.key ? undefined : "apart";
  if (one.kind === "outside" && other.kind === "outside") return one.id === other.id ? undefined : "apart";
  if (one.kind === "unknown") return one.gap;
  return other.kind === "unknown" ? other.gap : "apart";
}
