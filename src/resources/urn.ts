/** What a URN is made of. */
export interface UrnParts {
  readonly stack: string;
  readonly project: string;
  /** Types of the parents, each with its `$`; mostly none. */
  readonly parents: string;
  readonly type: string;
  /** It may have `::` in it. */
  readonly name: string;
}

/** Takes a URN apart; undefined for any other text, for example an ARM id. */
export function parseUrn(text: string): UrnParts | undefined {
  const [, stack, project, parents = "", type, name] = /^urn:pulumi:(.+?)::(.+?)::(.*\$)?([^$]*?)::(.*)$/s.exec(text) ?? [];
  return stack === undefined || project === undefined || type === undefined || name === undefined
    ? undefined
    : { stack, project, parents, type, name };
}
