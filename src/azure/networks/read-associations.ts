import type { Gap } from "../../certainty/known.ts";
import { append } from "../../certainty/order.ts";
import type { Reference } from "../../model/network.ts";
import { byUrn, configured, type Declaration } from "../declarations/declaration.ts";
import type { Inventory } from "../declarations/inventory.ts";
import { namelessLike } from "../declarations/name-index.ts";
import type { Reading } from "../declarations/reading.ts";
import { describe, resolveReference, type Target } from "../declarations/resolve-reference.ts";
import { parseArmId } from "../values/arm-id.ts";
import { isAbsent, member, misfit, quote } from "../values/field.ts";

/** A route table that a subnet has, or may have, by an association. */
export interface Associated {
  readonly urn: string;
  readonly table: Reference;
}

export interface Associations {
  /** By the subnet's key. */
  readonly certain: ReadonlyMap<string, readonly Associated[]>;
  /** Why the subnet may have another table: an association of which the subnet is not known. */
  readonly possible: ReadonlyMap<string, Gap>;
}

/** Reads the associations of subnets with route tables. One whose subnet may be any makes every path uncertain. */
export function readAssociations(inventory: Inventory, { directory, log, noteUnmodelled }: Reading): Associations {
  const certain = new Map<string, Associated[]>();
  const possible = new Map<string, Gap>();
  const associations = inventory.ofKind("route-table-association");
  if (associations.length === 0) return { certain, possible };
  const declared = new Set(directory.index("subnet").declarations.flatMap(({ isRead, key }) => (isRead ? [] : [key])));
  for (const association of byUrn(associations)) {
    const subnet = required(association, "subnet", { kind: "subnet", role: "any" });
    switch (subnet.kind) {
      case "entity": {
        const table = required(association, "routeTable", { kind: "route-table" });
        append(certain, subnet.key, { urn: association.resource.urn, table });
        if (!declared.has(subnet.key)) doubtNameless(association);
        break;
      }
      case "unknown":
        if (subnet.candidates.length === 0) noteUnmodelled("outside", subnet.gap, { kind: "everything" });
        for (const key of subnet.candidates) doubt(key, subnet.gap);
        break;
      case "outside":
      case "none":
        break;
    }
  }
  return { certain, possible };

  function doubt(subnet: string, gap: Gap): void {
    if (!possible.has(subnet)) possible.set(subnet, gap);
  }

  /** A subnet that no resource declares may be one of which the name is not known yet. */
  function doubtNameless(association: Declaration): void {
    const { resource, path, value } = member(configured(association, "subnet"), "id");
    const id = typeof value === "string" ? parseArmId(value) : undefined;
    if (id === undefined) return;
    const nameless = namelessLike(directory.index("subnet"), { ...id, armId: id.text });
    if (nameless.length === 0) return;
    const gap = log.note(resource, path, `${quote(id.text)} may be a subnet whose name is not known yet`);
    for (const { key } of nameless) doubt(key, gap);
  }

  function required(association: Declaration, property: string, target: Target): Reference {
    const field = configured(association, property);
    if (isAbsent(field.value)) return { kind: "unknown", candidates: [], gap: misfit(field, `the id of a ${describe(target.kind)}`, log) };
    return resolveReference(directory, association, field, target, log);
  }
}
