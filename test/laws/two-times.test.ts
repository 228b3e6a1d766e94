import { analyse } from "../../src/analysis.ts";
import type { Intent } from "../../src/model/intent.ts";
import type { Report } from "../../src/report/report.ts";
import type { PropertyValue, Resource } from "../../src/resources/resource.ts";
import { type Deviation, deviations, type Everyone, everyoneIn, pairsOf } from "../support/hiding/compare-hidden.ts";
import { type Place, placesIn, replacedAt, valueAt } from "../support/hiding/places.ts";
import { everyoneInWan, intentOfWan } from "../support/wan/intent-of-wan.ts";
import { randomWan } from "../support/wan/random-wan.ts";
import { wanStack } from "../support/wan/wan-stack.ts";
import { intentOf } from "../support/world/intent-of.ts";
import { type Random, randomOf } from "../support/world/random.ts";
import { randomWorld } from "../support/world/random-world.ts";
import { renderWorld } from "../support/world/render-world.ts";

/**
 * Law: of what two stacks have read at different times, only that is decided which is so at both. `CHOKEPOINT_TIMES` says how many random
 * networks are tried, `CHOKEPOINT_FIRST_TIME` which is the first.
 */

const CASES = Number(process.env["CHOKEPOINT_TIMES"] ?? 300);
const FIRST = Number(process.env["CHOKEPOINT_FIRST_TIME"] ?? 0);
interface Stack {
  readonly resources: readonly Resource[];
  readonly intent: Intent;
  readonly complete: boolean;
  readonly everyone: Everyone;
}

const STACKS: Readonly<Record<string, (seed: number) => Stack>> = {
  inline: (seed) => network(seed, "inline"),
  standalone: (seed) => network(seed, "standalone"),
  "virtual WAN": (seed) => {
    const wan = randomWan(randomOf(seed + 9_000_001));
    return { resources: wanStack(wan.sketch), intent: intentOfWan(wan), complete: wan.complete, everyone: everyoneInWan(wan) };
  },
};

function network(seed: number, style: "inline" | "standalone"): Stack {
  const world = randomWorld(seed);
  const { complete } = world.configuration;
  return { resources: renderWorld(world, { style, refreshed: true }), intent: intentOf(world), complete, everyone: everyoneIn(world) };
}

const SEEDS = Array.from({ length: CASES }, (_, n) => FIRST + n);

test.each(Object.keys(STACKS))(
  "%s: what is decided of two times was so at both",
  (kind) => {
    const broken = SEEDS.flatMap((seed) => {
      const [first, ...others] = wrong(kind, seed);
      return first === undefined ? [] : [`${seed}: ${first}, and ${others.length} more`];
    });
    expect(broken).toEqual([]);
  },
  60_000 + CASES * 200,
);

test.each(Object.keys(STACKS))("%s: many changes of what was read leave all that is decided, and some take something away", (kind) => {
  const shares = SEEDS.slice(0, 100)
    .map((seed) => timesOf(kind, seed))
    .map(({ earlier, both }) => [earlier, both].map(({ paths }) => paths.filter(({ verdict }) => verdict !== "inconclusive").length))
    .filter(([before = 0]) => before > 0);
  const isLess = ([before = 0, after = 0]: readonly number[]): boolean => after < before;
  expect(shares.filter(isLess).length / shares.length).toBeGreaterThan(0.1);
  expect(shares.filter(isLess).length / shares.length).toBeLessThan(0.7);
});

/** What is decided and was not so, and what has vanished without anything doubtful in its place: where it is now is not known. */
function wrong(kind: string, seed: number): readonly string[] {
  const { everyone, change, earlier, later, both, complete } = timesOf(kind, seed);
  const isDoubtful = (endpoint: string): boolean =>
    both.paths.some((path) => path.endpoint.name === endpoint && path.verdict === "inconclusive");
  return [earlier, later]
    .map((time) => pairsOf(time, everyone).filter(({ verdict }) => verdict !== "inconclusive"))
    .flatMap((truth): readonly Deviation[] => deviations(truth, both, complete))
    .filter(({ path, pair }) => path !== undefined || !isDoubtful(pair.endpoint))
    .map(({ text }) => `${text} (${change})`);
}

interface Times extends Stack {
  /** What is different later. */
  readonly change: string;
  readonly earlier: Report;
  readonly later: Report;
  /** Of a stack that read earlier and of one that read later. */
  readonly both: Report;
}

function timesOf(kind: string, seed: number): Times {
  const stack = STACKS[kind]?.(seed);
  if (stack === undefined) throw new Error(`no stack ${kind}`);
  const random = randomOf(seed + 4_000_001);
  const resources = stack.resources.map((each) => ({ ...each, inputs: undefined, propertyDependencies: {} }));
  const { place, value } = randomChange(resources, random);
  const changed = resources.map((each) =>
    each.urn === place.urn ? { ...each, outputs: replacedAt(each.outputs, place.path, value) as Resource["outputs"] } : each,
  );
  // Which of two reads is taken goes by their URNs.
  const [one, other] = random.chance(0.5) ? [resources, changed] : [changed, resources];
  const again = other.map((each) => ({ ...each, urn: each.urn.replace("urn:pulumi:", "urn:pulumi:z-") }));
  const [earlier, later, both] = [resources, changed, [...one, ...again]].map((all) => analyse(all, stack.intent).report);
  if (earlier === undefined || later === undefined || both === undefined) throw new Error("there are three");
  const change = `${place.urn.split("::").slice(2).join(" ")} ${place.path.join(".")}: ${JSON.stringify(value)}`;
  return { ...stack, change, earlier, later, both };
}

/** A value in place of another one: what stands in such a place elsewhere, another truth, or nothing. */
function randomChange(resources: readonly Resource[], random: Random): { readonly place: Place; readonly value: PropertyValue } {
  const outputsOf = new Map(resources.map(({ urn, outputs }) => [urn, outputs ?? {}]));
  const places = placesIn(resources).filter(({ path }) => !["id", "name", "type"].includes(String(path.at(-1))));
  const place = random.pick(places);
  const now = valueAt(outputsOf.get(place.urn) ?? {}, place.path);
  if (typeof now === "boolean") return { place, value: !now };
  const alike = places
    .filter((each) => kindOf(each) === kindOf(place))
    .map(({ urn, path }) => valueAt(outputsOf.get(urn) ?? {}, path))
    .filter((each) => JSON.stringify(each) !== JSON.stringify(now));
  return { place, value: alike.length > 0 && random.chance(0.8) ? random.pick(alike) : undefined };
}

/** The type of the resource and the names on the way to the value. */
function kindOf({ urn, path }: Place): string {
  return [urn.split("::")[2], ...path.filter((key) => typeof key === "string")].join(" ");
}
