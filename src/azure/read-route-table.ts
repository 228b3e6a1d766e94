import type { OpenList } from "../certainty/known.ts";
import type { RouteTable, UserRoute } from "../model/network.ts";
import type { Children } from "./children.ts";
import { configured, type Declaration, entityOf } from "./declaration.ts";
import { booleanOf } from "./field.ts";
import { noteUnknownProperties } from "./not-known.ts";
import { readRoute } from "./read-route.ts";
import type { Reading } from "./reading.ts";

/** `possible`: routes that may belong to this table or to another. */
export function readRouteTable(
  declaration: Declaration,
  children: Children,
  possible: readonly Declaration[],
  reading: Reading,
): RouteTable {
  const scope = { kind: "route-table", routeTable: declaration.key } as const;
  for (const each of [declaration, ...children.declared, ...children.listed]) noteUnknownProperties(each, [scope], reading);
  return {
    ...entityOf(declaration),
    routes: readRoutes(declaration, children, possible, reading),
    propagationDisabled: booleanOf(configured(declaration, "disableBgpRoutePropagation"), false, reading.log),
  };
}

function readRoutes(
  table: Declaration,
  { declared, listed, open, mix }: Children,
  possible: readonly Declaration[],
  reading: Reading,
): OpenList<UserRoute> {
  const presence = mix === undefined ? "certain" : "possible";
  const items = [
    ...declared.map((route) => readRoute(route, table.key, presence, reading)),
    // Only the last refresh has seen these: made outside of the program, or removed from it since.
    ...listed.map((route) => readRoute(route, table.key, "possible", reading)),
    ...possible.map((route) => readRoute(route, table.key, "possible", reading)),
  ];
  return { items, open: open ?? mix };
}
