import { analyse } from "../../../src/analysis.ts";
import type { Report } from "../../../src/report/report.ts";
import type { Resource } from "../../../src/resources/resource.ts";
import { describeWorld } from "../world/describe-world.ts";
import { intentOf } from "../world/intent-of.ts";
import { randomOf } from "../world/random.ts";
import { randomWorld } from "../world/random-world.ts";
import { renderWorld } from "../world/render-world.ts";
import { describeSpelling } from "../world/respell.ts";
import { shrinkWorld } from "../world/shrink-world.ts";
import type { Spelling } from "../world/spelling.ts";
import type { World } from "../world/world.ts";
import { type Act, afterActs, describeAct } from "./act.ts";
import { isPossible, possibleWorld } from "./possible-world.ts";
import { actsOf, type Kinds, type Sketch } from "./random-acts.ts";
import { withTrueDependencies } from "./true-dependencies.ts";

/** A network, what is not known of it, and how it is spelled. */
export interface Case {
  readonly world: World;
  readonly spelling: Spelling;
  readonly acts: readonly Act[];
}

/** What one case violates, a line each. */
export type Law = (one: Case) => readonly string[];

/** The case that the numbers stand for. */
export function caseOf(seed: number, drawn: readonly Sketch[], kinds: Kinds): Case {
  const random = randomOf(seed + 2_000_003);
  const world = possibleWorld(randomWorld(seed));
  const form = { style: random.pick(["inline", "standalone"] as const), refreshed: random.chance(0.5) };
  const classic = random.pick([undefined, undefined, "5", "6"] as const);
  const spelling: Spelling = classic === undefined ? form : { ...form, classic };
  return { world, spelling, acts: actsOf(drawn, kinds, truthOf({ world, spelling })) };
}

/** The stack with all that there is to know, and every dependency recorded. */
export function truthOf({ world, spelling }: Pick<Case, "world" | "spelling">): readonly Resource[] {
  return withTrueDependencies(renderWorld(world, spelling));
}

export function toldOf(one: Case): readonly Resource[] {
  return afterActs(truthOf(one), one.acts);
}

export function reportOn(resources: readonly Resource[], world: World, strict: boolean): Report {
  return analyse(resources, { ...intentOf(world), strict }).report;
}

/** The smallest network in which the acts still break the law, in words. */
export function describeCounterexample(seed: number, one: Case, law: Law): string {
  const breaks = (world: World): boolean => isPossible(world) && law({ ...one, world }).length > 0;
  const small = { ...one, world: shrinkWorld(one.world, breaks) };
  const acts = fewestActs(small, law);
  return [
    `seed ${seed}, ${describeSpelling(one.spelling)}`,
    ...law({ ...small, acts }),
    ...acts.map((act) => `  ${describeAct(act)}`),
    describeWorld(small.world),
  ].join("\n");
}

function fewestActs(one: Case, law: Law): readonly Act[] {
  return one.acts.reduce<readonly Act[]>((left, act) => {
    const fewer = left.filter((other) => other !== act);
    return law({ ...one, acts: fewer }).length > 0 ? fewer : left;
  }, one.acts);
}
