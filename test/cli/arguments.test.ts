import { InputError } from "../../src/certainty/input-error.ts";
import { parseCommandLine } from "../../src/cli/arguments.ts";
import { COMMANDS } from "../../src/cli/commands.ts";

/** The words of a command line; none of them has a space in it. */
function words(line: string): readonly string[] {
  return line === "" ? [] : line.split(" ");
}

describe("a command line asks for", () => {
  test.each<[line: string, command: string, files: readonly string[], values: Readonly<Record<string, string>>]>([
    ["audit a.json", "audit", ["a.json"], { format: "text", "fail-on": "bypassed" }],
    ["audit a.json b.json", "audit", ["a.json", "b.json"], { format: "text", "fail-on": "bypassed" }],
    ["audit -", "audit", ["-"], { format: "text", "fail-on": "bypassed" }],
    ["audit --format json a.json --config c.yaml", "audit", ["a.json"], { format: "json", config: "c.yaml", "fail-on": "bypassed" }],
    ["audit --format=json a.json", "audit", ["a.json"], { format: "json", "fail-on": "bypassed" }],
    ["audit --config - a.json", "audit", ["a.json"], { config: "-", format: "text", "fail-on": "bypassed" }],
    ["audit --config=-odd a.json", "audit", ["a.json"], { config: "-odd", format: "text", "fail-on": "bypassed" }],
    ["audit -- -odd.json", "audit", ["-odd.json"], { format: "text", "fail-on": "bypassed" }],
    ["audit a.json --fail-on never --output r.txt", "audit", ["a.json"], { "fail-on": "never", output: "r.txt", format: "text" }],
    ["explain a.json --to sql", "explain", ["a.json"], { to: "sql", format: "text" }],
    [
      "explain a.json --to sql --from 10.0.0.0/8 --gateway vpngw",
      "explain",
      ["a.json"],
      { to: "sql", from: "10.0.0.0/8", gateway: "vpngw", format: "text" },
    ],
    ["routes a.json --subnet hub/GatewaySubnet", "routes", ["a.json"], { subnet: "hub/GatewaySubnet", as: "subnet", format: "text" }],
    ["routes a.json --subnet hub/GatewaySubnet --as nic", "routes", ["a.json"], { subnet: "hub/GatewaySubnet", as: "nic", format: "text" }],
  ])("%s", (line, command, files, values) => {
    const request = parseCommandLine(words(line));
    expect(request).toMatchObject({ kind: "run", command: { name: command }, files });
    expect(Object.fromEntries(request.kind === "run" ? request.values : [])).toEqual(values);
  });
});

describe("help and version", () => {
  const [audit] = COMMANDS;

  test.each([
    ["--help", { kind: "help", command: undefined }],
    ["-h", { kind: "help", command: undefined }],
    ["help", { kind: "help", command: undefined }],
    ["help audit", { kind: "help", command: audit }],
    ["audit --help", { kind: "help", command: audit }],
    ["audit -h", { kind: "help", command: audit }],
    ["audit a.json --nonsense --help", { kind: "help", command: audit }],
    ["--version", { kind: "version" }],
    ["-v", { kind: "version" }],
  ])("%s", (line, expected) => {
    expect(parseCommandLine(words(line))).toEqual(expected);
  });
});

describe("wrong usage says what was expected", () => {
  test.each([
    ["", "a subcommand is missing, expected audit, explain, routes, compare; see chokepoint --help"],
    ["adit a.json", "unknown subcommand adit, did you mean audit?"],
    ["a.json", "unknown subcommand a.json, expected audit, explain, routes, compare"],
    ["help adit", "unknown subcommand adit, did you mean audit?"],
    ["--format json audit a.json", "unknown option --format; options follow a subcommand, see chokepoint --help"],
    ["audit", "a file is missing; see chokepoint audit --help"],
    ["audit a.json --formt json", "unknown option --formt of audit; did you mean --format?"],
    ["audit a.json -x", "unknown option -x of audit; see chokepoint audit --help"],
    ["audit a.json --format", "--format needs a value: text, json"],
    ["audit a.json --config", "--config needs a value: FILE"],
    ["audit a.json --config=", "--config needs a value: FILE"],
    ["audit --config --format json", "--config needs a value: FILE"],
    ["audit a.json --format jsn", "--format jsn: expected text, json; did you mean json?"],
    ["audit a.json --fail-on always", "--fail-on always: expected bypassed, inconclusive, undelivered, never"],
    ["audit a.json --config x --config y", "--config is given twice"],
    ["audit a.json a.json", "a.json is given twice"],
    ["audit - -", "standard input (-) is given twice"],
    ["audit - --config -", "standard input (-) is given twice"],
    ["explain a.json", "--to ENDPOINT is missing; see chokepoint explain --help"],
    ["explain a.json --to sql --fail-on never", "unknown option --fail-on of explain; see chokepoint explain --help"],
    ["routes a.json", "--subnet NETWORK/SUBNET is missing; see chokepoint routes --help"],
    ["routes a.json --subnet a/b --as vm", "--as vm: expected subnet, nic"],
  ])("%s", (line, message) => {
    expect(() => parseCommandLine(words(line))).toThrow(new InputError(message));
  });
});

describe("what the contract has and this version has not is refused, never ignored", () => {
  test.each([
    ["snapshot a.json", "snapshot"],
    ["check-live a.json --subnet a/b", "check-live"],
    ["snapshot a.json --output s.json", "snapshot"],
    ["verify-plan a.json", "verify-plan"],
    ["audit a.json --context b.json", "--context"],
    ["audit a.json --format sarif", "--format sarif"],
    ["audit a.json --format junit", "--format junit"],
    ["audit a.json --format markdown", "--format markdown"],
    ["audit a.json --format html", "--format html"],
  ])("%s", (line, what) => {
    expect(() => parseCommandLine(words(line))).toThrow(new InputError(`${what} is not built in this version of Chokepoint`));
  });
});
