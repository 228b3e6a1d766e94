import type { Assumption } from "../certainty/assumption.ts";
import type { Gap } from "../certainty/known.ts";
import type { Disposition, Trace } from "../tracing/trace.ts";

/** What the ways of a packet mean for the intent (contract, "Verdicts"). */
export type Verdict = "inspected" | "bypassed" | "undelivered" | "inconclusive";

export interface Judgement {
  readonly verdict: Verdict;
  /** Undefined for `inspected`. */
  readonly code: string | undefined;
  readonly disposition: Disposition;
  /** The way that decided; where several did, the first of them. */
  readonly trace: Trace | undefined;
  /** All ways that end with this verdict, each once: a packet may meet one firewall on one way, and another on the other. */
  readonly ways: readonly Trace[];
  /** What the verdict rests on. */
  readonly assumptions: readonly Assumption[];
  /** What is not known, or how the packet is lost. */
  readonly gaps: readonly Gap[];
}
