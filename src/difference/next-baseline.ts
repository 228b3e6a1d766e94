import { compareText } from "../certainty/order.ts";
import { stackOf } from "../exemption/stacks.ts";
import { countVerdicts } from "../report/build-report.ts";
import type { Finding, Path, Report } from "../report/report.ts";
import { type Baseline, isSameFinding, type KnownBefore, provesBypass } from "./baseline.ts";
import { matchPaths, type Pair } from "./match-paths.ts";
import { isGone, isInBaseline, isMended } from "./outdated.ts";
import type { Aliases } from "./renames.ts";

/** A baseline to be written, and what became of the one that there was: numbers of pairs of gateway and endpoint. */
export interface NextBaseline {
  readonly report: Report;
  readonly kept: number;
  readonly mended: number;
  readonly gone: number;
}

export interface Renewal {
  readonly report: Report;
  readonly baseline: Baseline | undefined;
  readonly known: KnownBefore;
  readonly aliases: Aliases;
  /** Those under test, as `project/stack`. */
  readonly stacks: ReadonlySet<string>;
}

/**
 * Returns the baseline for the network as it is. The first one has every pair of gateway and endpoint that is not inspected, but for those
 * that are exempted: they have their own date. From then on it only shrinks. Nothing enters; what is inspected or gone leaves; what fares
 * better is noted as it is now, so that it cannot become as bad again; what is worse stays as it was, and so does what is merely not known any more.
 */
export function nextBaseline(renewal: Renewal): NextBaseline {
  const { report, baseline } = renewal;
  if (baseline === undefined) {
    const pairs = matchPaths([], report.paths, new Map()).filter(({ after }) => !after.some(isExempted) && after.some(isAccepted));
    const findings = report.findings.filter(provesBypass);
    return {
      report: baselineOf(
        report,
        pairs.flatMap(({ after }) => after),
        findings,
      ),
      kept: pairs.length,
      mended: 0,
      gone: 0,
    };
  }
  const { known, stacks } = renewal;
  const accepted = known.pairs.filter(isInBaseline);
  const kept = accepted.filter((pair) => !isMended(pair) && !isGone(pair, stacks));
  const paths = kept.flatMap((pair) => (isBetterKnown(pair, known) ? pair.after : pair.before));
  return {
    report: baselineOf(report, paths, keptFindings(renewal, baseline)),
    kept: kept.length,
    mended: accepted.filter(isMended).length,
    gone: accepted.filter((pair) => isGone(pair, stacks)).length,
  };
}

/** Whether what is known now may take the place of what was: it is no worse anywhere, and as certain. */
function isBetterKnown({ after, counterparts }: Pair, known: KnownBefore): boolean {
  if (after.length === 0 || !after.every((path) => path.verdict === "inspected" || known.paths.has(path))) return false;
  return counterparts.every((each) => each.after?.verdict !== "inconclusive" || each.before?.verdict === "inconclusive");
}

function isAccepted({ verdict }: Path): boolean {
  return verdict !== "inspected";
}

function isExempted({ exemption }: Path): boolean {
  return exemption !== null;
}

/** Proofs of a bypass that were there and still are, or are not in sight. */
function keptFindings({ report, known, aliases, stacks }: Renewal, baseline: Baseline): readonly Finding[] {
  const kept = baseline.report.findings.filter(provesBypass).flatMap((before): readonly Finding[] => {
    const now = report.findings.filter((finding) => isSameFinding(before, finding, aliases));
    const still = now.filter((finding) => known.findings.has(finding));
    if (still.length > 0) return still;
    return now.length > 0 || !stacks.has(stackOf(before.resource ?? "") ?? "") ? [before] : [];
  });
  return [...new Set(kept)];
}

/** A report of these paths and findings alone. Exemptions have no place in it: they hold of the configuration. */
function baselineOf({ firewalls }: Report, paths: readonly Path[], findings: readonly Finding[]): Report {
  const ordered = [...paths].sort((a, b) => compareText(a.id, b.id)).map((path) => ({ ...path, exemption: null }));
  return {
    version: 1,
    summary: { paths: ordered.length, ...countVerdicts(ordered), exempted: 0, unreached: 0, unadvertised: 0, gaps: 0 },
    firewalls,
    paths: ordered,
    unreached: [],
    unadvertised: [],
    findings,
  };
}
