import { clean, DEFAULT_WIDTH, wrap } from "./render-layout.ts";
import { type Painter, plain } from "./render-paint.ts";
import { resourceText } from "./render-words.ts";
import type { RouteRow, RoutesTable } from "./routes-table.ts";

export interface RoutesOptions {
  readonly width?: number;
  readonly paint?: Painter;
}

/** The columns of `az network nic show-effective-route-table -o table`, with its titles. */
const AZURE_COLUMNS: readonly (readonly [title: string, cell: (row: RouteRow) => string])[] = [
  ["Source", ({ source }) => source],
  ["State", ({ state }) => state],
  ["Address Prefix", ({ prefix }) => clean(prefix)],
  ["Next Hop Type", ({ nextHopType }) => clean(nextHopType)],
  ["Next Hop IP", ({ nextHop }) => clean(nextHop ?? "")],
];

const GAP = "  ";

/** How much stands in columns; the rest of a row follows on lines of its own. */
type Layout = "everything" | "azure" | "narrow";

/** In a narrow terminal the next hop follows the row. */
const NARROW_COLUMNS = 3;

/**
 * The effective routes as a table. Why a route is invalid, or only possible, and what declares it stand in two columns more where
 * they fit, else on lines of their own below the row.
 */
export function* renderRoutes(table: RoutesTable, options: RoutesOptions = {}): Generator<string, void, void> {
  const { width = DEFAULT_WIDTH, paint = plain } = options;
  const titles = [...AZURE_COLUMNS.map(([title]) => title), "Because", "Resource"];
  const rows = table.routes.map((row) => [...AZURE_COLUMNS.map(([, cell]) => cell(row)), ...notesOf(row)]);
  const allWidths = columnWidths([titles, ...rows]);
  const layout = layoutFor(allWidths, width);
  const shown = layout === "everything" ? allWidths.length : layout === "azure" ? AZURE_COLUMNS.length : NARROW_COLUMNS;
  const widths = allWidths.slice(0, shown);

  yield `${rowText(titles, widths)}\n`;
  yield `${widths.map((each) => "-".repeat(each)).join(GAP)}\n`;
  for (const [index, cells] of rows.entries()) {
    const line = rowText(cells, widths);
    yield `${table.routes[index]?.state === "Invalid" ? paint("quiet", line) : line}\n`;
    const nextHop = layout === "narrow" ? `→ ${cells.slice(NARROW_COLUMNS, AZURE_COLUMNS.length).join(" ").trimEnd()}` : "";
    const notes = layout === "everything" ? [] : cells.slice(AZURE_COLUMNS.length);
    const below = [nextHop, ...notes].filter((text) => text !== "").join("; ");
    if (below !== "") yield `${wrap(below, width, "    ").join("\n")}\n`;
  }
}

function layoutFor(widths: readonly number[], width: number): Layout {
  if (lineWidth(widths) <= width) return "everything";
  return lineWidth(widths.slice(0, AZURE_COLUMNS.length)) <= width ? "azure" : "narrow";
}

/** Why, and what declares it. A possible route says so first: the other columns look as if it were certain. */
function notesOf({ presence, because, resource }: RouteRow): readonly [because: string, resource: string] {
  const reason = clean(because ?? "");
  return [
    presence === "certain" ? reason : `possible${reason === "" ? "" : `: ${reason}`}`,
    resource === null ? "" : resourceText(resource),
  ];
}

function columnWidths(rows: readonly (readonly string[])[]): readonly number[] {
  const widths: number[] = [];
  for (const row of rows) for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, cell.length);
  return widths;
}

function lineWidth(widths: readonly number[]): number {
  return widths.reduce((sum, each) => sum + each, GAP.length * (widths.length - 1));
}

function rowText(cells: readonly string[], widths: readonly number[]): string {
  return widths
    .map((width, index) => (cells[index] ?? "").padEnd(width))
    .join(GAP)
    .trimEnd();
}
