/**
 * Where a text stops being JSON. Only asked for texts that `JSON.parse` refuses: what that says about the place differs from one
 * version of Node to the next, and often it says nothing.
 */
export interface JsonFault {
  readonly position: number;
  /** Whether the text is JSON as far as it goes: it was cut off. */
  readonly isCutOff: boolean;
}

/** What may come next. */
type Expected = "value" | "value-or-end" | "key" | "key-or-end" | "colon" | "comma-or-end" | "nothing";

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const NUMBER_START = /-?\d*(?:\.\d*)?(?:[eE][+-]?\d*)?/y;
const WORD = /[a-zA-Z]+/y;
const WORDS: readonly string[] = ["true", "false", "null"];
const WHITE_SPACE = /[ \t\r\n]*/y;

/** The tokens that may stand at a place: punctuation as it is, `s` for numbers and words. */
const ALLOWED: Readonly<Record<Expected, string>> = {
  value: '{["s',
  "value-or-end": '{["s]',
  key: '"',
  "key-or-end": '"}',
  colon: ":",
  "comma-or-end": ",}]",
  nothing: "",
};

/** Returns the first place at which the text is not JSON. */
export function findJsonFault(text: string): JsonFault {
  const open: string[] = [];
  let expected: Expected = "value";
  let position = 0;
  for (;;) {
    position = endOf(WHITE_SPACE, text, position) ?? position;
    const character = text[position];
    if (character === undefined) return { position, isCutOff: expected !== "nothing" };
    const token = '{}[]:,"'.includes(character) ? character : "s";
    const isAllowed = ALLOWED[expected].includes(token) && !closesAnother(token, open);
    const end = isAllowed ? endOfToken(token, text, position) : undefined;
    if (end === undefined) return { position, isCutOff: false };
    if (end > text.length) return { position: text.length, isCutOff: true };
    expected = follow(token, expected, open);
    position = end;
  }
}

function closesAnother(token: string, open: readonly string[]): boolean {
  return (token === "}" && open.at(-1) !== "{") || (token === "]" && open.at(-1) !== "[");
}

/** What comes after the token. Keeps track of what is open. */
function follow(token: string, expected: Expected, open: string[]): Expected {
  switch (token) {
    case "{":
      open.push(token);
      return "key-or-end";
    case "[":
      open.push(token);
      return "value-or-end";
    case "}":
    case "]":
      open.pop();
      return after(open);
    case ":":
      return "value";
    case ",":
      return open.at(-1) === "{" ? "key" : "value";
    default:
      return expected === "key" || expected === "key-or-end" ? "colon" : after(open);
  }
}

function after(open: readonly string[]): Expected {
  return open.length === 0 ? "nothing" : "comma-or-end";
}

/** Where the token ends; beyond the end of everything where that comes first, undefined where it is none. */
function endOfToken(token: string, text: string, position: number): number | undefined {
  if (token === '"') return endOfText(text, position);
  if (token !== "s") return position + 1;
  // A number that runs into the end may be the beginning of another.
  if (endOf(NUMBER_START, text, position) === text.length) return text.length + 1;
  return endOf(NUMBER, text, position) ?? endOfWord(text, position);
}

function endOfWord(text: string, position: number): number | undefined {
  const end = endOf(WORD, text, position);
  if (end === undefined) return undefined;
  const word = text.slice(position, end);
  if (WORDS.includes(word)) return end;
  return end === text.length && WORDS.some((whole) => whole.startsWith(word)) ? text.length + 1 : undefined;
}

function endOfText(text: string, start: number): number | undefined {
  for (let position = start + 1; position < text.length; position += 1) {
    const code = text.charCodeAt(position);
    if (code === 0x22) return position + 1;
    if (code < 0x20) return undefined;
    if (code === 0x5c) position += 1;
  }
  return text.length + 1;
}

function endOf(pattern: RegExp, text: string, position: number): number | undefined {
  pattern.lastIndex = position;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
