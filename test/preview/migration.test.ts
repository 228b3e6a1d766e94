import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as network from "@pulumi/azure-native/network";
import { createNetwork } from "../../examples/topology/network.ts";
import type { Report } from "../../src/report/report.ts";
import { cliText } from "../support/preview/cli-text.ts";
import type { EmbeddedStack } from "../support/preview/embedded-engine.ts";
import { type PolicyPreview, previewWithPolicies } from "../support/preview/preview-with-policies.ts";
import { stackOfProject } from "../support/preview/project.ts";

jest.setTimeout(300_000);

const ROOT = join(__dirname, "../..");
const FOLDER = join(ROOT, "examples/migration");
const IS_UPDATE = process.env["UPDATE_EXAMPLES"] === "1";

interface Step {
  readonly number: number;
  readonly main: string;
  /** The file that CHOKEPOINT_CONFIG names. */
  readonly config: string;
  readonly policyConfig: string | undefined;
}

/** The table of the README. */
const STEPS: readonly Step[] = [
  { number: 1, main: "1-today.ts", config: "chokepoint.yaml", policyConfig: "1-advisory.json" },
  { number: 2, main: "1-today.ts", config: "with-baseline.yaml", policyConfig: undefined },
  { number: 3, main: "3-routed.ts", config: "with-baseline.yaml", policyConfig: "3-remediate.json" },
  { number: 4, main: "4-mended.ts", config: "chokepoint.yaml", policyConfig: "4-mandatory.json" },
];

/** One stack goes the way: each step begins where the one before ended. */
describe("from advisory to mandatory", () => {
  let stack: EmbeddedStack;
  let work: string;
  const previews = new Map<number, PolicyPreview>();
  beforeAll(async () => {
    work = mkdtempSync(join(tmpdir(), "chokepoint-migration-"));
    for (const file of ["chokepoint.yaml", "with-baseline.yaml"]) cpSync(join(FOLDER, file), join(work, file));
    stack = stackOfProject(FOLDER);
    await stack.up({ folder: FOLDER, main: "1-today.ts" });
  });
  afterAll(() => rmSync(work, { recursive: true }));

  /** Previews a step, with the configuration of the folder that baselines are written into. */
  async function preview({ number, main, config, policyConfig }: Step): Promise<PolicyPreview> {
    const given = policyConfig === undefined ? {} : JSON.parse(readFileSync(join(FOLDER, policyConfig), "utf8"));
    const options = { pack: ROOT, policyConfig: given, stack, env: { CHOKEPOINT_CONFIG: join(work, config) } };
    const result = await previewWithPolicies({ folder: FOLDER, main }, options);
    previews.set(number, result);
    return result;
  }

  /** Runs the command on what is deployed, as the README does. */
  function audit(...flags: readonly string[]): { readonly status: number | null; readonly said: string } {
    writeFileSync(join(work, "stack.json"), JSON.stringify(stack.export()));
    const { status, stderr } = spawnSync(process.execPath, [join(ROOT, "dist/cli/main.js"), "audit", "stack.json", ...flags], {
      cwd: work,
      encoding: "utf8",
    });
    return { status, said: stderr };
  }

  const baseline = (): Report => JSON.parse(readFileSync(join(work, "baseline.json"), "utf8"));
  const codes = ({ diagnostics }: PolicyPreview): readonly string[] =>
    diagnostics.map(({ enforcementLevel, message }) => `${enforcementLevel}: ${/^Code (\S+),/m.exec(message)?.[1] ?? message}`);

  /** Compares the preview's text with the step's block in the README, or writes it there. */
  function expectAsInReadme({ number }: Step, result: PolicyPreview): void {
    const file = join(FOLDER, "README.md");
    const readme = readFileSync(file, "utf8");
    const text = cliText(result, { stack: "prod", packPath: "../..", resources: false }).replaceAll(/[ \t]+$/gm, "");
    const blocks = /```text\n([\s\S]*?)```\n/g;
    if (IS_UPDATE) {
      let index = 0;
      writeFileSync(
        file,
        readme.replace(blocks, (block) => (++index === number ? `\`\`\`text\n${text}\`\`\`\n` : block)),
      );
    } else expect([...readme.matchAll(blocks)][number - 1]?.[1]).toBe(text);
  }

  test.each([
    { step: STEPS[0], says: ["advisory: CP-B01"] },
    { step: STEPS[1], says: ["advisory: CP-B01"] },
    { step: STEPS[2], says: ["advisory: CP-E04"] },
    { step: STEPS[3], says: [] },
  ] as const)("step $step.number passes, and says what the README says", async ({ step, says }) => {
    if (step === undefined) throw new Error("there is no such step");
    if (step.number === 2) {
      const written = audit("--config", "chokepoint.yaml", "--write-baseline", "baseline.json", "--fail-on", "never");
      expect([written.status, baseline().paths.map(({ verdict }) => verdict)]).toEqual([0, ["bypassed", "bypassed", "bypassed"]]);
    }
    if (step.number === 4) {
      await previewedUp();
      const written = audit("--config", "with-baseline.yaml", "--write-baseline", "baseline.json");
      expect([written.status, baseline().paths]).toEqual([0, []]);
    }
    const result = await preview(step);
    expect(codes(result)).toEqual(says);
    expect(result.exitStatus).toBe(0);
    expectAsInReadme(step, result);
    if (step.number !== 2) return;
    // An endpoint that is new beside those of the baseline.
    const withAnother = await previewWithPolicies(programWithAnother(), {
      pack: ROOT,
      stack,
      env: { CHOKEPOINT_CONFIG: join(work, step.config) },
    });
    expect([withAnother.exitStatus, [...codes(withAnother)].sort()]).toEqual([1, ["advisory: CP-B01", "mandatory: CP-B01"]]);
  });

  function programWithAnother(): () => unknown {
    const idOf = (name: string): string => stack.export().deployment.resources.find(({ urn }) => urn.endsWith(`::${name}`))?.id ?? "";
    const [subnet, group] = [idOf("ep"), idOf("network").split("/").at(-1) ?? ""];
    return () => {
      createNetwork({});
      new network.PrivateEndpoint("queue", { resourceGroupName: group, location: "australiaeast", subnet: { id: subnet } });
    };
  }

  /** What `pulumi up` of step 3 deploys: the program, as it was remediated. */
  async function previewedUp(): Promise<void> {
    expect(previews.get(3)?.remediations.map(({ urn }) => urn.split("::").at(-1))).toEqual(["ep"]);
    await stack.up({ folder: FOLDER, main: "4-mended.ts" });
  }
});
