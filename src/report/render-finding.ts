import { codeEntry } from "./codes.ts";
import { rememberedSearch } from "./path-outcomes.ts";
import { groupPaths, otherEndpoints, type PathGroup } from "./render-groups.ts";
import { hintFor, MENDING } from "./render-hint.ts";
import { type HopsOptions, renderHops } from "./render-hops.ts";
import { clean, counted, DEFAULT_WIDTH, enumerated, wrap } from "./render-layout.ts";
import { type Painter, plain } from "./render-paint.ts";
import { endpointText, exemptionText, resourceText, verdictSentence } from "./render-words.ts";
import type { Path, ReportedAssumption, ReportedFirewall, Verdict } from "./report.ts";

export interface FindingOptions {
  /** The report's firewalls: the sentences name them. */
  readonly firewalls: readonly ReportedFirewall[];
  /** Columns; 100 where it is left out. */
  readonly width?: number;
  /** No colours where it is left out. */
  readonly paint?: Painter;
  /** Which beaten routes are shown; `telling` where it is left out. */
  readonly beaten?: HopsOptions["beaten"];
}

/** One path as a text of several lines, without a final line break. The first sentence is the verdict. */
export function renderFinding(path: Path, options: FindingOptions): string {
  return renderGroup({ first: path, paths: [path] }, options);
}

/** A group of paths (see `groupPaths`): the first in full, the others by name. */
export function renderGroup(group: PathGroup, options: FindingOptions): string {
  const { firewalls, width = DEFAULT_WIDTH, paint = plain, beaten = "telling" } = options;
  const path = group.first;
  const [verdict = "", ...more] = wrap(verdictSentence(path, firewalls), width);
  const tone = toneOf(path.verdict);
  return [
    paint(tone, verdict),
    ...more.map((line) => paint(tone, line)),
    ...othersLines(group, width),
    ...renderHops(path, { width, paint, beaten }),
    ...reasonLines(path, width),
    ...remedyLines(path, firewalls, width),
    ...exemptionLines(path, width),
    ...codeLines(path, paint),
  ].join("\n");
}

export { groupPaths, type PathGroup };

/** What mends it, which was traced; where nobody has looked for that, or found it, what may help. */
function remedyLines(path: Path, firewalls: readonly ReportedFirewall[], width: number): string[] {
  const [remedy] = path.remedies;
  if (remedy !== undefined) return wrap(`To mend it, as traced: ${clean(remedy.text)}.`, width, "", "  ");
  const hint = hintFor(path, firewalls);
  const isVain = rememberedSearch(path) !== undefined && hint?.startsWith(MENDING) === true;
  const text = isVain ? NOTHING_MENDS : hint;
  return text === undefined ? [] : wrap(text, width, "", "  ");
}

const NOTHING_MENDS =
  "No change of network policies, routes and route tables that was traced mends it without harm: see above where the packet goes, and whether a designated firewall can be reached from there.";

/** How many endpoints are named before the rest is only counted. */
const NAMED = 12;

function othersLines(group: PathGroup, width: number): string[] {
  const others = otherEndpoints(group);
  if (others.length === 0) return [];
  const names = others.slice(0, NAMED + 1).map(endpointText);
  const list =
    others.length <= NAMED ? enumerated(names) : `${names.slice(0, NAMED).join(", ")} and ${counted(others.length - NAMED, "other")}`;
  return wrap(
    `And ${counted(others.length, "more endpoint")} of ${clean(group.first.endpoint.subnet)} the same way: ${list}.`,
    width,
    "",
    "  ",
  );
}

/** What the verdict rests on, how the packet is lost, and what is not known. */
function reasonLines({ verdict, code, assumptions, gaps }: Path, width: number): string[] {
  const isLost = verdict === "undelivered";
  const isOpen = verdict === "inconclusive" || (verdict === "undelivered" && gaps.length === 0);
  const why = isOpen ? codeEntry(code)?.text : undefined;
  return [
    ...(why === undefined ? [] : wrap(`Why: ${why}`, width, "", "  ")),
    ...assumptions.flatMap((each) => wrap(`Assumed (${clean(each.code)}): ${sentence(each)}`, width, "", "  ")),
    // Under strict the gaps repeat the assumptions.
    ...(code === "CP-I12" && assumptions.length > 0 ? [] : gaps).flatMap((each) =>
      wrap(`${isLost ? "Why" : "Not known"}: ${placed(each)}`, width, "", "  "),
    ),
  ];
}

/** The text with where it stands: `the next hop is not known [gateway-rt (RouteTable), routes[0].nextHopIpAddress].` */
function sentence({ text, resource, property }: Pick<ReportedAssumption, "text" | "resource" | "property">): string {
  const place = [resourceText(resource ?? ""), clean(property ?? "")].filter((part) => part !== "").join(", ");
  return `${clean(text).replace(/\.$/, "")}${place === "" ? "" : ` [${place}]`}.`;
}

/** `gateway-rt (RouteTable), routes[0].nextHopIpAddress: is not known yet.` */
function placed({ text, resource, property }: Path["gaps"][number]): string {
  const place = [resourceText(resource), clean(property)].filter((part) => part !== "").join(", ");
  return `${place === "" ? "" : `${place}: `}${clean(text).replace(/\.$/, "")}.`;
}

function exemptionLines({ exemption }: Path, width: number): string[] {
  return exemption === null ? [] : wrap(`Exempted: ${exemptionText(exemption)}`, width, "", "  ");
}

function codeLines({ code, verdict }: Path, paint: Painter): string[] {
  if (code === null) return [];
  const policy = verdict === "bypassed" ? "private-endpoint-traffic-inspected" : "private-endpoint-routing-advice";
  return [paint("quiet", `Code ${clean(code)}, see policies/${policy}.`)];
}

export function toneOf(verdict: Verdict): "bad" | "doubt" | "good" {
  switch (verdict) {
    case "bypassed":
      return "bad";
    case "inspected":
      return "good";
    case "inconclusive":
    case "undelivered":
      return "doubt";
  }
}
