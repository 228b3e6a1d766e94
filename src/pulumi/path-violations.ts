import type { Analysis } from "../analysis.ts";
import type { Intent } from "../model/intent.ts";
import { codeEntry } from "../report/codes.ts";
import { groupPaths, type PathGroup, renderGroup } from "../report/render-finding.ts";
import { outcomeLine } from "../report/render-groups.ts";
import { counted, formatCount, wrap } from "../report/render-layout.ts";
import type { Path } from "../report/report.ts";
import type { AnalysedStack } from "./analyse-stack.ts";
import { levelOf } from "./enforcement.ts";
import { createLocator } from "./locate-violation.ts";
import { type Violation, WIDTH } from "./report-violations.ts";

/** How many groups of exempted paths are named. */
const NAMED = 20;

/**
 * Returns a violation for each situation among the paths: five thousand endpoints that are bypassed in one way are one
 * violation, which names the first of them and counts the others. What stands in the baseline is advice. Nothing for codes that the
 * configuration disables.
 */
export function pathViolations(paths: readonly Path[], { analysis, stack, intent }: AnalysedStack): readonly Violation[] {
  const locate = createLocator(analysis.network, stack);
  const { known } = analysis;
  const fresh = groupPaths(paths.filter((path) => !known.paths.has(path))).flatMap((group): readonly Violation[] => {
    const { code, verdict } = group.first;
    const level = levelOf(intent, code, verdict);
    return level === "disabled" ? [] : [violationOf(group, analysis, locate, level)];
  });
  const old = groupPaths(paths.filter((path) => known.paths.has(path) && !isDisabled(intent, path.code))).map((group) => {
    const violation = violationOf(group, analysis, locate, "advisory");
    return { ...violation, message: `${violation.message}\n${IN_BASELINE}` };
  });
  return [...fresh, ...old];
}

const IN_BASELINE = "It stands in the baseline and is no worse, so it is advice.";

/**
 * The same for paths of networks that on-premises is not told of (R23). They are advice, whatever is mandatory for the code:
 * nobody knows that traffic takes them.
 */
export function unadvertisedViolations(paths: readonly Path[], analysed: AnalysedStack): readonly Violation[] {
  const { analysis, stack, intent } = analysed;
  const locate = createLocator(analysis.network, stack);
  return groupPaths(paths.filter(({ code }) => !isDisabled(intent, code))).map((group) => {
    const violation = violationOf(group, analysis, locate, undefined);
    const note = "On-premises is not told of this network by the gateway (R23). The following would be the case if it sent traffic there.";
    return { ...violation, message: `${note}\n${violation.message}`, severity: "low" };
  });
}

/** One violation, at the stack, that says which paths are exempted: they stay in sight. */
export function exemptedViolations(paths: readonly Path[], { stack }: AnalysedStack): readonly Violation[] {
  const exempted = paths.filter(({ exemption }) => exemption !== null);
  if (exempted.length === 0) return [];
  const groups = groupPaths(exempted);
  const lines = groups.slice(0, NAMED).flatMap((group) => wrap(`- ${outcomeLine(group)}`, WIDTH, "", "  "));
  const more = groups.length > NAMED ? [`- and ${formatCount(groups.length - NAMED)} more of this kind`] : [];
  const verdict = `${counted(exempted.length, "path is", "paths are")} exempted and fail${exempted.length === 1 ? "s" : ""} nothing.`;
  return [{ message: [verdict, ...lines, ...more].join("\n"), urn: stack.urn, level: "advisory", severity: "low" }];
}

function isDisabled(intent: Intent, code: string | null): boolean {
  return levelOf(intent, code) === "disabled";
}

function violationOf(group: PathGroup, { report }: Analysis, locate: (path: Path) => string, level: Violation["level"]): Violation {
  return {
    message: renderGroup(group, { firewalls: report.firewalls, width: WIDTH }),
    urn: locate(group.first),
    level,
    severity: codeEntry(group.first.code)?.severity,
  };
}
