import { analyse } from "../../src/analysis.ts";
import { readConfiguration } from "../../src/configuration/read-configuration.ts";
import type { Properties, Resource } from "../../src/resources/resource.ts";
import { collection, MANAGED, net, only } from "../support/firewall-rules.ts";
import { differences } from "../support/reference/compare.ts";
import { wayBackDifferences } from "../support/reference/compare-way-back.ts";
import { judgeWorld } from "../support/reference/reference.ts";
import { adviceFor } from "../support/reference/way-back.ts";
import { type ConfiguredWan, randomWan } from "../support/wan/random-wan.ts";
import { wanStack } from "../support/wan/wan-stack.ts";
import { wanAdvice } from "../support/wan/way-back.ts";
import { describeWorld } from "../support/world/describe-world.ts";
import { firstDifferences } from "../support/world/first-differences.ts";
import { intentOf } from "../support/world/intent-of.ts";
import { randomOf } from "../support/world/random.ts";
import { randomSpelling } from "../support/world/random-spelling.ts";
import { randomWayBack } from "../support/world/random-translation.ts";
import { renderWorld } from "../support/world/render-world.ts";
import { shrinkWorld } from "../support/world/shrink-world.ts";
import type { Spelling } from "../support/world/spelling.ts";
import type { World } from "../support/world/world.ts";

/**
 * The advice on the way back against the slow reference (R62 to R66): on random networks with policies of firewalls and tags of appliances,
 * each in a random spelling, and on random virtual WANs (R68, R71), a report has every finding that it must have, and no other. `CHOKEPOINT_WORLDS` says how many networks,
 * `CHOKEPOINT_FIRST_WORLD` the first seed.
 */

const WORLDS = Number(process.env["CHOKEPOINT_WORLDS"] ?? 200);
/** Of the spellings. */
const STREAM = 18_000_003;
const FIRST = Number(process.env["CHOKEPOINT_FIRST_WORLD"] ?? 0);
const WANS = Number(process.env["CHOKEPOINT_WORLDS"] ?? 200);

test(
  `${WORLDS} random networks, zero differences`,
  () => {
    expect(firstDifferences(FIRST, WORLDS, compare)).toBe("");
  },
  60_000 + WORLDS * 60,
);

/** Nothing, or one text with the seed, what differs and the smallest network in which advice alone does. */
function compare(seed: number): readonly string[] {
  const world = randomWayBack(seed);
  const spelling = { ...randomSpelling(seed, STREAM), shouted: seed % 5 === 0 };
  const { advice, verdicts } = differencesIn(world, spelling);
  if (verdicts.length > 0) return [`seed ${seed}: the verdicts differ: ${verdicts.join("; ")}`];
  if (advice.length === 0) return [];
  const small = shrinkWorld(world, (candidate) => {
    const found = differencesIn(candidate, spelling);
    return found.verdicts.length === 0 && found.advice.length > 0;
  });
  return [[`seed ${seed}, ${JSON.stringify(spelling)}`, ...differencesIn(small, spelling).advice, describeWorld(small)].join("\n")];
}

function differencesIn(world: World, spelling: Spelling): Readonly<Record<"verdicts" | "advice", readonly string[]>> {
  const expected = judgeWorld(world);
  const { report } = analyse(renderWorld(world, spelling), intentOf(world));
  return { verdicts: differences(expected, report), advice: wayBackDifferences(adviceFor(world, expected), report) };
}

test(
  `${WANS} random virtual WANs, zero differences`,
  () => {
    for (let seed = FIRST; seed < FIRST + WANS; seed += 1) {
      const random = randomOf(seed + 19_000_003);
      const wan = randomWan(randomOf(seed + 9_000_001));
      const misspelt = Object.keys(wan.sketch.networks).flatMap((name) => (random.chance(0.5) ? [`${name}-nva`] : []));
      const found = wanFindings(wan, misspelt, random.chance(0.6));
      expect({ seed, found }).toEqual({ seed, found: wanAdvice(wan, misspelt) });
    }
  },
  60_000 + WANS * 100,
);

/** `isKept`: network rules of the hubs' firewalls let everything through, and keep the source. */
function wanFindings(
  { sketch, firewalls, entries, complete }: ConfiguredWan,
  misspelt: readonly string[],
  isKept: boolean,
): readonly string[] {
  const resources = wanStack(sketch).map((each) => {
    if (misspelt.includes(each.name)) return withInputs(each, { tags: { DisableSnatOnPL: "true" } });
    return isKept && each.type.endsWith(":AzureFirewall") ? withInputs(each, MANAGED) : each;
  });
  const rules = isKept ? only(collection("Allow", 100, net("*", "*"))) : [];
  const configuration = {
    firewalls: firewalls.map((each) => (each.startsWith("/") ? { id: each } : each)),
    entries: entries.map((network) => ({ subnet: `${network}/nva`, name: `${network}-entry` })),
    complete,
  };
  const { findings } = analyse([...resources, ...rules], readConfiguration(configuration, "test")).report;
  return findings
    .filter(({ code }) => code.startsWith("CP-W"))
    .map(({ code, resource, message }) => {
      const name = resource?.slice(resource.lastIndexOf("::") + 2);
      const subnets = /^Requests to the private endpoints in (.+) go past \S/.exec(message)?.[1];
      return code === "CP-W01" ? `${code} ${name?.replace("-intent", "")}: ${subnets}` : `${code} ${name}`;
    })
    .sort();
}

function withInputs(resource: Resource, more: Properties): Resource {
  return { ...resource, inputs: { ...resource.inputs, ...more }, outputs: { ...resource.outputs, ...more } };
}
