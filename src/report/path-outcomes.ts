import type { ProvedRemedy } from "../remedy/remedy.ts";
import type { JudgedPath } from "../verdict/judged-path.ts";
import type { Finding, Path } from "./report.ts";

const judged = new WeakMap<Path, JudgedPath>();

/** Remembers of which judged path the path tells, for whoever wants to know more of it than the report says. */
export function rememberJudged(path: Path, from: JudgedPath): Path {
  judged.set(path, from);
  return path;
}

/** Undefined where nothing is remembered: a path that was read, or whose gateway is not in sight. */
export function rememberedPath(path: Path): JudgedPath | undefined {
  return judged.get(path);
}

/**
 * What the path shares with all others that fared alike, so that whoever groups a hundred thousand paths need not compare them: they
 * differ in nothing but the endpoint. Undefined where nothing is remembered: then only a comparison tells.
 */
export function rememberedOutcome(path: Path): object | undefined {
  return judged.get(path)?.judgement;
}

const concerned = new WeakMap<Finding, readonly Path[]>();

/** Remembers which paths a finding that proves a bypass is about. */
export function rememberConcerned(finding: Finding, paths: readonly Path[]): Finding {
  concerned.set(finding, paths);
  return finding;
}

/** Undefined for a finding that proves no bypass, or was read. */
export function concernedPaths(finding: Finding): readonly Path[] | undefined {
  return concerned.get(finding);
}

/** Changes were made for a path and traced; `remedy`: what mends it, if something does. */
export interface SearchOutcome {
  readonly remedy: ProvedRemedy | undefined;
}

const searched = new WeakMap<Path, SearchOutcome>();

export function rememberSearch(path: Path, outcome: SearchOutcome): Path {
  searched.set(path, outcome);
  return path;
}

/** Undefined where nothing was tried. */
export function rememberedSearch(path: Path): SearchOutcome | undefined {
  return searched.get(path);
}
