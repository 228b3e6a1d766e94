import type { Interval } from "../address/prefix.ts";

/** Adjacent intervals as one, in address order. */
export function joinIntervals(intervals: readonly Interval[]): readonly Interval[] {
  const result: Interval[] = [];
  for (const next of [...intervals].sort((a, b) => a.first - b.first)) {
    const last = result.at(-1);
    if (last !== undefined && next.first <= last.last + 1)
      result[result.length - 1] = { first: last.first, last: Math.max(last.last, next.last) };
    else result.push(next);
  }
  return result;
}
