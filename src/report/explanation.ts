import type { Path } from "./report.ts";

/** One path with the two questions that decide whether the endpoint's own /32 route stays in force at the gateway (R33). */
export interface Explanation {
  readonly path: Path;
  readonly questions: readonly Question[];
  /** Sentences about the replies: whether they come back to the firewall that saw the request (R62 to R68). Advice: no verdict rests on it. */
  readonly wayBack: readonly string[];
}

export interface Question {
  readonly question: string;
  readonly answer: "yes" | "no" | "unknown";
  /** A full sentence with the value, the resource and the rule. */
  readonly detail: string;
}
