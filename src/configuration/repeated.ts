export interface Repetition {
  readonly key: string;
  /** Positions in the list. */
  readonly first: number;
  readonly second: number;
}

/** The items whose key stands earlier in the list. */
export function repeated<T>(items: readonly T[], keyOf: (item: T) => string): readonly Repetition[] {
  const seen = new Map<string, number>();
  const result: Repetition[] = [];
  for (const [index, item] of items.entries()) {
    const key = keyOf(item);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, index);
    else result.push({ key, first, second: index });
  }
  return result;
}
