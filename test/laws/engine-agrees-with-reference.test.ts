import { analyse } from "../../src/analysis.ts";
import { differences } from "../support/reference/compare.ts";
import { HitTable } from "../support/reference/hits.ts";
import { judgeWorld } from "../support/reference/reference.ts";
import { describeWorld } from "../support/world/describe-world.ts";
import { firstDifferences } from "../support/world/first-differences.ts";
import { intentOf } from "../support/world/intent-of.ts";
import { randomSpelling } from "../support/world/random-spelling.ts";
import { randomWorld } from "../support/world/random-world.ts";
import { renderWorld } from "../support/world/render-world.ts";
import { shrinkWorld } from "../support/world/shrink-world.ts";
import type { Spelling } from "../support/world/spelling.ts";
import type { World } from "../support/world/world.ts";

/**
 * The engine against the slow reference, which shares no code with it: every gateway, endpoint and address of random
 * networks, each network in a random spelling. `CHOKEPOINT_WORLDS` says how many networks, `CHOKEPOINT_FIRST_WORLD` the
 * first seed; with more worlds than usual the table of what they made happen is printed.
 */

const USUAL = 2000;
const WORLDS = Number(process.env["CHOKEPOINT_WORLDS"] ?? USUAL);
/** Of the spellings. */
const STREAM = 1_000_003;
const FIRST = Number(process.env["CHOKEPOINT_FIRST_WORLD"] ?? 0);

/** Seeds whose networks differed once: peerings that may be in force, ranges that may be synchronised, gateways out of sight. */
const FOUND = [4268, 4887, 5588, 11166, 12445, 12654, 14761, 14958];

const hits = new HitTable();

test.each(FOUND)("the random network %i, which differed once", (seed) => {
  expect(compare(seed).join("\n\n")).toBe("");
});

test(
  `${WORLDS} random networks, zero differences`,
  () => {
    expect(firstDifferences(FIRST, WORLDS, compare)).toBe("");
  },
  60_000 + WORLDS * 60,
);

afterAll(() => {
  if (WORLDS > USUAL) process.stdout.write(`${hits.print()}\n`);
});

/** Nothing, or one text with the seed, what differs and the smallest network in which something does. */
function compare(seed: number): readonly string[] {
  const world = randomWorld(seed);
  const spelling = randomSpelling(seed, STREAM);
  const isBad = (candidate: World, table?: HitTable): boolean => differencesIn(candidate, spelling, table).length > 0;
  if (!isBad(world, hits)) return [];
  const small = shrinkWorld(world, (candidate) => isBad(candidate));
  return [[`seed ${seed}, ${JSON.stringify(spelling)}`, ...differencesIn(small, spelling), describeWorld(small)].join("\n")];
}

function differencesIn(world: World, spelling: Spelling, table?: HitTable): readonly string[] {
  return differences(judgeWorld(world, table), analyse(renderWorld(world, spelling), intentOf(world)).report);
}
