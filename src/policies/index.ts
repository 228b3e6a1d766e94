import type { Policies } from "@pulumi/policy";
import { analyseWithRemedies } from "../analysis.ts";
import { isRelevantType } from "../azure/declarations/type-meaning.ts";
import { createStackAnalyser } from "../pulumi/analyse-stack.ts";
import { networkInputs } from "./private-endpoint-network-inputs/policy.ts";
import { routingAdvice } from "./private-endpoint-routing-advice/policy.ts";
import { subnetPolicies } from "./private-endpoint-subnet-policies/policy.ts";
import { trafficInspected } from "./private-endpoint-traffic-inspected/policy.ts";

/**
 * Returns the policies of the pack, in the order in which they run: the one that others inherit from comes before them. They
 * share what they learn of a run, so each call makes a set of its own.
 */
export function createPolicies(): Policies {
  const analyser = createStackAnalyser({ isRelevantType, analyse: analyseWithRemedies });
  return [networkInputs(analyser), trafficInspected(analyser), routingAdvice(analyser), subnetPolicies()];
}
