import { append } from "../certainty/order.ts";
import type { Plan } from "../remedy/remedy.ts";
import { groupPaths, type PathGroup, renderGroup, toneOf } from "./render-finding.ts";
import { groupSubject, outcomeLine } from "./render-groups.ts";
import { capitalised, clean, counted, DEFAULT_WIDTH, enumerated, formatCount, wrap } from "./render-layout.ts";
import { type Painter, plain } from "./render-paint.ts";
import { resourceText } from "./render-words.ts";
import type { Finding, Path, Report, ReportedFirewall, UnreachedEndpoint, Verdict } from "./report.ts";

export interface TextOptions {
  /** Columns; 100 where it is left out. */
  readonly width?: number;
  /** No colours where it is left out. */
  readonly paint?: Painter;
  /** Why there was nothing to judge, if so, without a final full stop: nothing examined is not a pass. */
  readonly nothing?: string | undefined;
  /** The paths that stand in the baseline; none where it is left out. */
  readonly known?: ReadonlySet<Path>;
  /** In which order to mend what can be mended. */
  readonly plan?: Plan | undefined;
}

interface Context {
  readonly width: number;
  readonly paint: Painter;
  readonly firewalls: readonly ReportedFirewall[];
}

/** The report for people, in pieces that are each at most a block; what is worst comes first and the summary last. */
export function* renderText(report: Report, options: TextOptions = {}): Generator<string, void, void> {
  const context: Context = { width: options.width ?? DEFAULT_WIDTH, paint: options.paint ?? plain, firewalls: report.firewalls };
  const known = options.known ?? NONE;
  const exempted = report.paths.filter(({ exemption }) => exemption !== null);
  const accepted = report.paths.filter((path) => path.exemption === null && known.has(path));
  const byVerdict = listsBy(
    report.paths.filter((path) => path.exemption === null && !known.has(path)),
    ({ verdict }) => verdict,
  );
  for (const verdict of ["bypassed", "inconclusive", "undelivered"] as const) {
    yield* verdictSection(verdict, byVerdict.get(verdict) ?? [], context);
  }
  yield* lineSection("In the baseline, and no worse", "strong", groupPaths(accepted), context, outcomeLine);
  yield* lineSection("Exempted", "strong", groupPaths(exempted), context, outcomeLine);
  yield* lineSection("Inspected", "good", groupPaths(byVerdict.get("inspected") ?? []), context, inspectedLine);
  yield* lineSection("Not advertised to on-premises", "strong", groupPaths(report.unadvertised), context, unadvertisedLine);
  yield* unreachedSection(report.unreached, context);
  yield* findingSection(
    report.findings.filter((finding) => !isGap(finding)),
    context,
  );
  yield* gapSection(report.findings.filter(isGap), context);
  if (options.plan !== undefined) yield* planSection(options.plan, context);
  if (options.nothing !== undefined) yield `${wrap(`${capitalised(options.nothing)}.`, context.width).join("\n")}\n`;
  yield `${wrap(summaryText(report, known.size), context.width).join("\n")}\n`;
}

const NONE: ReadonlySet<Path> = new Set();

/** `12 paths: 9 bypassed, 0 inconclusive, …`; `known`: how many of them stand in the baseline. */
export function summaryText({ summary, findings }: Report, known = 0): string {
  const gaps = findings.filter(isGap).length;
  const rest = [
    known > 0 ? `${formatCount(known)} in the baseline` : "",
    summary.exempted > 0 ? `${formatCount(summary.exempted)} exempted` : "",
    summary.unreached > 0 ? `${counted(summary.unreached, "endpoint")} without a path` : "",
    summary.unadvertised > 0 ? `${formatCount(summary.unadvertised)} not advertised` : "",
    findings.length > gaps ? counted(findings.length - gaps, "finding") : "",
    gaps > 0 ? `${counted(gaps, "thing")} not known` : "",
  ].filter((part) => part !== "");
  const verdicts = (["bypassed", "inconclusive", "undelivered", "inspected"] as const).map(
    (verdict) => `${formatCount(summary[verdict])} ${verdict}`,
  );
  return `${counted(summary.paths, "path")}: ${verdicts.join(", ")}${rest.length === 0 ? "" : `; ${rest.join(", ")}`}.`;
}

/** Groups in full for each verdict; beyond these only the first for each gateway and code, the others are a line each. */
const FULL_GROUPS = 20;
/** Lines for each list; what is beyond is counted. */
const LINES = 200;

const TITLES: Readonly<Record<Verdict, string>> = {
  bypassed: "Bypassed",
  inconclusive: "Inconclusive",
  undelivered: "Undelivered",
  inspected: "Inspected",
};

function* verdictSection(verdict: Verdict, paths: readonly Path[], context: Context): Generator<string, void, void> {
  if (paths.length === 0) return;
  yield heading(TITLES[verdict], counted(paths.length, "path"), toneOf(verdict), context);
  const groups = groupPaths(paths);
  const seen = new Set<string>();
  const rest: PathGroup[] = [];
  for (const [index, group] of groups.entries()) {
    const situation = `${group.first.gateway.resource ?? group.first.gateway.name} ${group.first.code}`;
    if (index < FULL_GROUPS || !seen.has(situation)) yield `${renderGroup(group, context)}\n\n`;
    else rest.push(group);
    seen.add(situation);
  }
  yield* groupLines(rest, context, (group) => `${groupSubject(group)}: ${group.first.verdict}, ${group.first.code ?? ""}`);
}

function* lineSection(
  title: string,
  tone: "good" | "strong",
  groups: readonly PathGroup[],
  context: Context,
  lineOf: (group: PathGroup) => string,
): Generator<string, void, void> {
  if (groups.length === 0) return;
  const count = groups.reduce((sum, { paths }) => sum + paths.length, 0);
  yield heading(title, counted(count, "path"), tone, context);
  yield* groupLines(groups, context, lineOf);
}

function* groupLines(groups: readonly PathGroup[], context: Context, lineOf: (group: PathGroup) => string): Generator<string, void, void> {
  if (groups.length === 0) return;
  for (const group of groups.slice(0, LINES)) yield `${wrap(lineOf(group), context.width, "  ", "      ").join("\n")}\n`;
  yield beyond(groups.length, "group of paths", "groups of paths");
  yield "\n";
}

function inspectedLine(group: PathGroup): string {
  const { hops, assumptions } = group.first;
  const vias = [...new Set(hops.map(({ via }) => via).filter((via) => via !== null))].map(clean);
  const way = vias.length === 0 ? "" : ` by ${enumerated(vias)}`;
  const codes = [...new Set(assumptions.map(({ code }) => clean(code)))];
  return `${groupSubject(group)}: inspected${way}${codes.length === 0 ? "" : `, assuming ${enumerated(codes)}`}`;
}

function unadvertisedLine(group: PathGroup): string {
  const { verdict, code, exemption } = group.first;
  const accepted = exemption === null ? "" : ", exempted";
  return `${groupSubject(group)}: would be ${verdict}${code === null ? "" : ` (${clean(code)})`}${accepted}`;
}

function* unreachedSection(unreached: readonly UnreachedEndpoint[], context: Context): Generator<string, void, void> {
  if (unreached.length === 0) return;
  yield heading("Without any path", counted(unreached.length, "endpoint"), "doubt", context);
  const byReason = [...listsBy(unreached, ({ reason }) => reason)];
  for (const [reason, endpoints] of byReason.slice(0, LINES)) {
    const names = enumerated(endpoints.map(({ endpoint }) => clean(endpoint)));
    yield `${wrap(`CP-U01  ${names}: ${clean(reason)}`, context.width, "  ", "          ").join("\n")}\n`;
  }
  yield beyond(byReason.length, "reason");
  yield "\n";
}

function* findingSection(findings: readonly Finding[], context: Context): Generator<string, void, void> {
  if (findings.length === 0) return;
  yield heading("Findings", formatCount(findings.length), "strong", context);
  for (const { code, severity, resource, message } of findings.slice(0, LINES)) {
    const place = resource === null ? "" : ` [${resourceText(resource)}]`;
    const [first = "", ...more] = message.split("\n").map(clean);
    yield `${wrap(`${clean(code)}  ${severity}  ${first}${place}`, context.width, "  ", "          ").join("\n")}\n`;
    for (const line of more) yield `          ${line}\n`;
  }
  yield beyond(findings.length, "finding");
  yield "\n";
}

/** Stage by stage: within one the order does not matter. */
function* planSection({ stages, paths }: Plan, context: Context): Generator<string, void, void> {
  const steps = stages.flatMap((stage, n) => stage.steps.map((step, at) => ({ step, number: at === 0 ? `${n + 1}.` : "" })));
  if (steps.length < 2) return;
  yield heading("Plan", `${counted(paths, "more path")} inspected, no path worse after any step`, "good", context);
  for (const { step, number } of steps.slice(0, LINES))
    yield `${wrap(`${capitalised(clean(step.text))}.`, context.width, `  ${number.padEnd(3)}`, "      ").join("\n")}\n`;
  yield beyond(steps.length, "step");
  yield "\n";
}

const GAPS = 20;

function* gapSection(gaps: readonly Finding[], context: Context): Generator<string, void, void> {
  if (gaps.length === 0) return;
  yield heading("Not known", formatCount(gaps.length), "strong", context);
  for (const { code, resource, message } of gaps.slice(0, GAPS)) {
    const place = resource === null ? "" : `${resourceText(resource)}: `;
    yield `${wrap(`${clean(code)}  ${place}${clean(message)}`, context.width, "  ", "          ").join("\n")}\n`;
  }
  yield beyond(gaps.length, "gap", "gaps", GAPS);
  yield "\n";
}

/** What is not modelled or could not be read: no fault of the network, so it stands by itself. */
function isGap({ code }: Finding): boolean {
  return code === "CP-I05" || code === "CP-I14";
}

/** Each key with its items, in the order of their first ones. */
function listsBy<T, K>(items: readonly T[], keyOf: (item: T) => K): ReadonlyMap<K, readonly T[]> {
  const lists = new Map<K, T[]>();
  for (const item of items) append(lists, keyOf(item), item);
  return lists;
}

function beyond(count: number, singular: string, plural = `${singular}s`, shown = LINES): string {
  return count > shown ? `  … and ${counted(count - shown, singular, plural)} more; --format json has them all\n` : "";
}

function heading(title: string, count: string, tone: "bad" | "doubt" | "good" | "strong", { paint }: Context): string {
  return `${paint(tone, title)} (${count})\n\n`;
}
