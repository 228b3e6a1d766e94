import { analyse, analyseWithRemedies } from "../../src/analysis.ts";
import { LIMITS, proposeRemedies } from "../../src/remedy/propose.ts";
import type { Path, Report } from "../../src/report/report.ts";
import { reportChange } from "../../src/report/report-remedies.ts";
import type { Resource } from "../../src/resources/resource.ts";
import { applyRemedy, keysOf, verdictsOf, worsened } from "../support/remedies/apply-remedy.ts";
import { exhaustiveRemedy, goalOf } from "../support/remedies/exhaustive.ts";
import { intentOf } from "../support/world/intent-of.ts";
import { randomOf } from "../support/world/random.ts";
import { withoutNewSettings } from "../support/world/random-rarities.ts";
import { randomWorld } from "../support/world/random-world.ts";
import { renderWorld } from "../support/world/render-world.ts";
import { describeSpelling } from "../support/world/respell.ts";
import type { Spelling } from "../support/world/spelling.ts";
import type { World } from "../support/world/world.ts";

/** Laws of remedies. `CHOKEPOINT_REMEDIES`: how many worlds, all spellings together. */

const WORLDS = Number(process.env["CHOKEPOINT_REMEDIES"] ?? 100);

const SPELLINGS: readonly Spelling[] = [
  { style: "standalone", refreshed: true },
  { style: "standalone", refreshed: false },
  { style: "inline", refreshed: false },
  { style: "inline", refreshed: true },
  { style: "standalone", refreshed: true, classic: "6" },
  { style: "inline", refreshed: false, classic: "6" },
];

test.each(SPELLINGS.map((spelling) => [describeSpelling(spelling), spelling] as const))(
  "%s: what a remedy promises is so when its resources are changed and audited afresh, and no path is worse",
  (_, spelling) => {
    const count = Math.ceil(WORLDS / SPELLINGS.length);
    let proved = 0;
    for (let seed = 0; seed < count; seed += 1) {
      const world = worldOf(seed, spelling);
      const broken = brokenPromises(world, renderWorld(world, spelling));
      expect({ seed, broken: broken.texts }).toEqual({ seed, broken: [] });
      proved += broken.remedies;
    }
    // A law about what is never proposed is no law.
    expect(proved).toBeGreaterThan(count / 3);
  },
  60_000 + WORLDS * 2_000,
);

function worldOf(seed: number, { classic }: Spelling): World {
  const world = randomWorld(300_000 + seed);
  return classic === undefined ? world : withoutNewSettings(world);
}

function brokenPromises(world: World, resources: readonly Resource[]): { readonly texts: readonly string[]; readonly remedies: number } {
  const intent = intentOf(world);
  const { report } = analyseWithRemedies(resources, intent);
  const before = verdictsOf(report);
  const byRemedy = new Map<Path["remedies"][number], Path[]>();
  for (const path of report.paths) for (const remedy of path.remedies) byRemedy.set(remedy, [...(byRemedy.get(remedy) ?? []), path]);
  const texts = [...byRemedy].flatMap(([remedy, paths]) => {
    const after = verdictsOf(analyse(applyRemedy(resources, remedy.changes), intent).report);
    const missed = paths.flatMap(keysOf).filter((key) => after.get(key) !== remedy.verdictAfter);
    return [
      ...missed.map((key) => `${key} is ${after.get(key)}, not ${remedy.verdictAfter}, after: ${remedy.text}`),
      ...worsened(before, after).map((key) => `${key} is worse (${before.get(key)}, then ${after.get(key)}) after: ${remedy.text}`),
    ];
  });
  return { texts, remedies: byRemedy.size };
}

test(
  "no step of a plan makes a path worse, and all of them together mend what the plan says",
  () => {
    let plans = 0;
    for (let seed = 0; seed < WORLDS / 2; seed += 1) {
      const world = randomWorld(310_000 + seed);
      const resources = renderWorld(world, { style: "standalone", refreshed: true });
      const intent = intentOf(world);
      const analysis = analyseWithRemedies(resources, intent);
      const plan = analysis.remedies?.plan;
      if (plan === undefined) continue;
      plans += 1;
      const before = verdictsOf(analysis.report);
      const done: Path["remedies"][number]["changes"][number][] = [];
      let after: Report = analysis.report;
      for (const { changes } of plan.stages.flatMap(({ steps }) => steps)) {
        done.push(...changes.map(reportChange));
        after = analyse(applyRemedy(resources, done), intent).report;
        expect({ seed, worse: worsened(before, verdictsOf(after)) }).toEqual({ seed, worse: [] });
      }
      const mended = [...verdictsOf(after)].filter(([key, verdict]) => verdict === "inspected" && before.get(key) !== "inspected");
      expect({ seed, isKept: mended.length >= plan.paths }).toEqual({ seed, isKept: true });
    }
    expect(plans).toBeGreaterThan(WORLDS / 8);
  },
  60_000 + WORLDS * 2_000,
);

test(
  "what an exhaustive search over up to three changes can mend has a remedy, nineteen times out of twenty",
  () => {
    const seeds = Array.from({ length: Math.ceil(WORLDS / 5) }, (_, seed) => 320_000 + seed);
    const found = seeds.flatMap((seed) => mendablePaths(seed));
    const missed = found.filter((text) => text !== "");
    expect(found.length).toBeGreaterThan(WORLDS / 25);
    if (missed.length > found.length / 20) expect(missed).toEqual([]);
  },
  60_000 + WORLDS * 5_000,
);

/** One text for each path that can be mended: empty where a remedy was found, else what the exhaustive search would do. */
function mendablePaths(seed: number): readonly string[] {
  const world = randomWorld(seed);
  if (world.routeTables.length > 6 || world.endpoints.length > 5) return [];
  const { report } = analyseWithRemedies(renderWorld(world, { style: "standalone", refreshed: true }), intentOf(world));
  return firstOfEachPair(report).flatMap((path) => {
    if (path.remedies.length > 0) return [""];
    const remedy = exhaustiveRemedy(world, goalOf(path, world), { budget: 400 });
    return remedy === undefined ? [] : [`seed ${seed}, ${path.id}: ${remedy.join(", ")}`];
  });
}

/** Each gateway in sight and endpoint once, if something is to be mended. */
function firstOfEachPair({ paths }: Report): readonly Path[] {
  const pairs = new Map<string, Path>();
  for (const path of paths) {
    const pair = `${path.gateway.name} ${path.endpoint.name}`;
    if (path.verdict !== "inspected" && path.gateway.kind !== "unknown" && path.endpoint.addresses.length > 0 && !pairs.has(pair))
      pairs.set(pair, path);
  }
  return [...pairs.values()];
}

test(
  "one endpoint speaks for those that fare like it: the remedies are the same as with all of them traced",
  () => {
    for (let seed = 0; seed < WORLDS / 2; seed += 1) {
      const world = randomWorld(330_000 + seed);
      const resources = renderWorld(world, { style: "standalone", refreshed: true });
      const intent = intentOf(world);
      const analysis = analyse(resources, intent);
      const [all, few] = [LIMITS.endpoints, 0].map((endpoints) => {
        const { byPath } = proposeRemedies(resources, intent, analysis, { ...LIMITS, endpoints });
        return analysis.judged.paths.map(
          (path) =>
            byPath
              .get(path)
              ?.steps.map(({ text }) => text)
              .join("; ") ?? "",
        );
      });
      expect({ seed, few }).toEqual({ seed, few: all });
    }
  },
  60_000 + WORLDS * 2_000,
);

test(
  "the order of the resources changes no remedy, and no byte of the report",
  () => {
    for (let seed = 0; seed < WORLDS / 2; seed += 1) {
      const world = randomWorld(340_000 + seed);
      const resources = renderWorld(world, { style: "standalone", refreshed: true });
      const intent = intentOf(world);
      const reports = [resources, [...resources].reverse(), randomOf(seed).shuffle(resources)].map((each) => {
        const { report, remedies } = analyseWithRemedies(each, intent);
        return JSON.stringify({ report, plan: remedies?.plan?.stages.map(({ steps }) => steps.map(({ text }) => text)) });
      });
      expect({ seed, different: new Set(reports).size }).toEqual({ seed, different: 1 });
    }
  },
  60_000 + WORLDS * 2_000,
);
