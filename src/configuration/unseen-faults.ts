import type * as v from "valibot";
import { type Fault, type Key, propertyPath, show, unknownProperty } from "./describe-issues.ts";
import { shapeOf } from "./schema-shape.ts";

/** What validation by the schema lets pass: to valibot a list is an object too, and names that every object inherits are never unknown. */
export function unseenFaults(schema: v.GenericSchema, value: unknown): readonly Fault[] {
  return faultsAt(schema, schema, value, []);
}

const INHERITED = ["__proto__", "constructor", "prototype"];

/** `root`: the schema of the whole; `schema`: of the value at the path. */
function faultsAt(root: v.GenericSchema, schema: v.GenericSchema, value: unknown, path: readonly Key[]): readonly Fault[] {
  const shape = shapeOf(schema);
  if (typeof value !== "object" || value === null) return [];
  if (shape.kind === "list") {
    return Array.isArray(value) ? value.flatMap((item, index) => faultsAt(root, shape.item, item, [...path, index])) : [];
  }
  if (shape.kind !== "object") return [];
  if (Array.isArray(value)) return [{ property: propertyPath(path), text: `${show(value)}, expected an object` }];
  const inherited = INHERITED.filter((name) => Object.hasOwn(value, name)).map((name) => unknownProperty(root, [...path, name]));
  const within = Object.entries(shape.entries).flatMap(([name, entry]) =>
    faultsAt(root, entry, Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined, [...path, name]),
  );
  return [...inherited, ...within];
}
