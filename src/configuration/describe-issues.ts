import type * as v from "valibot";
import { isCode } from "../report/codes.ts";
import { nearest } from "./nearest.ts";
import { NOT_BUILT_YET } from "./schema.ts";
import { keysAt } from "./schema-shape.ts";

/** One thing that is wrong with a configuration. */
export interface Fault {
  /** For example `firewalls[1].address`; empty for the configuration as a whole. */
  readonly property: string;
  /** Names the value and what was expected. */
  readonly text: string;
}

type Issue = v.BaseIssue<unknown>;
export type Key = string | number;

/** Says what is wrong, for each issue that validation by the schema found, in the order of the schema. */
export function describeIssues(schema: v.GenericSchema, issues: readonly Issue[]): readonly Fault[] {
  return issues.flatMap((issue) => describe(schema, issue, []));
}

function describe(schema: v.GenericSchema, issue: Issue, above: readonly Key[]): readonly Fault[] {
  const path = [...above, ...keysOf(issue)];
  const property = propertyPath(path);
  if (issue.type === "union") {
    // The other form (a string) complains about the value as a whole; what is wrong inside the object is what helps.
    const inside = (issue.issues ?? []).filter((each) => each.path !== undefined);
    if (inside.length > 0) return inside.flatMap((each) => describe(schema, each, path));
    return [{ property, text: `${show(issue.input)}, expected a string or an object` }];
  }
  if (issue.type === "never") return [unknownProperty(schema, path)];
  if (issue.kind === "schema" && issue.input === undefined) return [{ property, text: "missing" }];
  if (issue.kind === "schema") return [{ property, text: `${show(issue.input)}, expected ${expectation(issue.expected)}` }];
  return [{ property, text: checkText(issue) }];
}

/** Checks that do not quote the value themselves get it put in front. */
function checkText({ input, message }: Issue): string {
  const isQuoted = typeof input === "number" || (typeof input === "string" && !message.includes(`"${input}"`));
  return isQuoted ? `${show(input)}, ${message}` : message;
}

/** What to say about a property that there is none of. */
export function unknownProperty(schema: v.GenericSchema, path: readonly Key[]): Fault {
  const name = String(path.at(-1));
  const property = propertyPath(path);
  if (path.length === 1 && NOT_BUILT_YET.includes(name)) {
    return { property, text: "not supported by this version of Chokepoint, leave it out" };
  }
  if (path[0] === "levels" && isCode(name)) {
    return { property, text: "an assumption, which has no level of its own; strict makes the verdicts that rest on one inconclusive" };
  }
  const known = keysAt(schema, path.slice(0, -1));
  const meant = known.find((each) => each === `CP-${name.toUpperCase()}`) ?? nearest(name, known);
  return { property, text: `unknown property, ${meant === undefined ? `expected one of ${listed(known)}` : `did you mean ${meant}?`}` };
}

const LISTED = 8;

function listed(names: readonly string[]): string {
  return names.length > LISTED ? `${names.slice(0, LISTED).join(", ")} …` : names.join(", ");
}

function expectation(expected: string | null): string {
  switch (expected) {
    case "Object":
      return "an object";
    case "Array":
      return "a list";
    case "string":
      return "a string";
    case "boolean":
      return "true or false";
    case "number":
      return "a number";
    default:
      // A choice: ("advise" | "fail").
      return (expected ?? "something else").replaceAll(/^\(|\)$/g, "").replaceAll(" | ", " or ");
  }
}

function keysOf(issue: Issue): readonly Key[] {
  return (issue.path ?? []).map(({ key }) => (typeof key === "number" ? key : String(key)));
}

/** `["firewalls", 1, "address"]` is `firewalls[1].address`. */
export function propertyPath(path: readonly Key[]): string {
  return path.map((key, index) => (typeof key === "number" ? `[${key}]` : index === 0 ? key : `.${key}`)).join("");
}

const SHOWN_LENGTH = 80;

/** The value as it stands in a JSON file, shortened. */
export function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text;
}
