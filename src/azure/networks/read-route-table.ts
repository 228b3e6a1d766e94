import type { Gap, OpenList } from "../../certainty/known.ts";
import type { RouteTable, UserRoute } from "../../model/network.ts";
import { UNKNOWN } from "../../resources/resource.ts";
import type { Children } from "../declarations/children.ts";
import { answered, configured, type Declaration, entityOf, isUpdated } from "../declarations/declaration.ts";
import { noteUnknownProperties } from "../declarations/not-known.ts";
import type { Reading } from "../declarations/reading.ts";
import { booleanOf, isAbsent, misfit, quote, textOf } from "../values/field.ts";
import { readRoute } from "./read-route.ts";

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
    routes: readRoutes(children, possible, reading),
    unlisted: readUnlisted(declaration, reading),
    propagationDisabled: booleanOf(configured(declaration, "disableBgpRoutePropagation"), false, reading.log),
    peeringRoutesOff: readPeeringRoutesOff(declaration, reading),
  };
}

/** R21: whether Azure honours `All` at gateways and appliances, and what it does to the /32 routes of peered networks, is not documented. */
function readPeeringRoutesOff(declaration: Declaration, { log }: Reading): Gap | undefined {
  const field = configured(declaration, "disablePeeringRoute");
  const { value, resource, path } = field;
  if (isAbsent(value) || textOf(value)?.toLowerCase() === "none") return undefined;
  if (textOf(value)?.toLowerCase() !== "all") return misfit(field, "one of None, All", log);
  return log.note(resource, path, `${quote(value)}: whether it takes peering routes and /32 routes away here is not documented (R21)`);
}

/**
 * Of a table that is to be updated, the preview hides what Azure listed: also routes that others have added. An inline list in the inputs
 * replaces all of them; a table that is to be made has none.
 */
function readUnlisted(declaration: Declaration, { log }: Reading): Gap | undefined {
  const routes = answered(declaration, "routes");
  if (!isUpdated(declaration) || routes.value !== UNKNOWN || !isAbsent(configured(declaration, "routes").value)) return undefined;
  return log.pending(routes.resource, routes.path, "the preview of an update hides which routes the table has in Azure");
}

function readRoutes({ declared, listed, open, mix }: Children, possible: readonly Declaration[], reading: Reading): OpenList<UserRoute> {
  const presence = mix === undefined ? "certain" : "possible";
  const items = [
    ...declared.map((route) => readRoute(route, presence, reading)),
    // Only the last refresh has seen these: made outside of the program, or removed from it since.
    ...listed.map((route) => readRoute(route, "possible", reading)),
    ...possible.map((route) => readRoute(route, "possible", reading)),
  ];
  return { items, open: open ?? mix };
}
