/** An inference that a person would accept but that is no proof. Listed with the path; `strict` does without. */
export interface Assumption {
  readonly code: string;
  /** One sentence without a final full stop. */
  readonly text: string;
  readonly resource: string | undefined;
  readonly property: string | undefined;
}
