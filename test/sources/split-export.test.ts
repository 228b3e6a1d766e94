import fc from "fast-check";
import { readStackExport, readStackExportBytes } from "../../src/sources/stack-export.ts";

/** Reading the bytes piece by piece gives what parsing the whole text gives: the same resources, or the same error. */

const TYPES = ["azure-native:network:VirtualNetwork", "azure-native:network:Subnet", "pulumi:pulumi:Stack", "random:index:RandomId"];

const text = fc.oneof(fc.string(), fc.constantFrom('"', "\\", "\\u005d", "]", "}", "{[", "deployment", "resources", "ä€😀", "\n"));

const resource = fc.record(
  {
    urn: text.map((name) => `urn:pulumi:p::s::t::${name}x`),
    type: fc.constantFrom(...TYPES),
    id: text,
    inputs: fc.dictionary(text, fc.jsonValue()),
    outputs: fc.dictionary(text, fc.jsonValue()),
    dependencies: fc.array(text),
  },
  { requiredKeys: ["urn", "type"] },
);

const document = fc.record({
  before: fc.dictionary(text, fc.jsonValue()),
  version: fc.constant(3),
  deployment: fc.record({ manifest: fc.jsonValue(), resources: fc.array(resource), after: fc.jsonValue() }),
});

function outcome(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    return (error as Error).message;
  }
}

test("any export, in any layout, with or without a byte order mark", () => {
  fc.assert(
    fc.property(document, fc.constantFrom(undefined, 1, "\t"), fc.boolean(), (value, indent, mark) => {
      const json = `${mark ? "\uFEFF" : ""}${JSON.stringify(value, null, indent)}`;
      expect(outcome(() => readStackExportBytes(Buffer.from(json), "f"))).toEqual(outcome(() => readStackExport(json, "f")));
    }),
    { seed: 1, numRuns: 300 },
  );
});

test("any damage: a piece cut out, or another character put in", () => {
  const damaged = fc
    .tuple(document, fc.nat(), fc.nat({ max: 8 }), fc.constantFrom("", ",", "]", "[", "{", "}", '"', ":", " "))
    .map(([value, at, length, put]) => {
      const json = JSON.stringify(value);
      const start = at % json.length;
      return json.slice(0, start) + put + json.slice(start + length);
    });
  fc.assert(
    fc.property(damaged, (json) => {
      expect(outcome(() => readStackExportBytes(Buffer.from(json), "f"))).toEqual(
        outcome(() => readStackExport(Buffer.from(json).toString(), "f")),
      );
    }),
    { seed: 2, numRuns: 2000 },
  );
});

test("UTF-16, as PowerShell writes it", () => {
  const json = JSON.stringify({ version: 3, deployment: { resources: [{ urn: "urn:pulumi:p::s::t::x", type: TYPES[0] }] } });
  const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(json, "utf16le")]);
  expect(readStackExportBytes(bytes, "f")).toEqual(readStackExport(json, "f"));
});
