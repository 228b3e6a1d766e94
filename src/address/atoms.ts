import { type Interval, intervalOf, type Prefix } from "./prefix.ts";

/**
 * Cuts the address space where any of the prefixes begins or ends. Within one atom every address is in the same prefixes,
 * so one look-up speaks for all of its addresses.
 *
 *     prefixes   [--------------]      [--]
 *                     [----]
 *     atoms      |----|----|----|------|--|---
 */
export class Atoms {
  /** The first address of each atom, ascending; the first atom begins at 0. */
  readonly #starts: Float64Array;

  constructor(prefixes: Iterable<Prefix>) {
    const starts = new Set<number>([0]);
    for (const prefix of prefixes) {
      const { first, last } = intervalOf(prefix);
      starts.add(first);
      starts.add(last + 1);
    }
    this.#starts = Float64Array.from(starts).sort();
  }

  /** The number of the atom that holds the address. */
  numberOf(address: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.#starts[middle] ?? 0) <= address) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The interval, cut at the atoms' borders, in address order. */
  split({ first, last }: Interval): readonly Interval[] {
    const pieces: Interval[] = [];
    let start = first;
    for (let atom = this.numberOf(first) + 1; start <= last; atom += 1) {
      const next = this.#starts[atom] ?? Number.POSITIVE_INFINITY;
      pieces.push({ first: start, last: Math.min(last, next - 1) });
      start = next;
    }
    return pieces;
  }
}
