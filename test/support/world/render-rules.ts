import type { Properties } from "../../../src/resources/resource.ts";
import type { Spelling } from "./spelling.ts";
import { armId } from "./spelling.ts";
import type { Declaration } from "./stack-resource.ts";
import type { WorldFirewall, WorldRule } from "./world.ts";

/** The policy of a firewall with rules, and the group that holds them; nothing where they are not in the program. */
export function renderRules({ name, rules }: WorldFirewall, { refreshed }: Spelling): readonly Declaration[] {
  if (rules === undefined) return [];
  const policy = policyNameOf(name);
  const path = `firewallPolicies/${policy}`;
  const group = `${path}/ruleCollectionGroups/rules`;
  const contents = { priority: 200, ruleCollections: rules.map(renderRule) };
  return [
    {
      type: "FirewallPolicy",
      name: policy,
      path,
      inputs: { firewallPolicyName: policy, location: "westeurope" },
      // Which groups it has only a refresh shows here.
      outputs: { location: "westeurope", ruleCollectionGroups: refreshed ? [{ id: armId(group) }] : [] },
      dependsOn: {},
    },
    {
      type: "FirewallPolicyRuleCollectionGroup",
      name: `${policy}-rules`,
      path: group,
      inputs: { firewallPolicyName: policy, ruleCollectionGroupName: "rules", ...contents },
      outputs: contents,
      dependsOn: { firewallPolicyName: [`FirewallPolicy ${policy}`] },
    },
  ];
}

/** The policy that a firewall with rules refers to. */
export function policyNameOf(firewall: string): string {
  return `${firewall}-policy`;
}

/** Each in a collection of its own, by whose priority it comes before the next. */
function renderRule({ action, sources, destinations }: WorldRule, index: number): Properties {
  const rule = {
    ruleType: "NetworkRule",
    name: `rule${index}`,
    ipProtocols: ["Any"],
    sourceAddresses: sources,
    destinationAddresses: destinations,
    destinationPorts: ["*"],
  };
  return {
    ruleCollectionType: "FirewallPolicyFilterRuleCollection",
    name: `collection${index}`,
    priority: 100 + index,
    action: { type: action },
    rules: [rule],
  };
}
