import { type Known, known, type OpenList, unknown } from "../../certainty/known.ts";
import type { FirewallRule, RuleCondition, RuleOrder } from "../../model/firewall-rules.ts";
import { type Field, isObject, itemsOf, member, misfit, textOf, wordOf } from "../values/field.ts";
import type { GapLog } from "../values/gap-log.ts";
import type { IpGroups } from "./ip-groups.ts";
import { anyCondition, readApplicationCondition, readNetworkCondition } from "./read-rule-condition.ts";

/** What the rules of all spellings are read with. */
export interface RuleReading {
  readonly groups: IpGroups;
  readonly log: GapLog;
}

/** Where a collection stands. */
export interface Place {
  /** The group's name; undefined for classic collections, which are in none. */
  readonly group: string | undefined;
  readonly priority: Known<number>;
  /** Of a policy's own rules, until a chain of policies says more. */
  readonly inheritance: number;
}

/** How one generation of the API writes collections down. */
export interface Spelling {
  /** Undefined: every collection is a filter. */
  readonly collectionType: Readonly<Record<string, "filter" | "nat">> | undefined;
  readonly rules: string;
  /** The property that says of which kind a rule is, or the kind that all of them have. */
  readonly ruleKind: { readonly property: string; readonly words: Readonly<Record<string, RuleKind>> } | RuleKind;
  /** What network rules call their protocols. */
  readonly protocols: string;
}

type RuleKind = "network" | "application" | "nat";

export const COLLECTIONS_OF_POLICIES: Spelling = {
  collectionType: { FirewallPolicyFilterRuleCollection: "filter", FirewallPolicyNatRuleCollection: "nat" },
  rules: "rules",
  ruleKind: { property: "ruleType", words: { NetworkRule: "network", ApplicationRule: "application", NatRule: "nat" } },
  protocols: "ipProtocols",
};

/** Before 2020-05-01 a rule had an action, a priority and several conditions, as a collection with its rules has today. */
export const RULES_OF_EARLY_POLICIES: Spelling = {
  collectionType: undefined,
  rules: "ruleConditions",
  ruleKind: {
    property: "ruleConditionType",
    words: { NetworkRuleCondition: "network", ApplicationRuleCondition: "application", NatRuleCondition: "nat" },
  },
  protocols: "ipProtocols",
};

export function classicCollections(kind: "network" | "application"): Spelling {
  return { collectionType: undefined, rules: "rules", ruleKind: kind, protocols: "protocols" };
}

/** The rules of the collections in the list. Open where a collection is not known, or what it is. */
export function readCollections(list: Field, place: Place, spelling: Spelling, reading: RuleReading): OpenList<FirewallRule> {
  const collections = itemsOf(list, reading.log);
  const read = collections.items.map((collection) => readCollection(collection, place, spelling, reading));
  return {
    items: read.flatMap(({ items }) => items),
    open: collections.open ?? read.map(({ open }) => open).find((gap) => gap !== undefined),
  };
}

/** The same for a single collection. */
export function readCollection(collection: Field, place: Place, spelling: Spelling, reading: RuleReading): OpenList<FirewallRule> {
  const { log } = reading;
  if (!isObject(collection.value)) return { items: [], open: misfit(collection, "an object", log) };
  const type = typeOf(collection, spelling, log);
  if (!type.known) return { items: [], open: type.gap };
  // What is translated is meant for an address of the firewall, never for an endpoint's.
  if (type.value === "nat") return { items: [], open: undefined };
  const common = {
    action: wordOf(member(member(collection, "action"), "type"), { Allow: "allow", Deny: "deny" } as const, undefined, log),
    group: place.priority,
    collection: priorityOf(member(collection, "priority"), log),
    inheritance: place.inheritance,
  };
  const label = [place.group, textOf(collection.value["name"]) ?? collection.path].filter((part) => part !== undefined).join(" / ");
  const rules = itemsOf(member(collection, spelling.rules), log);
  const items = rules.items.flatMap((rule) => readRule(rule, label, common, spelling, reading) ?? []);
  // Of what is not in sight of a collection, the action and the priority are known all the same.
  if (rules.open !== undefined) items.push(ruleOf(collection, label, common, anyCondition(rules.open)));
  return { items, open: undefined };
}

function typeOf(collection: Field, { collectionType, rules }: Spelling, log: GapLog): Known<"filter" | "nat"> {
  if (collectionType !== undefined) return wordOf(member(collection, "ruleCollectionType"), collectionType, undefined, log);
  // An early NAT rule has one condition, under another name.
  const isNat = rules === "ruleConditions" && textOf(member(collection, "ruleType").value)?.toLowerCase() === "firewallpolicynatrule";
  return known(isNat ? "nat" : "filter");
}

/** The smaller number comes first. */
export function priorityOf(field: Field, log: GapLog): Known<number> {
  const { value } = field;
  if (typeof value === "number") return known(value);
  if (typeof value === "string" && /^\d+$/.test(value)) return known(Number(value));
  return unknown(misfit(field, "a priority", log));
}

type Common = Pick<FirewallRule, "action"> & Omit<RuleOrder, "kind">;

/** Undefined: a rule that translates, which says nothing of endpoints. */
function readRule(rule: Field, label: string, common: Common, spelling: Spelling, reading: RuleReading): FirewallRule | undefined {
  const { log } = reading;
  const name = isObject(rule.value) ? textOf(rule.value["name"]) : undefined;
  const full = name === undefined ? label : `${label} / ${name}`;
  if (!isObject(rule.value)) return ruleOf(rule, full, common, anyCondition(misfit(rule, "an object", log)));
  const { ruleKind } = spelling;
  const kind: Known<RuleKind> =
    typeof ruleKind === "string" ? known(ruleKind) : wordOf(member(rule, ruleKind.property), ruleKind.words, undefined, log);
  if (!kind.known) return ruleOf(rule, full, common, anyCondition(kind.gap));
  if (kind.value === "nat") return undefined;
  const condition =
    kind.value === "network"
      ? readNetworkCondition(rule, spelling.protocols, reading.groups, log)
      : readApplicationCondition(rule, reading.groups, log);
  return ruleOf(rule, full, common, condition);
}

/** A rule of which the kind is not known stands as a network rule: these come first. */
function ruleOf({ resource, path }: Field, label: string, { action, ...order }: Common, condition: RuleCondition): FirewallRule {
  return { label, origin: { resource, property: path }, action, order: { kind: condition.kind, ...order }, condition };
}
