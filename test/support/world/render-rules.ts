import type { Properties } from "../../../src/resources/resource.ts";
import type { Spelling } from "./spelling.ts";
import { armId } from "./spelling.ts";
import type { Declaration } from "./stack-resource.ts";
import type { WorldFirewall, WorldRule } from "./world.ts";

/** The policy of a firewall with rules, and the group that holds them; nothing where they are not in the program. */
export function renderRules({ name, rules }: WorldFirewall, { refreshed }: Spelling): readonly Declaration[] {
  if (rules === undefined) return [];
  const policy = policyNameOf(name);
  // Which groups it has only a refresh shows here.
  const listed = { ruleCollectionGroups: refreshed ? [{ id: armId(`${pathOf(policy)}/ruleCollectionGroups/rules`) }] : [] };
  const collections = rules.map(({ action, sources, destinations }: WorldRule, index) =>
    // Each in a collection of its own, by whose priority it comes before the next.
    collection(index, action, [networkRule(`rule${index}`, sources, destinations)]),
  );
  return [declaredPolicy(policy, {}, listed), declaredGroup(policy, collections)];
}

/** The firewall's policy with a group of rules that let through, and its parent with another one; nothing where none is in the program. */
export function renderPolicy({ name, policy }: WorldFirewall): readonly Declaration[] {
  if (policy === undefined) return [];
  const [own, parent] = [policyNameOf(name), `${name}-parent`];
  const { rules, privateRanges, learns, inherits } = policy;
  const ranges: Properties = privateRanges === undefined ? {} : { privateRanges };
  const learning: Properties = learns ? { autoLearnPrivateRanges: "Enabled" } : {};
  const snat = { ...ranges, ...learning };
  const written =
    rules === "elsewhere"
      ? []
      : [
          ...(rules.network.length === 0 ? [] : [networkRule("packets", ["*"], rules.network)]),
          ...(rules.application ? [APPLICATION_RULE] : []),
        ];
  const properties = {
    ...(Object.keys(snat).length === 0 ? {} : { snat }),
    ...(inherits ? { basePolicy: { id: armId(pathOf(parent)) } } : {}),
  };
  const allow = (each: readonly Properties[]): readonly Properties[] => [collection(0, "Allow", each)];
  return [
    { ...declaredPolicy(own, properties), dependsOn: inherits ? { basePolicy: [`FirewallPolicy ${parent}`] } : {} },
    ...(rules === "elsewhere" ? [] : [declaredGroup(own, allow(written))]),
    ...(inherits ? [declaredPolicy(parent, {}), declaredGroup(parent, allow([APPLICATION_RULE]))] : []),
  ];
}

/** The policy that a firewall refers to. */
export function policyNameOf(firewall: string): string {
  return `${firewall}-policy`;
}

function pathOf(policy: string): string {
  return `firewallPolicies/${policy}`;
}

/** `listed`: what only Azure answers. */
function declaredPolicy(name: string, properties: Properties, listed: Properties = {}): Declaration {
  const location = "westeurope";
  const inputs = { firewallPolicyName: name, location, ...properties };
  return { type: "FirewallPolicy", name, path: pathOf(name), inputs, outputs: { location, ...properties, ...listed }, dependsOn: {} };
}

function declaredGroup(policy: string, ruleCollections: readonly Properties[]): Declaration {
  const contents = { priority: 200, ruleCollections };
  return {
    type: "FirewallPolicyRuleCollectionGroup",
    name: `${policy}-rules`,
    path: `${pathOf(policy)}/ruleCollectionGroups/rules`,
    inputs: { firewallPolicyName: policy, ruleCollectionGroupName: "rules", ...contents },
    outputs: contents,
    dependsOn: { firewallPolicyName: [`FirewallPolicy ${policy}`] },
  };
}

function collection(index: number, type: WorldRule["action"], rules: readonly Properties[]): Properties {
  return {
    ruleCollectionType: "FirewallPolicyFilterRuleCollection",
    name: `collection${index}`,
    priority: 100 + index,
    action: { type },
    rules,
  };
}

/** For every protocol and port. */
function networkRule(name: string, sourceAddresses: readonly string[], destinationAddresses: readonly string[]): Properties {
  return { ruleType: "NetworkRule", name, ipProtocols: ["Any"], sourceAddresses, destinationAddresses, destinationPorts: ["*"] };
}

const APPLICATION_RULE: Properties = { ruleType: "ApplicationRule", name: "names", sourceAddresses: ["*"], targetFqdns: ["*"] };
