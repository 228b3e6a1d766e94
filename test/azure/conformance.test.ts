import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readNetwork } from "../../src/azure/read-network.ts";
import { readStackExport } from "../../src/sources/stack-export.ts";

const cases = join(__dirname, "../conformance/cases");

describe("every published case", () => {
  test.each(readdirSync(cases))("%s is read without a gap", (name) => {
    const file = join(cases, name, "stack.json");
    const network = readNetwork(readStackExport(readFileSync(file, "utf8"), file));
    expect(network.gaps).toEqual([]);
    expect(network.unmodelled).toEqual([]);
    expect(network.endpoints.every(({ addresses, subnet }) => addresses.kind === "known" && subnet.kind === "entity")).toBe(true);
  });
});
