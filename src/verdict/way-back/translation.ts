import { compareKeys } from "../../certainty/order.ts";
import type { AddressHolder, AzureFirewall, LoadBalancer, NetworkInterface, ScaleSet } from "../../model/network.ts";
import type { Topology } from "../../topology/topology.ts";
import type { Admission } from "../../tracing/admission.ts";

/** What a firewall does with the source of a request. It is why a reply comes back to it, or may not. */
export type Translation =
  /** It puts its own address there for all packets: by application rules (R62), or by network rules too (R63). */
  | { readonly kind: "translated"; readonly by: "application-rules" | "network-rules" }
  /** It need not: Azure sends the replies back to what has the tag (R62). */
  | { readonly kind: "tagged" }
  /** Its network rules keep the source (R63). */
  | { readonly kind: "kept" }
  /** `why`: a sentence without a final full stop. */
  | { readonly kind: "unknown"; readonly why: string };

export function translationOfFirewall({ rules, untranslated }: AzureFirewall, admission: Admission, destination: number): Translation {
  const isListed = untranslated.ranges.some(({ first, last }) => first <= destination && destination <= last);
  if (!isListed && untranslated.open === undefined) return { kind: "translated", by: "network-rules" };
  if (admission.kind !== "allowed") return unknownBecause(rules.kind === "elsewhere" ? rules.why : "not all of its rules are known");
  if (!admission.by.has("network")) return { kind: "translated", by: "application-rules" };
  return isListed || untranslated.open === undefined ? { kind: "kept" } : unknownBecause(untranslated.open);
}

/** Whether the appliance translates is said inside of it, so that only the tag tells. */
export function translationOfAppliance(holder: NetworkInterface | LoadBalancer, topology: Topology): Translation {
  const tags = taggedBehind(holder, topology).map(({ replyTag }) => replyTag.kind);
  if (tags.length > 0 && tags.every((tag) => tag === "set") && isWhole(holder)) return { kind: "tagged" };
  return unknownBecause(
    tags.includes("unknown") ? "not all of its tags are known" : "its own configuration says it, which is not in sight",
  );
}

/** A scale set speaks for its instances, which are not in sight. */
function isWhole(holder: NetworkInterface | LoadBalancer): boolean {
  return holder.kind === "network-interface" || holder.backends.open === undefined || holder.scaleSets.length > 0;
}

/** What does the work and may have the tag: the interface itself; the interfaces and scale sets behind a load balancer, in key order. */
export function taggedBehind(holder: AddressHolder, { holders }: Topology): readonly (NetworkInterface | ScaleSet)[] {
  switch (holder.kind) {
    case "azure-firewall":
      return [];
    case "network-interface":
      return [holder];
    case "load-balancer": {
      const interfaces = holder.backends.items.map((key) => holders.get(key)).filter((each) => each?.kind === "network-interface");
      return [...interfaces, ...holder.scaleSets].sort(compareKeys);
    }
    default:
      return holder satisfies never;
  }
}

function unknownBecause(why: string): Translation {
  return { kind: "unknown", why };
}
