import * as v from "valibot";
import { parsePrefix } from "../address/prefix.ts";
import { InputError } from "../certainty/input-error.ts";
import type { Path, Report } from "../report/report.ts";
import { reportSchema } from "../report/report-schema.ts";

const VERSION = 1;

/** Whether the content is meant as a report of Chokepoint, sound or not. */
export function isReport(root: unknown): root is Readonly<Record<string, unknown>> {
  return typeof root === "object" && root !== null && "summary" in root && "paths" in root && Array.isArray(root.paths);
}

/** The report that a parsed file holds; `source` is what errors call it. Throws an InputError that says what is wrong with it. */
export function readReport(root: unknown, source: string): Report {
  if (!isReport(root)) {
    throw new InputError(`${source} is no report of Chokepoint, expected what \`chokepoint audit --format json\` prints`);
  }
  if (root["version"] !== VERSION) {
    throw new InputError(
      `${source} is a report of version ${JSON.stringify(root["version"]) ?? "unknown"}; this version of Chokepoint reads version ${VERSION}`,
    );
  }
  const result = v.safeParse(reportSchema, root, { abortEarly: true });
  if (!result.success) throw unsound(source, result.issues[0]);
  const odd = result.output.paths.findIndex(hasOddAddress);
  if (odd !== -1) throw new InputError(`${source} is no sound report: paths[${odd}].endpoint.addresses has what is no prefix`);
  return result.output;
}

function hasOddAddress({ endpoint }: Path): boolean {
  return endpoint.addresses.some((each) => typeof parsePrefix(each) === "string");
}

function unsound(source: string, { path, expected, received }: v.BaseIssue<unknown>): InputError {
  const property = (path ?? []).map(({ key }, index) =>
    typeof key === "number" ? `[${key}]` : index === 0 ? String(key) : `.${String(key)}`,
  );
  const fault = received === "undefined" ? "is missing" : `is ${received}, expected ${expected ?? "something else"}`;
  return new InputError(`${source} is no sound report: ${property.join("")} ${fault}`);
}
