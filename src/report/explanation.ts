import type { Snippet } from "./render-snippet.ts";
import type { Path } from "./report.ts";

/** One path with the two questions that decide whether the endpoint's own /32 route stays in force at the gateway (R33). */
export interface Explanation {
  readonly path: Path;
  readonly questions: readonly Question[];
  /** Sentences about the replies: whether they come back to the firewall that saw the request (R62 to R68). Advice: no verdict rests on it. */
  readonly wayBack: readonly string[];
  /** What mends the path, in full; undefined where nothing is known to, or nobody has looked for it. */
  readonly remedy: ExplainedRemedy | undefined;
}

export interface ExplainedRemedy {
  /** One for each step, as a clause without a full stop. */
  readonly steps: readonly string[];
  /** Codes of the assumptions that the path rests on then. */
  readonly assumptions: readonly string[];
  /** What else it does, as full sentences. */
  readonly costs: readonly string[];
  /** The changes as they are written in a program, by the resources that they name. */
  readonly snippets: readonly Snippet[];
}

export interface Question {
  readonly question: string;
  readonly answer: "yes" | "no" | "unknown";
  /** A full sentence with the value, the resource and the rule. */
  readonly detail: string;
}
