import * as v from "valibot";
import { InputError } from "../certainty/input-error.ts";
import { describeIssues, type Fault } from "./describe-issues.ts";
import { unseenFaults } from "./unseen-faults.ts";

/**
 * Returns the value as the schema gives it out. `source` is the file, or where else it comes from. Throws one InputError that names
 * everything that is wrong.
 */
export function checkValue<const S extends v.GenericSchema>(schema: S, value: unknown, source: string): v.InferOutput<S> {
  const unseen = unseenFaults(schema, value);
  const result = v.safeParse(schema, value);
  if (!result.success)
    throw faulty(source, [...unseen, ...describeIssues(schema, result.issues).filter((fault) => !concerns(unseen, fault))]);
  if (unseen.length > 0) throw faulty(source, unseen);
  return result.output;
}

/** The error that tells of the faults, of which there is at least one. */
export function faulty(source: string, faults: readonly Fault[]): InputError {
  const lines = faults.map(({ property, text }) => `${property === "" ? "the configuration" : property}: ${text}`);
  return new InputError(
    lines.length === 1
      ? `${source}: ${lines[0]}`
      : `${source}: ${lines.length} things are wrong with the configuration\n${lines.map((line) => `  ${line}`).join("\n")}`,
  );
}

/** Whether the faults say of this property, or of what holds it, already that it is wrong. */
function concerns(faults: readonly Fault[], { property }: Fault): boolean {
  return faults.some((each) => each.property === "" || property === each.property || property.startsWith(`${each.property}.`));
}
