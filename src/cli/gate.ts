import type { Analysis } from "../analysis.ts";
import { type KnownBefore, NOTHING_KNOWN, provesBypass } from "../difference/baseline.ts";
import type { EnforcementLevel, Intent } from "../model/intent.ts";
import { codeEntry } from "../report/codes.ts";
import { counted, formatCount } from "../report/render-layout.ts";
import { summaryText } from "../report/render-text.ts";
import type { Finding, Path } from "../report/report.ts";

/** `--fail-on`: each includes those before it; `never` includes nothing. */
export type FailOn = "bypassed" | "inconclusive" | "undelivered" | "never";

/** What is to be decided on: a part of an analysis. */
export type Gated = Pick<Analysis, "report" | "intent" | "known">;

export interface GateResult {
  readonly failed: boolean;
  /** What was counted, and what failed, as one line. */
  readonly text: string;
}

/** Where something stands among the thresholds; `mandatory` fails whatever the threshold, `disabled` never counts. */
type Rank = "mandatory" | "bypassed" | "inconclusive" | "undelivered" | "disabled";

const INCLUDED: Readonly<Record<FailOn, readonly Rank[]>> = {
  never: ["mandatory"],
  bypassed: ["mandatory", "bypassed"],
  inconclusive: ["mandatory", "bypassed", "inconclusive"],
  undelivered: ["mandatory", "bypassed", "inconclusive", "undelivered"],
};

/**
 * Decides the exit status of an audit. What the configuration makes mandatory (`levels`, `onInconclusive: fail`) fails whatever
 * `failOn` says; `levels` that lower a code hold here as they do in a preview. Exempted paths fail nothing, and what stands in the baseline is advice.
 * `nothing` says why there was nothing to judge.
 */
export function gate({ report, intent, known }: Gated, failOn: FailOn, nothing: string | undefined): GateResult {
  const tally = new Tally();
  const unexempted = report.paths.filter(({ exemption }) => exemption === null);
  for (const path of unexempted) tally.add(rankOfPath(path, intent, known), path.verdict);
  for (const { verdict, code, exemption } of report.unadvertised) {
    if (verdict === "bypassed" && exemption === null) tally.add(rankOfAdvice(code, intent), "bypassed but not advertised");
  }
  for (const finding of report.findings) tally.add(rankOfFinding(finding, intent, known), FINDING);
  // In a closed world an endpoint without a path is a fact, not a doubt.
  if (!intent.complete) for (const { code } of report.unreached) tally.add(rankOfInconclusive(code, intent), "without a path");
  if (nothing !== undefined) tally.add(rankOfInconclusive(null, intent), NOTHING);
  const failing = tally.texts(INCLUDED[failOn]);
  const spared = unexempted.filter((path) => path.verdict === "bypassed" && !known.paths.has(path)).length - tally.count("bypassed", GRAVE);
  const parts = [
    failing.length === 0 ? `--fail-on ${failOn}: passed` : `--fail-on ${failOn}: failed by ${failing.join(", ")}`,
    ...(spared > 0 ? [`levels spare ${spared} bypassed`] : []),
  ];
  return { failed: failing.length > 0, text: `${nothing ?? summaryText(report, known.paths.size).slice(0, -1)} (${parts.join("; ")})` };
}

/** Ranks that fail an audit by default. */
const GRAVE: readonly Rank[] = INCLUDED.bypassed;
const FINDING = "finding";
const NOTHING = "nothing to judge";

/** Whether a path alone fails an audit. */
export function failsAt(path: Path, intent: Intent, failOn: FailOn): boolean {
  return path.exemption === null && INCLUDED[failOn].includes(rankOfPath(path, intent, NOTHING_KNOWN));
}

function rankOfPath(path: Path, intent: Intent, known: KnownBefore): Rank {
  const { verdict, code } = path;
  // What stands in the baseline is advice, whatever else it would be.
  if (known.paths.has(path)) return rankOfAdvice(code, intent);
  switch (verdict) {
    case "inspected":
      return "disabled";
    case "bypassed":
      return rankOf(levelOf(code, intent), "bypassed", "undelivered");
    case "inconclusive":
      return rankOfInconclusive(code, intent);
    case "undelivered":
      return rankOf(levelOf(code, intent), "undelivered", "undelivered");
  }
}

function rankOfInconclusive(code: string | null, intent: Intent): Rank {
  const level = levelOf(code, intent) ?? (intent.onInconclusive === "fail" ? "mandatory" : undefined);
  return rankOf(level, "inconclusive", "inconclusive");
}

function rankOfAdvice(code: string | null, intent: Intent): Rank {
  return levelOf(code, intent) === "disabled" ? "disabled" : "undelivered";
}

function rankOfFinding(finding: Finding, intent: Intent, known: KnownBefore): Rank {
  const { code } = finding;
  if (known.findings.has(finding)) return rankOfAdvice(code, intent);
  const level = levelOf(code, intent);
  const preset = provesBypass(finding) || codeEntry(code)?.level === "mandatory" ? "bypassed" : "undelivered";
  return rankOf(level, preset, "undelivered");
}

/** The enforcement that the configuration sets for a code. */
function levelOf(code: string | null, { levels }: Intent): EnforcementLevel | undefined {
  return code === null ? undefined : levels[code];
}

function rankOf(level: EnforcementLevel | undefined, preset: Rank, advisory: Rank): Rank {
  switch (level) {
    case undefined:
      return preset;
    case "mandatory":
      return "mandatory";
    case "advisory":
      return advisory;
    case "disabled":
      return "disabled";
  }
}

/** Counts by rank and kind, in the order in which they came. */
class Tally {
  readonly #counts = new Map<Rank, Map<string, number>>();

  add(rank: Rank, kind: string): void {
    const kinds = this.#counts.get(rank) ?? new Map<string, number>();
    this.#counts.set(rank, kinds.set(kind, (kinds.get(kind) ?? 0) + 1));
  }

  count(kind: string, ranks: readonly Rank[]): number {
    return ranks.reduce((sum, rank) => sum + (this.#counts.get(rank)?.get(kind) ?? 0), 0);
  }

  texts(ranks: readonly Rank[]): readonly string[] {
    const kinds = new Set(ranks.flatMap((rank) => [...(this.#counts.get(rank)?.keys() ?? [])]));
    return [...kinds].map((kind) => this.#text(kind, this.count(kind, ranks)));
  }

  #text(kind: string, count: number): string {
    if (kind === NOTHING) return kind;
    return kind === FINDING ? counted(count, kind) : `${formatCount(count)} ${kind}`;
  }
}
