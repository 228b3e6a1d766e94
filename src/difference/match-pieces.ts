import { formatPrefix, prefixesOf } from "../address/prefix.ts";
import { append } from "../certainty/order.ts";
import type { Path } from "../report/report.ts";
import { joinIntervals } from "../verdict/join-intervals.ts";
import { compareVerdicts } from "../verdict/judge.ts";
import { type Overlap, overlapsOf } from "./overlaps.ts";

/** What became of some addresses of an endpoint, seen from one gateway. At least one of the two is there. */
export interface Counterpart {
  readonly before: Path | undefined;
  readonly after: Path | undefined;
  /** CIDR texts in address order; where the addresses changed, those of `after`. Empty: not known. */
  readonly addresses: readonly string[];
}

/**
 * Compares the pieces of one gateway and one endpoint, address by address. A report states the addresses that an endpoint has, or, as ranges, all
 * that it may get:
 * - what it may get and then has, or the other way round, is compared at the address that it has;
 * - what it may get besides, and fares otherwise, is compared with what fared best;
 * - where all of its addresses changed, the new ones are compared with what fared best before.
 */
export function matchPieces(before: readonly Path[], after: readonly Path[]): readonly Counterpart[] {
  const [was, is] = [bySameAddresses(before), bySameAddresses(after)];
  // Nearly all have the addresses that they had, and a hundred thousand paths need not be cut.
  const unchanged = [...is].flatMap(([key, [path, ...others]]): readonly Counterpart[] => {
    const [former, ...more] = was.get(key) ?? [];
    const isOne = path !== undefined && former !== undefined && others.length + more.length === 0;
    return isOne ? [{ before: former, after: path, addresses: path.endpoint.addresses }] : [];
  });
  const found = new Set(unchanged.flatMap((each) => [each.before, each.after]));
  const [rest, others] = [before.filter((path) => !found.has(path)), after.filter((path) => !found.has(path))];
  const settledRest = rest.length + others.length === 0 ? [] : settled(rest, others);
  return [...unchanged, ...settledRest.map((each) => ({ before: each.before, after: each.after, addresses: addressesOf(each) }))];
}

function bySameAddresses(paths: readonly Path[]): ReadonlyMap<string, readonly Path[]> {
  const groups = new Map<string, Path[]>();
  for (const path of paths) append(groups, path.endpoint.addresses.join(), path);
  return groups;
}

function settled(before: readonly Path[], after: readonly Path[]): readonly Overlap[] {
  const overlaps = overlapsOf(before, after);
  const shared = overlaps.filter((each) => each.before !== undefined && each.after !== undefined);
  const lost = overlaps.filter((each) => each.after === undefined);
  const gained = overlaps.filter((each) => each.before === undefined);
  const best = bestOf(before);
  if (shared.length === 0) return best === undefined || gained.length === 0 ? overlaps : gained.map((each) => ({ ...each, before: best }));
  const isShared = new Set(shared.map((each) => each.after));
  return [
    ...shared,
    ...(before.some(isOpen) ? [] : lost),
    ...(after.some(isOpen) ? gained.filter((each) => !isShared.has(each.after)).map((each) => ({ ...each, before: best })) : gained),
  ];
}

/** Whether its addresses are those that the endpoint may get: what it has is stated as /32s. */
function isOpen({ endpoint: { addresses } }: Path): boolean {
  return addresses.length === 0 || addresses.some((each) => !each.endsWith("/32"));
}

function bestOf(paths: readonly Path[]): Path | undefined {
  return [...paths].sort((a, b) => compareVerdicts(b.verdict, a.verdict))[0];
}

function addressesOf({ before, after, intervals }: Overlap): readonly string[] {
  const isStated = [before, after].some((path) => path !== undefined && path.endpoint.addresses.length > 0);
  return isStated ? joinIntervals(intervals).flatMap((interval) => prefixesOf(interval).map(formatPrefix)) : [];
}
