import { type Interval, intervalOf, parsePrefix, prefix } from "../address/prefix.ts";
import { compareText } from "../certainty/order.ts";
import type { Path } from "../report/report.ts";
import { compareVerdicts } from "../verdict/judge.ts";

/** Addresses that fared as one path tells before and as another tells after; of a side that does not have them, undefined. */
export interface Overlap {
  readonly before: Path | undefined;
  readonly after: Path | undefined;
  readonly intervals: readonly Interval[];
}

/**
 * Lays the pieces of one gateway and one endpoint before and after over each other.
 *
 *     before     [----- a -----][----- b -----]
 *     after            [----- c -----]
 *     overlaps   | a  |  a, c  | b, c |   b   |
 */
export function overlapsOf(before: readonly Path[], after: readonly Path[]): readonly Overlap[] {
  const [was, is] = [before.map(stretchOf), after.map(stretchOf)];
  const found = new Map<Path | undefined, Map<Path | undefined, Interval[]>>();
  for (const interval of cuts([...was, ...is].flatMap(({ intervals }) => intervals))) {
    const [were, are] = [pathsAt(was, interval), pathsAt(is, interval)];
    // Several paths from gateways out of sight may reach one address: the worst is compared with the worst.
    for (let rank = 0; rank < Math.max(were.length, are.length); rank += 1) note(found, were[rank], are[rank], interval);
  }
  return [...found].flatMap(([one, others]) => [...others].map(([other, intervals]) => ({ before: one, after: other, intervals })));
}

interface Stretch {
  readonly path: Path;
  readonly intervals: readonly Interval[];
}

const ANYWHERE: readonly Interval[] = [intervalOf(prefix("0.0.0.0/0"))];

/** Of an endpoint without addresses nothing is known: it may have any. */
function stretchOf(path: Path): Stretch {
  const intervals = path.endpoint.addresses.flatMap((text) => {
    const parsed = parsePrefix(text);
    return typeof parsed === "string" ? [] : [intervalOf(parsed)];
  });
  return { path, intervals: intervals.length === 0 ? ANYWHERE : intervals };
}

/** The address space between the first and the last of them, cut where any begins or ends. */
function cuts(intervals: readonly Interval[]): readonly Interval[] {
  const starts = [...new Set(intervals.flatMap(({ first, last }) => [first, last + 1]))].sort((a, b) => a - b);
  return starts.slice(0, -1).map((first, index) => ({ first, last: (starts[index + 1] ?? first + 1) - 1 }));
}

function pathsAt(stretches: readonly Stretch[], { first }: Interval): readonly Path[] {
  return stretches
    .filter(({ intervals }) => intervals.some((each) => each.first <= first && first <= each.last))
    .map(({ path }) => path)
    .sort((a, b) => compareVerdicts(a.verdict, b.verdict) || compareText(`${a.code}`, `${b.code}`));
}

function note(
  found: Map<Path | undefined, Map<Path | undefined, Interval[]>>,
  before: Path | undefined,
  after: Path | undefined,
  interval: Interval,
): void {
  const others = found.get(before) ?? new Map<Path | undefined, Interval[]>();
  found.set(before, others);
  const intervals = others.get(after) ?? [];
  others.set(after, intervals);
  intervals.push(interval);
}
