import { analyse } from "../../src/analysis.ts";
import type { Path, Report } from "../../src/report/report.ts";
import { type Properties, type PropertyValue, type Resource, UNKNOWN } from "../../src/resources/resource.ts";
import { intentOf } from "../support/world/intent-of.ts";
import { type Random, randomOf } from "../support/world/random.ts";
import { randomWorld } from "../support/world/random-world.ts";
import { renderWorld } from "../support/world/render-world.ts";

/**
 * Law: under `strict`, hiding what is known may only make a verdict inconclusive, or leave it; no path goes without a word. Values at any
 * depth, ids, answers, inputs, whole resources and dependencies are hidden, several at a time.
 *
 * `complete` is off: with it, a peering of which one half is in sight stands or falls with the state that the half recorded.
 */

const SEEDS = Array.from({ length: Number(process.env["CHOKEPOINT_ATTACKS"] ?? 80) }, (_, seed) => seed + 700_000);
const HIDINGS_EACH = 12;

test("hiding decides nothing, and nothing vanishes", () => {
  expect(SEEDS.flatMap(violationsOf)).toEqual([]);
});

function violationsOf(seed: number): readonly string[] {
  const random = randomOf(seed);
  const drawn = randomWorld(seed);
  const world = { ...drawn, configuration: { ...drawn.configuration, strict: true, complete: false } };
  const resources = renderWorld(world, { style: random.pick(["inline", "standalone"]), refreshed: random.chance(0.5) });
  const full = analyse(resources, intentOf(world)).report;
  return Array.from({ length: HIDINGS_EACH }).flatMap((_, n) => {
    const { hidden, what } = hideSome(resources, random);
    return differences(full, analyse(hidden, intentOf(world)).report).map(
      (text) => `seed ${seed}, ${n}: ${text}; hidden: ${what.join(", ")}`,
    );
  });
}

function hideSome(
  resources: readonly Resource[],
  random: Random,
): { readonly hidden: readonly Resource[]; readonly what: readonly string[] } {
  let hidden = resources;
  const what: string[] = [];
  for (let left = 1 + random.below(3); left > 0; left -= 1) {
    const victim = random.below(hidden.length);
    hidden = hidden.map((resource, n) => {
      if (n !== victim) return resource;
      const { resource: changed, place } = hideIn(resource, random);
      what.push(`${place} of ${resource.type.split(":").at(-1)} ${resource.name}`);
      return changed;
    });
  }
  if (!random.chance(0.3)) return { hidden, what };
  return { hidden: hidden.map((each) => ({ ...each, dependencies: [], propertyDependencies: {} })), what: [...what, "all dependencies"] };
}

function hideIn(resource: Resource, random: Random): { readonly resource: Resource; readonly place: string } {
  const way = random.weigh({ value: 12, inputs: 2, outputs: 2, both: 1, id: 2, answer: 2, dependencies: 1 });
  const hide = (change: Partial<Resource>, place: string = way): ReturnType<typeof hideIn> => ({
    resource: { ...resource, ...change },
    place,
  });
  switch (way) {
    case "inputs":
      return hide({ inputs: undefined });
    case "outputs":
      return hide({ outputs: undefined });
    case "both":
      return hide({ inputs: undefined, outputs: undefined });
    case "id":
      return hide({ id: undefined, outputs: { ...resource.outputs, id: UNKNOWN } });
    case "answer":
      return hide({ id: undefined, outputs: { ...unknownAnswer(resource), ...resource.inputs, id: UNKNOWN, name: UNKNOWN } });
    case "dependencies":
      return hide({ dependencies: [], propertyDependencies: {} });
    default: {
      const side = random.chance(0.75) && resource.inputs !== undefined ? "inputs" : "outputs";
      const places = placesIn(resource[side], []);
      if (places.length === 0) return hide({}, "nothing");
      const place = random.pick(places);
      return hide({ [side]: hiddenAt(resource[side], place) }, `${side}.${place.join(".")}`);
    }
  }
}

/** As in a preview: what Azure will answer is not known. */
function unknownAnswer({ outputs }: Resource): Properties {
  return Object.fromEntries(Object.keys(outputs ?? {}).map((name) => [name, UNKNOWN]));
}

type Place = readonly string[];

function placesIn(value: PropertyValue, at: Place): readonly Place[] {
  const inside =
    typeof value === "object" && value !== null ? Object.entries(value).flatMap(([name, inner]) => placesIn(inner, [...at, name])) : [];
  return at.length === 0 ? inside : [at, ...inside];
}

function hiddenAt(value: PropertyValue, [next, ...rest]: Place): PropertyValue {
  if (next === undefined || typeof value !== "object" || value === null) return UNKNOWN;
  if (Array.isArray(value)) return value.map((item: PropertyValue, n) => (String(n) === next ? hiddenAt(item, rest) : item));
  const properties = value as Properties;
  return { ...properties, [next]: hiddenAt(properties[next], rest) };
}

function differences(full: Report, hidden: Report): readonly string[] {
  return [...full.paths, ...full.unadvertised].flatMap((path) =>
    path.endpoint.addresses.flatMap((address) => differenceAt(path, address, full, hidden)),
  );
}

function differenceAt(path: Path, address: string, full: Report, hidden: Report): readonly string[] {
  const isSame = (other: Path): boolean =>
    other.gateway.name === path.gateway.name && other.endpoint.name === path.endpoint.name && mayHave(other, address);
  const advertised = hidden.paths.filter(isSame);
  const wrong = [...advertised, ...hidden.unadvertised.filter(isSame)].filter(({ verdict }) => !isAllowed(path.verdict, verdict));
  if (wrong.length > 0) return wrong.map(({ verdict }) => `${path.id} ${address} is ${path.verdict}, and then ${verdict}`);
  if (path.verdict !== "bypassed" || !full.paths.includes(path) || advertised.length > 0) return [];
  const isOpen = hidden.paths.some(({ endpoint, verdict }) => endpoint.name === path.endpoint.name && verdict === "inconclusive");
  const isUnreached = hidden.unreached.some(({ endpoint }) => endpoint === path.endpoint.name);
  return isOpen || isUnreached ? [] : [`${path.id} ${address} is bypassed, and then goes without a word`];
}

/** A path without addresses speaks of all of them. */
function mayHave({ endpoint }: Path, address: string): boolean {
  return endpoint.addresses.length === 0 || endpoint.addresses.some((each) => covers(each, address));
}

function covers(prefix: string, host: string): boolean {
  const [base = "", length = ""] = prefix.split("/");
  const [address = ""] = host.split("/");
  const size = 2 ** (32 - Number(length));
  return Math.floor(numberOf(base) / size) === Math.floor(numberOf(address) / size);
}

function numberOf(address: string): number {
  return address.split(".").reduce((number, part) => number * 256 + Number(part), 0);
}

/** Which of two endpoints with one address, in joined networks that overlap, is meant can come to light by hiding the other. */
function isAllowed(before: Path["verdict"], after: Path["verdict"]): boolean {
  if (after === "inconclusive" || after === before) return true;
  return before === "inconclusive" && after !== "inspected";
}
