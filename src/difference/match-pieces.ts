import { formatPrefix, prefixesOf } from "../address/prefix.ts";
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
  const [was, ...others] = before;
  const [is, ...more] = after;
  // Nearly all are alike, and a hundred thousand paths need not be cut.
  if (was !== undefined && is !== undefined && others.length + more.length === 0 && hasSameAddresses(was, is)) {
    return [{ before: was, after: is, addresses: is.endpoint.addresses }];
  }
  return settled(before, after).map((overlap) => ({ before: overlap.before, after: overlap.after, addresses: addressesOf(overlap) }));
}

function settled(before: readonly Path[], after: readonly Path[]): readonly Overlap[] {
  const overlaps = overlapsOf(before, after);
  const shared = overlaps.filter((each) => each.before !== undefined && each.after !== undefined);
  const lost = overlaps.filter((each) => each.after === undefined);
  const gained = overlaps.filter((each) => each.before === undefined);
  if (shared.length === 0) {
    const best = bestOf(before);
    return best === undefined || gained.length === 0 ? overlaps : gained.map((each) => ({ ...each, before: best }));
  }
  const isShared = new Set(shared.map((each) => each.after));
  const best = bestOf(before);
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

function hasSameAddresses(one: Path, other: Path): boolean {
  const { addresses } = other.endpoint;
  return one.endpoint.addresses.length === addresses.length && one.endpoint.addresses.every((each, index) => each === addresses[index]);
}

function addressesOf({ before, after, intervals }: Overlap): readonly string[] {
  const isStated = [before, after].some((path) => path !== undefined && path.endpoint.addresses.length > 0);
  return isStated ? joinIntervals(intervals).flatMap((interval) => prefixesOf(interval).map(formatPrefix)) : [];
}
