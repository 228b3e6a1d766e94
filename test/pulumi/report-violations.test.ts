import { BUDGET, reportViolations, type Violation } from "../../src/pulumi/report-violations.ts";

const STACK = "urn:pulumi:prod::net::pulumi:pulumi:Stack::net-prod";
const violation = (message: string, level?: Violation["level"]): Violation => ({ message, urn: "urn:a", level, severity: "high" });

interface Reported {
  readonly message: string;
  readonly urn: string;
  readonly enforcementLevel?: string;
  readonly severity?: string;
}

function reported(violations: readonly Violation[]): readonly Reported[] {
  const result: Reported[] = [];
  reportViolations(violations, STACK, (object: unknown) => void result.push(object as Reported));
  return result;
}

describe("violations", () => {
  it("are handed over as objects, with the level only where one is set", () => {
    expect(reported([violation("a", "mandatory"), { ...violation("b"), severity: undefined }])).toEqual([
      { message: "a", urn: "urn:a", enforcementLevel: "mandatory", severity: "high" },
      { message: "b", urn: "urn:a" },
    ]);
  });

  it("come with the mandatory ones first, else in their order", () => {
    const given = [violation("1", "advisory"), violation("2"), violation("3", "mandatory"), violation("4"), violation("5", "mandatory")];
    expect(reported(given).map(({ message }) => message)).toEqual(["3", "5", "2", "4", "1"]);
  });

  it("stay within the budget, and the rest is counted at the stack", () => {
    const given = Array.from({ length: 5_000 }, (_, index) =>
      violation(`${index} ${"x".repeat(1_000)}`, index < 10 ? "mandatory" : "advisory"),
    );
    const all = reported(given);
    const text = all.map(({ message, urn }) => message + urn).join("");
    expect(Buffer.byteLength(text)).toBeLessThan(BUDGET);
    expect(all.length).toBeGreaterThan(500);
    const last = all.at(-1);
    expect(last?.message).toBe(
      `${given.length - all.length + 1} more violations are not shown, because the command line takes no longer report. The command \`chokepoint audit\` prints them all.`,
    );
    expect(last).toMatchObject({ urn: STACK, enforcementLevel: "advisory" });
  });

  it("that are left out stay mandatory", () => {
    const given = Array.from({ length: 5_000 }, () => violation("x".repeat(1_000), "mandatory"));
    expect(reported(given).at(-1)).toMatchObject({ urn: STACK, enforcementLevel: "mandatory" });
  });

  it("are cut short at a line where a single one is endless, whatever its letters", () => {
    const [only] = reported([violation(Array.from({ length: 50_000 }, (_, index) => `route ${index} →`).join("\n"))]);
    expect(Buffer.byteLength(only?.message ?? "")).toBeLessThan(60_000);
    expect(only?.message).toMatch(/^route 0 →\n[\s\S]*route \d+ →\n {2}… cut short here/);
  });
});
