import { spawnSync } from "node:child_process";
import { join } from "node:path";

const ROOT = join(__dirname, "../..");

/** Runs a script in a process of its own, in the package, so that `chokepoint` is what a user gets. */
function runs(script: string): { readonly status: number | null; readonly output: string; readonly errors: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["-e", script], { cwd: ROOT, encoding: "utf8", timeout: 30_000 });
  return { status, output: stdout, errors: stderr };
}

/** The modules of a folder that are loaded after the script. */
const loadedFrom = (folder: string) => `Object.keys(require.cache).filter((file) => file.includes(${JSON.stringify(folder)})).length`;

describe("the library", () => {
  it("gives the engine and nothing else", () => {
    expect(JSON.parse(runs(`process.stdout.write(JSON.stringify(Object.keys(require("chokepoint")).sort()))`).output)).toEqual([
      "InputError",
      "UNKNOWN",
      "analyse",
      "effectiveRoutesTable",
      "explainPaths",
      "readConfiguration",
      "readStackExport",
    ]);
  });

  it("prints nothing, leaves nothing running and loads no module of Pulumi", () => {
    expect(runs(`require("chokepoint"); process.exitCode = ${loadedFrom("/node_modules/@pulumi/")}`)).toEqual({
      status: 0,
      output: "",
      errors: "",
    });
  });

  it("answers the question of the pack from an exported stack", () => {
    const script = `
      const { readFileSync } = require("node:fs");
      const { analyse, readConfiguration, readStackExport } = require("chokepoint");
      const folder = "test/conformance/cases/S4-policies-and-summary/";
      const resources = readStackExport(readFileSync(folder + "stack.json", "utf8"), "stack.json");
      const intent = readConfiguration(JSON.parse(readFileSync(folder + "config.json", "utf8")), "config.json");
      process.stdout.write(JSON.stringify(analyse(resources, intent).report.summary));`;
    const { output, errors } = runs(script);
    expect(errors).toBe("");
    expect(JSON.parse(output)).toMatchObject({ paths: 3, bypassed: 3 });
  });
});

describe("the pack", () => {
  it("is what the package's main is, for the policy server", () => {
    expect(runs(`process.stdout.write(require("./package.json").main)`).output).toBe("dist/index.js");
  });

  it("is data until it is constructed: nothing is served or printed by its description", () => {
    const { status, output, errors } = runs(
      `require("./dist/pack.js").createPack(); process.exitCode = ${loadedFrom("/node_modules/@pulumi/")}`,
    );
    expect({ status, output, errors }).toEqual({ status: 0, output: "", errors: "" });
  });
});
