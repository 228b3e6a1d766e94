import { ChangeWriter } from "../azure/change-writer.ts";
import { append } from "../certainty/order.ts";
import type { Intent } from "../model/intent.ts";
import type { Resource } from "../resources/resource.ts";
import type { JudgedPath } from "../verdict/judged-path.ts";
import type { Judgement } from "../verdict/judgement.ts";
import { forwardersInto } from "../verdict/peering-soundness.ts";
import { type Candidate, Claims, candidateOf, mayInterfere, type Step } from "./candidate.ts";
import { Candidates } from "./candidates.ts";
import { costOf } from "./cost.ts";
import { planFor } from "./plan.ts";
import type { ProvedRemedy, Remedies } from "./remedy.ts";
import { representatives } from "./representatives.ts";
import { StepWriter } from "./step-writer.ts";
import { isMended, isWorse, type Judged, judgeAfter, PathIndex } from "./trial.ts";

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

/** Paths that the same candidates may mend. */
interface Group {
  readonly paths: JudgedPath[];
  /** It grows by what completes those that did not do. */
  readonly candidates: Candidate[];
  next: number;
}

interface Batch {
  readonly members: { readonly group: Group; readonly candidate: Candidate }[];
}

class Search {
  readonly #intent: Intent;
  readonly #base: Judged;
  readonly #kept: readonly Resource[];
  readonly #before: PathIndex;
  /** Those whose endpoints are among the resources of the trials. */
  readonly #traced: readonly JudgedPath[];
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
    const all = [...base.judged.paths, ...base.judged.unadvertised];
    this.#traced = this.#kept.length === resources.length ? all : all.filter(({ endpoint }) => urns.has(endpoint.endpoint.origin.resource));
    this.#before = new PathIndex({ ...base.judged, paths: this.#traced, unadvertised: [] });
    this.#left = Math.max(limits.resources, 3 * this.#kept.length);
  }

  run(): Remedies {
    const groups = this.#groups();
    let pending = groups;
    while (pending.length > 0 && this.#left >= this.#kept.length) {
      const batch = nextBatch(pending);
      this.#try(batch);
      pending = pending.filter((group) => !this.#isMended(group) && group.next < group.candidates.length);
    }
    const remedies = [...new Set(this.#found.values())];
    const plan = remedies.length === 0 ? undefined : planFor(remedies, this.#kept, this.#intent, this.#traced);
    const tried = new Set(groups.flatMap((group) => (group.next > 0 ? group.paths : [])));
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
    for (const paths of [...byJudgement.values()].flatMap((alike) => [...alike.values()])) {
      const [first] = paths;
      const candidates = first === undefined ? [] : this.#candidates.for(first);
      if (candidates.length === 0) continue;
      const key = candidates.map((each) => each.key).join("\n\n");
      const group = groups.get(key);
      if (group === undefined) groups.set(key, { paths: [...paths], candidates: [...candidates], next: 0 });
      else group.paths.push(...paths);
    }
    return [...groups.values()];
  }

  #isMended({ paths }: Group): boolean {
    return paths.every((path) => this.#found.has(path));
  }

  #try({ members }: Batch): void {
    this.#left -= this.#kept.length;
    const steps = distinctSteps(members.flatMap(({ candidate }) => candidate.steps));
    const after = judgeAfter(this.#kept, steps, this.#intent);
    const index = new PathIndex(after.judged);
    const harmed = [
      ...this.#traced.filter((path) => isWorse(path, index)),
      ...[...after.judged.paths, ...after.judged.unadvertised].filter((path) => this.#isNewHarm(path)),
    ];
    const settled = new Set<Candidate>();
    for (const { group, candidate } of members) {
      group.next += 1;
      if (settled.has(candidate) || harmed.some(({ intervals }) => mayInterfere(intervals, candidate.scope))) continue;
      settled.add(candidate);
      if (!this.#accept(candidate, group, after, index)) this.#complete(candidate, group, index);
    }
  }

  #complete(candidate: Candidate, group: Group, index: PathIndex): void {
    const [first] = group.paths.filter((path) => !this.#found.has(path)).flatMap((path) => index.counterparts(path));
    const known = new Set(group.candidates.map(({ key }) => key));
    const more = first === undefined ? [] : this.#candidates.completed(candidate, first);
    group.candidates.push(...more.filter(({ key }) => !known.has(key)));
  }

  /** A path that was not there before, and is not inspected. */
  #isNewHarm(path: JudgedPath): boolean {
    return path.judgement.verdict !== "inspected" && this.#before.counterparts(path).length === 0;
  }

  /** What the candidate mends, of all groups that it can touch; a group keeps the smaller one that it has. */
  #accept(candidate: Candidate, group: Group, after: Judged, index: PathIndex): boolean {
    const proofs = group.paths.filter((path) => this.#before.counterparts(path).includes(path));
    const mended = proofs.filter((path) => isMended(path, index));
    if (mended.length === 0) return false;
    const kinds = new Set(mended.map(kindOf));
    const mends = group.paths.filter((path) => kinds.has(kindOf(path)) && !this.#found.has(path));
    const afterwards = mended.flatMap((path) => index.counterparts(path));
    const flags = [...forwardersInto(after.topology, afterwards).keys()].flatMap(
      (half) => this.#steps.flag(half, "allowForwardedTraffic") ?? [],
    );
    const steps = [...flags, ...candidateOf(candidate.steps).steps];
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

/** Endpoints that fare alike share all of this. */
function kindOf({ judgement, gateway, subnet }: JudgedPath): string {
  return `${judgementNumber(judgement)}\n${gateway?.gateway.key}\n${subnet?.key}`;
}

const numbers = new WeakMap<Judgement, number>();
let count = 0;

function judgementNumber(judgement: Judgement): number {
  let number = numbers.get(judgement);
  if (number === undefined) {
    count += 1;
    number = count;
    numbers.set(judgement, number);
  }
  return number;
}

/** The next candidate of every group, as long as no two of them can change the way to one destination. */
function nextBatch(groups: readonly Group[]): Batch {
  const members: { readonly group: Group; readonly candidate: Candidate }[] = [];
  const chosen = new Map<string, Candidate>();
  const claims = new Claims();
  for (const group of groups) {
    const candidate = group.candidates[group.next];
    if (candidate === undefined) continue;
    const same = chosen.get(candidate.key);
    if (same !== undefined) members.push({ group, candidate: same });
    else if (claims.claim(candidate.scope)) {
      chosen.set(candidate.key, candidate);
      members.push({ group, candidate });
    }
  }
  return { members };
}

function distinctSteps(steps: readonly Step[]): readonly Step[] {
  return [...new Set(steps)];
}
