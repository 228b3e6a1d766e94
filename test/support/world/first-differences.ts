/** Where one network fails there are others; a few are enough to read. */
const SHOWN = 5;

/** What `compare` says of the networks of so many seeds from `first` on, until there is enough to read. Empty where nothing differs. */
export function firstDifferences(first: number, count: number, compare: (seed: number) => readonly string[]): string {
  const found: string[] = [];
  for (let seed = first; seed < first + count && found.length < SHOWN; seed += 1) found.push(...compare(seed));
  return found.join("\n\n");
}
