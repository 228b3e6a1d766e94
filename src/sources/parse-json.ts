import { InputError } from "../certainty/input-error.ts";
import { findJsonFault } from "./json-fault.ts";
import { WHAT_TO_DO } from "./recognise-input.ts";

/** Returns the parsed content of a file. Throws an InputError that says where the text stops being JSON. */
export function parseJson(text: string, file: string): unknown {
  // Some editors and shells (PowerShell's `>`) put a byte order mark first, which is no JSON.
  const content = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  if (content.trim() === "") throw new InputError(`${file}: is empty; ${WHAT_TO_DO}`);
  try {
    return JSON.parse(content);
  } catch {
    throw new InputError(`${file}: ${describeFault(content)}; ${WHAT_TO_DO}`);
  }
}

function describeFault(content: string): string {
  const { position, isCutOff } = findJsonFault(content);
  if (isCutOff) return `is cut off after ${content.length} characters: the JSON does not end`;
  return `is no JSON at ${lineAndColumn(content, position)}`;
}

/** `line 3, column 14`, both from one. */
function lineAndColumn(content: string, position: number): string {
  const before = content.slice(0, position);
  const line = before.split("\n").length;
  return `line ${line}, column ${position - before.lastIndexOf("\n")}`;
}
