import { spawnSync } from "node:child_process";
import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describeWithPulumi } from "./support/describe-with-pulumi.ts";
import type { InlineProgram } from "./support/language-host.ts";
import { programIn } from "./support/load-program.ts";
import { codes, comparablePolicies, type Outcome } from "./support/outcome.ts";
import type { Project } from "./support/project.ts";
import { ROOT } from "./support/root.ts";
import { Workbench } from "./support/workbench.ts";

jest.setTimeout(600_000);

const FOLDER = join(ROOT, "examples/migration");

/** What the README shows of the previews, in their order. */
const PROMISED = [...readFileSync(join(FOLDER, "README.md"), "utf8").matchAll(/```text\n([\s\S]*?)```\n/g)].map(([, text = ""]) =>
  comparable(text),
);

/** Azure gives the endpoints their addresses in the order in which they are made, which is any. */
function comparable(text: string): string {
  return comparablePolicies(text).replaceAll(/\b10\.13\.77\.[456]\b/g, "10.13.77.x");
}

const program = (file: string): InlineProgram => programIn(join(FOLDER, file));

describeWithPulumi("a migration in four previews", () => {
  let workbench: Workbench;
  let project: Project;
  beforeAll(async () => {
    workbench = await Workbench.start();
    project = await workbench.project(FOLDER);
    for (const file of ["chokepoint.yaml", "with-baseline.yaml"]) copyFileSync(join(FOLDER, file), join(workbench.folder, file));
    await project.deploy(program("1-today.ts"));
  });
  afterAll(() => workbench?.stop());

  function preview(main: string, configuration: string, policyConfig?: string): Promise<Outcome> {
    return project.preview(program(main), {
      env: { CHOKEPOINT_CONFIG: join(workbench.folder, configuration) },
      ...(policyConfig === undefined ? {} : { config: join(FOLDER, policyConfig) }),
    });
  }

  /** Runs the command on what is deployed, and tells how many paths the baseline has then. */
  async function writeBaseline(configuration: string, ...flags: readonly string[]): Promise<number> {
    await project.exportTo(join(workbench.folder, "stack.json"));
    const command = [join(ROOT, "dist/cli/main.js"), "audit", "stack.json", "--config", configuration, "--write-baseline", "baseline.json"];
    const { status, stderr } = spawnSync(process.execPath, [...command, ...flags], { cwd: workbench.folder, encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
    return JSON.parse(readFileSync(join(workbench.folder, "baseline.json"), "utf8")).paths.length;
  }

  const shown = ({ text, exitStatus }: Outcome): readonly [number, string] => [exitStatus, comparable(text)];

  test("each step passes, and says what the README says", async () => {
    const advisory = await preview("1-today.ts", "chokepoint.yaml", "1-advisory.json");
    expect(shown(advisory)).toEqual([0, PROMISED[0]]);

    expect(await writeBaseline("chokepoint.yaml", "--fail-on", "never")).toBe(3);
    const baselined = await preview("1-today.ts", "with-baseline.yaml");
    expect(shown(baselined)).toEqual([0, PROMISED[1]]);

    const remediated = await preview("3-routed.ts", "with-baseline.yaml", "3-remediate.json");
    expect(shown(remediated)).toEqual([0, PROMISED[2]]);
    const up = await project.up(program("3-routed.ts"), {
      env: { CHOKEPOINT_CONFIG: join(workbench.folder, "with-baseline.yaml") },
      config: join(FOLDER, "3-remediate.json"),
    });
    expect([up.exitStatus, codes(up, "mandatory")]).toEqual([0, []]);

    expect(await writeBaseline("with-baseline.yaml")).toBe(0);
    const mandatory = await preview("4-mended.ts", "chokepoint.yaml", "4-mandatory.json");
    expect(shown(mandatory)).toEqual([0, PROMISED[3]]);
    expect(Object.keys(mandatory.changes)).toEqual(["same"]);
  });
});
