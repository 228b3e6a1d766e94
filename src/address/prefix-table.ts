import { contains, enclosing, type Prefix } from "./prefix.ts";

/** A longest-prefix-match table: any number of values for each prefix. Look-ups cost one map access for each length in use. */
export class PrefixTable<T> {
  readonly #byLength = new Map<number, Map<number, T[]>>();
  #lengths: readonly number[] = [];

  add(prefix: Prefix, value: T): void {
    let level = this.#byLength.get(prefix.length);
    if (level === undefined) {
      level = new Map();
      this.#byLength.set(prefix.length, level);
      this.#lengths = [...this.#byLength.keys()].sort((a, b) => b - a);
    }
    const values = level.get(prefix.base);
    if (values === undefined) level.set(prefix.base, [value]);
    else values.push(value);
  }

  /** The values of every prefix that holds the address, the longest prefix first; values of one prefix in the order they were added. */
  matches(address: number): T[] {
    const found: T[] = [];
    for (const length of this.#lengths) {
      const values = this.#byLength.get(length)?.get(enclosing(address, length).base);
      if (values !== undefined) found.push(...values);
    }
    return found;
  }

  /** The values of exactly this prefix. */
  at(prefix: Prefix): readonly T[] {
    return this.#byLength.get(prefix.length)?.get(prefix.base) ?? [];
  }
}

/** Whether one of the prefixes holds the address. */
export function anyContains(prefixes: readonly Prefix[], value: number): boolean {
  return prefixes.some((prefix) => contains(prefix, value));
}
