/** What a piece of text means; how that looks is for the painter. */
export type Tone = "bad" | "doubt" | "good" | "quiet" | "strong";

/** Adds colour, or nothing: the text stays the same for eyes and for tests. */
export type Painter = (tone: Tone, text: string) => string;

export const plain: Painter = (_tone, text) => text;

const CODES: Readonly<Record<Tone, readonly [on: number, off: number]>> = {
  bad: [31, 39],
  doubt: [33, 39],
  good: [32, 39],
  quiet: [2, 22],
  strong: [1, 22],
};

/** Colours for terminals (ECMA-48). */
export const coloured: Painter = (tone, text) => {
  const [on, off] = CODES[tone];
  return text === "" ? "" : `\u001b[${on}m${text}\u001b[${off}m`;
};
