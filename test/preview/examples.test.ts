import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { analyse } from "../../src/analysis.ts";
import { readConfiguration } from "../../src/configuration/read-configuration.ts";
import type { Verdict } from "../../src/report/report.ts";
import { readStackExport } from "../../src/sources/stack-export.ts";
import { asResources } from "../support/preview/as-resources.ts";
import { cliText } from "../support/preview/cli-text.ts";
import { EmbeddedStack } from "../support/preview/embedded-engine.ts";
import { type PolicyPreview, previewWithPolicies } from "../support/preview/preview-with-policies.ts";
import { stackOfProject } from "../support/preview/project.ts";

// A preview here is three processes: the program, the policy server and this one.
jest.setTimeout(60_000);

const root = join(__dirname, "..", "..");
const folderOf = (example: string): string => join(root, "examples", example);

function preview(example: string, stack = stackOfProject(folderOf(example))): Promise<PolicyPreview> {
  const folder = folderOf(example);
  const policyConfig = JSON.parse(readFileSync(join(folder, "policy-config.json"), "utf8"));
  return previewWithPolicies({ folder }, { pack: root, policyConfig, stack });
}

/** The codes of the violations that fail the preview. */
function mandatoryCodes({ diagnostics }: PolicyPreview): readonly string[] {
  const mandatory = diagnostics.filter(({ enforcementLevel }) => enforcementLevel === "mandatory");
  return mandatory.map(({ message }) => /^\s*Code (CP-\w+)/m.exec(message)?.[1] ?? message).sort();
}

const EXPECTED = /```text\n([\s\S]*?)```\n$/;

/** Compares the preview's text with the last block of the example's README, or writes it there. */
function expectAsInReadme(example: string, result: PolicyPreview): void {
  const file = join(folderOf(example), "README.md");
  const readme = readFileSync(file, "utf8");
  const text = cliText(result, { stack: "prod", packPath: "../..", resources: false }).replaceAll(/[ \t]+$/gm, "");
  if (process.env["UPDATE_EXAMPLES"] === "1")
    writeFileSync(
      file,
      readme.replace(EXPECTED, () => `\`\`\`text\n${text}\`\`\`\n`),
    );
  else expect(text).toBe(EXPECTED.exec(readme)?.[1]);
}

describe.each([
  ["blog-1-no-routes", "bypassed", ["CP-B01"]],
  ["blog-2-host-routes", "bypassed", ["CP-B01", "CP-B02"]],
  ["blog-3-exact-prefix-with-policies", "inspected", []],
  ["blog-4-summary-with-policies", "bypassed", ["CP-B03"]],
  ["blog-5-exact-prefix-without-policies", "bypassed", ["CP-B04"]],
] as const)("%s", (example, verdict, codes) => {
  const stack = stackOfProject(folderOf(example));
  const intent = readConfiguration({ firewalls: ["10.13.76.68"], onPremises: ["192.168.0.0/24"] }, "test");
  const verdictsOf = (resources: Parameters<typeof analyse>[0]): ReadonlySet<Verdict> =>
    new Set(analyse(resources, intent).report.paths.map((path) => path.verdict));

  test("a preview says what its README says", async () => {
    const result = await preview(example, stack);
    expect(mandatoryCodes(result)).toEqual(codes);
    expect(result.exitStatus).toBe(verdict === "bypassed" ? 1 : 0);
    expect(verdictsOf(asResources(result.run))).toEqual(new Set([verdict]));
    expectAsInReadme(example, result);
  });

  test("what is deployed gets the same verdict, before and after a refresh", async () => {
    await stack.up({ folder: folderOf(example) });
    const exported = (): ReturnType<typeof readStackExport> => readStackExport(JSON.stringify(stack.export()), "stack.json");
    expect(verdictsOf(exported())).toEqual(new Set([verdict]));
    stack.refresh();
    expect(verdictsOf(exported())).toEqual(new Set([verdict]));
  });
});

describe("split into two stacks", () => {
  test("the hub's half is right", async () => {
    const result = await preview("split-hub");
    expect(mandatoryCodes(result)).toEqual([]);
    expectAsInReadme("split-hub", result);
  });

  test("the spoke's half is wrong", async () => {
    const folder = folderOf("split-hub");
    const hub = stackOfProject(folder);
    await hub.up({ folder });
    const result = await preview("split-spoke", stackOfProject(folderOf("split-spoke"), { cloud: hub.cloud, others: [hub] }));
    expect(mandatoryCodes(result)).toEqual(["CP-H01"]);
    expectAsInReadme("split-spoke", result);
  });
});

describe("subnet-policies", () => {
  const SUBNET_POLICIES = "private-endpoint-subnet-policies";

  test("a preview says what its README says", async () => {
    const result = await preview("subnet-policies");
    expect(mandatoryCodes(result)).toEqual(["CP-B04", expect.stringMatching(/^The subnet ep is to hold private endpoints/)]);
    expectAsInReadme("subnet-policies", result);
  });

  test("with the level remediate the traffic is inspected, in the preview already", async () => {
    const folder = folderOf("subnet-policies");
    const config = JSON.parse(readFileSync(join(folder, "policy-config.json"), "utf8"));
    const policyConfig = { ...config, [SUBNET_POLICIES]: { ...config[SUBNET_POLICIES], enforcementLevel: "remediate" } };
    const result = await previewWithPolicies({ folder }, { pack: root, policyConfig, stack: stackOfProject(folder) });
    expect(result.diagnostics).toEqual([]);
    expect(result.remediations.map(({ urn, policyName }) => [urn.split("::").at(-1), policyName])).toEqual([["ep", SUBNET_POLICIES]]);
    const paths = analyse(asResources(result.run), readConfiguration({ firewalls: ["10.13.76.68"] }, "test")).report.paths;
    expect(new Set(paths.map(({ verdict }) => verdict))).toEqual(new Set(["inspected"]));
  });
});

test("a stack is named as its project file says", () => {
  expect(stackOfProject(folderOf("split-hub")).fullName).toBe("organization/split-hub/prod");
  expect(new EmbeddedStack().fullName).toBe("organization/network/prod");
});
