import { comparePrefixes, contains, formatPrefix, type Prefix } from "../address/prefix.ts";
import { anyContains } from "../address/prefix-table.ts";
import type { Assumption } from "../certainty/assumption.ts";
import type { OpenList } from "../certainty/known.ts";
import type { PeeringHalf } from "../model/network.ts";
import type { Link, PeeredRange, Unsynchronised } from "./topology.ts";

/** What a link routes, as far as its halves tell: the ranges of now, or those that it was last synchronised with (R10b). */
export type Synchronisation = Pick<Link, "ranges" | "unsynchronised" | "assumption">;

/**
 * `half`: the one whose routes these are; where it is not in sight, the other one tells of it. `current`: the ranges of the remote network,
 * or the prefixes of its peered subnets. What both lists have is routed for sure, everything else perhaps.
 */
export function synchronise(
  half: PeeringHalf | undefined,
  remoteHalf: PeeringHalf | undefined,
  current: OpenList<Prefix>,
): Synchronisation {
  const record = half?.record ?? remoteHalf?.remoteRecord;
  const name = (half ?? remoteHalf)?.name ?? "a peering";
  if (record === undefined || record.kind === "none") return { ranges: current, unsynchronised: undefined, assumption: undefined };
  if (record.kind === "hidden") return { ranges: current, unsynchronised: undefined, assumption: inStep(name, record.origin) };
  const recorded = record.ranges;
  if (isSameList(current, recorded)) return { ranges: current, unsynchronised: undefined, assumption: undefined };
  const listed = recorded.items.map(formatPrefix).join(", ");
  const what = recorded.open === undefined ? `was last synchronised with ${listed || "no range"}` : "is not known to be synchronised";
  const text = `the peering ${name} ${what}, and whether it routes what the remote network has now depends on a synchronisation (R10b)`;
  const gap = { ...record.origin, text };
  return { ranges: union(current, recorded), unsynchronised: { gap, current, recorded }, assumption: undefined };
}

/** CP-A09. */
function inStep(name: string, { resource, property }: { readonly resource: string; readonly property: string }): Assumption {
  return { code: "CP-A09", text: `the peering ${name} routes the ranges that the remote network has now`, resource, property };
}

function isSameList(one: OpenList<Prefix>, other: OpenList<Prefix>): boolean {
  if (one.open !== undefined || other.open !== undefined) return false;
  const [left, right] = [one, other].map(({ items }) => [...new Set(items.map(formatPrefix))].sort().join());
  return left === right;
}

function union(current: OpenList<Prefix>, recorded: OpenList<Prefix>): OpenList<PeeredRange> {
  const only = (own: readonly Prefix[], other: readonly Prefix[]): readonly PeeredRange[] =>
    own.filter((each) => !isAmong(other, each)).map((each) => ({ ...each, isDoubtful: true }));
  const common = current.items.filter((each) => isAmong(recorded.items, each));
  const items = [...common, ...only(current.items, recorded.items), ...only(recorded.items, current.items)];
  return { items, open: current.open ?? recorded.open };
}

function isAmong(prefixes: readonly Prefix[], wanted: Prefix): boolean {
  return prefixes.some((each) => comparePrefixes(each, wanted) === 0);
}

/** The link if it was synchronised since, and if it was not. */
export function synchronisedOrNot(link: Link, { current, recorded }: Unsynchronised): { readonly yes: Link; readonly no: Link } {
  return { yes: { ...link, ranges: current, unsynchronised: undefined }, no: { ...link, ranges: recorded } };
}

/** Whether an address of the remote network is routed, synchronised or not. */
export function isRouted({ ranges, unsynchronised }: Link, address: number): boolean {
  return anyContains((unsynchronised?.recorded ?? ranges).items, address);
}

/** Whether the range around the address is the same, synchronised or not. */
export function isInStep({ unsynchronised }: Link, address: number): boolean {
  if (unsynchronised === undefined) return true;
  const range = unsynchronised.current.items.find((each) => contains(each, address));
  return range !== undefined && isAmong(unsynchronised.recorded.items, range);
}

/** Whether the address is in a range that the remote network has now, as far as these are known. */
export function isOfRemote({ ranges, unsynchronised }: Link, address: number): boolean {
  return anyContains((unsynchronised?.current ?? ranges).items, address);
}
