import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type ResourceType, resourceType } from "./resource-type.ts";

/** What is known about a property's type: enough to tell which properties of a value the provider knows of. */
export type PropertyType =
  | { readonly kind: "scalar"; readonly of: "string" | "number" | "boolean" }
  | { readonly kind: "array"; readonly items: PropertyType }
  | { readonly kind: "map"; readonly values: PropertyType }
  | { readonly kind: "object"; readonly properties: () => ReadonlyMap<string, PropertyType> }
  | { readonly kind: "any" };

/** A resource type as the SDK declares it. */
export interface ResourceShape {
  /** Names of the properties that a program may give. */
  readonly inputs: readonly string[];
  /** The properties that the provider answers. Parameters of the resource's path are not among them. */
  readonly response: ReadonlyMap<string, PropertyType>;
  readonly apiVersion: string;
}

const ANY: PropertyType = { kind: "any" };
const SDK = dirname(require.resolve("@pulumi/azure-native/package.json"));
const shapes = new Map<string, ResourceShape | undefined>();
const interfaces = new Map<string, ReadonlyMap<string, PropertyType>>();
let outputTypes: string | undefined;

/**
 * The shape of a type, in any spelling of its token, read from the SDK's declarations and its constructor; undefined where the SDK has no such type.
 * A token with an API version gets the shape of the SDK's default version.
 */
export function resourceShape(token: string): ResourceShape | undefined {
  const type = resourceType(token);
  if (type === undefined) return undefined;
  const key = `${type.module}:${type.name}`;
  if (!shapes.has(key)) shapes.set(key, readShape(type));
  return shapes.get(key);
}

function readShape({ module, name }: ResourceType): ResourceShape | undefined {
  const file = join(SDK, module, name.charAt(0).toLowerCase() + name.slice(1));
  if (!existsSync(`${file}.d.ts`)) return undefined;
  const declaration = readFileSync(`${file}.d.ts`, "utf8");
  const response = new Map<string, PropertyType>([["id", { kind: "scalar", of: "string" }]]);
  for (const [, property = "", type = ""] of declaration.matchAll(/^ {4}readonly (\w+): pulumi\.Output<([^>]*)>;/gm)) {
    response.set(property, propertyType(type));
  }
  return {
    inputs: constructorInputs(readFileSync(`${file}.js`, "utf8")),
    response,
    apiVersion: /Uses Azure REST API version ([\w-]+)/.exec(declaration)?.[1] ?? "",
  };
}

/** The constructor copies each input from `args`, and sets the others, which are only answered, to undefined. */
function constructorInputs(source: string): readonly string[] {
  const names = [...source.matchAll(/resourceInputs\["(\w+)"\] = (?!undefined)/g)].map(([, name = ""]) => name);
  return [...new Set(names)].filter((name) => name !== "id");
}

/** Reads a declared type: a scalar, `outputs.network.SubnetResponse`, an array of either, or a map. */
function propertyType(declared: string): PropertyType {
  const type = declared.replaceAll(/\s*\|\s*undefined/g, "").trim();
  if (type.endsWith("[]")) return { kind: "array", items: propertyType(type.slice(0, -2)) };
  if (type === "string" || type === "number" || type === "boolean") return { kind: "scalar", of: type };
  const map = /^\{\s*\[key: string\]: ([^;]+)/.exec(type);
  if (map !== null) return { kind: "map", values: propertyType(map[1] ?? "") };
  const reference = /^outputs\.(\w+)\.(\w+)$/.exec(type);
  if (reference === null) return ANY;
  const [, module = "", name = ""] = reference;
  return { kind: "object", properties: () => interfaceProperties(module, name) };
}

/** The properties of an interface in the SDK's output types; read when first needed, because some types hold themselves. */
function interfaceProperties(module: string, name: string): ReadonlyMap<string, PropertyType> {
  const key = `${module}.${name}`;
  const known = interfaces.get(key);
  if (known !== undefined) return known;
  const properties = new Map<string, PropertyType>();
  for (const [, property = "", type = ""] of interfaceBody(module, name).matchAll(/^ {8}(\w+)\??: ([^;]+);/gm)) {
    properties.set(property, propertyType(type));
  }
  interfaces.set(key, properties);
  return properties;
}

function interfaceBody(module: string, name: string): string {
  outputTypes ??= readFileSync(join(SDK, "types", "output.d.ts"), "utf8");
  const namespace = outputTypes.indexOf(`\nexport declare namespace ${module} {`);
  const start = namespace === -1 ? -1 : outputTypes.indexOf(`\n    interface ${name} {`, namespace);
  if (start === -1) throw new Error(`the SDK declares no output type ${module}.${name}`);
  return outputTypes.slice(start, outputTypes.indexOf("\n    }", start));
}
