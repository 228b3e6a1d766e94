/** IPv4 arithmetic of the reference: text in, plain numbers, nothing clever. */

/** The address as a number from 0 to 2^32 - 1. */
export function numberOf(address: string): number {
  return remembered(numbers, address, () => {
    const parts = address.split(".").map(Number);
    if (parts.length !== 4 || parts.some((part) => !(part >= 0 && part <= 255))) throw new Error(`"${address}" is no IPv4 address`);
    return parts.reduce((sum, part) => sum * 256 + part, 0);
  });
}

/** The dotted text of a number. */
export function textOf(value: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join(".");
}

/** The number of leading bits that a prefix fixes: 0 to 32. */
export function lengthOf(cidr: string): number {
  return remembered(lengths, cidr, () => Number(cidr.slice(cidr.indexOf("/") + 1)));
}

/** The first address of a prefix. */
export function baseOf(cidr: string): number {
  return remembered(bases, cidr, () => numberOf(cidr.slice(0, cidr.indexOf("/"))));
}

/** How many addresses a prefix has. */
export function sizeOf(cidr: string): number {
  return 2 ** (32 - lengthOf(cidr));
}

/** The prefix of a length around an address. */
export function prefixAround(address: string, length: number): string {
  const size = 2 ** (32 - length);
  return `${textOf(Math.floor(numberOf(address) / size) * size)}/${length}`;
}

/** Whether the address lies in the prefix. */
export function isWithin(address: string, cidr: string): boolean {
  const value = numberOf(address);
  return value >= baseOf(cidr) && value < baseOf(cidr) + sizeOf(cidr);
}

/** Whether every address of `inner` lies in `outer`; a prefix covers itself. */
export function coversAll(outer: string, inner: string): boolean {
  return baseOf(outer) <= baseOf(inner) && baseOf(inner) + sizeOf(inner) <= baseOf(outer) + sizeOf(outer);
}

/** The same few texts are read millions of times. */
function remembered(memory: Map<string, number>, text: string, read: () => number): number {
  const known = memory.get(text);
  if (known !== undefined) return known;
  const value = read();
  memory.set(text, value);
  return value;
}

const numbers = new Map<string, number>();
const lengths = new Map<string, number>();
const bases = new Map<string, number>();
