import { CORE_SCHEMA, load, YAMLException } from "js-yaml";
import { InputError } from "../certainty/input-error.ts";

/**
 * Returns what a configuration file holds, JSON or YAML (1.2, core schema, one document). Throws an InputError that names the
 * file and the line. A key that stands twice is an error, in JSON as well; so is an empty file, for nobody means to
 * configure nothing: `{}` says that.
 */
export function parseConfigurationText(text: string, file: string): unknown {
  if (text.trim() === "") throw new InputError(`${file} is empty; write {} for the defaults`);
  const value = parseYaml(text, file);
  if (value === null || value === undefined) throw new InputError(`${file} holds no configuration; write {} for the defaults`);
  return value;
}

/** JSON is read as YAML too, its superset: JSON.parse would let the last of two equal keys win. */
function parseYaml(text: string, file: string): unknown {
  try {
    return load(text, { schema: CORE_SCHEMA, filename: file });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    throw new InputError(`${file}${place(error)}: no valid JSON or YAML: ${error.reason}`);
  }
}

/** Lines and columns count from 1 for people. Some errors concern no place; the types do not say so. */
function place(error: YAMLException): string {
  const mark: YAMLException["mark"] | undefined = error.mark;
  return mark === undefined ? "" : `, line ${mark.line + 1}, column ${mark.column + 1}`;
}
