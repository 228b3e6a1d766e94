import type { StackValidationPolicy } from "@pulumi/policy";
import { pulumiConfigSchema } from "../../configuration/pulumi-schema.ts";
import type { AnalysedStack, StackAnalyser } from "../../pulumi/analyse-stack.ts";
import { findingViolations, unreachedViolations } from "../../pulumi/finding-violations.ts";
import { exemptedViolations, pathViolations, unadvertisedViolations } from "../../pulumi/path-violations.ts";
import { type Answer, stackValidation } from "../../pulumi/stack-policy.ts";
import { nothingToJudge } from "../nothing-to-judge.ts";
import { NETWORK_INPUTS } from "../private-endpoint-network-inputs/policy.ts";
import { TRAFFIC_INSPECTED } from "../private-endpoint-traffic-inspected/policy.ts";

export const ROUTING_ADVICE = "private-endpoint-routing-advice";

/** Returns the stack policy that says everything else: what is inconclusive or does not arrive, and unsound gateways and routes. */
export function routingAdvice(analyser: StackAnalyser): StackValidationPolicy {
  return {
    name: ROUTING_ADVICE,
    displayName: "Routing to private endpoints is sound and can be judged",
    description: "Paths to private endpoints can be judged and arrive, and gateways and route tables are sound.",
    enforcementLevel: "advisory",
    severity: "medium",
    tags: ["azure", "network", "private-endpoint"],
    configSchema: pulumiConfigSchema,
    validateStack: stackValidation(
      analyser,
      { policy: ROUTING_ADVICE, inheritsFrom: TRAFFIC_INSPECTED, capturedBy: NETWORK_INPUTS },
      judge,
    ),
  };
}

function judge(analysed: AnalysedStack): Answer {
  const reason = nothingToJudge(analysed);
  if (reason !== undefined) return { kind: "not-applicable", reason };
  const { report } = analysed.analysis;
  const violations = [
    ...pathViolations(
      report.paths.filter(({ verdict, exemption }) => exemption === null && (verdict === "inconclusive" || verdict === "undelivered")),
      analysed,
    ),
    ...unadvertisedViolations(
      report.unadvertised.filter(({ verdict, exemption }) => exemption === null && verdict === "bypassed"),
      analysed,
    ),
    ...exemptedViolations(report.paths, analysed),
    // In a closed world an endpoint without a path has none; in an open one it is merely not in sight.
    ...(analysed.intent.complete ? [] : unreachedViolations(report.unreached, ROUTING_ADVICE, analysed)),
    ...findingViolations(
      report.findings.filter(({ policy }) => policy !== TRAFFIC_INSPECTED),
      analysed,
    ),
  ];
  return { kind: "violations", violations };
}
