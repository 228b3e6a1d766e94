import { analyse } from "../../src/analysis.ts";
import { intentOf } from "../support/world/intent-of.ts";
import { randomWorld } from "../support/world/random-world.ts";
import { renderWorld } from "../support/world/render-world.ts";

/** Law: the order of the resources changes nothing, not one byte of the report. */

const SEEDS = Array.from({ length: 150 }, (_, seed) => seed);

test.each(["inline", "standalone"] as const)("the order of %s resources changes no byte of the report", (style) => {
  const changed = SEEDS.filter((seed) => {
    const world = randomWorld(seed);
    const reports = [undefined, 1, 2].map((shuffleSeed) => {
      const order = shuffleSeed === undefined ? {} : { shuffleSeed };
      return JSON.stringify(analyse(renderWorld(world, { style, refreshed: seed % 2 === 0, ...order }), intentOf(world)).report);
    });
    return new Set(reports).size > 1;
  });
  expect(changed).toEqual([]);
});
