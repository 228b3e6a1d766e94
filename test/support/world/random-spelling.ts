import { randomOf } from "./random.ts";
import type { Spelling } from "./spelling.ts";

/** The spelling in which a law writes the network of a seed; `stream`: the law's own, so that its chances are not those of another. */
export function randomSpelling(seed: number, stream: number): Spelling {
  const random = randomOf(seed + stream);
  const apiVersion = random.pick([undefined, undefined, "v20230501", "local-v20240701"]);
  return {
    style: random.pick(["inline", "standalone"]),
    refreshed: random.chance(0.5),
    shuffleSeed: seed,
    ...(apiVersion === undefined ? {} : { apiVersion }),
  };
}
