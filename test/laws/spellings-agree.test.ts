import { analyse } from "../../src/analysis.ts";
import type { Report } from "../../src/report/report.ts";
import { intentOf } from "../support/world/intent-of.ts";
import { withoutNewSettings } from "../support/world/random-rarities.ts";
import { randomWorld } from "../support/world/random-world.ts";
import { renderWorld } from "../support/world/render-world.ts";
import { CLASSIC_SPELLINGS, describeSpelling, EVERY_SPELLING } from "../support/world/respell.ts";
import type { Spelling } from "../support/world/spelling.ts";
import type { World } from "../support/world/world.ts";

/** Law: inline and standalone forms, refreshed and unrefreshed state, any version's tokens, either provider: the same network, the same paths. */

const SEEDS = Array.from({ length: 80 }, (_, seed) => 100_000 + seed);

const SPELLINGS: readonly Spelling[] = [
  ...EVERY_SPELLING,
  { style: "standalone", refreshed: true, stale: true },
  { style: "inline", refreshed: false, shouted: true },
  { style: "standalone", refreshed: true, shouted: true },
];

const CLASSIC: readonly Spelling[] = [
  ...CLASSIC_SPELLINGS,
  { style: "standalone", refreshed: true, stale: true, classic: "6" },
  { style: "inline", refreshed: false, shouted: true, classic: "6" },
  { style: "standalone", refreshed: true, shouted: true, classic: "5" },
];

test.each(SPELLINGS.slice(1).map((spelling) => [describeSpelling(spelling), spelling] as const))("%s: the same paths", (_, spelling) => {
  const [plain] = SPELLINGS;
  if (plain === undefined) throw new Error("there are spellings");
  for (const seed of SEEDS) {
    const world = randomWorld(seed);
    expect({ seed, paths: verdicts(world, spelling) }).toEqual({ seed, paths: verdicts(world, plain) });
  }
});

test.each(CLASSIC.map((spelling) => [describeSpelling(spelling), spelling] as const))("%s: the same paths", (_, spelling) => {
  for (const seed of SEEDS) {
    const world = withoutRecordedStates(withoutNewSettings(randomWorld(seed)));
    expect({ seed, paths: verdicts(world, spelling) }).toEqual({ seed, paths: verdicts(world, nativeOf(spelling)) });
  }
});

function nativeOf({ classic: _, ...spelling }: Spelling): Spelling {
  return spelling;
}

/** The classic provider never says whether a peering is connected: a lone half may be, or not. */
function withoutRecordedStates(world: World): World {
  return { ...world, peerings: world.peerings.map((half) => ({ ...half, state: "Initiated" })) };
}

function verdicts(world: World, spelling: Spelling): Readonly<Record<string, string>> {
  return verdictMap(analyse(renderWorld(world, spelling), intentOf(world)).report);
}

/** What is said of every gateway, endpoint and piece of addresses: none of it may depend on the spelling. */
function verdictMap({ paths, unadvertised, unreached }: Report): Readonly<Record<string, string>> {
  const told = [...paths.map((path) => ["path", path] as const), ...unadvertised.map((path) => ["unadvertised", path] as const)];
  return Object.fromEntries([
    ...told.map(([status, { gateway, endpoint, verdict, code, disposition }]) => [
      `${gateway.name}/${endpoint.name} ${endpoint.addresses.join(" ")}`,
      `${status} ${verdict} ${code} ${disposition}`,
    ]),
    ...unreached.map(({ endpoint }) => [endpoint, "unreached"]),
  ]);
}
