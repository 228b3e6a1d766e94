import type { Intent } from "../model/intent.ts";
import { codeEntry } from "../report/codes.ts";
import { clean, counted, enumerated, formatCount, wrap } from "../report/render-layout.ts";
import { resourceName, resourceText } from "../report/render-words.ts";
import type { Finding, UnreachedEndpoint } from "../report/report.ts";
import type { AnalysedStack } from "./analyse-stack.ts";
import { levelOf } from "./enforcement.ts";
import type { Stack } from "./read-stack.ts";
import { type Violation, WIDTH } from "./report-violations.ts";

/** What is not known or not understood. A preview has many, most of no consequence: a path that one matters to names it. */
const GAP = "CP-I14";
const IN_BASELINE = "It stands in the baseline, so it is advice.";
/** How many of them are named. */
const NAMED = 20;

/**
 * Returns a violation for each thing that is found apart from paths, at its resource where that is in this stack. What is
 * said of several resources in the same words is one violation, at the first of them; all gaps are one, at the stack.
 */
export function findingViolations(findings: readonly Finding[], { stack, intent, analysis }: AnalysedStack): readonly Violation[] {
  const isKnown = (finding: Finding): boolean => analysis.known.findings.has(finding);
  const enabled = findings.filter(({ code }) => levelOf(intent, code) !== "disabled");
  const groups = groupBy(enabled, (finding) =>
    [finding.policy, finding.code, finding.severity, isKnown(finding), finding.message].join("\n"),
  );
  const violations = groups
    .filter(([{ code }]) => code !== GAP)
    .map(([first, ...others]): Violation => {
      const { policy, code, severity, resource } = first;
      const lines = [placed(first), ...sameLine(others.map(nameOf), "resource")];
      const [level, more] = isKnown(first) ? (["advisory", [IN_BASELINE]] as const) : [shownLevel(intent, code), []];
      return { message: messageOf([...lines, ...more], code, policy), urn: urnIn(stack, resource), level, severity };
    });
  return [
    ...violations,
    ...gapViolation(
      groups.filter(([{ code }]) => code === GAP),
      stack,
      intent,
    ),
  ];
}

function gapViolation(groups: readonly Group<Finding>[], { urn }: Stack, intent: Intent): readonly Violation[] {
  const [first] = groups.flat();
  if (first === undefined) return [];
  const lines = groups.slice(0, NAMED).map((group) => `- ${placed(group[0])}${alsoText(group)}`);
  const more = groups.length > NAMED ? [`- and ${formatCount(groups.length - NAMED)} more of this kind`] : [];
  const count = groups.flat().length;
  const verdict = `${counted(count, "thing is", "things are")} not known or not understood. A path to which one matters names it.`;
  return [
    { message: messageOf([verdict, ...lines, ...more], GAP, first.policy), urn, level: shownLevel(intent, GAP), severity: first.severity },
  ];
}

function alsoText([, ...others]: Group<Finding>): string {
  return others.length === 0 ? "" : ` The same: ${enumerated(others.map(nameOf))}.`;
}

function shownLevel(intent: Intent, code: string): Violation["level"] {
  const level = levelOf(intent, code);
  return level === "disabled" ? undefined : level;
}

function nameOf({ resource }: Finding): string {
  return resource === null ? "the stack" : resourceName(resource);
}

/** Returns a violation for each reason why endpoints have no path, at the first endpoint that it holds for. */
export function unreachedViolations(
  unreached: readonly UnreachedEndpoint[],
  policy: string,
  { stack, intent }: AnalysedStack,
): readonly Violation[] {
  const level = levelOf(intent, "CP-U01", "inconclusive");
  if (level === "disabled") return [];
  return groupBy(unreached, ({ reason }) => reason).map(([first, ...others]) => {
    const text = `No path from on-premises to private endpoint ${first.endpoint} is known: ${first.reason.replace(/\.$/, "")}.`;
    const names = others.map(({ endpoint }) => endpoint);
    return {
      message: messageOf([text, ...sameLine(names, "endpoint")], first.code, policy),
      urn: urnIn(stack, first.resource),
      level,
      severity: codeEntry(first.code)?.severity,
    };
  });
}

/** A finding in full sentences stands by itself; a mere clause is about its resource. */
function placed({ message, resource }: Finding): string {
  if (message.endsWith(".") || resource === null) return message;
  return `${resourceText(resource)}: ${message}.`;
}

function sameLine(names: readonly string[], what: string): readonly string[] {
  return names.length === 0 ? [] : [`The same holds for ${counted(names.length, `more ${what}`)}: ${enumerated(names)}.`];
}

function messageOf(texts: readonly string[], code: string, policy: string): string {
  const lines = texts.flatMap((text) => text.split("\n")).flatMap((line) => wrap(clean(line), WIDTH, "", "  "));
  return [...lines, `Code ${code}, see policies/${policy}.`].join("\n");
}

function urnIn({ urns, urn }: Stack, resource: string | null): string {
  return resource !== null && urns.has(resource) ? resource : urn;
}

type Group<T> = readonly [T, ...T[]];

/** Groups in the order of their first items. */
function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): readonly Group<T>[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}
