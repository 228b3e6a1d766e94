/** A small seeded source of chance (mulberry32): the same seed gives the same numbers on every machine. */
export interface Random {
  /** From 0 up to, not including, `limit`. */
  below(limit: number): number;
  /** True with the probability, 0 to 1. */
  chance(probability: number): boolean;
  /** Throws on an empty list. */
  pick<T>(from: readonly T[]): T;
  /** One of the values, each as often as its weight says. */
  weigh<T extends string>(weights: Readonly<Record<T, number>>): T;
  shuffle<T>(list: readonly T[]): readonly T[];
}

export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    chance: (probability) => next() < probability,
    pick: (from) => {
      if (from.length === 0) throw new Error("nothing to pick from");
      return from[below(from.length)] as (typeof from)[number];
    },
    weigh: (weights) => weighed(weights, next()),
    shuffle: (list) => shuffled(list, below),
  };
}

function weighed<T extends string>(weights: Readonly<Record<T, number>>, at: number): T {
  const entries = Object.entries(weights) as [T, number][];
  let left = at * entries.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [value, weight] of entries) {
    left -= weight;
    if (left < 0) return value;
  }
  throw new Error("no weights");
}

function shuffled<T>(list: readonly T[], below: (limit: number) => number): readonly T[] {
  const result = [...list];
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = below(last + 1);
    [result[last], result[other]] = [result[other] as T, result[last] as T];
  }
  return result;
}
