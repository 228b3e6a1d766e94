import { analyse } from "../../src/analysis.ts";
import { type Properties, type PropertyValue, type Resource, UNKNOWN } from "../../src/resources/resource.ts";
import { intentOf } from "../support/world/intent-of.ts";
import { renderWorld } from "../support/world/render-world.ts";
import { type Change, output, toBeMade } from "./attack.ts";
import { appliance, ENDPOINTS, FIREWALL, isInterface, machine, machineId } from "./machines.ts";

/**
 * Law, in the worlds where it is hardest to keep: under `strict`, hiding what a virtual machine or its interfaces say may only make a verdict
 * inconclusive, or leave it. Every value is hidden, alone and with all dependencies.
 */

/** The machines of the interfaces `in` and `out`. */
const MACHINES: Readonly<Record<string, readonly Resource[]>> = {
  "one machine": [machine("vm", ["in", "out"])],
  "a machine for each": [machine("vm", ["in"]), machine("vm2", ["out"])],
  "a machine of which one interface is elsewhere": [machine("vm", ["in", "far"])],
};

const ONWARD = { "to the firewall": FIREWALL, nowhere: `${ENDPOINTS} None`, straight: "10.99.0.0/16 None" };

const ROWS = Object.entries(MACHINES).flatMap(([title, machines]) =>
  Object.entries(ONWARD).flatMap(([where, onward]) =>
    ["10.13.76.68", "10.13.76.132"].map((designated) => [title, where, designated, machines, onward] as const),
  ),
);

test.each(ROWS)("%s, the first subnet leads %s, the firewall is %s", (_title, _where, designated, machines, onward) => {
  const world = appliance(onward, designated);
  const strict = { ...intentOf(world), strict: true };
  const verdictsOf = (resources: readonly Resource[]): readonly string[] =>
    analyse(resources, strict).report.paths.map(({ verdict }) => verdict);
  for (const knowsMachine of [true, false]) {
    const rendered = renderWorld(world, { style: "standalone", refreshed: true });
    const resources = [...rendered.map((each) => (knowsMachine ? attached(each, machines) : each)), ...machines];
    const [before] = verdictsOf(resources);
    expect(before).toBeDefined();
    for (const { hidden, what } of hidings(resources)) {
      const allowed = [before, "inconclusive"];
      expect(verdictsOf(hidden).map((verdict) => `${what}: ${allowed.includes(verdict) ? "as before" : verdict}`)).toEqual([
        `${what}: as before`,
      ]);
    }
  }
});

/** What a refreshed interface answers about its machine. */
function attached(resource: Resource, machines: readonly Resource[]): Resource {
  const own = machines.find(({ inputs }) => JSON.stringify(inputs).includes(`/networkInterfaces/${resource.name}"`));
  return isInterface(resource) && own !== undefined ? output({ virtualMachine: { id: machineId(own.name) } })(resource) : resource;
}

/** Each resource with one thing of it hidden. */
function hidings(resources: readonly Resource[]): readonly { readonly hidden: readonly Resource[]; readonly what: string }[] {
  return resources.flatMap((resource) => {
    if (!isInterface(resource) && !resource.type.endsWith(":VirtualMachine")) return [];
    return waysToHide(resource).map(([place, change]) => ({
      hidden: resources.map((each) => (each === resource ? change(each) : each)),
      what: `${place} of ${resource.name}`,
    }));
  });
}

function waysToHide({ inputs = {}, outputs = {} }: Resource): readonly (readonly [string, Change])[] {
  const inInputs = placesIn(inputs).map((place): [string, Change] => [
    `inputs.${place.join(".")}`,
    (each) => ({ ...each, inputs: hiddenAt(each.inputs ?? {}, place) as Properties }),
  ]);
  const inOutputs = placesIn(outputs).map((place): [string, Change] => [
    `outputs.${place.join(".")}`,
    (each) => ({ ...each, outputs: hiddenAt(each.outputs ?? {}, place) as Properties }),
  ]);
  return [
    ...inInputs,
    ...inOutputs,
    ["what was asked for", (each) => ({ ...each, inputs: undefined })],
    ["everything", (each) => ({ ...each, inputs: undefined, outputs: undefined })],
    ["the answer", toBeMade],
    ["the id", (each) => ({ ...each, id: undefined, outputs: { ...each.outputs, id: UNKNOWN } })],
  ];
}

function placesIn(value: PropertyValue, at: readonly string[] = []): readonly (readonly string[])[] {
  const inside = typeof value === "object" && value !== null ? Object.entries(value) : [];
  const places = inside.flatMap(([name, inner]) => placesIn(inner, [...at, name]));
  return at.length === 0 ? places : [at, ...places];
}

function hiddenAt(value: PropertyValue, [next, ...rest]: readonly string[]): PropertyValue {
  if (next === undefined || typeof value !== "object" || value === null) return UNKNOWN;
  if (Array.isArray(value)) return value.map((item: PropertyValue, index) => (String(index) === next ? hiddenAt(item, rest) : item));
  return { ...value, [next]: hiddenAt((value as Properties)[next], rest) };
}
