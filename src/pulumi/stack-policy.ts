import type { StackValidation, StackValidationArgs } from "@pulumi/policy";
import type { AnalysedStack, Asking, StackAnalyser } from "./analyse-stack.ts";
import { describeFailure } from "./describe-failure.ts";
import { urnOfStack } from "./read-stack.ts";
import { reportViolations, type Violation } from "./report-violations.ts";

/** What a policy has to say about a stack. */
export type Answer =
  | { readonly kind: "violations"; readonly violations: readonly Violation[] }
  /** Nothing was examined, which is not a pass. `reason` is a full sentence. */
  | { readonly kind: "not-applicable"; readonly reason: string };

/** The policy that captures inputs, for the message about its absence. */
export interface StackPolicyOptions extends Asking {
  readonly capturedBy: string;
}

/**
 * Returns the validation of a stack policy that judges an analysed stack.
 *
 * It never lets an error through. The SDK would end the run on most of them without naming a resource, and turn an unknown
 * value into one advisory line, which passes the stack: what could not be judged is a mandatory violation here, whatever
 * level the policy runs at.
 */
export function stackValidation(
  analyser: StackAnalyser,
  options: StackPolicyOptions,
  judge: (analysed: AnalysedStack) => Answer,
): StackValidation {
  return (args, report) => {
    const answer = answerOf(analyser, options, judge, args);
    // Throws, and the SDK wants to see it: it is the one exception that leaves this function.
    if (answer.kind === "not-applicable") return args.notApplicable(answer.reason);
    reportViolations(answer.violations, urnOfStack(args.resources), report);
  };
}

function answerOf(
  analyser: StackAnalyser,
  options: StackPolicyOptions,
  judge: (analysed: AnalysedStack) => Answer,
  args: StackValidationArgs,
): Answer {
  const outcome = analyser.analyse(args, options);
  switch (outcome.kind) {
    case "failed":
      return failure(outcome.error, args);
    case "failed-before":
      return { kind: "not-applicable", reason: `Nothing was judged, for the reason that ${outcome.by} reports.` };
    case "analysed":
      try {
        return withBlindness(judge(outcome.analysed), outcome.analysed, options);
      } catch (error) {
        return failure(error, args);
      }
    default:
      return outcome satisfies never;
  }
}

function failure(error: unknown, { resources }: StackValidationArgs): Answer {
  return {
    kind: "violations",
    violations: [{ message: describeFailure(error), urn: urnOfStack(resources), level: "mandatory", severity: "critical" }],
  };
}

function withBlindness(answer: Answer, { blind, stack }: AnalysedStack, { capturedBy }: StackPolicyOptions): Answer {
  if (!blind) return answer;
  const message =
    `The inputs of this stack's resources were not seen, because the policy ${capturedBy} is disabled.\n` +
    'Without them "not set" cannot be told from "not known yet" in a preview: endpoints and routes are missed.\n' +
    `Enable ${capturedBy} at the level advisory. It reports nothing by itself.`;
  const violation: Violation = { message, urn: stack.urn, level: "mandatory", severity: "critical" };
  return { kind: "violations", violations: answer.kind === "violations" ? [violation, ...answer.violations] : [violation] };
}
