import { ChangeWriter } from "../azure/change-writer.ts";
import { append } from "../certainty/order.ts";
import type { Intent } from "../model/intent.ts";
import type { Resource } from "../resources/resource.ts";
import type { JudgedPath } from "../verdict/judged-path.ts";
import type { Judgement } from "../verdict/judgement.ts";
import { forwardersInto } from "../verdict/peering-soundness.ts";
import { type Candidate, Claims, mayInterfere } from "./candidate.ts";
import { Candidates } from "./candidates.ts";
import { costOf } from "./cost.ts";
import { planFor } from "./plan.ts";
import type { ProvedRemedy, Remedies } from "./remedy.ts";
import { representatives } from "./representatives.ts";
import { StepWriter } from "./step-writer.ts";
import { allPaths, harmedPaths, isMended, type Judged, judgeAfter, PathIndex } from "./trial.ts";

export interface Limits {
  /** Beyond so many endpoints one speaks for those that fare like it. */
  readonly endpoints: number;
  /** How many resources may be read again, over all trials. */
  readonly resources: number;
}

export const LIMITS: Limits = { endpoints: 300, resources: 60_000 };

/**
 * Searches for the smallest changes that mend the paths which are not inspected. Each is made on the resources, which are read, built and
 * judged anew: what is proposed has been traced, and has made no path worse.
 */
export function proposeRemedies(resources: readonly Resource[], intent: Intent, base: Judged, limits: Limits = LIMITS): Remedies {
  if (base.judged.paths.every(({ judgement }) => judgement.verdict === "inspected")) return NOTHING_TO_MEND;
  const search = new Search(resources, intent, base, limits);
  return search.run();
}

const NOTHING_TO_MEND: Remedies = { byPath: new Map(), tried: new Set(), plan: undefined, isCut: false };

/** Paths of one gateway and subnet that fare alike: what mends one of them mends all. Never empty. */
type Alike = readonly JudgedPath[];

/** Paths that the same candidates may mend. */
interface Group {
  readonly alike: Alike[];
  /** It grows by what completes those that did not do. */
  readonly candidates: Candidate[];
  next: number;
}

/** A candidate that is tried for a group. */
interface Attempt {
  readonly group: Group;
  readonly candidate: Candidate;
}

class Search {
  readonly #intent: Intent;
  readonly #base: Judged;
  readonly #kept: readonly Resource[];
  /** The paths whose endpoints are among the resources of the trials. */
  readonly #before: PathIndex;
  readonly #candidates: Candidates;
  readonly #steps: StepWriter;
  #left: number;
  readonly #found = new Map<JudgedPath, ProvedRemedy>();

  constructor(resources: readonly Resource[], intent: Intent, base: Judged, limits: Limits) {
    this.#intent = intent;
    this.#base = base;
    this.#steps = new StepWriter(base.topology, new ChangeWriter(resources));
    this.#candidates = new Candidates(base.topology, intent, this.#steps);
    this.#kept = representatives(resources, base.topology, base.judged, limits.endpoints);
    const urns = new Set(this.#kept.map(({ urn }) => urn));
    const all = allPaths(base);
    const isKept = ({ endpoint }: JudgedPath): boolean => urns.has(endpoint.endpoint.origin.resource);
    this.#before = new PathIndex(this.#kept.length === resources.length ? all : all.filter(isKept));
    this.#left = Math.max(limits.resources, 3 * this.#kept.length);
  }

  run(): Remedies {
    const groups = this.#groups();
    let pending = groups;
    while (pending.length > 0 && this.#left >= this.#kept.length) {
      this.#try(nextBatch(pending));
      pending = pending.filter(({ alike, next, candidates }) => next < candidates.length && !alike.every((each) => this.#isMended(each)));
    }
    const remedies = [...new Set(this.#found.values())];
    const plan = remedies.length === 0 ? undefined : planFor(remedies, this.#kept, this.#intent, this.#before);
    const tried = new Set(groups.flatMap(({ next, alike }) => (next > 0 ? alike.flat() : [])));
    return { byPath: this.#found, tried, plan, isCut: pending.length > 0 };
  }

  #groups(): readonly Group[] {
    const byJudgement = new Map<Judgement, Map<string, JudgedPath[]>>();
    for (const path of this.#base.judged.paths) {
      if (path.judgement.verdict === "inspected") continue;
      const alike = byJudgement.get(path.judgement) ?? new Map<string, JudgedPath[]>();
      byJudgement.set(path.judgement, alike);
      append(alike, `${path.gateway?.gateway.key}\n${path.subnet?.key}`, path);
    }
    const groups = new Map<string, Group>();
    for (const alike of [...byJudgement.values()].flatMap((lists) => [...lists.values()])) {
      const [first] = alike;
      const candidates = first === undefined ? [] : this.#candidates.for(first);
      if (candidates.length === 0) continue;
      const key = candidates.map((each) => each.key).join("\n\n");
      const group = groups.get(key);
      if (group === undefined) groups.set(key, { alike: [alike], candidates: [...candidates], next: 0 });
      else group.alike.push(alike);
    }
    return [...groups.values()];
  }

  #isMended(alike: Alike): boolean {
    return alike.every((path) => this.#found.has(path));
  }

  #try(attempts: readonly Attempt[]): void {
    this.#left -= this.#kept.length;
    const steps = new Set(attempts.flatMap(({ candidate }) => candidate.steps));
    const after = judgeAfter(this.#kept, steps, this.#intent);
    const index = new PathIndex(allPaths(after));
    const harmed = harmedPaths(this.#before, index);
    for (const { group, candidate } of attempts) {
      group.next += 1;
      const suffering = harmed.filter(({ intervals }) => mayInterfere(intervals, candidate.scope));
      if (suffering.length === 0 && this.#accept(candidate, group, after, index)) continue;
      // What is worse for the paths of the group alone, one more step may make good.
      const own = new Set(suffering.length === 0 ? [] : group.alike.flat());
      if (suffering.every((path) => own.has(path))) this.#complete(candidate, group, index);
    }
  }

  #complete(candidate: Candidate, group: Group, index: PathIndex): void {
    const open = group.alike.flat().filter((path) => !this.#found.has(path));
    const [after = []] = open.map((path) => index.counterparts(path)).filter((pieces) => pieces.length > 0);
    const known = new Set(group.candidates.map(({ key }) => key));
    const more = this.#candidates.completed(candidate, after);
    group.candidates.push(...more.filter(({ key }) => !known.has(key)));
  }

  /** Keeps the candidate for what it mends of the group; a path keeps the smaller one that it has. False where it mends nothing. */
  #accept(candidate: Candidate, group: Group, after: Judged, index: PathIndex): boolean {
    const isProof = (path: JudgedPath): boolean => this.#before.paths.has(path) && isMended(path, index);
    const alike = group.alike.filter((paths) => paths.some(isProof));
    if (alike.length === 0) return false;
    const mended = alike.flatMap((paths) => paths.filter(isProof));
    const mends = alike.flat().filter((path) => !this.#found.has(path));
    const afterwards = mended.flatMap((path) => index.counterparts(path));
    const flags = [...forwardersInto(after.topology, afterwards).keys()].flatMap(
      (half) => this.#steps.flag(half, "allowForwardedTraffic") ?? [],
    );
    const steps = [...flags, ...candidate.steps];
    const cost = costOf({ steps, mended, before: this.#base, after, afterwards, intent: this.#intent, count: mends.length });
    const remedy: ProvedRemedy = { steps, mends, assumptions: newAssumptions(mended, afterwards), cost };
    for (const path of mends) this.#found.set(path, remedy);
    return true;
  }
}

/** Codes of what the mended paths rest on, apart from what they rest on already. */
function newAssumptions(before: readonly JudgedPath[], after: readonly JudgedPath[]): readonly string[] {
  const codesOf = (paths: readonly JudgedPath[]): ReadonlySet<string> =>
    new Set(paths.flatMap(({ judgement }) => judgement.assumptions.map(({ code }) => code)));
  const known = codesOf(before);
  return [...codesOf(after)].filter((code) => !known.has(code)).sort();
}

/** The next candidate of every group, as long as no two of them can change the way to one destination. */
function nextBatch(groups: readonly Group[]): readonly Attempt[] {
  const attempts: Attempt[] = [];
  const chosen = new Map<string, Candidate>();
  const claims = new Claims();
  for (const group of groups) {
    const candidate = group.candidates[group.next];
    if (candidate === undefined) continue;
    const same = chosen.get(candidate.key);
    if (same === undefined && !claims.claim(candidate.scope)) continue;
    chosen.set(candidate.key, same ?? candidate);
    attempts.push({ group, candidate: same ?? candidate });
  }
  return attempts;
}
