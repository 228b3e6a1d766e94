import { InputError } from "../certainty/input-error.ts";
import { WHAT_TO_DO } from "./recognise-input.ts";

/** Returns the parsed content of a file. Throws an InputError that says where the text stops being JSON. */
export function parseJson(text: string, file: string): unknown {
  // Some editors and shells (PowerShell's `>`) put a byte order mark first, which is no JSON.
  const content = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  if (content.trim() === "") throw new InputError(`${file}: is empty; ${WHAT_TO_DO}`);
  try {
    return JSON.parse(content);
  } catch (error) {
    throw new InputError(describe(content, file, error instanceof Error ? error.message : String(error)));
  }
}

function describe(content: string, file: string, message: string): string {
  if (/unexpected end|unterminated|end of data/i.test(message)) {
    return `${file}: is cut off after ${content.length} characters: the JSON does not end; ${WHAT_TO_DO}`;
  }
  const position = Number(/position (\d+)/.exec(message)?.[1] ?? Number.NaN);
  const where = Number.isNaN(position) ? "" : ` at ${lineAndColumn(content, position)}`;
  return `${file}: is no JSON${where}; ${WHAT_TO_DO}`;
}

/** `line 3, column 14`, both from one. */
function lineAndColumn(content: string, position: number): string {
  const before = content.slice(0, position);
  const line = before.split("\n").length;
  return `line ${line}, column ${position - before.lastIndexOf("\n")}`;
}
