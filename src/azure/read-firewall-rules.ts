import { known } from "../certainty/known.ts";
import type { FirewallRules } from "../model/firewall-rules.ts";
import { answered, configured, type Declaration, displayNameOf, isFilledElsewhere } from "./declaration.ts";
import { isAbsent } from "./field.ts";
import { classicCollections, readCollections } from "./read-rule-collection.ts";
import { joinedRules, type RuleSources } from "./rule-sources.ts";

/** The rules in a firewall's own properties. What is translated besides decides about no endpoint. */
const CLASSIC = [
  { property: "networkRuleCollections", kind: "network" },
  { property: "applicationRuleCollections", kind: "application" },
] as const;

/** The rules of a firewall: those of its policy and of all that the policy inherits from, or, without a policy, its own (R63b). */
export function readFirewallRules(firewall: Declaration, sources: RuleSources): FirewallRules {
  const name = displayNameOf(firewall);
  const hasOwn = CLASSIC.some(({ property }) => !isAbsent(configured(firewall, property).value));
  const hasPolicy = [configured, answered].some((side) => !isAbsent(side(firewall, "firewallPolicy").value));
  if (hasOwn && hasPolicy) return elsewhere(`${name} has a policy beside rules of its own`);
  if (hasOwn) return classicRules(firewall, sources);
  if (!isAbsent(configured(firewall, "firewallPolicy").value)) return policyRules(firewall, sources);
  // Azure denies everything then; far more often the rules are another program's, or nobody's but the portal's.
  return elsewhere(`no rules or policy of ${name} are in sight`);
}

function elsewhere(why: string): FirewallRules {
  return { kind: "elsewhere", why };
}

function classicRules(firewall: Declaration, { reading }: RuleSources): FirewallRules {
  const name = displayNameOf(firewall);
  const added = CLASSIC.find(({ property }) => isFilledElsewhere(firewall, property));
  if (added !== undefined) return elsewhere(`Azure lists ${added.property} of ${name}, which the program does not set`);
  const place = { group: undefined, priority: known(0), inheritance: 0 };
  const read = CLASSIC.map(({ property, kind }) =>
    readCollections(configured(firewall, property), place, classicCollections(kind), reading),
  );
  return { kind: "in-sight", holder: holderOf(firewall), rules: joinedRules(read) };
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
