import type { StackValidationPolicy } from "@pulumi/policy";
import { pulumiConfigSchema } from "../../configuration/pulumi-schema.ts";
import type { AnalysedStack, StackAnalyser } from "../../pulumi/analyse-stack.ts";
import { findingViolations } from "../../pulumi/finding-violations.ts";
import { pathViolations } from "../../pulumi/path-violations.ts";
import { type Answer, stackValidation } from "../../pulumi/stack-policy.ts";
import { nothingToJudge } from "../nothing-to-judge.ts";
import { NETWORK_INPUTS } from "../private-endpoint-network-inputs/policy.ts";

export const TRAFFIC_INSPECTED = "private-endpoint-traffic-inspected";

/** Returns the stack policy that fails where a path bypasses the designated firewall. The other policies inherit its configuration. */
export function trafficInspected(analyser: StackAnalyser): StackValidationPolicy {
  return {
    name: TRAFFIC_INSPECTED,
    displayName: "Traffic to private endpoints is inspected",
    description: "Traffic from on-premises to every private endpoint crosses the designated firewall.",
    enforcementLevel: "mandatory",
    severity: "high",
    tags: ["azure", "network", "private-endpoint"],
    configSchema: pulumiConfigSchema,
    validateStack: stackValidation(analyser, { policy: TRAFFIC_INSPECTED, inheritsFrom: undefined, capturedBy: NETWORK_INPUTS }, judge),
  };
}

const NO_PATH = "No path from on-premises to a private endpoint is in sight, so there is none to judge.";

/** Bypassed paths, and what the engine found on this policy's account (a half check that proves a bypass). */
function judge(analysed: AnalysedStack): Answer {
  const { report } = analysed.analysis;
  const violations = [
    ...pathViolations(
      report.paths.filter(({ verdict, exemption }) => verdict === "bypassed" && exemption === null),
      analysed,
    ),
    ...findingViolations(
      report.findings.filter(({ policy }) => policy === TRAFFIC_INSPECTED),
      analysed,
    ),
  ];
  if (violations.length > 0 || report.paths.length > 0) return { kind: "violations", violations };
  // Nothing examined is not a pass.
  return { kind: "not-applicable", reason: nothingToJudge(analysed) ?? NO_PATH };
}
