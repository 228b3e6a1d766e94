import { compareText } from "../certainty/order.ts";
import { stackOf } from "../exemption/stacks.ts";
import { reportFinding } from "../report/build-report.ts";
import { counted, enumerated } from "../report/render-layout.ts";
import type { Finding, Path, Report } from "../report/report.ts";
import { advice } from "../verdict/finding.ts";
import type { Baseline, KnownBefore } from "./baseline.ts";
import type { Pair } from "./match-paths.ts";

/** The report with what is wrong with the baseline among its findings. `stacks`: those under test, as `project/stack`. */
export function withOutdated(report: Report, baseline: Baseline | undefined, known: KnownBefore, stacks: ReadonlySet<string>): Report {
  const finding = baseline === undefined ? undefined : outdated(baseline, known, stacks);
  return finding === undefined ? report : { ...report, findings: [finding, ...report.findings] };
}

function outdated({ report }: Baseline, { pairs }: KnownBefore, stacks: ReadonlySet<string>): Finding | undefined {
  const kept = pairs.filter(isInBaseline);
  const told = new Set(report.paths.flatMap(({ endpoint }) => stackOf(endpoint.resource) ?? []));
  if (
    kept.length > 0 &&
    told.size > 0 &&
    stacks.size > 0 &&
    kept.every(({ before, after }) => after.length === 0 && !isUnderTest(before, stacks))
  ) {
    return say("CP-E05", `The baseline tells of ${listed(told)}, and of nothing in ${listed(stacks)}: nothing in it counts.`);
  }
  const mended = kept.filter(isMended).length;
  const gone = kept.filter((pair) => isGone(pair, stacks)).length;
  if (mended + gone === 0) return undefined;
  const parts = [
    mended > 0 ? `${counted(mended, "path")} inspected now` : "",
    gone > 0 ? `${counted(gone, "path")} that ${gone === 1 ? "is" : "are"} gone` : "",
  ];
  const what = parts.filter((part) => part !== "").join(" and ");
  return say(
    "CP-E04",
    `The baseline still has ${what}. Write it anew, so that they cannot come back unseen: chokepoint audit with --write-baseline.`,
  );
}

function listed(stacks: ReadonlySet<string>): string {
  return enumerated([...stacks].sort(compareText));
}

/** A pair of gateway and endpoint that the baseline accepts: a whole report also has those that it does not. */
export function isInBaseline({ before }: Pair): boolean {
  return before.some(({ verdict }) => verdict !== "inspected");
}

export function isMended({ after }: Pair): boolean {
  return after.length > 0 && after.every(({ verdict }) => verdict === "inspected");
}

/** What is not in sight is gone only from a stack that is. */
export function isGone({ before, after }: Pair, stacks: ReadonlySet<string>): boolean {
  return after.length === 0 && isUnderTest(before, stacks);
}

function isUnderTest(paths: readonly Path[], stacks: ReadonlySet<string>): boolean {
  return paths.some(({ endpoint }) => stacks.has(stackOf(endpoint.resource) ?? ""));
}

function say(code: "CP-E04" | "CP-E05", message: string): Finding {
  return reportFinding(advice(code, undefined, message));
}
