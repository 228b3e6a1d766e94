import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { toJsonSchema } from "@valibot/to-json-schema";
import Ajv, { type ValidateFunction } from "ajv";
import type * as v from "valibot";
import { configurationSchema } from "../../src/configuration/schema.ts";
import type { Comparison } from "../../src/difference/comparison.ts";
import { comparisonSchema } from "../../src/difference/comparison-schema.ts";
import type { Report } from "../../src/report/report.ts";
import { reportSchema } from "../../src/report/report-schema.ts";
import { inspectedPath, path, report, urn, WAIVER } from "../report/sample.ts";

/** The files that ship. `UPDATE_SCHEMAS=1 npx jest test/configuration/schema-files` writes them anew. */
const FILES: readonly { file: string; title: string; schema: v.GenericSchema }[] = [
  { file: "configuration.json", title: "Chokepoint configuration", schema: configurationSchema },
  { file: "comparison.json", title: "Chokepoint comparison, version 1", schema: comparisonSchema },
  { file: "report.json", title: "Chokepoint report, version 1", schema: reportSchema },
];

const FOLDER = join(__dirname, "..", "..", "schema");

function generate(schema: v.GenericSchema, title: string): string {
  const converted = toJsonSchema(schema, {
    typeMode: "input",
    // What checks say beyond the patterns no JSON schema can.
    ignoreActions: ["check"],
    // Editors know `false` better than `{ "not": {} }`.
    overrideSchema: ({ valibotSchema, jsonSchema }) =>
      valibotSchema.type === "object_with_rest" ? { ...jsonSchema, additionalProperties: false } : jsonSchema,
  });
  const { $schema, ...rest } = converted;
  return `${JSON.stringify({ $schema, title, ...rest }, null, 2)}\n`;
}

describe("schema files", () => {
  test.each(FILES)("$file is what the schema of the code gives", ({ file, title, schema }) => {
    const path = join(FOLDER, file);
    const generated = generate(schema, title);
    if (process.env["UPDATE_SCHEMAS"] !== undefined) writeFileSync(path, generated);
    expect(readFileSync(path, "utf8")).toBe(generated);
  });
});

function compiled(file: string): (value: unknown) => boolean {
  let validate: ValidateFunction | undefined;
  return (value) => {
    validate ??= new Ajv({ strict: false }).compile(JSON.parse(readFileSync(join(FOLDER, file), "utf8")));
    return validate(value) === true;
  };
}

describe("schema/configuration.json", () => {
  const accepts = compiled("configuration.json");

  test.each<[string, unknown, boolean]>([
    ["nothing at all", {}, true],
    ["shorthands", { firewalls: ["10.0.0.4"], onPremises: ["192.168.0.0/16"] }, true],
    [
      "objects",
      { firewalls: [{ address: "10.0.0.4", gateways: ["vpn-*"] }], onPremises: [{ prefix: "10.0.0.0/8", name: "Berlin" }] },
      true,
    ],
    ["an ARM id", { firewalls: [{ id: "/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/azureFirewalls/f" }] }, true],
    ["levels", { levels: { "CP-G02": "mandatory" } }, true],
    ["a reference to this schema", { $schema: "./schema.json" }, true],
    ["an unknown property", { firewal: [] }, false],
    ["an unknown property of a firewall", { firewalls: [{ address: "10.0.0.4", name: "x" }] }, false],
    ["an address with too large a number", { firewalls: ["10.0.0.256"] }, false],
    ["a prefix that is too long", { onPremises: ["10.0.0.0/33"] }, false],
    ["a level that there is none of", { levels: { "CP-G02": "high" } }, false],
    ["a code that there is none of", { levels: { "CP-X99": "advisory" } }, false],
    ["a baseline in a file", { baseline: "report.json" }, true],
    ["a baseline itself", { baseline: { version: 1 } }, true],
    ["a baseline that is a list", { baseline: [] }, false],
    ["a property that is not built yet", { trustedContext: ["a/b/c"] }, false],
  ])("%s", (_name, value, expected) => {
    expect(accepts(value)).toBe(expected);
  });
});

describe("schema/report.json", () => {
  const accepts = compiled("report.json");
  const full = report([path(), inspectedPath("web", "10.13.77.7")], {
    unreached: [{ endpoint: "far", resource: urn("PrivateEndpoint", "far"), code: "CP-U01", reason: "no gateway" }],
    unadvertised: [path({ name: "hidden" })],
    findings: [{ policy: "private-endpoint-routing-advice", code: "CP-G03", severity: "high", resource: null, message: "…" }],
  });

  test.each<[string, unknown, boolean]>([
    ["a report with everything in it", full, true],
    ["an exempted path", report([path({ exemption: WAIVER })]), true],
    ["an exemption without a date", report([path({ exemption: { ...WAIVER, expires: undefined as never } })]), false],
    ["an empty report", report([]), true],
    ["another version", { ...full, version: 2 }, false],
    ["a property too many", { ...full, extra: 1 }, false],
    ["a property too many in a path", { ...full, paths: [{ ...path(), extra: 1 }] }, false],
    ["a verdict that there is none of", { ...full, paths: [{ ...path(), verdict: "fine" }] }, false],
    ["a path without hops", { ...full, paths: [{ ...path(), hops: undefined }] }, false],
    ["a negative count", { ...full, summary: { ...full.summary, paths: -1 } }, false],
  ])("%s", (_name, value, expected) => {
    expect(accepts(value)).toBe(expected);
  });
});

/** The types of the report and its schema are the same, both ways: this does not compile otherwise. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;
type DeepReadonly<T> = T extends (infer I)[]
  ? readonly DeepReadonly<I>[]
  : T extends object
    ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
    : T;
const isSame: Same<DeepReadonly<v.InferOutput<typeof reportSchema>>, Report> = true;
const isSameComparison: Same<DeepReadonly<v.InferOutput<typeof comparisonSchema>>, Comparison> = true;

test("the schemas have the types of the report and of the comparison", () => {
  expect([isSame, isSameComparison]).toEqual([true, true]);
});
