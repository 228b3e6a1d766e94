import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { InputError } from "../certainty/input-error.ts";
import type { Baseline } from "../difference/baseline.ts";
import { readReport } from "../difference/read-report.ts";
import { decodeText } from "../sources/decode-text.ts";
import { parseJson } from "../sources/parse-json.ts";

/**
 * The baseline that a configuration states: the report itself, or the name of a file, which starts from `folder`. Throws an InputError that names
 * `source`, or the file.
 */
export function readBaseline(stated: string | object, source: string, folder: string | undefined): Baseline {
  if (typeof stated !== "string") return { report: readReport(stated, `${source}: baseline`), file: undefined };
  if (folder === undefined) {
    throw new InputError(
      `${source}: baseline: ${JSON.stringify(stated)} names a file, which only a configuration file can; expected the report itself`,
    );
  }
  const file = resolve(folder, stated);
  return { report: readReport(parseJson(decodeText(readBytes(file, source)), file), file), file };
}

function readBytes(file: string, source: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new InputError(`${source}: baseline: ${file} cannot be read: ${(error as NodeJS.ErrnoException).message}`);
  }
}
