import { append } from "../../certainty/order.ts";
import type { ResourceKind } from "../types/resource-types.ts";
import type { GapLog } from "../values/gap-log.ts";
import { type Children, childrenOf } from "./children.ts";
import type { Declaration } from "./declaration.ts";
import type { Inventory, Parent } from "./inventory.ts";

/** All parents of a kind with their children of a kind. */
export interface Families {
  /** By the parent's key; every parent has an entry. */
  readonly children: ReadonlyMap<string, Children>;
  /** Children whose parent is not in sight, or not known, by URN. */
  readonly orphans: readonly Orphan[];
  /** URN of a standalone child → the declaration that counts in its place. */
  readonly replacements: ReadonlyMap<string, Declaration>;
}

export interface Orphan {
  readonly child: Declaration;
  readonly parent: Exclude<Parent, { kind: "entity" }>;
}

export function familiesOf(inventory: Inventory, parentKind: ResourceKind, childKind: ResourceKind, log: GapLog): Families {
  const standalone = new Map<string, Declaration[]>();
  const orphans: Orphan[] = [];
  for (const child of inventory.ofKind(childKind)) {
    const parent = inventory.parentOf(child);
    if (parent.kind !== "entity") orphans.push({ child, parent });
    else append(standalone, parent.parent.key, child);
  }
  const children = new Map<string, Children>();
  const replacements = new Map<string, Declaration>();
  for (const parent of inventory.ofKind(parentKind)) {
    const own = standalone.get(parent.key) ?? [];
    const family = childrenOf(parent, childKind, own, log);
    children.set(parent.key, family);
    noteReplacements(own, family, replacements);
  }
  return { children, orphans: orphans.sort(byUrn), replacements };
}

function noteReplacements(standalone: readonly Declaration[], family: Children, replacements: Map<string, Declaration>): void {
  if (standalone.every((child) => !child.isRead)) return;
  const present = new Set(family.declared);
  for (const child of standalone) {
    if (present.has(child)) continue;
    const name = child.identity.names.at(-1)?.toLowerCase();
    const winner = family.declared.find(({ identity }) => identity.names.at(-1)?.toLowerCase() === name);
    if (winner !== undefined) replacements.set(child.resource.urn, winner);
  }
}

function byUrn(left: Orphan, right: Orphan): number {
  return left.child.resource.urn < right.child.resource.urn ? -1 : 1;
}
