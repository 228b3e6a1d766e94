import type { Gap } from "../certainty/known.ts";
import type { AddressHolder } from "../model/network.ts";
import type { Topology } from "../topology/topology.ts";

/** The other interfaces in sight of the virtual machine that an interface is attached to; of anything else, nothing. */
export function siblingsOf(holder: AddressHolder, { holders }: Topology): readonly AddressHolder[] {
  return holder.kind === "network-interface" ? holder.siblings.items.flatMap((key) => holders.get(key) ?? []) : [];
}

/** Why the machine may have interfaces that are not in sight. */
export function openSiblingsOf(holder: AddressHolder): Gap | undefined {
  return holder.kind === "network-interface" ? holder.siblings.open : undefined;
}
