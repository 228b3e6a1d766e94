/** The width where none is known, and where output is no terminal. */
export const DEFAULT_WIDTH = 100;
/** Narrower than this nothing is laid out; the terminal may break lines itself. */
const LEAST_WIDTH = 40;

/** Between words that a line break must not part; `wrap` makes a space of it. */
export const NO_BREAK = "\u00a0";

/**
 * Breaks a text into lines of at most `width` columns between words; a word that is longer stands alone.
 * `first` starts the first line, `rest` the others.
 */
export function wrap(text: string, width: number, first = "", rest = first): string[] {
  const limit = Math.max(width, LEAST_WIDTH);
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(" ")) {
    if (!isEmpty && line.length + 1 + word.length > limit) {
      lines.push(line);
      line = rest;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  lines.push(line);
  return lines.map((each) => each.replaceAll(NO_BREAK, " "));
}

/** What could move the cursor, hide text, break a line or turn the direction of writing. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Names come from files that anyone may have written: this one cannot play tricks on a terminal. */
export function clean(text: string): string {
  return text.replace(UNSAFE, "\ufffd");
}

/** `1 path`, `2 paths`. */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`;
}

/** 12,345: the same in every locale. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** `a, b and c`; more than `most` are cut: `a, b and 7 more`. */
export function enumerated(items: readonly string[], most = 12): string {
  if (items.length > most) return `${items.slice(0, most - 1).join(", ")} and ${formatCount(items.length - most + 1)} more`;
  if (items.length <= 1) return items.join("");
  return `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

export function capitalised(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
