import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInlineNetwork, SPOKE } from "./programs/inline-network.ts";
import { describeWithPulumi } from "./support/describe-with-pulumi.ts";
import { codes, policiesSection } from "./support/outcome.ts";
import { ADVICE, CONFIG, INPUTS, INSPECTED, PROPERTIES, SUBNET_POLICIES } from "./support/policies.ts";
import type { PolicyOptions, Project } from "./support/project.ts";
import { Workbench } from "./support/workbench.ts";

jest.setTimeout(120_000);

/** By a summary route, CP-B03. */
const bypassed = (): void => createInlineNetwork({ routePrefix: "10.0.0.0/8", spokes: [SPOKE] });
const inspected = (): void => createInlineNetwork({ routePrefix: "10.13.77.0/24", spokes: [SPOKE] });

describeWithPulumi("the configuration", () => {
  let workbench: Workbench;
  let project: Project;
  beforeAll(async () => {
    workbench = await Workbench.start();
    project = await workbench.project({ name: "configured" });
  });
  afterAll(() => workbench?.stop());

  /** A configuration file for all policies, as the environment variable names it. */
  function fileNamed(name: string, text?: string): string {
    const file = join(workbench.folder, name);
    if (text !== undefined) writeFileSync(file, text);
    return file;
  }

  describe("decides what a bypass does", () => {
    const rows: readonly { what: string; options: () => PolicyOptions; exitStatus: 0 | 1; level: "mandatory" | "advisory" }[] = [
      { what: "no configuration: any Azure Firewall counts", options: () => ({}), exitStatus: 1, level: "mandatory" },
      { what: "a file", options: () => ({ config: CONFIG }), exitStatus: 1, level: "mandatory" },
      {
        what: "the policy made advisory",
        options: () => ({ config: { [INSPECTED]: { enforcementLevel: "advisory", ...PROPERTIES } } }),
        exitStatus: 0,
        level: "advisory",
      },
      {
        what: "all made advisory",
        options: () => ({ config: { all: "advisory", ...CONFIG, [SUBNET_POLICIES]: "disabled" } }),
        exitStatus: 0,
        level: "advisory",
      },
      {
        what: "the code made advisory",
        options: () => ({ config: { [INSPECTED]: { ...PROPERTIES, levels: { "CP-B03": "advisory" } } } }),
        exitStatus: 0,
        level: "advisory",
      },
      {
        what: "the code mandatory in an advisory policy",
        options: () => ({
          config: { [INSPECTED]: { enforcementLevel: "advisory", ...PROPERTIES, levels: { "CP-B03": "mandatory" } } },
        }),
        exitStatus: 1,
        level: "mandatory",
      },
      {
        what: "a file that CHOKEPOINT_CONFIG names",
        options: () => ({
          env: { CHOKEPOINT_CONFIG: fileNamed("all.yaml", "firewalls: [10.13.76.68]\nonPremises: [192.168.0.0/24]\n") },
        }),
        exitStatus: 1,
        level: "mandatory",
      },
    ];
    test.each(rows)("$what: $level, exit status $exitStatus", async ({ options, exitStatus, level }) => {
      const outcome = await project.preview(bypassed, options());
      expect(codes(outcome, level)).toEqual(["CP-B03"]);
      expect(outcome.violations).toHaveLength(1);
      expect(outcome.exitStatus).toBe(exitStatus);
      expect(policiesSection(outcome.text)).toContain(`- [${level}] [severity: high]  ${INSPECTED}  (`);
    });

    test("all disabled: nothing is said, exit status 0", async () => {
      const outcome = await project.preview(bypassed, { config: { all: "disabled" } });
      expect([outcome.exitStatus, outcome.violations, outcome.passed]).toEqual([0, [], []]);
    });
  });

  describe("decides what an assumption does", () => {
    const strict = { ...PROPERTIES, strict: true };
    const rows: readonly { what: string; config: Readonly<Record<string, unknown>>; exitStatus: 0 | 1; level: "mandatory" | "advisory" }[] =
      [
        { what: "strict", config: { [INSPECTED]: strict }, exitStatus: 0, level: "advisory" },
        {
          what: "strict, and what is inconclusive fails",
          config: { [INSPECTED]: { ...strict, onInconclusive: "fail" } },
          exitStatus: 1,
          level: "mandatory",
        },
        {
          what: "strict, and advice is mandatory",
          config: { [INSPECTED]: strict, [ADVICE]: "mandatory" },
          exitStatus: 1,
          level: "mandatory",
        },
      ];
    test.each(rows)("$what: $level, exit status $exitStatus", async ({ config, exitStatus, level }) => {
      const outcome = await project.preview(inspected, { config });
      // What depends on what is no proof under strict: in a preview of a new stack hardly anything is decided then.
      expect(codes(outcome, level)).toContain("CP-I11");
      expect(codes(outcome, level).filter((code) => !code.startsWith("CP-I"))).toEqual([]);
      expect([outcome.passed, outcome.failed]).toEqual([[INSPECTED], [ADVICE]]);
      expect(outcome.exitStatus).toBe(exitStatus);
    });
  });

  describe("fails the preview where it is wrong", () => {
    const own =
      (properties: Readonly<Record<string, unknown>>): (() => PolicyOptions) =>
      () => ({ config: { [INSPECTED]: properties } });
    const rows: readonly { what: string; options: () => PolicyOptions; says: string }[] = [
      {
        what: "a malformed value",
        options: own({ ...PROPERTIES, onPremises: [{ prefix: "192.168.0.1/24" }] }),
        says: 'onPremises[0].prefix: "192.168.0.1/24" has host bits set, expected 192.168.0.0/24',
      },
      {
        what: "a misspelt property, which the CLI lets pass",
        options: own({ firewall: PROPERTIES.firewalls }),
        says: "firewall: unknown property, did you mean firewalls?",
      },
      {
        what: "a property that is not built yet",
        options: own({ ...PROPERTIES, trustedContext: [] }),
        says: "trustedContext: not supported by this version of Chokepoint, leave it out",
      },
      {
        what: "a file that is not there",
        options: () => ({ env: { CHOKEPOINT_CONFIG: fileNamed("none.yaml") } }),
        says: "none.yaml, which cannot be read",
      },
    ];
    // The good network: what is not judged does not pass.
    test.each(rows)("$what", async ({ options, says }) => {
      const outcome = await project.preview(inspected, options());
      expect(outcome.violations.map(({ level, severity, policy }) => [level, severity, policy])).toEqual([
        ["mandatory", "critical", INSPECTED],
      ]);
      expect(outcome.violations[0]?.message).toMatch(/^Nothing was judged, because the configuration is wrong\./);
      expect(outcome.violations[0]?.message).toContain(says);
      expect(outcome.exitStatus).toBe(1);
    });

    test("a value of the wrong type: the CLI says so itself, before anything runs", async () => {
      const outcome = await project.preview(inspected, { config: { [INSPECTED]: { firewalls: ["10.13.76.68"] } } });
      expect(outcome.text).toContain(`${INSPECTED}: firewalls.0: Invalid type. Expected: object, given: string`);
      expect([outcome.exitStatus, outcome.passed]).toEqual([1, []]);
    });

    test("inputs are not seen, because the policy that captures them is disabled", async () => {
      const outcome = await project.preview(inspected, { config: { ...CONFIG, [INPUTS]: "disabled" } });
      expect(outcome.violations.filter(({ level }) => level === "mandatory").map(({ message }) => message)).toEqual([
        expect.stringContaining(`inputs of this stack's resources were not seen, because the policy ${INPUTS} is disabled`),
      ]);
      expect(outcome.exitStatus).toBe(1);
    });
  });
});
