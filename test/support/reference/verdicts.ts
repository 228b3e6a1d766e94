import type { Disposition, Verdict } from "../../../src/report/report.ts";
import type { World } from "../world/world.ts";
import type { Leaf } from "./trace.ts";

/** A verdict with everything that it came from. */
export interface Outcome {
  readonly verdict: Verdict;
  readonly dispositions: readonly Disposition[];
  readonly assumptions: readonly string[];
}

const WORST_FIRST: readonly Verdict[] = ["bypassed", "inconclusive", "undelivered", "inspected"];

/** A leaf as the configuration lets it count: without a designated firewall, and under `strict`. */
export function inTheLightOf(world: World, leaf: Leaf): Leaf {
  return strictly(world, designated(world, leaf));
}

/** Where none is designated, every Azure Firewall is, on an assumption; where there is none, nothing can be said. */
function designated({ configuration, firewalls }: World, leaf: Leaf): Leaf {
  if (configuration.firewalls.length > 0) return leaf;
  if (firewalls.length === 0) return { ...leaf, verdict: "inconclusive" };
  const rests = leaf.verdict === "inspected" || leaf.verdict === "bypassed";
  return rests ? { ...leaf, assumptions: [...leaf.assumptions, "CP-A02"] } : leaf;
}

function strictly({ configuration }: World, leaf: Leaf): Leaf {
  return configuration.strict && leaf.assumptions.length > 0 ? { ...leaf, verdict: "inconclusive" } : leaf;
}

/** Branches that all happen: the worst counts. */
export function bothHappen(leaves: readonly Leaf[]): Outcome {
  const verdict = WORST_FIRST.find((worst) => leaves.some((leaf) => leaf.verdict === worst));
  if (verdict === undefined) throw new Error("a trace ends somewhere");
  const deciding = leaves.filter((leaf) => leaf.verdict === verdict);
  return {
    verdict,
    dispositions: distinct(deciding.map(({ disposition }) => disposition)),
    assumptions: distinct(deciding.flatMap(({ assumptions }) => assumptions)),
  };
}

/** Complete worlds of which one is true: what they agree on, else nothing. */
export function oneIsTrue(outcomes: readonly Outcome[]): Outcome {
  const verdicts = distinct(outcomes.map(({ verdict }) => verdict));
  const [only] = verdicts;
  return {
    verdict: verdicts.length === 1 && only !== undefined ? only : "inconclusive",
    dispositions: distinct(outcomes.flatMap(({ dispositions }) => dispositions)),
    assumptions: distinct(outcomes.flatMap(({ assumptions }) => assumptions)),
  };
}

function distinct<T extends string>(values: readonly T[]): readonly T[] {
  return [...new Set(values)].sort();
}
