import { analyse } from "../../src/analysis.ts";
import type { Report } from "../../src/report/report.ts";
import { differences } from "../support/reference/compare.ts";
import { judgeWorld } from "../support/reference/reference.ts";
import { describeWorld } from "../support/world/describe-world.ts";
import { intentOf } from "../support/world/intent-of.ts";
import { randomOf } from "../support/world/random.ts";
import { withPendingEndpoints } from "../support/world/random-rarities.ts";
import { randomWorld } from "../support/world/random-world.ts";
import { renderWorld } from "../support/world/render-world.ts";
import { shrinkWorld } from "../support/world/shrink-world.ts";
import type { World } from "../support/world/world.ts";

/** The engine against the reference where endpoints are pending (R44): with and without their /32 routes, whatever is the same is decided. */

const WORLDS = 120;

test(`${WORLDS} random networks with pending endpoints`, () => {
  const found: string[] = [];
  const ends = new Set<string>();
  for (let seed = 300_000; seed < 300_000 + WORLDS && found.length < 3; seed += 1) {
    const world = withPendingEndpoints(randomWorld(seed), randomOf(seed));
    const report = reportOf(world);
    for (const { verdict } of pathsToPending(world, report)) ends.add(verdict);
    if (differences(judgeWorld(world), report).length === 0) continue;
    const small = shrinkWorld(world, (smaller) => differences(judgeWorld(smaller), reportOf(smaller)).length > 0);
    found.push([`seed ${seed}`, ...differences(judgeWorld(small), reportOf(small)), describeWorld(small)].join("\n"));
  }
  expect(found.join("\n\n")).toBe("");
  // A comparison that never meets a decided one is worth little.
  expect([...ends].sort()).toEqual(["bypassed", "inconclusive", "inspected", "undelivered"]);
}, 120_000);

function reportOf(world: World): Report {
  return analyse(renderWorld(world, { style: "standalone", refreshed: false }), intentOf(world)).report;
}

function pathsToPending({ endpoints }: World, { paths }: Report): Report["paths"] {
  const pending = new Set(endpoints.filter(({ isPending }) => isPending === true).map(({ name }) => name));
  return paths.filter(({ endpoint }) => pending.has(endpoint.name));
}
