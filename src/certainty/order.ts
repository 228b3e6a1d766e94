import type { Gap } from "./known.ts";

/** Compares by code units: the same everywhere, whatever the locale. Everything printed is in a total order. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function compareKeys(a: { readonly key: string }, b: { readonly key: string }): number {
  return compareText(a.key, b.key);
}

export function compareGaps(a: Gap, b: Gap): number {
  return compareText(a.resource, b.resource) || compareText(a.property, b.property) || compareText(a.text, b.text);
}

/** Adds to the list that belongs to the key. */
export function append<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
