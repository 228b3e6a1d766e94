import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readNetwork } from "../../src/azure/read-network.ts";
import { readStackExport } from "../../src/sources/stack-export.ts";
import type { ExportDocument } from "../support/world/export-document.ts";
import { CLASSIC_SPELLINGS, describeSpelling, respell } from "../support/world/respell.ts";

const cases = join(__dirname, "../conformance/cases");

const SPELLINGS: readonly (readonly [string, (document: ExportDocument) => ExportDocument])[] = [
  ["as published", (document) => document],
  ...CLASSIC_SPELLINGS.map((spelling) => [describeSpelling(spelling), (document: ExportDocument) => respell(document, spelling)] as const),
];

describe.each(SPELLINGS)("every published case, %s", (_, spell) => {
  test.each(readdirSync(cases))("%s is read without a gap", (name) => {
    const file = join(cases, name, "stack.json");
    const document = spell(JSON.parse(readFileSync(file, "utf8")) as ExportDocument);
    const network = readNetwork(readStackExport(JSON.stringify(document), file));
    expect(network.gaps).toEqual([]);
    expect(network.unmodelled).toEqual([]);
    expect(network.endpoints.every(({ addresses, subnet }) => addresses.kind === "known" && subnet.kind === "entity")).toBe(true);
  });
});
