import type { Assumption } from "../certainty/assumption.ts";
import type { Gap } from "../certainty/known.ts";
import type { AddressHolder } from "../model/network.ts";
import type { Decision, Doubt } from "../routing/decision.ts";
import type { Point } from "../routing/point.ts";

/** What happens to the packet (the words of the contract). */
export type Disposition =
  | "delivered"
  | "null-routed"
  | "no-route"
  | "next-hop-unreachable"
  | "leaves-network"
  | "loop"
  | "denied"
  | "insufficient-information";

/** One way that a packet may take from the vantage point: it ends in exactly one disposition. */
export interface Trace {
  readonly hops: readonly TraceHop[];
  readonly disposition: Disposition;
  /** The code of the verdict where the packet is not delivered: `CP-N…` drops it, `CP-I…` leaves it open. */
  readonly code: string | undefined;
  /** What happened at the end, or what is not known there: one sentence without a final full stop. */
  readonly gap: Gap | undefined;
  /** Whether a designated firewall was crossed. */
  readonly crossed: boolean;
  /** Appliances that were crossed, in order, designated or not. */
  readonly appliances: readonly AddressHolder[];
  readonly assumptions: readonly Assumption[];
}

/** A place where a route was taken. */
export interface TraceHop {
  readonly point: Point;
  /** The appliance that forwards here; undefined at the gateway. */
  readonly via: AddressHolder | undefined;
  readonly decision: Decision;
}

/** The ways of one packet. The two kinds of branch are never mixed up: all of `every` happen; exactly one of `one` is true. */
export type TraceTree =
  | { readonly kind: "end"; readonly trace: Trace }
  | { readonly kind: "every"; readonly branches: readonly TraceTree[] }
  | { readonly kind: "one"; readonly branches: readonly TraceTree[]; readonly doubts: readonly Doubt[] };

/** What a walk came past. */
export interface Reach {
  /** Whether some hop lies in the endpoint's network or one directly peered with it: only then is there a path (contract, "What is a path"). */
  readonly reaches: boolean;
  readonly networks: ReadonlySet<string>;
  readonly routeTables: ReadonlySet<string>;
}

/** A trace tree with what its walk came past. */
export interface Flow extends Reach {
  readonly tree: TraceTree;
}
