import { IPv4, IPv4CidrRange, IPv6, IPv6CidrRange } from "ip-num";

/**
 * An IPv4 prefix. `base` is the first address as an unsigned 32-bit number, `length` is 0 to 32; no host bits are set.
 * Plain numbers, because ip-num is some thirty times slower: it checks what comes in, and is done then.
 */
export interface Prefix {
  readonly base: number;
  readonly length: number;
}

/** The first and the last address of a stretch, both inclusive. */
export interface Interval {
  readonly first: number;
  readonly last: number;
}

/** Returns the prefix, or a sentence that says what is wrong with the text. */
export function parsePrefix(text: string): Prefix | string {
  try {
    IPv4CidrRange.fromCidr(text);
  } catch {
    return `"${text}" is no IPv4 prefix, expected for example 10.1.0.0/16`;
  }
  const slash = text.indexOf("/");
  const length = Number(text.slice(slash + 1));
  const base = Number(IPv4.fromString(text.slice(0, slash)).getValue());
  if (firstOf(base, length) !== base) {
    return `"${text}" has host bits set, expected ${formatPrefix({ base: firstOf(base, length), length })}`;
  }
  return { base, length };
}

/** The usual spelling. Anything else is ip-num's to judge, which takes some twenty times as long. */
const DOTTED = new RegExp(`^${Array.from({ length: 4 }, () => "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)").join("\\.")}$`);

/** Returns the address as an unsigned 32-bit number, or a sentence that says what is wrong with the text. */
export function parseAddress(text: string): number | string {
  const parts = DOTTED.exec(text);
  if (parts !== null) return Number(parts[1]) * 2 ** 24 + Number(parts[2]) * 2 ** 16 + Number(parts[3]) * 2 ** 8 + Number(parts[4]);
  try {
    return Number(IPv4.fromString(text).getValue());
  } catch {
    return `"${text}" is no IPv4 address, expected for example 10.1.0.4`;
  }
}

/** Whether the text is an IPv6 prefix or address. Endpoints are reached over IPv4; routes for IPv6 are told apart from malformed ones (R45). */
export function isIpv6(text: string): boolean {
  if (!text.includes(":")) return false;
  try {
    if (text.includes("/")) IPv6CidrRange.fromCidr(text);
    else IPv6.fromString(text);
    return true;
  } catch {
    return false;
  }
}

/** Returns the prefix that a literal in code stands for. Throws on anything else. */
export function prefix(literal: string): Prefix {
  const parsed = parsePrefix(literal);
  if (typeof parsed === "string") throw new Error(parsed);
  return parsed;
}

/** Returns the address that a literal in code stands for. Throws on anything else. */
export function address(literal: string): number {
  const parsed = parseAddress(literal);
  if (typeof parsed === "string") throw new Error(parsed);
  return parsed;
}

export function formatAddress(value: number): string {
  return `${value >>> 24}.${(value >>> 16) & 255}.${(value >>> 8) & 255}.${value & 255}`;
}

export function formatPrefix({ base, length }: Prefix): string {
  return `${formatAddress(base)}/${length}`;
}

/** How many addresses a prefix of this length has: 1 to 2^32, which is why no bit shift serves here. */
function sizeOf(length: number): number {
  return 2 ** (32 - length);
}

function firstOf(value: number, length: number): number {
  return value - (value % sizeOf(length));
}

export function contains({ base, length }: Prefix, value: number): boolean {
  return value >= base && value < base + sizeOf(length);
}

/** Whether every address of `inner` is in `outer`; a prefix covers itself. */
export function covers(outer: Prefix, inner: Prefix): boolean {
  return outer.length <= inner.length && contains(outer, inner.base);
}

export function overlaps(a: Prefix, b: Prefix): boolean {
  return covers(a, b) || covers(b, a);
}

export function intervalOf({ base, length }: Prefix): Interval {
  return { first: base, last: base + sizeOf(length) - 1 };
}

/** Whether the two have an address in common. */
export function intersects(a: Interval, b: Interval): boolean {
  return a.first <= b.last && b.first <= a.last;
}

/** Whether one of the first and one of the second have. */
export function anyIntersects(some: readonly Interval[], others: readonly Interval[]): boolean {
  return some.some((one) => others.some((other) => intersects(one, other)));
}

/** The prefix of `length` around `value`. */
export function enclosing(value: number, length: number): Prefix {
  return { base: firstOf(value, length), length };
}

export function hostPrefix(value: number): Prefix {
  return { base: value, length: 32 };
}

/** By address, then the shorter prefix first. */
export function comparePrefixes(a: Prefix, b: Prefix): number {
  return a.base - b.base || a.length - b.length;
}

/** The addresses that Azure gives out from a subnet prefix: it keeps the first four and the last. Undefined where none is left. */
export function usableInterval(subnet: Prefix): Interval | undefined {
  const { first, last } = intervalOf(subnet);
  return first + 4 <= last - 1 ? { first: first + 4, last: last - 1 } : undefined;
}

/** The fewest prefixes that hold exactly the addresses of the interval, in address order. */
export function prefixesOf({ first, last }: Interval): readonly Prefix[] {
  const result: Prefix[] = [];
  for (let next = first; next <= last; ) {
    let length = 32;
    while (length > 0 && next % sizeOf(length - 1) === 0 && next + sizeOf(length - 1) - 1 <= last) length -= 1;
    result.push({ base: next, length });
    next += sizeOf(length);
  }
  return result;
}
