import type { Interval } from "../address/prefix.ts";

/** Packets for one address: all those from the sources that use the services. */
export interface PacketSet {
  readonly sources: Interval;
  readonly services: Interval;
}

/** Those of `sets` that are in one of `others` too. */
export function intersect(sets: readonly PacketSet[], others: readonly PacketSet[]): readonly PacketSet[] {
  return sets.flatMap((set) => others.flatMap((other) => common(set, other) ?? []));
}

/**
 * What is left of `sets` without `others`:
 *
 *     services  +-----------+
 *               |   above   |
 *               |--+-----+--|
 *               |  |other|  |   left and right of the other
 *               |--+-----+--|
 *               |   below   |
 *               +-----------+  sources
 */
export function subtract(sets: readonly PacketSet[], others: readonly PacketSet[]): readonly PacketSet[] {
  return others.reduce((rest, other) => rest.flatMap((set) => without(set, other)), sets);
}

function common(a: PacketSet, b: PacketSet): PacketSet | undefined {
  const sources = overlap(a.sources, b.sources);
  const services = overlap(a.services, b.services);
  return sources === undefined || services === undefined ? undefined : { sources, services };
}

function without(set: PacketSet, other: PacketSet): readonly PacketSet[] {
  const hole = common(set, other);
  if (hole === undefined) return [set];
  const beside = outside(set.sources, hole.sources).map((sources) => ({ sources, services: set.services }));
  const aboveAndBelow = outside(set.services, hole.services).map((services) => ({ sources: hole.sources, services }));
  return [...beside, ...aboveAndBelow];
}

function overlap(a: Interval, b: Interval): Interval | undefined {
  const first = Math.max(a.first, b.first);
  const last = Math.min(a.last, b.last);
  return first <= last ? { first, last } : undefined;
}

/** What `whole` has before and after `part`. */
function outside(whole: Interval, part: Interval): readonly Interval[] {
  return [
    { first: whole.first, last: part.first - 1 },
    { first: part.last + 1, last: whole.last },
  ].filter(({ first, last }) => first <= last);
}
