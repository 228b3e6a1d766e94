import { append, compareText } from "../certainty/order.ts";
import type { Intent } from "../model/intent.ts";
import type { Resource } from "../resources/resource.ts";
import { contradicts, type Step, stepKey } from "./candidate.ts";
import type { Plan, ProvedRemedy, Stage } from "./remedy.ts";
import { allPaths, harmedPaths, isMended, judgeAfter, PathIndex } from "./trial.ts";

/**
 * Puts the steps of all remedies into one order: first what takes effect only where something else allows it, the network policies last.
 * Each stage is traced upon the stages before it, and so is each step of a remedy that has several in one stage. Where one makes a path
 * worse, the remedies are put together one after the other, and those that do not go with the others are left out.
 */
export function planFor(
  remedies: readonly ProvedRemedy[],
  resources: readonly Resource[],
  intent: Intent,
  before: PathIndex,
): Plan | undefined {
  const isSafe = (some: readonly ProvedRemedy[]): boolean => holds(some, resources, intent, before);
  let left = MOST;
  const compatible = withoutConflicts(remedies).flatMap((remedy) => {
    if (!hasOrder(remedy)) return [remedy];
    left -= 1;
    return left < 0 ? [] : (inSafeOrder(remedy, resources, intent, before) ?? []);
  });
  const chosen = isSafe(compatible) ? compatible : oneByOne(compatible, isSafe);
  return chosen.length === 0 ? undefined : { stages: stagesOf(chosen), paths: sumOf(chosen) };
}

/** More remedies than these are not tried one by one. */
const MOST = 40;

/** Whether the order of its steps matters: there are several in one stage. */
function hasOrder({ steps }: ProvedRemedy): boolean {
  return new Set(steps.map(({ rank }) => rank)).size < steps.length;
}

function oneByOne(remedies: readonly ProvedRemedy[], isSafe: (some: readonly ProvedRemedy[]) => boolean): readonly ProvedRemedy[] {
  const chosen: ProvedRemedy[] = [];
  for (const remedy of remedies.slice(0, MOST)) if (isSafe([...chosen, remedy])) chosen.push(remedy);
  return chosen;
}

/**
 * The remedy with its steps in an order of which none makes a path worse; undefined where there is none. What is further on the way comes
 * first, so that nothing is sent there that would be lost.
 */
function inSafeOrder(remedy: ProvedRemedy, resources: readonly Resource[], intent: Intent, before: PathIndex): ProvedRemedy | undefined {
  const { steps } = remedy;
  const harmless = [[...steps].reverse(), steps].find((order) =>
    stepsByRank(order).every((_, at, all) => {
      const after = new PathIndex(allPaths(judgeAfter(resources, all.slice(0, at + 1), intent)));
      return harmedPaths(before, after).length === 0;
    }),
  );
  return harmless && { ...remedy, steps: harmless };
}

function sumOf(remedies: readonly ProvedRemedy[]): number {
  return remedies.reduce((sum, { mends }) => sum + mends.length, 0);
}

/** Of two remedies that contradict each other, the one that mends more; the one that mends most comes first. */
function withoutConflicts(remedies: readonly ProvedRemedy[]): readonly ProvedRemedy[] {
  const byResource = new Map<string, Step[]>();
  const kept: ProvedRemedy[] = [];
  const named = remedies.map((remedy) => ({ remedy, name: remedy.steps.map(stepKey).join("\n") }));
  for (const { remedy } of named.sort((a, b) => b.remedy.mends.length - a.remedy.mends.length || compareText(a.name, b.name))) {
    const places = remedy.steps.flatMap((step) => step.changes.map(({ resource }) => ({ step, resource })));
    if (places.some(({ step, resource }) => byResource.get(resource)?.some((other) => contradicts(step, other)))) continue;
    for (const { step, resource } of places) append(byResource, resource, step);
    kept.push(remedy);
  }
  return kept;
}

function stagesOf(remedies: readonly ProvedRemedy[]): readonly Stage[] {
  const steps = new Map<string, Step>();
  for (const remedy of remedies) for (const step of remedy.steps) if (!steps.has(stepKey(step))) steps.set(stepKey(step), step);
  const ordered = stepsByRank([...steps.values()]);
  return [...new Set(ordered.map(({ rank }) => rank))].map((rank) => ({ steps: ordered.filter((step) => step.rank === rank) }));
}

function stepsByRank(steps: readonly Step[]): readonly Step[] {
  return [...steps].sort((a, b) => a.rank - b.rank);
}

/** Whether after no stage a path is worse than it is now, and after the last all are inspected that the remedies mend. */
function holds(remedies: readonly ProvedRemedy[], resources: readonly Resource[], intent: Intent, before: PathIndex): boolean {
  const done: Step[] = [];
  let index: PathIndex | undefined;
  for (const { steps } of stagesOf(remedies)) {
    done.push(...steps);
    const after = new PathIndex(allPaths(judgeAfter(resources, done, intent)));
    if (harmedPaths(before, after).length > 0) return false;
    index = after;
  }
  const mended = new Set(remedies.flatMap(({ mends }) => mends));
  return index !== undefined && [...before.paths].every((path) => !mended.has(path) || isMended(path, index));
}
