import * as fc from "fast-check";
import { caseOf, describeCounterexample, type Law } from "../support/hiding/counterexample.ts";
import { nothingElseUnlessAssumed, remainderOf, strictlyDoubtful, strictlyNothingElse, whateverTheOrder } from "../support/hiding/laws.ts";
import { HIDING, type Kinds, LOOSE_DEPENDENCIES, type Sketch, sketches, WRONG_DEPENDENCIES } from "../support/hiding/random-acts.ts";

/**
 * The laws of what is not known, on random networks of which random values are hidden. `CHOKEPOINT_HIDINGS` says how many cases each law
 * is tried on, `CHOKEPOINT_HIDINGS_SEED` where to start.
 */

const CASES = Number(process.env["CHOKEPOINT_HIDINGS"] ?? 250);
const SEED = Number(process.env["CHOKEPOINT_HIDINGS_SEED"] ?? 20_261_123);

const LOOSELY: Kinds = [...HIDING, ...LOOSE_DEPENDENCIES];

const CASE = fc.tuple(fc.noShrink(fc.nat({ max: 10_000_000 })), sketches());

test.each<[string, Law, Kinds, number]>([
  [
    "strict: hiding values, and any dependencies, turn a verdict into inconclusive or leave it",
    strictlyNothingElse,
    [...LOOSELY, ...WRONG_DEPENDENCIES],
    CASES,
  ],
  [
    "strict: an endpoint to which an appliance may lead past the firewall stays doubtful",
    strictlyDoubtful,
    [...LOOSELY, ...WRONG_DEPENDENCIES],
    CASES,
  ],
  ["with assumptions: a decided verdict is the true one, or names a premise that does not hold", nothingElseUnlessAssumed, LOOSELY, CASES],
  ["the order of the resources changes nothing, whatever is hidden", whateverTheOrder, LOOSELY, Math.ceil(CASES / 3)],
])(
  "%s",
  (_, law, kinds, numRuns) => {
    const broken = firstBroken(law, kinds, numRuns);
    expect(broken).toBe("");
  },
  60_000 + CASES * 200,
);

/** Nothing, or the first case that breaks the law, as small as it can be made. */
function firstBroken(law: Law, kinds: Kinds, numRuns: number): string {
  const keeps = fc.property(CASE, ([seed, drawn]) => law(caseOf(seed, drawn, kinds)).length === 0);
  const { counterexample, numRuns: tried } = fc.check(keeps, { numRuns, seed: SEED });
  if (counterexample === null) return "";
  const [seed, drawn]: readonly [number, readonly Sketch[]] = counterexample[0];
  return `case ${tried}, ${describeCounterexample(seed, caseOf(seed, drawn, kinds), law)}`;
}

test("what is hidden leaves enough to be said, and takes enough away", () => {
  const cases = fc.sample(CASE, { numRuns: 100, seed: SEED }).map(([seed, drawn]) => remainderOf(caseOf(seed, drawn, HIDING)));
  const [decided, left] = cases.reduce(([all, still], each) => [all + each.decided, still + each.stillDecided], [0, 0]);
  expect(left / decided).toBeGreaterThan(0.2);
  expect(left / decided).toBeLessThan(0.9);
});
