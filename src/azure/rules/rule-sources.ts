import type { OpenList } from "../../certainty/known.ts";
import { append } from "../../certainty/order.ts";
import type { FirewallRule } from "../../model/firewall-rules.ts";
import type { PropertyValue } from "../../resources/resource.ts";
import { configured, type Declaration, displayNameOf, isFilledElsewhere, mayHaveItems } from "../declarations/declaration.ts";
import type { Inventory } from "../declarations/inventory.ts";
import type { Reading } from "../declarations/reading.ts";
import { resolveReference } from "../declarations/resolve-reference.ts";
import type { ResourceKind } from "../types/resource-types.ts";
import { type Field, isObject } from "../values/field.ts";
import { gapLog } from "../values/gap-log.ts";
import { ipGroups } from "./ip-groups.ts";
import { COLLECTIONS_OF_POLICIES, priorityOf, RULES_OF_EARLY_POLICIES, type RuleReading, readCollections } from "./read-rule-collection.ts";

/** What the rules of a firewall are found by. */
export interface RuleSources {
  /** The policy of a firewall; undefined: none; a sentence: why it is not in sight. */
  readonly policyOf: (firewall: Declaration) => Declaration | string | undefined;
  /** The policy that a policy inherits from. */
  readonly baseOf: (policy: Declaration) => Declaration | string | undefined;
  /** The rules of a policy's own groups, read once; or why not all of them are in sight. */
  readonly rulesOf: (policy: Declaration) => OwnRules;
  /** The collections of a firewall without policy that are resources of their own. */
  readonly collectionsOf: (firewall: Declaration) => OwnCollections;
  readonly reading: RuleReading;
}

export interface OwnCollections {
  readonly network: readonly Declaration[];
  readonly application: readonly Declaration[];
  /** One that may be the firewall's. */
  readonly homeless: Declaration | undefined;
}

export type OwnRules =
  | { readonly kind: "in-sight"; readonly rules: OpenList<FirewallRule> }
  | { readonly kind: "elsewhere"; readonly why: string };

export function ruleSources(inventory: Inventory, { directory, log }: Reading): RuleSources {
  const policies = new Map(inventory.ofKind("firewall-policy").map((policy) => [policy.key, policy]));
  const parents = new Map<string, Declaration | string | undefined>();
  const groups = childrenByParent(inventory, ["rule-collection-group", "rule-group"]);
  const networkRules = childrenByParent(inventory, ["firewall-network-rules"]);
  const applicationRules = childrenByParent(inventory, ["firewall-application-rules"]);
  const reading: RuleReading = { groups: ipGroups(inventory, directory, log), log };
  const read = new Map<string, OwnRules>();
  return {
    policyOf: (firewall) => policyNamedBy(firewall, "firewallPolicy"),
    baseOf: (policy) => policyNamedBy(policy, "basePolicy"),
    rulesOf: (policy) => {
      let rules = read.get(policy.key);
      if (rules === undefined) {
        rules = ownRules(policy, groups.of(policy.key), groups.homeless(policy.key), reading);
        read.set(policy.key, rules);
      }
      return rules;
    },
    collectionsOf: ({ key }) => ({
      network: networkRules.of(key),
      application: applicationRules.of(key),
      homeless: networkRules.homeless(key) ?? applicationRules.homeless(key),
    }),
    reading,
  };

  /** Several ask, and what is wrong with it is to be noted once. */
  function policyNamedBy(from: Declaration, property: string): Declaration | string | undefined {
    if (!parents.has(from.key)) parents.set(from.key, policyAt(configured(from, property), from));
    return parents.get(from.key);
  }

  function policyAt(field: Field, from: Declaration): Declaration | string | undefined {
    const aside = gapLog();
    const reference = resolveReference(directory, from, field, { kind: "firewall-policy" }, aside);
    if (reference.kind === "none") return undefined;
    if (reference.kind === "entity") return policies.get(reference.key) ?? `${displayNameOf(from)}: its policy is not in sight`;
    // That a policy is another program's is nothing to complain of.
    if (reference.kind === "unknown" && reference.gap.isPending !== true)
      for (const { resource, property, text } of aside.gaps) log.note(resource, property, text);
    return `${displayNameOf(from)}: ${reference.gap.property} ${reference.gap.text}`;
  }
}

/** All rules of several lists; open where one of them is. */
export function joinedRules(lists: readonly OpenList<FirewallRule>[]): OpenList<FirewallRule> {
  return { items: lists.flatMap(({ items }) => items), open: lists.map(({ open }) => open).find((gap) => gap !== undefined) };
}

/** The children of each parent, and one that may be a parent's: of several, or, where nothing says whose it is, of any. */
function childrenByParent(
  inventory: Inventory,
  kinds: readonly ResourceKind[],
): {
  readonly of: (parent: string) => readonly Declaration[];
  readonly homeless: (parent: string) => Declaration | undefined;
} {
  const byParent = new Map<string, Declaration[]>();
  const possible: { readonly child: Declaration; readonly parents: readonly string[] }[] = [];
  for (const child of kinds.flatMap((kind) => inventory.ofKind(kind))) {
    const parent = inventory.parentOf(child);
    if (parent.kind === "entity") append(byParent, parent.parent.key, child);
    if (parent.kind === "unknown") possible.push({ child, parents: parent.candidates.map(({ key }) => key) });
  }
  possible.sort((left, right) => (left.child.key < right.child.key ? -1 : 1));
  return {
    of: (parent) => byParent.get(parent) ?? [],
    homeless: (parent) => possible.find(({ parents }) => parents.length === 0 || parents.includes(parent))?.child,
  };
}

function ownRules(policy: Declaration, groups: readonly Declaration[], homeless: Declaration | undefined, reading: RuleReading): OwnRules {
  const name = displayNameOf(policy);
  if (homeless !== undefined) return elsewhere(`it is not known whether ${displayNameOf(homeless)} is a group of rules of ${name}`);
  // Groups are often another program's: a policy without any says nothing of its rules.
  if (groups.length === 0) return elsewhere(`no group of rules of ${name} is in sight`);
  const filled = groups.find((group) => isFilledElsewhere(group, "ruleCollections") || isFilledElsewhere(group, "rules"));
  if (filled !== undefined) return elsewhere(`Azure lists rules of ${displayNameOf(filled)} that the program does not set`);
  if (hasUnseen(policy, groups)) return elsewhere(`Azure lists groups of rules of ${name} that are not in sight`);
  return { kind: "in-sight", rules: joinedRules(groups.map((group) => readGroup(group, reading))) };
}

function elsewhere(why: string): OwnRules {
  return { kind: "elsewhere", why };
}

/** Whether Azure's answer about the policy lists groups that are not in sight: an older answer that lists none proves nothing.
 * The preview of an update hides what it lists. */
function hasUnseen(policy: Declaration, groups: readonly Declaration[]): boolean {
  const ids = new Set(groups.map(({ identity }) => identity.armId));
  const isDeclared = (item: PropertyValue): boolean =>
    !(isObject(item) && typeof item["id"] === "string") || ids.has(item["id"].toLowerCase());
  return ["ruleCollectionGroups", "ruleGroups"].some((property) => mayHaveItems(policy, property, isDeclared));
}

function readGroup(group: Declaration, reading: RuleReading): OpenList<FirewallRule> {
  const isEarly = group.kind === "rule-group";
  const place = { group: displayNameOf(group), priority: priorityOf(configured(group, "priority"), reading.log), inheritance: 0 };
  const list = configured(group, isEarly ? "rules" : "ruleCollections");
  return readCollections(list, place, isEarly ? RULES_OF_EARLY_POLICIES : COLLECTIONS_OF_POLICIES, reading);
}
