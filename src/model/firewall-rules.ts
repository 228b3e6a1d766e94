import type { Interval } from "../address/prefix.ts";
import type { Known, OpenList } from "../certainty/known.ts";
import type { Origin } from "./entity.ts";

/** What an Azure Firewall lets through (R63b). */
export type FirewallRules =
  /** Rules that are not in sight, or not all of them, decide as well: nothing is certain. `why`: one sentence without a final full stop. */
  | { readonly kind: "elsewhere"; readonly why: string }
  | {
      readonly kind: "in-sight";
      /** The policy, or the firewall where it has rules of its own. */
      readonly holder: { readonly name: string; readonly origin: Origin };
      /** In no particular order: `order` is what counts. Open where there may be any other rule. */
      readonly rules: OpenList<FirewallRule>;
    };

export interface FirewallRule {
  /** `group / collection / rule`, for people. */
  readonly label: string;
  readonly origin: Origin;
  readonly action: Known<"allow" | "deny">;
  readonly order: RuleOrder;
  readonly condition: RuleCondition;
}

/** Where the rule stands in the order of processing. Smaller numbers come first, the fields in this order. */
export interface RuleOrder {
  /** Network rules come before application rules, whatever their priorities. */
  readonly kind: "network" | "application";
  /** How many policies the rule's own inherits from: the outermost parent comes first. */
  readonly inheritance: number;
  /** Of the rule collection group; the same for all classic rules, which have none. */
  readonly group: Known<number>;
  readonly collection: Known<number>;
}

/** Which packets a rule matches. */
export type RuleCondition =
  | {
      readonly kind: "network";
      readonly sources: RuleAddresses;
      readonly destinations: RuleAddresses;
      readonly protocols: OpenList<RuleProtocol>;
      readonly ports: OpenList<Interval>;
    }
  /** HTTP, HTTPS or SQL over TCP. Names decide, not addresses: which packets these are is for the firewall to see. */
  | { readonly kind: "application"; readonly sources: RuleAddresses };

export type RuleProtocol = "any" | "tcp" | "udp" | "icmp";

/** IPv4 addresses that a rule names. */
export interface RuleAddresses {
  /** Open where it may name any others. */
  readonly ranges: OpenList<Interval>;
  /** What else it names by words: service tags stand for public addresses only (R18), domain names for any. */
  readonly words: "none" | "service-tags" | "domain-names";
}
