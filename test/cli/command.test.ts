import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The command as it ships, in processes of its own. */

const ROOT = join(__dirname, "..", "..");
const MAIN = join(ROOT, "dist", "cli", "main.js");
const CASES = join(ROOT, "test", "conformance", "cases");
const BYPASSED = join(CASES, "S4-policies-and-summary", "stack.json");
const INSPECTED = join(CASES, "S3-policies-and-exact-prefix", "stack.json");
const CONFIG = join(CASES, "S4-policies-and-summary", "config.json");

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "chokepoint-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function run(args: readonly string[], input?: string): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [MAIN, ...args], { encoding: "utf8", input: input ?? "", cwd: folder, maxBuffer: 1 << 28 });
}

interface Export {
  deployment: {
    resources: { urn: string; id?: string; type: string; inputs: Record<string, unknown>; outputs: Record<string, unknown> }[];
  };
}

/** A stack with this many endpoints more: copies of one under other names. */
function enlarged(path: string, count: number): Export {
  const stack = JSON.parse(readFileSync(path, "utf8")) as Export;
  const { resources } = stack.deployment;
  const text = JSON.stringify(resources.find(({ urn }) => urn.endsWith("::sql")));
  for (let n = 0; n < count; n += 1) resources.push(JSON.parse(text.replaceAll("::sql", `::sql${n}`).replaceAll("/sql", `/sql${n}`)));
  return stack;
}

describe("audit", () => {
  test.each<[what: string, args: readonly string[], status: number, verdict: string]>([
    ["a network that is bypassed", [BYPASSED, "--config", CONFIG], 1, "bypassed"],
    ["the same, failing on nothing", [BYPASSED, "--config", CONFIG, "--fail-on", "never"], 0, "bypassed"],
    ["a network that is inspected", [INSPECTED, "--config", CONFIG], 0, "inspected"],
    ["the same, failing on everything", [INSPECTED, "--config", CONFIG, "--fail-on", "undelivered"], 0, "inspected"],
  ])("%s", (_what, args, status, verdict) => {
    const result = run(["audit", ...args, "--format", "json"]);
    const verdicts = JSON.parse(result.stdout).paths.map((path: { verdict: string }) => path.verdict);
    expect([result.status, verdicts]).toEqual([status, [verdict, verdict, verdict]]);
  });

  test("prints the result on standard output and the counts on standard error, in plain text where there is no terminal", () => {
    const { stdout, stderr } = run(["audit", BYPASSED, "--config", CONFIG]);
    expect(stdout).toMatch(/^Bypassed \(3 paths\)\n\nTraffic from on-premises to private endpoint endpoint1 /);
    expect(stdout).toContain("\nCode CP-B03, see policies/private-endpoint-traffic-inspected.\n");
    expect(stderr).toBe(
      "chokepoint: 3 paths: 3 bypassed, 0 inconclusive, 0 undelivered, 0 inspected (--fail-on bypassed: failed by 3 bypassed)\n",
    );
    expect(stdout + stderr).not.toContain("\u001b");
  });

  test("reads standard input", () => {
    const result = run(["audit", "-", "--config", CONFIG], readFileSync(BYPASSED, "utf8"));
    expect([result.status, result.stdout]).toEqual([1, run(["audit", BYPASSED, "--config", CONFIG]).stdout]);
  });

  test("reads what PowerShell writes: UTF-16 with a byte order mark", () => {
    const utf16 = file("utf16.json", Buffer.from(`\ufeff${readFileSync(BYPASSED, "utf8")}`, "utf16le"));
    expect(run(["audit", utf16, "--config", CONFIG]).status).toBe(1);
  });

  test("takes several files as one network", () => {
    const { deployment } = JSON.parse(readFileSync(BYPASSED, "utf8")) as Export;
    const isEndpoint = ({ type }: { type: string }): boolean => type.endsWith(":PrivateEndpoint");
    const part = (name: string, keep: (resource: { type: string }) => boolean): string =>
      file(name, JSON.stringify({ version: 3, deployment: { ...deployment, resources: deployment.resources.filter(keep) } }));
    const hub = part("hub.json", (resource) => !isEndpoint(resource));
    const spoke = part("spoke.json", isEndpoint);
    const whole = run(["audit", BYPASSED, "--config", CONFIG, "--format", "json"]).stdout;
    expect(run(["audit", hub, spoke, "--config", CONFIG, "--format", "json"]).stdout).toBe(whole);
    expect(run(["audit", spoke, hub, "--config", CONFIG, "--format", "json"]).stdout).toBe(whole);
  });

  test("takes a configuration in YAML", () => {
    const config = file("config.yaml", "firewalls: [10.13.76.68]\nlevels:\n  CP-B03: advisory\n");
    const { status, stderr } = run(["audit", BYPASSED, "--config", config]);
    expect([status, stderr]).toEqual([0, expect.stringContaining("levels spare 3 bypassed")]);
  });

  test("writes the result to a file, and nothing to standard output", () => {
    const output = join(folder, "report.json");
    const { stdout, status } = run(["audit", BYPASSED, "--config", CONFIG, "--format", "json", "--output", output]);
    expect([status, stdout]).toEqual([1, ""]);
    expect(readFileSync(output, "utf8")).toBe(run(["audit", BYPASSED, "--config", CONFIG, "--format", "json"]).stdout);
  });

  test("says plainly that there is nothing to judge, and does not call it a pass", () => {
    const empty = file("empty.json", JSON.stringify({ version: 3, deployment: { resources: [] } }));
    const { stdout, stderr, status } = run(["audit", empty, "--fail-on", "inconclusive"]);
    expect(status).toBe(1);
    expect(stdout).toBe(
      "Nothing to judge: there is no private endpoint in the network.\n0 paths: 0 bypassed, 0 inconclusive, 0 undelivered, 0 inspected.\n",
    );
    expect(stderr).toBe(
      "chokepoint: nothing to judge: there is no private endpoint in the network (--fail-on inconclusive: failed by nothing to judge)\n",
    );
  });
});

describe("a baseline", () => {
  /** In a folder of its own, with a configuration next to it that names it, and the folder above as the working directory. */
  function baselined(stack: string): { readonly config: string; readonly baseline: string; readonly written: SpawnSyncReturns<string> } {
    const own = mkdtempSync(join(folder, "baseline-"));
    const baseline = join(own, "baseline.json");
    const written = run(["audit", stack, "--config", CONFIG, "--write-baseline", baseline]);
    const config = join(own, "chokepoint.yaml");
    writeFileSync(config, "firewalls: [10.13.76.68]\nbaseline: baseline.json\n");
    return { config, baseline, written };
  }

  test("is written once, makes advice of what stands in it, and shrinks when that is mended", () => {
    const { config, baseline, written } = baselined(BYPASSED);
    expect([written.status, written.stderr]).toEqual([1, expect.stringContaining("baseline.json: 3 paths in the baseline\n")]);
    const known = run(["audit", BYPASSED, "--config", config]);
    expect([known.status, known.stderr]).toEqual([0, expect.stringContaining("; 3 in the baseline (--fail-on bypassed: passed)")]);
    expect(known.stdout).toMatch(/^In the baseline, and no worse \(3 paths\)\n\n {2}vpngw → endpoint1 /);
    expect(run(["audit", BYPASSED, "--config", config, "--fail-on", "undelivered"]).status).toBe(1);
    const before = readFileSync(baseline, "utf8");
    run(["audit", BYPASSED, "--config", config, "--write-baseline", baseline]);
    expect(readFileSync(baseline, "utf8")).toBe(before);
    const mended = run(["audit", INSPECTED, "--config", config, "--write-baseline", baseline]);
    expect(mended.stderr).toContain("baseline.json: 0 paths in the baseline; no longer in it: 3 inspected\n");
    expect(run(["audit", BYPASSED, "--config", config]).status).toBe(1);
  });

  test("does not take in what is new", () => {
    const { config, baseline } = baselined(BYPASSED);
    const more = file("more.json", JSON.stringify(enlarged(BYPASSED, 1)));
    const { status, stderr } = run(["audit", more, "--config", config, "--write-baseline", baseline]);
    expect([status, stderr]).toEqual([1, expect.stringContaining("3 paths in the baseline\n")]);
    expect(run(["audit", more, "--config", config]).stderr).toContain("failed by 1 bypassed");
  });

  test("that is not the configuration's is never written over, and then nothing else is done", () => {
    const { baseline } = baselined(BYPASSED);
    const before = readFileSync(baseline, "utf8");
    const { status, stdout, stderr } = run(["audit", INSPECTED, "--config", CONFIG, "--write-baseline", baseline]);
    expect([status, stdout, stderr]).toEqual([
      2,
      "",
      expect.stringContaining("the file exists and is not the baseline of the configuration"),
    ]);
    expect(readFileSync(baseline, "utf8")).toBe(before);
  });
});

describe("compare", () => {
  const saved = (stack: string, name: string): string => {
    const output = join(folder, name);
    run(["audit", stack, "--config", CONFIG, "--format", "json", "--output", output]);
    return output;
  };

  test("takes exports and saved reports, with the same result", () => {
    const [before, after] = [saved(INSPECTED, "before.json"), saved(BYPASSED, "after.json")];
    const results = [INSPECTED, before].flatMap((one) =>
      [BYPASSED, after].map((other) => run(["compare", one, other, "--config", CONFIG])),
    );
    expect(results.map(({ status }) => status)).toEqual([1, 1, 1, 1]);
    expect(new Set(results.map(({ stdout, stderr }) => stdout + stderr)).size).toBe(1);
    expect(results[0]?.stdout).toMatch(
      /^Worse \(3 paths\)\n\n {2}vpngw → endpoint1 \(10\.13\.77\.4\/32\): inspected → bypassed \(CP-B03\)\n/,
    );
    expect(results[0]?.stderr).toBe("chokepoint: 3 worse, 0 added, 0 removed, 0 better (--fail-on bypassed: failed by 3 paths)\n");
    expect(run(["compare", after, before]).status).toBe(0);
    expect(run(["compare", before, "-", "--config", CONFIG], readFileSync(BYPASSED, "utf8")).stdout).toBe(results[0]?.stdout);
  });

  test("fails by --fail-on, levels and exemptions as an audit does", () => {
    const status = (...args: readonly string[]): number | null => run(["compare", INSPECTED, BYPASSED, ...args]).status;
    const exemption = { gateway: "**::vpngw", max: 3, category: "waiver", reason: "r", approvedBy: "a", expires: "2099-12-31" };
    const config = (changes: object): string => file("compare.json", JSON.stringify({ firewalls: ["10.13.76.68"], ...changes }));
    expect(status("--config", CONFIG, "--fail-on", "never")).toBe(0);
    expect(status("--config", config({ levels: { "CP-B03": "advisory" } }))).toBe(0);
    expect(status("--config", config({ exemptions: [exemption] }))).toBe(0);
    expect(status("--config", config({ exemptions: [{ ...exemption, max: 2 }] }))).toBe(1);
  });

  test("of a network with itself says that nothing changed", () => {
    const copy = file("same.json", readFileSync(BYPASSED, "utf8"));
    const { status, stdout } = run(["compare", BYPASSED, copy, "--config", CONFIG, "--format", "markdown"]);
    expect([status, stdout]).toEqual([0, "**Chokepoint:** No path has another verdict, and none is new or gone.\n"]);
  });
});

describe("unreadable input and wrong usage give status 2 and name what is wrong", () => {
  test.each<[what: string, args: () => readonly string[], message: string]>([
    ["no subcommand", () => [], "a subcommand is missing"],
    ["an unknown option", () => ["audit", BYPASSED, "--formt", "json"], "did you mean --format?"],
    ["a file that is not there", () => ["audit", "nowhere.json"], "nowhere.json cannot be read: ENOENT"],
    ["a folder", () => ["audit", folder], "cannot be read: EISDIR"],
    ["no JSON", () => ["audit", file("text.json", "hello")], "text.json"],
    ["truncated JSON", () => ["audit", file("cut.json", readFileSync(BYPASSED, "utf8").slice(0, 500))], "cut.json"],
    ["an empty file", () => ["audit", file("nothing.json", "")], "nothing.json"],
    ["another tool's JSON", () => ["audit", file("other.json", '{"planned_values":{}}')], "other.json"],
    [
      "a faulty configuration",
      () => ["audit", BYPASSED, "--config", file("bad.yaml", "firewals: []")],
      "bad.yaml: firewals: unknown property, did you mean firewalls?",
    ],
    [
      "an empty configuration",
      () => ["audit", BYPASSED, "--config", file("void.yaml", "")],
      "void.yaml is empty; write {} for the defaults",
    ],
    [
      "one resource in two files",
      () => ["audit", BYPASSED, file("copy.json", readFileSync(BYPASSED, "utf8"))],
      "copy.json: give one export of each stack",
    ],
    [
      "an output that cannot be written",
      () => ["audit", BYPASSED, "--output", join(folder, "no", "report.txt")],
      "cannot be written: ENOENT",
    ],
    [
      "a name that matches nothing",
      () => ["explain", BYPASSED, "--to", "sqll"],
      "no private endpoint has this name. There are: endpoint1, endpoint2, sql",
    ],
    ["a prefix that is none", () => ["explain", BYPASSED, "--to", "sql", "--from", "10.0.0.0/33"], "--from"],
    ["a subnet that is not there", () => ["routes", BYPASSED, "--subnet", "hub/nowhere"], "hub/nowhere"],
    ["a subcommand that is not built", () => ["snapshot", BYPASSED], "snapshot is not built in this version of Chokepoint"],
    ["one file to compare", () => ["compare", BYPASSED], "compare takes 2 files (BEFORE AFTER), not 1"],
    ["something to compare that is neither", () => ["compare", BYPASSED, file("neither.json", "{}")], "neither.json: is no stack export"],
    [
      "a report of another version",
      () => ["compare", BYPASSED, file("report-2.json", '{ "version": 2, "summary": {}, "paths": [] }')],
      "report-2.json is a report of version 2; this version of Chokepoint reads version 1",
    ],
  ])("%s", (_what, args, message) => {
    const { status, stdout, stderr } = run(args());
    expect([status, stdout, stderr]).toEqual([2, "", expect.stringContaining(message)]);
    expect(stderr).toMatch(/^chokepoint: /);
    expect(stderr).not.toContain("    at ");
  });
});

describe("explain", () => {
  test("shows every hop and the two questions with their answers", () => {
    const { status, stdout } = run(["explain", BYPASSED, "--to", "sql", "--config", CONFIG]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^vpngw\/sql: bypassed \(CP-B03\)\n/);
    expect(stdout).toMatch(/\n {2}1\. .*\n( {5}.*\n)* {5}YES: /);
    expect(stdout).toMatch(/\n {2}2\. .*\n( {5}.*\n)* {5}NO: /);
  });

  test("as JSON", () => {
    const { explanations } = JSON.parse(run(["explain", BYPASSED, "--to", "sql", "--config", CONFIG, "--format", "json"]).stdout);
    expect(explanations).toMatchObject([
      { path: { id: "vpngw/sql", verdict: "bypassed" }, questions: [{ answer: "yes" }, { answer: "no" }] },
    ]);
  });
});

describe("routes", () => {
  test("are in Azure's columns", () => {
    const { status, stdout } = run(["routes", BYPASSED, "--subnet", "hub/GatewaySubnet", "--config", CONFIG]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Source {3}State {4}Address Prefix {2}Next Hop Type {6}Next Hop IP\n/);
    expect(stdout).toMatch(/\nUser {5}Active {3}10\.0\.0\.0\/8 {6}VirtualAppliance {3}10\.13\.76\.68\n/);
  });

  test("as JSON", () => {
    const table = JSON.parse(run(["routes", BYPASSED, "--subnet", "hub/GatewaySubnet", "--format", "json"]).stdout);
    expect(table).toMatchObject({
      subnet: "hub/GatewaySubnet",
      routes: expect.arrayContaining([expect.objectContaining({ prefix: "10.13.77.6/32" })]),
    });
  });
});

describe("help", () => {
  test.each([
    ["--help", "Usage: chokepoint SUBCOMMAND FILE…"],
    ["audit --help", "Usage: chokepoint audit FILE…"],
    ["explain --help", "Usage: chokepoint explain FILE… --to ENDPOINT"],
    ["routes --help", "Usage: chokepoint routes FILE… --subnet NETWORK/SUBNET"],
  ])("%s", (line, usage) => {
    const { status, stdout, stderr } = run(line.split(" "));
    expect([status, stderr, stdout]).toEqual([0, "", expect.stringContaining(usage)]);
  });

  test("--version is that of the package", () => {
    expect(run(["--version"]).stdout).toBe(`${JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")).version}\n`);
  });

  test("loads nothing that it does not need, so that it is there at once", () => {
    const script = `require(${JSON.stringify(MAIN)}); process.on("exit", () => console.error(JSON.stringify(Object.keys(require.cache))));`;
    const { stderr } = spawnSync(process.execPath, ["-e", script, "main", "--help"], { encoding: "utf8" });
    const loaded: readonly string[] = JSON.parse(stderr);
    expect(loaded).toContain(MAIN);
    expect(loaded.filter((each) => each.includes("node_modules"))).toEqual([]);
  });
});

describe("large output", () => {
  test("arrives whole through a pipe whose reader is slow", () => {
    const stack = file("large.json", JSON.stringify(enlarged(BYPASSED, 3_000)));
    const output = join(folder, "large-report.json");
    run(["audit", stack, "--config", CONFIG, "--format", "json", "--output", output]);
    const script = `"${process.execPath}" "${MAIN}" audit "${stack}" --config "${CONFIG}" --format json | (sleep 1; cksum)`;
    const piped = spawnSync("sh", ["-c", script], { encoding: "utf8" }).stdout;
    const whole = spawnSync("sh", ["-c", `cksum < "${output}"`], { encoding: "utf8" }).stdout;
    expect(readFileSync(output, "utf8").length).toBeGreaterThan(1_000_000);
    expect(piped).toBe(whole);
  });

  test("a reader that goes away is no error", () => {
    const stack = file("gone.json", JSON.stringify(enlarged(BYPASSED, 3_000)));
    const script = `{ "${process.execPath}" "${MAIN}" audit "${stack}" --config "${CONFIG}" --format json; echo "status $?" >&2; } | head -c 10`;
    const { stdout, stderr } = spawnSync("sh", ["-c", script], { encoding: "utf8" });
    expect(stdout).toBe('{\n  "versi');
    expect(stderr).toMatch(/^chokepoint: 3,003 paths: .*\nstatus 1\n$/);
  });
});

test("a defect gives status 3 and asks for a report", () => {
  const script = `const analysis = require(${JSON.stringify(join(ROOT, "dist", "analysis.js"))});
    Object.defineProperty(analysis, "analyseWithRemedies", { value: () => { throw new TypeError("boom"); } });
    require(${JSON.stringify(MAIN)});`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ["-e", script, "main", "audit", BYPASSED], { encoding: "utf8" });
  expect([status, stdout]).toEqual([3, ""]);
  expect(stderr).toMatch(/^chokepoint: this is a defect of Chokepoint, please report it\nTypeError: boom\n {4}at /);
});
