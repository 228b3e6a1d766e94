import { analyse } from "../../src/analysis.ts";
import { meaningOf } from "../../src/azure/declarations/type-meaning.ts";
import { KNOWN_PROPERTIES } from "../../src/azure/types/known-properties.ts";
import { RESOURCE_TYPES } from "../../src/azure/types/resource-types.ts";
import type { Intent } from "../../src/model/intent.ts";
import { type Resource, UNKNOWN } from "../../src/resources/resource.ts";
import { readPage } from "../documentation/markdown.ts";
import { rowsUnder } from "../documentation/tables.ts";
import { resourceShape } from "../support/preview/azure-native/sdk-types.ts";
import { smallWorlds } from "./small-worlds.ts";

/** The page on properties against the types of the SDK, and against what hiding a property does. */

const PAGE = readPage("docs/properties.md");
const COUNTED = rowsUnder(PAGE, "Properties that count").map(([type = "", property = "", , rule = "", unknown = ""]) => ({
  type,
  property: property.replaceAll("`", ""),
  rule,
  code: /^\[(CP-\w+)\]/.exec(unknown)?.[1],
  unknown,
}));
const IRRELEVANT = rowsUnder(PAGE, "Properties that change no path").flatMap(([type = "", properties = "", why = ""]) =>
  properties.split(" ").map((property) => ({ type, property: property.replaceAll("`", ""), why })),
);
const OF_EVERY_TYPE = new Set(IRRELEVANT.filter(({ type }) => type === "every type").map(({ property }) => property));

/** The types of azure-native that are read, with what a program can set or could in other versions of the API. */
const READ = RESOURCE_TYPES.flatMap(({ kind, module, typeName }) => {
  const inputs = resourceShape(`azure-native:${module}:${typeName}`)?.inputs ?? [];
  return inputs.length === 0 ? [] : [{ typeName, properties: new Set([...inputs, ...(KNOWN_PROPERTIES[kind] ?? [])]) }];
});

test.each(READ.map(({ typeName, properties }) => [typeName, properties] as const))(
  "every property of %s is on the page once",
  (type, properties) => {
    const named = [...COUNTED, ...IRRELEVANT].filter((row) => row.type === type).map(({ property }) => property);
    expect([...properties].filter((property) => !named.includes(property) && !OF_EVERY_TYPE.has(property))).toEqual([]);
    expect(named.filter((property, index) => named.indexOf(property) !== index)).toEqual([]);
  },
);

test("the page names no type and no property that does not exist", () => {
  const byType = new Map(READ.map(({ typeName, properties }) => [typeName, properties]));
  const odd = [...COUNTED, ...IRRELEVANT].filter(({ type, property }) => type !== "every type" && byType.get(type)?.has(property) !== true);
  expect(odd.map(({ type, property }) => `${type}.${property}`)).toEqual([]);
});

test("each that counts has a rule, and each that does not a reason", () => {
  expect(COUNTED.filter(({ rule, unknown }) => !/^\[R\d+b?\]/.test(rule) || unknown === "")).toEqual([]);
  expect(IRRELEVANT.filter(({ why }) => why === "")).toEqual([]);
});

const WORLDS = smallWorlds().map((world) => ({ ...world, before: codesOf(world.resources, world.intent) }));

test.each(COUNTED.flatMap(({ type, property, code }) => (code === undefined ? [] : [[type, property, code] as const])))(
  "%s.%s is not known: %s",
  (type, property, code) => {
    const found = WORLDS.some(({ resources, intent, before }) =>
      resources
        .filter((each) => isOfType(each, type))
        .flatMap((each) => [hidden(each, property), { ...hidden(each, property), dependencies: [], propertyDependencies: {} }])
        .some((changed) => {
          const all = resources.map((each) => (each.urn === changed.urn ? changed : each));
          return !before.has(code) && codesOf(all, intent).has(code);
        }),
    );
    expect(found).toBe(true);
  },
);

function isOfType({ type }: Resource, typeName: string): boolean {
  const meaning = meaningOf(type);
  return meaning.kind === "read" && meaning.type.typeName === typeName;
}

/** The resource with the property not known, whether it was set before or not. */
function hidden(resource: Resource, property: string): Resource {
  const { inputs, outputs } = resource;
  const answer: Resource["outputs"] = outputs !== undefined && property in outputs ? { ...outputs, [property]: UNKNOWN } : outputs;
  return { ...resource, inputs: { ...inputs, [property]: UNKNOWN }, outputs: answer };
}

/** The codes of the paths, of what they rest on, and of the findings. */
function codesOf(resources: readonly Resource[], intent: Intent): ReadonlySet<string> {
  const { paths, findings } = analyse(resources, intent).report;
  return new Set([
    ...paths.flatMap(({ code, assumptions }) => [code ?? "inspected", ...assumptions.map((each) => each.code)]),
    ...findings.map(({ code }) => code),
  ]);
}
