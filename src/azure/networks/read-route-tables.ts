import { append } from "../../certainty/order.ts";
import type { RouteTable } from "../../model/network.ts";
import type { Declaration } from "../declarations/declaration.ts";
import type { Families } from "../declarations/families.ts";
import type { Inventory } from "../declarations/inventory.ts";
import { noteUnknownProperties } from "../declarations/not-known.ts";
import type { Reading } from "../declarations/reading.ts";
import { readRouteTable } from "./read-route-table.ts";

export function readRouteTables(inventory: Inventory, families: Families, reading: Reading): readonly RouteTable[] {
  const tables = inventory.ofKind("route-table").map(({ key }) => key);
  const possible = possibleRoutes(families, tables, reading);
  return inventory.ofKind("route-table").map((table) => {
    const children = families.children.get(table.key) ?? { declared: [], listed: [], open: undefined, mix: undefined };
    return readRouteTable(table, children, possible.get(table.key) ?? [], reading);
  });
}

/**
 * Routes that are in one of several tables, by each table's key; in one of all, or of those that are not in sight, where nothing tells which. A
 * route whose table is known to be out of sight changes no table that is in sight.
 */
function possibleRoutes({ orphans }: Families, tables: readonly string[], reading: Reading): ReadonlyMap<string, readonly Declaration[]> {
  const { log, noteUnmodelled } = reading;
  const possible = new Map<string, Declaration[]>();
  for (const { child, parent } of orphans) {
    const { urn } = child.resource;
    if (parent.kind === "outside") {
      const name = child.identity.names[0];
      log.note(urn, "routeTableName", `refers to the route table "${name}", which is not in the stack or its context`);
      continue;
    }
    const keys = parent.candidates.map(({ key }) => key).sort();
    const among = keys.length === 0 ? "" : `; it may be ${keys.join(", ")}`;
    const gap = log.note(urn, "routeTableName", `it is not known which route table this is${among}; give its name as text to settle it`);
    if (keys.length === 0) noteUnmodelled("outside", gap, { kind: "everything" });
    const scopes = keys.map((routeTable) => ({ kind: "route-table", routeTable }) as const);
    noteUnknownProperties(child, scopes, reading);
    for (const key of keys.length === 0 ? tables : keys) append(possible, key, child);
  }
  return possible;
}
