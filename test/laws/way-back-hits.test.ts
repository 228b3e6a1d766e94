import { HitTable } from "../support/reference/hits.ts";
import { judgeWorld } from "../support/reference/reference.ts";
import { recordWaysBack } from "../support/reference/way-back.ts";
import { randomWan } from "../support/wan/random-wan.ts";
import { wanAdvice } from "../support/wan/way-back.ts";
import { randomOf } from "../support/world/random.ts";
import { randomWayBack } from "../support/world/random-translation.ts";

/** What reference-hits.test.ts says of verdicts, of the way back: each situation must have been met often by the networks that are compared. */

const hits = new HitTable();
beforeAll(() => {
  for (let seed = 0; seed < 1000; seed += 1) {
    const world = randomWayBack(seed);
    recordWaysBack(world, judgeWorld(world), hits);
  }
  for (let seed = 0; seed < 300; seed += 1) wanAdvice(randomWan(randomOf(seed + 9_000_001)), [], hits);
}, 120_000);

/** What has the requests first, where it is, by which way they come in, and what becomes of the source. */
test.each([
  ...["one network", "apart"].flatMap((place) =>
    ["vpn", "express-route", "entry"].flatMap((way) => [
      ...["translated", "kept", "unknown"].map((source) => `firewall, ${place}, ${way}, ${source}`),
      ...["tagged", "unknown"].map((source) => `appliance, ${place}, ${way}, ${source}`),
      `load balancer, ${place}, ${way}, unknown`,
    ]),
  ),
  ...["one network, vpn", "apart, vpn", "apart, express-route", "apart, entry"].map((place) => `load balancer, ${place}, tagged`),
  ...["firewall, virtual hub", "appliance, connected network", "CP-W01", "CP-W01, several subnets"],
  ...["CP-W02 kept", "CP-W02 unknown", "CP-W03", "CP-W04 misspelt", "CP-W04 on its machine", "CP-W04 behind"],
])("%s", (text) => {
  expect(hits.countWayBack(text)).toBeGreaterThan(2);
});
