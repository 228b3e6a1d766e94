import type { ResourceValidationPolicy } from "@pulumi/policy";
import type { StackAnalyser } from "../../pulumi/analyse-stack.ts";

export const NETWORK_INPUTS = "private-endpoint-network-inputs";

/** Returns the resource policy that lets the stack policies see inputs. It never reports anything. */
export function networkInputs(analyser: StackAnalyser): ResourceValidationPolicy {
  return {
    name: NETWORK_INPUTS,
    displayName: "Inputs of network resources are seen",
    description:
      "Remembers what the program asks for, so that the stack policies can tell what is not set from what is not known yet. Reports nothing.",
    enforcementLevel: "advisory",
    severity: "low",
    validateResource: (args) => analyser.capture(args),
  };
}
