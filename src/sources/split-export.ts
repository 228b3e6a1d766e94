/** A stack export in pieces: the document without its resources, and where each resource stands in the bytes. */
export interface SplitExport {
  /** The JSON text with an empty list of resources. */
  readonly envelope: string;
  /** The resources' places, in order. */
  readonly elements: readonly Place[];
}

/** From the first byte to the one after the last. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/**
 * Finds the resources of a stack export in UTF-8 bytes, so that they can be parsed one by one: an export of hundreds of megabytes then
 * never stands in memory as one text or one tree. Undefined where the bytes have another shape; what is wrong with them is for a real
 * parser to say. Envelope and elements still have to be parsed: this looks at brackets, strings and commas only.
 */
export function splitExport(bytes: Uint8Array): SplitExport | undefined {
  const deployment = findMember(bytes, skipSpace(bytes, startOf(bytes)), "deployment");
  const resources = deployment === undefined ? undefined : findMember(bytes, deployment, "resources");
  if (resources === undefined || bytes[resources] !== OPEN_BRACKET) return undefined;
  const elements: Place[] = [];
  let at = skipSpace(bytes, resources + 1);
  while (bytes[at] !== CLOSE_BRACKET) {
    const end = skipValue(bytes, at);
    if (end <= at) return undefined;
    elements.push({ start: at, end });
    at = skipSpace(bytes, end);
    if (bytes[at] === CLOSE_BRACKET) break;
    if (bytes[at] !== COMMA) return undefined;
    at = skipSpace(bytes, at + 1);
    // After a comma comes an element.
    if (bytes[at] === CLOSE_BRACKET) return undefined;
  }
  return { envelope: textAt(bytes, { start: 0, end: resources + 1 }) + textAt(bytes, { start: at, end: bytes.length }), elements };
}

export function textAt(bytes: Uint8Array, { start, end }: Place): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString("utf8");
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

/** Behind the byte order mark that some tools put first. */
function startOf(bytes: Uint8Array): number {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}

/** Where the value of the named member begins, in the object that begins at `start`; undefined where there is none. */
function findMember(bytes: Uint8Array, start: number, name: string): number | undefined {
  if (bytes[start] !== OPEN_BRACE) return undefined;
  let at = skipSpace(bytes, start + 1);
  while (bytes[at] === QUOTE) {
    const endOfKey = skipString(bytes, at);
    const key = textAt(bytes, { start: at + 1, end: endOfKey - 1 });
    const colon = skipSpace(bytes, endOfKey);
    if (bytes[colon] !== COLON) return undefined;
    const value = skipSpace(bytes, colon + 1);
    if (key === name) return value;
    const end = skipSpace(bytes, skipValue(bytes, value));
    if (bytes[end] !== COMMA) return undefined;
    at = skipSpace(bytes, end + 1);
  }
  return undefined;
}

/** The place behind the value that begins at `start`; `start` itself where none does. */
function skipValue(bytes: Uint8Array, start: number): number {
  const first = bytes[start];
  if (first === QUOTE) return skipString(bytes, start);
  if (first === OPEN_BRACE || first === OPEN_BRACKET) return skipBrackets(bytes, start);
  let at = start;
  while (at < bytes.length && !endsScalar(bytes[at])) at += 1;
  return at;
}

/** Counts brackets of both kinds alike: whether they match is the parser's business. */
function skipBrackets(bytes: Uint8Array, start: number): number {
  let depth = 0;
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE) at = skipString(bytes, at) - 1;
    else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth += 1;
    else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) depth -= 1;
    if (depth === 0) return at + 1;
  }
  return bytes.length;
}

/** The place behind the closing quote. */
function skipString(bytes: Uint8Array, start: number): number {
  for (let at = start + 1; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE) return at + 1;
    if (byte === BACKSLASH) at += 1;
  }
  return bytes.length;
}

function endsScalar(byte: number | undefined): boolean {
  return byte === COMMA || byte === CLOSE_BRACE || byte === CLOSE_BRACKET || isSpace(byte);
}

function skipSpace(bytes: Uint8Array, start: number): number {
  let at = start;
  while (isSpace(bytes[at])) at += 1;
  return at;
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
