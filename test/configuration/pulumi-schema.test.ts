import type { PolicyConfigSchema } from "@pulumi/policy";
import { type PulumiSchema, pulumiConfigSchema } from "../../src/configuration/pulumi-schema.ts";
import { configurationSchema } from "../../src/configuration/schema.ts";

/** Every schema within, with the path to it. */
function within(schema: PulumiSchema, path: string): readonly (readonly [string, PulumiSchema])[] {
  const properties = Object.entries(schema.properties ?? {}).flatMap(([name, each]) => within(each, `${path}.${name}`));
  const items = schema.items === undefined ? [] : within(schema.items, `${path}[]`);
  return [[path, schema], ...properties, ...items];
}

const ALL = within({ type: "object", ...pulumiConfigSchema }, "configuration");

/** What Pulumi's checker understands. */
const KEYWORDS = ["type", "description", "pattern", "enum", "items", "minItems", "properties", "required", "additionalProperties"];

test("it is what Pulumi's types ask for", () => {
  // The SDK's types have mutable lists.
  const typed: PolicyConfigSchema = structuredClone(pulumiConfigSchema);
  expect(typed).toEqual(pulumiConfigSchema);
});

test("it has the properties of the configuration, but for what only editors need", () => {
  expect(["$schema", ...Object.keys(pulumiConfigSchema.properties)]).toEqual(Object.keys(configurationSchema.entries));
});

test.each(ALL)("%s uses no references, unions or defaults", (_path, schema) => {
  expect(KEYWORDS).toEqual(expect.arrayContaining(Object.keys(schema)));
});

test.each(ALL.filter(([path, { type }]) => type === "object" && path !== "configuration.baseline").slice(1))(
  "%s takes no unknown properties",
  (_path, schema) => {
    expect(schema.additionalProperties).toBe(false);
  },
);

test.each(ALL.filter(([, { pattern }]) => pattern !== undefined))(
  "the pattern of %s has nothing that Go's expressions lack",
  (_path, { pattern = "" }) => {
    expect(pattern).not.toMatch(/\(\?[=!<]|\\[1-9]|\\u/);
  },
);

test.each([
  ["firewalls", ["address", "id", "gateways"], undefined],
  ["onPremises", ["prefix", "name", "gateways"], ["prefix"]],
])("%s are objects: their shorthands are for files", (name, properties, required) => {
  const { items } = pulumiConfigSchema.properties[name] ?? {};
  expect(items?.type).toBe("object");
  expect(Object.keys(items?.properties ?? {})).toEqual(properties);
  expect(items?.required).toEqual(required);
});
