import { clean, wrap } from "./render-layout.ts";
import type { Painter } from "./render-paint.ts";
import { dispositionText, gatewayText, nextHopText, originText } from "./render-words.ts";
import type { BeatenRoute, Hop, HopRoute, Path } from "./report.ts";

export interface HopsOptions {
  readonly width: number;
  readonly paint: Painter;
  /** Every beaten route, or those that a reader needs to follow the decision. */
  readonly beaten: "all" | "telling";
}

/**
 * The way of the packet, a hop a paragraph:
 *
 *     1  vpngw, instances 0 and 1 (active/active), in hub/GatewaySubnet
 *          chosen   10.13.77.6/32  → private endpoint       system route, programmed by sql
 *          beaten   10.0.0.0/8     → appliance 10.13.76.68  user route of gateway-rt
 *                   because …
 *     2  sql: delivered
 */
export function renderHops(path: Path, options: HopsOptions): string[] {
  const columns = columnsOf(path, options);
  return path.hops.flatMap((hop, index) => {
    const isLast = index === path.hops.length - 1;
    const number = `  ${index + 1}  `;
    const end = endOf(path, options.paint);
    // A hop that takes no route is where the packet ends: the endpoint, or what holds it up.
    if (isLast && hop.chosen.length === 0) return wrap(`${headingOf(path, hop, index)}: ${end}`, options.width, number, BODY);
    const lines = [...wrap(headingOf(path, hop, index), options.width, number, BODY), ...routeLines(hop, columns, options)];
    return isLast && path.disposition !== "delivered"
      ? [...lines, ...wrap(end, options.width, `${BODY}${"so".padEnd(LABEL_WIDTH)}`, " ".repeat(INDENT))]
      : lines;
  });
}

const BODY = "       ";
const LABEL_WIDTH = 9;
const INDENT = BODY.length + LABEL_WIDTH;

/** Beaten routes in a finding: more of them tell a reader nothing. */
const TELLING = 4;

interface Columns {
  readonly prefix: number;
  readonly nextHop: number;
  /** Whether origins fit behind the other two; else they stand on lines of their own. */
  readonly isWide: boolean;
}

function headingOf(path: Path, { node, via }: Hop, index: number): string {
  if (index === 0 && via === null) return node === "" ? gatewayText(path.gateway) : `${gatewayText(path.gateway)}, in ${clean(node)}`;
  return via === null ? clean(node) : `${clean(via)}, in ${clean(node)}`;
}

function endOf({ disposition, verdict }: Path, paint: Painter): string {
  const tone = verdict === "inspected" ? "good" : verdict === "bypassed" ? "bad" : "doubt";
  return paint(tone, dispositionText(disposition));
}

function columnsOf(path: Path, options: HopsOptions): Columns {
  const routes = path.hops.flatMap((hop) => [...hop.chosen, ...shownBeaten(hop, options)]);
  const prefix = longest(routes.map((route) => clean(route.prefix).length));
  const nextHop = longest(routes.map((route) => nextHopText(route).length));
  const origin = longest(routes.map((route) => originText(route).length));
  return { prefix, nextHop, isWide: INDENT + prefix + 4 + nextHop + 2 + origin <= options.width };
}

function longest(lengths: readonly number[]): number {
  return lengths.reduce((most, each) => Math.max(most, each), 0);
}

function routeLines(hop: Hop, columns: Columns, options: HopsOptions): string[] {
  const chosen = hop.chosen.flatMap((route) => routeLine(route.presence === "certain" ? "chosen" : "perhaps", route, columns, options));
  const shown = shownBeaten(hop, options);
  const beaten = shown.flatMap((route, index) => {
    const line = routeLine("beaten", route, columns, options);
    // Several in a row that lose by the same clause need it once.
    const isSame = shown[index + 1]?.because === route.because;
    return isSame || route.because === "" ? line : [...line, ...becauseLines(route.because, options)];
  });
  return [...chosen, ...beaten];
}

function routeLine(label: string, route: HopRoute, columns: Columns, { paint }: HopsOptions): string[] {
  const start = `${BODY}${paint(label === "beaten" ? "quiet" : "strong", label.padEnd(LABEL_WIDTH))}`;
  const doubt = label === "beaten" && route.presence === "possible" ? ", not certain" : "";
  const prefix = clean(route.prefix).padEnd(columns.prefix);
  const origin = `${originText(route)}${doubt}`;
  if (!columns.isWide) return [`${start}${prefix}  → ${nextHopText(route)}`, `${" ".repeat(INDENT)}${origin}`];
  return [`${start}${prefix}  → ${nextHopText(route).padEnd(columns.nextHop)}  ${origin}`];
}

function becauseLines(because: string, { width, paint }: HopsOptions): string[] {
  const indent = " ".repeat(INDENT);
  return wrap(`because ${clean(because)}`, width, indent).map((line) => paint("quiet", line));
}

/** Azure's catch-all routes lose everywhere; the user's routes and the networks' own are what a decision is about. */
function shownBeaten({ beaten }: Hop, options: HopsOptions): readonly BeatenRoute[] {
  if (options.beaten === "all") return beaten;
  const telling = beaten.filter((route, index) => index === 0 || (route.nextHopType !== "None" && route.nextHopType !== "Internet"));
  return telling.slice(0, TELLING);
}
