import type { Properties, PropertyValue, Resource } from "../../../src/resources/resource.ts";

/** The two halves of a resource. */
export type Side = "inputs" | "outputs";

/** Names of properties and positions in lists, from the outside in; never empty. */
export type PropertyPath = readonly (string | number)[];

/** Where a value stands in a stack. */
export interface Place {
  readonly urn: string;
  readonly side: Side;
  readonly path: PropertyPath;
}

/** Every place in the resources, at every depth: a list, its items and their properties are places of their own. */
export function placesIn(resources: readonly Resource[]): readonly Place[] {
  return resources.flatMap((resource) =>
    (["inputs", "outputs"] as const).flatMap((side) => pathsIn(resource[side] ?? {}).map((path) => ({ urn: resource.urn, side, path }))),
  );
}

function pathsIn(value: PropertyValue): readonly PropertyPath[] {
  const members: readonly (readonly [string | number, PropertyValue])[] = isList(value)
    ? value.map((item, index) => [index, item] as const)
    : isObject(value)
      ? Object.entries(value)
      : [];
  return members.flatMap(([key, member]): readonly PropertyPath[] => [[key], ...pathsIn(member).map((path) => [key, ...path])]);
}

/** A copy with another value at the path; what is not there stays as it is. */
export function replacedAt(value: PropertyValue, path: PropertyPath, replacement: PropertyValue): PropertyValue {
  const [key, ...rest] = path;
  if (key === undefined) return replacement;
  if (isList(value) && typeof key === "number" && key in value) {
    return value.map((item, index) => (index === key ? replacedAt(item, rest, replacement) : item));
  }
  if (isObject(value) && typeof key === "string" && key in value) return { ...value, [key]: replacedAt(value[key], rest, replacement) };
  return value;
}

/** The value at the path; undefined where there is none. */
export function valueAt(value: PropertyValue, path: PropertyPath): PropertyValue {
  return path.reduce<PropertyValue>((part, key) => {
    if (isList(part)) return typeof key === "number" ? part[key] : undefined;
    return isObject(part) ? part[key] : undefined;
  }, value);
}

export function isList(value: PropertyValue): value is readonly PropertyValue[] {
  return Array.isArray(value);
}

export function isObject(value: PropertyValue): value is Properties {
  return typeof value === "object" && value !== null && !isList(value);
}
