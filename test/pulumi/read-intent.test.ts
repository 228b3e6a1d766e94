import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatAddress } from "../../src/address/prefix.ts";
import { InputError } from "../../src/certainty/input-error.ts";
import { type Block, type ConfigurationSources, readIntent } from "../../src/pulumi/read-intent.ts";

const GATE = "private-endpoint-traffic-inspected";
const ADVICE = "private-endpoint-routing-advice";

const folder = mkdtempSync(join(tmpdir(), "chokepoint-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const firewall = (address: string): Block => ({ firewalls: [{ address }] });
const yaml = file("chokepoint.yaml", "firewalls: [{ address: 10.0.0.9 }]\n");

const gate = (own: Block, path?: string): ConfigurationSources => ({
  policy: GATE,
  own,
  inheritsFrom: undefined,
  inherited: undefined,
  file: path,
});
const advice = (own: Block, inherited: Block | undefined, path?: string): ConfigurationSources => ({
  policy: ADVICE,
  own,
  inheritsFrom: GATE,
  inherited,
  file: path,
});

describe("the configuration", () => {
  const rows: readonly { what: string; sources: ConfigurationSources; firewalls: readonly string[] }[] = [
    { what: "is the first policy's own", sources: gate(firewall("10.0.0.4")), firewalls: ["10.0.0.4"] },
    { what: "may be left out", sources: gate({}), firewalls: [] },
    { what: "is inherited", sources: advice({}, firewall("10.0.0.4")), firewalls: ["10.0.0.4"] },
    { what: "is inherited where it was left out", sources: advice({}, {}), firewalls: [] },
    { what: "may be given twice and be the same", sources: advice(firewall("10.0.0.4"), firewall("10.0.0.4")), firewalls: ["10.0.0.4"] },
    {
      what: "may be the policy's own where the first is disabled",
      sources: advice(firewall("10.0.0.5"), undefined),
      firewalls: ["10.0.0.5"],
    },
    { what: "may be a file", sources: gate({}, yaml), firewalls: ["10.0.0.9"] },
    { what: "may be a file where the first policy is disabled", sources: advice({}, undefined, yaml), firewalls: ["10.0.0.9"] },
    { what: "may be a file and the same block", sources: gate(firewall("10.0.0.9"), yaml), firewalls: ["10.0.0.9"] },
    { what: "is no file where the variable is empty", sources: gate(firewall("10.0.0.4"), ""), firewalls: ["10.0.0.4"] },
  ];
  it.each(rows)("$what", ({ sources, firewalls }) => {
    expect(readIntent(sources).firewalls.map(({ address }) => formatAddress(address ?? 0))).toEqual(firewalls);
  });
});

describe("an error says what is wrong and what to do", () => {
  const rows: readonly { what: string; sources: ConfigurationSources; message: RegExp }[] = [
    {
      what: "where two policies have different ones",
      sources: advice(firewall("10.0.0.5"), firewall("10.0.0.4")),
      message: /^private-endpoint-routing-advice has another configuration than private-endpoint-traffic-inspected\. Give it once/,
    },
    {
      what: "where only the second policy has one and the first runs without",
      sources: advice(firewall("10.0.0.5"), {}),
      message: /has another configuration than/,
    },
    {
      what: "where there is nothing to inherit",
      sources: advice({}, undefined),
      message: /^private-endpoint-routing-advice has no configuration: private-endpoint-traffic-inspected, .* is disabled/,
    },
    {
      what: "where the file is relative",
      sources: gate({}, "chokepoint.yaml"),
      message: /^CHOKEPOINT_CONFIG is "chokepoint\.yaml"; expected an absolute path/,
    },
    {
      what: "where the file does not exist",
      sources: gate({}, join(folder, "none.yaml")),
      message: /^CHOKEPOINT_CONFIG names the file .*none\.yaml, which cannot be read: ENOENT/,
    },
    {
      what: "where the file says one thing and the block another",
      sources: gate(firewall("10.0.0.4"), yaml),
      message: /has another configuration than the file .*chokepoint\.yaml/,
    },
    { what: "where the file is malformed", sources: gate({}, file("bad.yaml", "firewalls: [")), message: /bad\.yaml/ },
    {
      what: "where a property of the file is misspelt",
      sources: gate({}, file("typo.yaml", "firewall: []")),
      message: /typo\.yaml.*firewall/,
    },
    {
      what: "where a top-level property is misspelt, which the command line lets through",
      sources: gate({ firewals: [{ address: "10.0.0.4" }] }),
      message: /^configuration of private-endpoint-traffic-inspected: firewals: .*firewalls/,
    },
    { what: "where an address is malformed", sources: gate(firewall("10.0.0")), message: /firewalls\[0\]\.address.*"10\.0\.0"/ },
    {
      what: "where the inherited one is wrong, naming its owner",
      sources: advice({}, firewall("10.0.0")),
      message: /^configuration of private-endpoint-traffic-inspected/,
    },
  ];
  it.each(rows)("$what", ({ sources, message }) => {
    expect(() => readIntent(sources)).toThrow(InputError);
    expect(() => readIntent(sources)).toThrow(message);
  });
});
