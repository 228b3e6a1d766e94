import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describeWithPulumi } from "./support/describe-with-pulumi.ts";
import { programIn } from "./support/load-program.ts";
import { codes, comparablePolicies, type Outcome } from "./support/outcome.ts";
import { ADVICE, INSPECTED } from "./support/policies.ts";
import { ROOT } from "./support/root.ts";
import { Workbench } from "./support/workbench.ts";

jest.setTimeout(120_000);

/** Previews an example as a new stack: every id is an output of another resource, and so is every next hop to the firewall. */
async function previewExample(workbench: Workbench, example: string): Promise<Outcome> {
  const folder = join(ROOT, "examples", example);
  const project = await workbench.project(folder);
  return project.preview(programIn(join(folder, "index.ts")), { config: join(folder, "policy-config.json") });
}

/** What the README shows under `Policies:`. */
function promised(example: string): string {
  return comparablePolicies(readFileSync(join(ROOT, "examples", example, "README.md"), "utf8"));
}

describeWithPulumi("a preview of a new stack", () => {
  let workbench: Workbench;
  beforeAll(async () => {
    workbench = await Workbench.start();
  });
  afterAll(() => workbench?.stop());

  test.each([
    ["blog-1-no-routes", ["CP-B01"]],
    ["blog-2-host-routes", ["CP-B01", "CP-B02"]],
    ["blog-4-summary-with-policies", ["CP-B03"]],
    ["blog-5-exact-prefix-without-policies", ["CP-B04"]],
  ])("%s is bypassed and fails", async (example, expected) => {
    const outcome = await previewExample(workbench, example);
    expect(codes(outcome, "mandatory")).toEqual(expected);
    expect(codes(outcome, "advisory")).toEqual([]);
    expect(outcome.failed).toEqual([INSPECTED]);
    expect(outcome.exitStatus).toBe(1);
    expect(comparablePolicies(outcome.text)).toBe(promised(example));
    expect(outcome.text).toContain("error: preview failed");
  });

  test("blog-3-exact-prefix-with-policies is inspected and passes, without any advice", async () => {
    const outcome = await previewExample(workbench, "blog-3-exact-prefix-with-policies");
    expect(outcome.violations).toEqual([]);
    expect(outcome.passed).toEqual([ADVICE, INSPECTED]);
    expect(outcome.exitStatus).toBe(0);
    expect(comparablePolicies(outcome.text)).toBe(promised("blog-3-exact-prefix-with-policies"));
    expect(outcome.changes).toEqual({ create: 21 });
  });
});
