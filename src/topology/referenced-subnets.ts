import { compareKeys } from "../certainty/order.ts";
import { keysOfReference } from "../model/entity.ts";
import type { Reference, Subnet } from "../model/network.ts";

/** The subnets that a reference may mean, in key order. */
export function referencedSubnets(reference: Reference, subnets: ReadonlyMap<string, Subnet>): readonly Subnet[] {
  return keysOfReference(reference)
    .map((key) => subnets.get(key))
    .filter((subnet) => subnet !== undefined)
    .sort(compareKeys);
}
