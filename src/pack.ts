import type { PolicyPackArgs } from "@pulumi/policy";
import { createPolicies } from "./policies/index.ts";

export const PACK_NAME = "chokepoint";

/** Returns what the policy pack consists of, as data: nothing is served by it. */
export function createPack(): PolicyPackArgs {
  return {
    displayName: "Chokepoint",
    description: "Says, before deployment, whether on-premises traffic to every Azure private endpoint crosses the designated firewall.",
    provider: "Azure",
    tags: ["azure", "network", "private-endpoint"],
    policies: createPolicies(),
  };
}
