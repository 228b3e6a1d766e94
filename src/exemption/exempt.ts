import type { Exemption, Intent } from "../model/intent.ts";
import { advice, type NetworkFinding } from "../verdict/finding.ts";
import type { JudgedNetwork, JudgedPath } from "../verdict/judged-path.ts";
import { fitOf, stackFit } from "./fits-exemption.ts";

/** What of a judged network is accepted. */
export interface Exempted {
  /** The exempted paths, advertised or not, each with the exemption: of several the first in the configuration. */
  readonly exemptions: ReadonlyMap<JudgedPath, Exemption>;
  /** The findings, with exemptions that have expired, match too much or nothing. */
  readonly findings: readonly NetworkFinding[];
}

/**
 * Finds what the configuration exempts. `stacks`: those under test, as `project/stack`. A path that is inspected needs no exemption. One that has
 * expired, or that more pairs of gateway and endpoint than its `max` have need of, exempts nothing.
 */
export function exempt(
  { paths, unadvertised }: JudgedNetwork,
  findings: readonly NetworkFinding[],
  intent: Intent,
  stacks: ReadonlySet<string>,
): Exempted {
  const exemptions = new Map<JudgedPath, Exemption>();
  if (intent.exemptions.length === 0) return { exemptions, findings };
  const inNeed = [...paths, ...unadvertised].filter(({ judgement }) => judgement.verdict !== "inspected");
  const faults = intent.exemptions.flatMap((exemption, index) => {
    if (exemption.expires < intent.today) return [advice("CP-E01", undefined, expiredText(exemption, index))];
    const matching = inNeed.filter(fitOf(exemption));
    if (matching.length === 0) {
      const isForThese = [...stacks].some(stackFit(exemption.stacks));
      return isForThese ? [advice("CP-E02", undefined, unusedText(exemption, index))] : [];
    }
    const pairs = pairsOf(matching);
    if (pairs.length > exemption.max) return [advice("CP-E03", undefined, tooManyText(exemption, index, pairs))];
    for (const path of matching) if (!exemptions.has(path)) exemptions.set(path, exemption);
    return [];
  });
  return { exemptions, findings: [...faults, ...findings.map((each) => spared(each, paths, exemptions))] };
}

/**
 * A half check that proves a bypass (CP-H01) is advice where all that it proves is exempted: every path from a gateway out of sight to the
 * endpoints of its subnet.
 */
function spared(finding: NetworkFinding, paths: readonly JudgedPath[], exemptions: ReadonlyMap<JudgedPath, Exemption>): NetworkFinding {
  if (!finding.isBypass || finding.subnet === undefined) return finding;
  const concerned = paths.filter(({ gateway, subnet }) => gateway === undefined && subnet?.key === finding.subnet);
  if (concerned.length === 0 || !concerned.every((path) => exemptions.has(path))) return finding;
  return { ...finding, isBypass: false, message: `${finding.message} All of its endpoints are exempted.` };
}

/** One path a pair: the pieces of an endpoint's addresses count as one. */
function pairsOf(paths: readonly JudgedPath[]): readonly JudgedPath[] {
  const pairs = new Map<string, JudgedPath>();
  for (const path of paths) {
    const key = JSON.stringify([path.gateway?.gateway.key ?? null, path.endpoint.endpoint.key]);
    if (!pairs.has(key)) pairs.set(key, path);
  }
  return [...pairs.values()];
}

function expiredText(exemption: Exemption, index: number): string {
  return `${nameOf(exemption, index)} expired on ${exemption.expires}, so it exempts nothing. Mend the paths and remove it, or have it approved anew.`;
}

function unusedText(exemption: Exemption, index: number): string {
  const remedy = exemption.stacks === undefined ? "Remove it, or say with stacks which stacks it is for." : "Remove it.";
  return `${nameOf(exemption, index)} exempts nothing: no path that it matches needs it. ${remedy}`;
}

/** How many pairs are named. */
const NAMED = 5;

function tooManyText(exemption: Exemption, index: number, pairs: readonly JudgedPath[]): string {
  const names = pairs.map(({ gateway, endpoint }) => `${gateway?.gateway.name ?? "unknown"} → ${endpoint.endpoint.name}`).sort();
  const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : "";
  const most = exemption.max === 1 ? "1 path" : `${exemption.max} paths`;
  return `${nameOf(exemption, index)} matches ${pairs.length} paths that need it and may exempt ${most} at most (max), so it exempts none: ${names.slice(0, NAMED).join(", ")}${more}. Narrow its globs, or raise max if all of them are meant.`;
}

/** `exemptions[2] (endpoint urn:pulumi:…::sql; approved by Ada)`, so that it is found in the file. */
function nameOf({ gateway, endpoint, subnet, approvedBy }: Exemption, index: number): string {
  const globs = Object.entries({ gateway, endpoint, subnet }).flatMap(([what, glob]) => (glob === undefined ? [] : [`${what} ${glob}`]));
  return `exemptions[${index}] (${globs.join(", ")}; approved by ${approvedBy})`;
}
