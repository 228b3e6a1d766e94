import { InputError } from "../certainty/input-error.ts";

/** How much of a stack trace helps to find a defect without filling a preview. */
const TRACE_LINES = 6;

/** Returns the text of a violation for a stack that could not be judged. */
export function describeFailure(error: unknown): string {
  if (error instanceof InputError) return `Nothing was judged, because the configuration is wrong.\n${error.message}`;
  const trace = textProperty(error, "stack") ?? messageOf(error);
  return [
    "Nothing was judged, because of a defect in Chokepoint. Please report it with these lines.",
    ...trace.split("\n").slice(0, TRACE_LINES),
  ].join("\n");
}

/** Returns what was thrown as text. Errors are not told by their class: those of Node's own modules can be of another realm. */
export function messageOf(thrown: unknown): string {
  return textProperty(thrown, "message") ?? String(thrown);
}

function textProperty(value: unknown, name: string): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const found: unknown = Reflect.get(value, name);
  return typeof found === "string" ? found : undefined;
}
