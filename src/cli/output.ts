import { closeSync, openSync, writeSync } from "node:fs";
import { InputError } from "../certainty/input-error.ts";
import { DEFAULT_WIDTH } from "../report/render-layout.ts";
import { coloured, type Painter, plain } from "../report/render-paint.ts";

/** Results leave in pieces of about this many characters: a write for each line would be slow, one for all would need the memory. */
const PIECE = 1 << 16;

/** Writes the result to standard output, all of it, at the pace of the reader. A reader that goes away is no error. */
export async function writeResult(texts: Iterable<string>): Promise<void> {
  const { stdout } = process;
  let isGone = false;
  let failure: Error | undefined;
  let wake = (): void => {};
  stdout.on("error", (error: NodeJS.ErrnoException) => {
    isGone = true;
    if (error.code !== "EPIPE") failure = error;
    wake();
  });
  for (const piece of pieces(texts)) {
    if (isGone) break;
    await new Promise<void>((resolve) => {
      wake = resolve;
      stdout.write(piece, () => resolve());
    });
  }
  if (failure !== undefined) throw failure;
}

/** Writes the result to a file. Throws an InputError where it cannot be written. */
export function writeResultFile(texts: Iterable<string>, file: string): void {
  try {
    const descriptor = openSync(file, "w");
    try {
      for (const piece of pieces(texts)) writeSync(descriptor, piece);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    throw new InputError(`${file} cannot be written: ${error.message}`);
  }
}

function* pieces(texts: Iterable<string>): Generator<string, void, void> {
  let piece = "";
  for (const text of texts) {
    piece += text;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = "";
  }
  if (piece !== "") yield piece;
}

/** Says something on standard error: counts and warnings, never the result. */
export function note(text: string): void {
  process.stderr.write(`chokepoint: ${text}\n`);
}

/** Columns of standard output; 100 where it is no terminal. */
export function widthOfStdout(): number {
  return process.stdout.columns ?? DEFAULT_WIDTH;
}

/** Colours on a terminal, unless NO_COLOR is set (to anything) or the terminal has none. */
export function painterFor(isTerminal: boolean, environment: NodeJS.ProcessEnv): Painter {
  const isUnwanted = (environment["NO_COLOR"] ?? "") !== "" || environment["TERM"] === "dumb";
  return isTerminal && !isUnwanted ? coloured : plain;
}
