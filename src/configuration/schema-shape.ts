import * as v from "valibot";

/** What a schema asks for, as far as other forms of it need to know. A union counts as its object form; shorthands are left out. */
export type Shape =
  | { readonly kind: "object"; readonly entries: Readonly<Record<string, v.GenericSchema>> }
  | { readonly kind: "list"; readonly item: v.GenericSchema }
  | { readonly kind: "text" }
  | { readonly kind: "flag" }
  | { readonly kind: "count" }
  /** An object that another schema describes. */
  | { readonly kind: "document" }
  | { readonly kind: "choice"; readonly options: readonly string[] };

/** Throws on a kind of schema that the configuration does not use: a new kind must be thought about here. */
export function shapeOf(schema: v.GenericSchema): Shape {
  const given = schema as Structure;
  switch (given.type) {
    case "optional":
      return shapeOf(given.wrapped);
    case "object_with_rest":
      return { kind: "object", entries: given.entries };
    case "array":
      return { kind: "list", item: given.item };
    case "union":
      return shapeOf(objectOption(given.options));
    case "picklist":
      return { kind: "choice", options: given.options };
    case "string":
      return { kind: "text" };
    case "boolean":
      return { kind: "flag" };
    case "loose_object":
      return { kind: "document" };
    case "number":
      return { kind: "count" };
    default:
      throw new Error(`a schema of type ${schema.type} has no shape`);
  }
}

/** Whether it may be left out. */
export function isOptional(schema: v.GenericSchema): boolean {
  return schema.type === "optional";
}

/** Description, pattern and the like: the schema's own before those of what it wraps. */
export function metadataOf(schema: v.GenericSchema): Readonly<Record<string, unknown>> {
  const given = schema as Structure;
  const inner = given.type === "optional" ? metadataOf(given.wrapped) : {};
  return { ...inner, ...v.getMetadata(schema) };
}

/** The names that an object at this path may have, for example at `firewalls`, `1`; none where the path leads to no object. */
export function keysAt(schema: v.GenericSchema, path: readonly unknown[]): readonly string[] {
  const shape = shapeOf(schema);
  const [key, ...rest] = path;
  if (key === undefined) return shape.kind === "object" ? Object.keys(shape.entries) : [];
  const next = shape.kind === "object" ? shape.entries[String(key)] : shape.kind === "list" ? shape.item : undefined;
  return next === undefined ? [] : keysAt(next, rest);
}

/** valibot's generic type hides what each kind of schema carries. */
type Structure =
  | { readonly type: "optional"; readonly wrapped: v.GenericSchema }
  | { readonly type: "object_with_rest"; readonly entries: Readonly<Record<string, v.GenericSchema>> }
  | { readonly type: "array"; readonly item: v.GenericSchema }
  | { readonly type: "union"; readonly options: readonly v.GenericSchema[] }
  | { readonly type: "picklist"; readonly options: readonly string[] }
  | { readonly type: "string" }
  | { readonly type: "boolean" }
  | { readonly type: "number" }
  | { readonly type: "loose_object" };

function objectOption(options: readonly v.GenericSchema[]): v.GenericSchema {
  const found = options.find(({ type }) => type === "object_with_rest" || type === "loose_object");
  if (found === undefined) throw new Error("a union without an object form has no shape");
  return found;
}
