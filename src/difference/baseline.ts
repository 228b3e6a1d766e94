import type { Intent } from "../model/intent.ts";
import { concernedPaths } from "../report/path-outcomes.ts";
import type { Finding, Path, Report } from "../report/report.ts";
import { ROUTE_POLICIES_OFF } from "../routing/choose-route.ts";
import { compareVerdicts } from "../verdict/judge.ts";
import { keyOf } from "./identity.ts";
import { matchPaths, type Pair } from "./match-paths.ts";
import type { Counterpart } from "./match-pieces.ts";
import type { Aliases } from "./renames.ts";

/** An earlier report: what stands in it, and is no worse now, is advice. */
export interface Baseline {
  readonly report: Report;
  /** The absolute path of the file that it was read from; undefined where it stands in the configuration itself. */
  readonly file: string | undefined;
}

/** What the user wants, and what is known to fall short of it. */
export interface BaselinedIntent extends Intent {
  readonly baseline?: Baseline | undefined;
}

/** What of a report stands in the baseline and is no worse. */
export interface KnownBefore {
  readonly paths: ReadonlySet<Path>;
  readonly findings: ReadonlySet<Finding>;
  /** The pairs of both reports; none without a baseline. */
  readonly pairs: readonly Pair[];
}

export const NOTHING_KNOWN: KnownBefore = { paths: new Set(), findings: new Set(), pairs: [] };

/** Finds what of the report stands in the baseline. A path does if at each of its addresses it fares no worse than it did. */
export function findKnown(baseline: Baseline | undefined, report: Report, aliases: Aliases): KnownBefore {
  if (baseline === undefined) return NOTHING_KNOWN;
  const pairs = matchPaths(baseline.report.paths, report.paths, aliases);
  const formers = new Map<Path, readonly Path[]>();
  for (const { after, counterparts } of pairs) {
    for (const path of after) {
      const before = knownAs(path, counterparts);
      if (before !== undefined) formers.set(path, before);
    }
  }
  const findings = report.findings.filter((finding) => isKnownFinding(finding, baseline.report.findings, formers, aliases));
  return { paths: new Set(formers.keys()), findings: new Set(findings), pairs };
}

/** What the path was, of which it is no worse; undefined where it is new or worse. One that is inspected or exempted need not be known. */
function knownAs(path: Path, counterparts: readonly Counterpart[]): readonly Path[] | undefined {
  if (path.verdict === "inspected" || path.exemption !== null) return undefined;
  const own = counterparts.filter(({ after }) => after === path);
  const before = own.flatMap((each) => each.before ?? []);
  const isKnown = before.length === own.length && before.every((each) => compareVerdicts(path.verdict, each.verdict) >= 0);
  return isKnown ? before : undefined;
}

/**
 * A half check that proves a bypass (CP-H01) is known if it was there, and each path that it proves was and had its route-table policies off.
 * Its text is for people and may change.
 */
function isKnownFinding(
  finding: Finding,
  before: readonly Finding[],
  formers: ReadonlyMap<Path, readonly Path[]>,
  aliases: Aliases,
): boolean {
  const concerned = concernedPaths(finding);
  if (concerned === undefined || concerned.length === 0) return false;
  const wasOff = (path: Path): boolean =>
    formers.get(path)?.every(({ endpoint }) => ROUTE_POLICIES_OFF.has(endpoint.networkPolicies)) ?? false;
  const isAccepted = concerned.every((path) => path.exemption !== null || wasOff(path));
  return isAccepted && before.some((each) => isSameFinding(each, finding, aliases));
}

/** Whether a finding fails the preview (CP-H01 where a gateway is proven): such findings stand in a baseline beside the paths. */
export function provesBypass({ policy }: Finding): boolean {
  return policy === "private-endpoint-traffic-inspected";
}

/** Whether the two say the same of one resource, which may have been renamed since. */
export function isSameFinding(before: Finding, after: Finding, aliases: Aliases): boolean {
  if (before.code !== after.code || before.policy !== after.policy || before.resource === null || after.resource === null) return false;
  const former = keyOf(before.resource, "");
  return [after.resource, ...(aliases.get(after.resource) ?? [])].some((resource) => keyOf(resource, "") === former);
}
