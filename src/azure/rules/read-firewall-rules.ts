import { known, type OpenList } from "../../certainty/known.ts";
import type { FirewallRule, FirewallRules } from "../../model/firewall-rules.ts";
import { UNKNOWN } from "../../resources/resource.ts";
import { answered, configured, type Declaration, displayNameOf, isFilledElsewhere } from "../declarations/declaration.ts";
import { isAbsent, isObject, textOf } from "../values/field.ts";
import { classicCollections, readCollection, readCollections } from "./read-rule-collection.ts";
import { joinedRules, type OwnCollections, type RuleSources } from "./rule-sources.ts";

/** The rules in a firewall's own properties. What is translated besides decides about no endpoint. */
const CLASSIC = [
  { property: "networkRuleCollections", kind: "network" },
  { property: "applicationRuleCollections", kind: "application" },
] as const;

/** The rules of a firewall: those of its policy and of all that the policy inherits from, or, without a policy, its own (R63b). */
export function readFirewallRules(firewall: Declaration, sources: RuleSources): FirewallRules {
  const name = displayNameOf(firewall);
  const hasOwn = hasClassicRules(firewall, sources);
  const hasPolicy = [configured, answered].some((side) => !isAbsent(side(firewall, "firewallPolicy").value));
  if (hasOwn && hasPolicy) return elsewhere(`${name} has a policy beside rules of its own`);
  if (hasOwn) return classicRules(firewall, sources);
  if (!isAbsent(configured(firewall, "firewallPolicy").value)) return policyRules(firewall, sources);
  // Azure denies everything then; far more often the rules are another program's, or nobody's but the portal's.
  return elsewhere(`no rules or policy of ${name} are in sight`);
}

/** Whether rules of the firewall itself are in sight, in its properties or as resources. */
export function hasClassicRules(firewall: Declaration, sources: RuleSources): boolean {
  const { network, application } = sources.collectionsOf(firewall);
  return network.length + application.length > 0 || CLASSIC.some(({ property }) => !isAbsent(configured(firewall, property).value));
}

function elsewhere(why: string): FirewallRules {
  return { kind: "elsewhere", why };
}

function classicRules(firewall: Declaration, sources: RuleSources): FirewallRules {
  const own = sources.collectionsOf(firewall);
  const unseen = whyNotAll(firewall, own);
  if (unseen !== undefined) return elsewhere(unseen);
  const read = CLASSIC.map(({ property, kind }) => rulesIn(firewall, property, kind, own, sources));
  return { kind: "in-sight", holder: holderOf(firewall), rules: joinedRules(read) };
}

/** Why the collections that are in sight need not be all, or not in force. */
function whyNotAll(firewall: Declaration, own: OwnCollections): string | undefined {
  const name = displayNameOf(firewall);
  if (own.homeless !== undefined) return `it is not known whether ${displayNameOf(own.homeless)} is a collection of rules of ${name}`;
  // What declares the firewall may declare other collections too.
  if (firewall.isRead && own.network.length + own.application.length > 0) return `${name} is only read, and may have more rules`;
  const mixed = CLASSIC.find(({ property, kind }) => own[kind].length > 0 && !isAbsent(configured(firewall, property).value));
  if (mixed !== undefined)
    return `${name} has ${mixed.property} inside beside resources, and each write removes what the other wrote (R79)`;
  const added = CLASSIC.find(({ property, kind }) => hasUnseen(firewall, property, own[kind]));
  return added === undefined ? undefined : `Azure lists ${added.property} of ${name}, which the program does not set`;
}

function rulesIn(
  firewall: Declaration,
  property: string,
  kind: "network" | "application",
  own: OwnCollections,
  { reading }: RuleSources,
): OpenList<FirewallRule> {
  const place = { group: undefined, priority: known(0), inheritance: 0 };
  const spelling = classicCollections(kind);
  const inline = readCollections(configured(firewall, property), place, spelling, reading);
  const single = own[kind].map(({ resource, config }) =>
    readCollection({ resource: resource.urn, path: "", value: config ?? UNKNOWN }, place, spelling, reading),
  );
  return joinedRules([inline, ...single]);
}

/** Whether Azure's answer lists collections that nothing in sight declares, or may: the preview of an update hides what it lists. */
function hasUnseen(firewall: Declaration, property: string, own: readonly Declaration[]): boolean {
  const names = new Set(own.map(({ identity }) => identity.names.at(-1)?.toLowerCase()));
  return isFilledElsewhere(firewall, property, (item) => names.has(isObject(item) ? textOf(item["name"])?.toLowerCase() : undefined));
}

function policyRules(firewall: Declaration, sources: RuleSources): FirewallRules {
  const chain: Declaration[] = [];
  for (let next = sources.policyOf(firewall); next !== undefined; next = sources.baseOf(next)) {
    if (typeof next === "string") return elsewhere(next);
    if (chain.includes(next)) return elsewhere(`${displayNameOf(next)} inherits from itself`);
    chain.unshift(next);
  }
  const policy = chain.at(-1);
  const own = chain.map((each) => sources.rulesOf(each));
  const unseen = own.find((each) => each.kind === "elsewhere");
  if (policy === undefined || unseen?.kind === "elsewhere") return elsewhere(unseen?.why ?? `${displayNameOf(firewall)} has no policy`);
  const levels = own.map((each, inheritance) => {
    const { items, open } = each.kind === "in-sight" ? each.rules : { items: [], open: undefined };
    return { items: items.map((rule) => ({ ...rule, order: { ...rule.order, inheritance } })), open };
  });
  return { kind: "in-sight", holder: holderOf(policy), rules: joinedRules(levels) };
}

function holderOf(declaration: Declaration): {
  readonly name: string;
  readonly origin: { readonly resource: string; readonly property: string };
} {
  return { name: displayNameOf(declaration), origin: { resource: declaration.resource.urn, property: declaration.path } };
}
