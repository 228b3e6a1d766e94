import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describeWithPulumi } from "./support/describe-with-pulumi.ts";
import { programIn } from "./support/load-program.ts";
import { codes, type Outcome, policiesSection } from "./support/outcome.ts";
import { ROOT, Workbench } from "./support/workbench.ts";

jest.setTimeout(120_000);

const BOTH_POLICIES = ["private-endpoint-routing-advice", "private-endpoint-traffic-inspected"];

/** Previews an example as a new stack: every id is an output of another resource, and so is every next hop to the firewall. */
async function previewExample(workbench: Workbench, example: string): Promise<Outcome> {
  const folder = join(ROOT, "examples", example);
  const project = await workbench.project(folder);
  return project.preview(programIn(join(folder, "index.ts")), { config: join(folder, "policy-config.json") });
}

/** What the README shows, under the path that this test gives the pack. */
function expectedSection(example: string): string {
  return policiesSection(readFileSync(join(ROOT, "examples", example, "README.md"), "utf8")).replaceAll("(local: ../..)", `(local: ${ROOT})`);
}

describeWithPulumi("a preview of a new stack", () => {
  let workbench: Workbench;
  beforeAll(async () => {
    workbench = await Workbench.start();
  });
  afterAll(() => workbench.stop());

  test.each([
    ["blog-1-no-routes", ["CP-B01"]],
    ["blog-2-host-routes", ["CP-B01", "CP-B02"]],
    ["blog-4-summary-with-policies", ["CP-B03"]],
    ["blog-5-exact-prefix-without-policies", ["CP-B04"]],
  ])("%s is bypassed and fails", async (example, expected) => {
    const outcome = await previewExample(workbench, example);
    expect(codes(outcome, "mandatory")).toEqual(expected);
    expect(codes(outcome, "advisory")).toEqual([]);
    expect(outcome.failed).toEqual(["private-endpoint-traffic-inspected"]);
    expect(outcome.exitStatus).toBe(1);
    expect(policiesSection(outcome.text)).toBe(expectedSection(example));
    expect(outcome.text).toContain("error: preview failed");
  });

  test("blog-3-exact-prefix-with-policies is inspected and passes, without any advice", async () => {
    const outcome = await previewExample(workbench, "blog-3-exact-prefix-with-policies");
    expect(outcome.violations).toEqual([]);
    expect(outcome.passed).toEqual(BOTH_POLICIES);
    expect(outcome.exitStatus).toBe(0);
    expect(policiesSection(outcome.text)).toBe(expectedSection("blog-3-exact-prefix-with-policies"));
    expect(outcome.changes).toEqual({ create: 21 });
  });
});
