import { type Properties, type PropertyValue, UNKNOWN } from "../../resources/resource.ts";
import { isList, isObject } from "../values/field.ts";
import { items, joined, named, oneOf, parentById, reference, references, same, spelling, table } from "./property.ts";

export const FIREWALL_POLICY = table([
  ...named("firewallPolicyName"),
  reference("basePolicy", "basePolicyId"),
  references("ruleCollectionGroups", "ruleCollectionGroups"),
  oneOf("snat.privateRanges", spelling("privateIpRanges", filled)),
  oneOf(
    "snat.autoLearnPrivateRanges",
    spelling("autoLearnPrivateRangesEnabled", (value) => (typeof value === "boolean" ? (value ? "Enabled" : "Disabled") : value)),
  ),
]);

const COLLECTION = table([same("action.type", "action"), items("rules", "rules", table([same("ipProtocols", "protocols")]))]);

/** A group has a list for each kind of rule, where azure-native has one list whose items say of which kind they are. */
export const RULE_COLLECTION_GROUP = table([
  ...named("ruleCollectionGroupName"),
  ...parentById("firewallPolicyName", "firewallPolicyId"),
  joined(
    "ruleCollections",
    spelling("networkRuleCollections", (list) => collectionsOf(list, FILTER, "NetworkRule"), COLLECTION),
    spelling("applicationRuleCollections", (list) => collectionsOf(list, FILTER, "ApplicationRule"), COLLECTION),
    spelling("natRuleCollections", (list) => collectionsOf(list, "FirewallPolicyNatRuleCollection", "NatRule"), COLLECTION),
  ),
]);

/** A collection of a firewall without policy. It is a resource of its own here, and stands inside the firewall in azure-native. */
export const FIREWALL_RULES = table([
  ...named("collectionName"),
  same("action.type", "action"),
  oneOf(
    "rules",
    spelling("rules", (rules) => (isList(rules) ? rules.map((rule) => (isObject(rule) ? withoutEmpty(rule) : rule)) : rules)),
  ),
]);

export const IP_GROUP = table([...named("ipGroupsName"), oneOf("ipAddresses", spelling("cidrs", filled))]);

/** One address of a group that has no list of its own. */
export const IP_GROUP_ADDRESS = table([reference("ipGroup", "ipGroupId")]);

/** The provider answers with an empty list where none is set. */
export function filled(value: PropertyValue): PropertyValue {
  return isList(value) && value.length === 0 ? undefined : value;
}

const FILTER = "FirewallPolicyFilterRuleCollection";

function collectionsOf(list: PropertyValue, ruleCollectionType: string, ruleType: string): PropertyValue {
  if (!isList(list)) return list;
  return list.map((collection) =>
    isObject(collection) ? { ...collection, ruleCollectionType, rules: rulesOf(collection["rules"], ruleType) } : collection,
  );
}

function rulesOf(rules: PropertyValue, ruleType: string): PropertyValue {
  if (rules === UNKNOWN || !isList(rules)) return rules;
  return rules.map((rule) => (isObject(rule) ? ruleOf(rule, ruleType) : rule));
}

function ruleOf(rule: Properties, ruleType: string): Properties {
  return { ...withoutEmpty(rule), ruleType };
}

/** Empty lists and texts are not set. */
function withoutEmpty(rule: Properties): Properties {
  return Object.fromEntries(Object.entries(rule).filter(([, value]) => !(isList(value) && value.length === 0) && value !== ""));
}
