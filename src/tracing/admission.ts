import type { Interval } from "../address/prefix.ts";
import type { Gap, Known } from "../certainty/known.ts";
import { compareText } from "../certainty/order.ts";
import type { FirewallRule, FirewallRules, RuleOrder } from "../model/firewall-rules.ts";
import type { AzureFirewall } from "../model/network.ts";
import { intersect, type PacketSet, subtract } from "./packet-sets.ts";
import { EVERY_SERVICE, matchOf } from "./rule-match.ts";

/** Packets of every protocol and port. */
export interface PacketsAtFirewall {
  readonly sources: readonly Interval[];
  readonly destination: number;
}

/** What a firewall does with packets (R63b). */
export type Admission =
  /** Certainly none of them goes on. `by`: the rule that matches all of them; undefined: no rule allows any, or several rules share them. */
  | { readonly kind: "denied"; readonly by: FirewallRule | undefined }
  /** Some may go on, by rules of these kinds. Application rules put the firewall's address in the place of the source (R62, R63). */
  | { readonly kind: "allowed"; readonly by: ReadonlySet<RuleOrder["kind"]> }
  /** Rules that are not known, or not in sight, decide. */
  | { readonly kind: "unknown" };

/**
 * Whether the firewall lets some of the packets through. The first rule that matches decides, and what none matches is denied; so a packet
 * is denied for certain if each rule that may allow it comes, for certain, after one that denies it.
 */
export function admissionBy(rules: FirewallRules, { sources, destination }: PacketsAtFirewall): Admission {
  if (rules.kind === "elsewhere" || rules.rules.open !== undefined) return { kind: "unknown" };
  const packets = sources.map((each): PacketSet => ({ sources: each, services: EVERY_SERVICE }));
  const denials = rules.rules.items.filter(deniesForSure).map((rule) => ({ rule, match: matchOf(rule, destination, "certain") }));
  const allowing = rules.rules.items.filter((rule) => {
    if (deniesForSure(rule)) return false;
    const allowed = intersect(packets, matchOf(rule, destination, "possible"));
    const earlier = denials.filter((denial) => denial.match.length > 0 && precedes(denial.rule.order, rule.order));
    return earlier.reduce((rest, denial) => subtract(rest, denial.match), allowed).length > 0;
  });
  if (allowing.length > 0) {
    if (!allowing.some(isKnown)) return { kind: "unknown" };
    return { kind: "allowed", by: new Set(allowing.map(({ order }) => order.kind)) };
  }
  const [by] = denials
    .filter(({ match }) => subtract(packets, match).length === 0)
    .map(({ rule }) => rule)
    .sort(compareRules);
  return { kind: "denied", by };
}

/** Says which rule denies all packets from the sources, or that no rule allows any; undefined where some may come through. */
export function denialBy(firewall: AzureFirewall, destination: number, sources: () => readonly Interval[]): Gap | undefined {
  if (firewall.rules.kind === "elsewhere") return undefined;
  const admission = admissionBy(firewall.rules, { sources: sources(), destination });
  if (admission.kind !== "denied") return undefined;
  const { by } = admission;
  const { name, origin } = firewall.rules.holder;
  if (by !== undefined) return { ...by.origin, text: `the rule ${by.label} of ${name} denies all of this traffic` };
  const whose = origin.resource === firewall.origin.resource ? `of ${name}` : `of the policy ${name}`;
  return { ...origin, text: `no rule ${whose} allows any of this traffic, and ${firewall.name} denies what no rule allows` };
}

function deniesForSure({ action }: FirewallRule): boolean {
  return action.known && action.value === "deny";
}

/** Whether nothing that is not known decides about what the rule does. */
function isKnown({ action, condition, order }: FirewallRule): boolean {
  const lists = condition.kind === "application" ? [] : [condition.destinations.ranges, condition.protocols, condition.ports];
  return (
    action.known &&
    order.group.known &&
    order.collection.known &&
    [condition.sources.ranges, ...lists].every(({ open }) => open === undefined)
  );
}

/** Whether the first certainly comes before the second. Azure gives no two groups of a policy, or collections of a group, one priority. */
function precedes(a: RuleOrder, b: RuleOrder): boolean {
  if (a.kind !== b.kind) return a.kind === "network";
  if (a.inheritance !== b.inheritance) return a.inheritance < b.inheritance;
  return comesBefore(a.group, b.group) || (isSame(a.group, b.group) && comesBefore(a.collection, b.collection));
}

function comesBefore(a: Known<number>, b: Known<number>): boolean {
  return a.known && b.known && a.value < b.value;
}

function isSame(a: Known<number>, b: Known<number>): boolean {
  return a.known && b.known && a.value === b.value;
}

/** In the order of processing as far as it is known, then by label. */
function compareRules(a: FirewallRule, b: FirewallRule): number {
  const ranks = rankOf(b).map((rank, index) => (rankOf(a)[index] ?? 0) - rank);
  return ranks.find((difference) => difference !== 0) ?? compareText(identify(a), identify(b));
}

function rankOf({ order }: FirewallRule): readonly number[] {
  const { kind, inheritance, group, collection } = order;
  return [kind === "network" ? 0 : 1, inheritance, group.known ? group.value : UNRANKED, collection.known ? collection.value : UNRANKED];
}

/** Behind every priority that Azure gives. */
const UNRANKED = 2 ** 16;

function identify({ label, origin }: FirewallRule): string {
  return `${label}\n${origin.resource}\n${origin.property}`;
}
