import type { Explanation } from "./explanation.ts";
import type { Report } from "./report.ts";
import type { RouteRow, RoutesTable } from "./routes-table.ts";

/**
 * The report as JSON, in pieces: an item of a list is a line, so that two reports can be compared by lines and a hundred thousand
 * paths need no text of their size. The same report gives the same bytes.
 */
export function* renderJson(report: Report): Generator<string, void, void> {
  yield `{\n  "version": ${report.version},\n  "summary": ${JSON.stringify(report.summary)}`;
  // In the order of the contract.
  for (const name of ["firewalls", "paths", "unreached", "unadvertised", "findings"] as const) {
    yield `,\n  ${JSON.stringify(name)}: `;
    yield* lines(report[name]);
  }
  yield "\n}\n";
}

/** `{ "version": 1, "explanations": [ … ] }`, laid out for reading. */
export function renderExplanationsJson(explanations: readonly Explanation[]): string {
  return `${JSON.stringify({ version: 1, explanations }, null, 2)}\n`;
}

/** `{ "subnet": …, "routes": [ … ] }`, the properties of a row in the order of the contract. */
export function renderRoutesJson({ subnet, routes }: RoutesTable): string {
  return `${JSON.stringify({ subnet, routes: routes.map(inOrder) }, null, 2)}\n`;
}

function inOrder({ source, state, prefix, nextHopType, nextHop, presence, because, resource }: RouteRow): RouteRow {
  return { source, state, prefix, nextHopType, nextHop, presence, because, resource };
}

function* lines(items: readonly unknown[]): Generator<string, void, void> {
  if (items.length === 0) {
    yield "[]";
    return;
  }
  for (const [index, item] of items.entries()) yield `${index === 0 ? "[\n    " : ",\n    "}${JSON.stringify(item)}`;
  yield "\n  ]";
}
