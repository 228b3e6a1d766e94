import type { ReportViolation } from "@pulumi/policy";
import type { Severity } from "../report/report.ts";

/** One violation, as it is to appear in a preview. */
export interface Violation {
  /** The first sentence is the verdict. */
  readonly message: string;
  /** A resource of this stack, or the stack itself; never none, which the command line does not take. */
  readonly urn: string;
  /** Undefined: the level that the policy runs at. */
  readonly level: "advisory" | "mandatory" | undefined;
  readonly severity: Severity | undefined;
}

/** Columns of a message. Nobody knows the terminal here; the verdict is to fit on the first line, which is all that some services show. */
export const WIDTH = 120;

/** What the SDK takes at run time beside a string. Its declared type knows the string alone, which prints the policy's description first. */
interface ViolationObject {
  readonly message: string;
  readonly urn: string;
  readonly enforcementLevel?: "advisory" | "mandatory";
  readonly severity?: Severity;
}

/**
 * Bytes of text that one policy may report. The command line refuses a whole reply above 4 MiB, and two policies share one.
 * Each diagnostic repeats the names and the description of policy and pack: `OVERHEAD` a violation.
 */
export const BUDGET = 1_000_000;
const OVERHEAD = 500;
/** Bytes of a single message; one violation is not to crowd out the others. */
const LONGEST = 50_000;

/**
 * Reports the violations, mandatory ones first, else in the order given. What exceeds the budget is counted in a last
 * violation at the stack, as mandatory as the most mandatory one that it stands for.
 */
export function reportViolations(violations: readonly Violation[], stackUrn: string, report: ReportViolation): void {
  for (const { message, urn, level, severity } of withinBudget(violations, stackUrn)) {
    const violation: ViolationObject = {
      message,
      urn,
      ...(level === undefined ? {} : { enforcementLevel: level }),
      ...(severity === undefined ? {} : { severity }),
    };
    (report as unknown as (violation: ViolationObject) => void)(violation);
  }
}

function withinBudget(violations: readonly Violation[], stackUrn: string): readonly Violation[] {
  const ordered = [...violations].sort((a, b) => rank(a) - rank(b)).map((violation) => ({ ...violation, message: cut(violation.message) }));
  let left = BUDGET;
  const fitting = ordered.findIndex((violation) => {
    left -= cost(violation);
    return left < 0;
  });
  if (fitting === -1) return ordered;
  return [...ordered.slice(0, fitting), summaryOf(ordered.slice(fitting), stackUrn)];
}

/** The most mandatory is the first of those left out, because they are ordered. */
function summaryOf(omitted: readonly Violation[], urn: string): Violation {
  const number = omitted.length === 1 ? "One more violation is" : `${omitted.length} more violations are`;
  return {
    message: `${number} not shown, because the command line takes no longer report. The command \`chokepoint audit\` prints them all.`,
    urn,
    level: omitted[0]?.level,
    severity: omitted[0]?.severity,
  };
}

function rank({ level }: Violation): number {
  switch (level) {
    case "mandatory":
      return 0;
    case undefined:
      return 1;
    case "advisory":
      return 2;
  }
}

function cost({ message, urn }: Violation): number {
  return Buffer.byteLength(message) + Buffer.byteLength(urn) + OVERHEAD;
}

function cut(message: string): string {
  if (Buffer.byteLength(message) <= LONGEST) return message;
  // A code unit takes at most three bytes of UTF-8.
  const head = message.slice(0, LONGEST / 3);
  return `${head.slice(0, Math.max(head.lastIndexOf("\n"), 0)) || head}\n  … cut short here; the command \`chokepoint explain\` prints all of it.`;
}
