/** What `pulumi stack export` writes, as far as a respelling looks at it. */
export interface ExportDocument {
  readonly version: number;
  readonly deployment: { readonly manifest: object; readonly resources: readonly ExportedResource[] };
}

export interface ExportedResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly custom?: boolean;
  readonly parent?: string;
  readonly inputs?: JsonObject;
  readonly outputs?: JsonObject;
  readonly dependencies?: readonly string[];
  readonly propertyDependencies?: Readonly<Record<string, readonly string[]>>;
}

export interface JsonObject {
  readonly [name: string]: JsonValue | undefined;
}

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

/** `Subnet` of `azure-native:network/v20230501:Subnet`; undefined for other providers' types. */
export function networkTypeOf({ type }: ExportedResource): string | undefined {
  return /^azure-native(?:_network_\w+)?:network(?:\/\w+)?:(\w+)$/.exec(type)?.[1];
}

/** The property if it is a list of objects, else nothing. */
export function objectsIn(holder: JsonObject | undefined, property: string): readonly JsonObject[] {
  const value = holder?.[property];
  return Array.isArray(value) ? value.filter((item): item is JsonObject => typeof item === "object" && item !== null) : [];
}

/** The property if it is text; throws where a published case lacks it. */
export function textIn(holder: JsonObject | undefined, property: string): string {
  const value = holder?.[property];
  if (typeof value !== "string") throw new Error(`"${property}" is no text in ${JSON.stringify(holder)}`);
  return value;
}

/** The object without some properties. */
export function without(holder: JsonObject | undefined, ...properties: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(holder ?? {}).filter(([name]) => !properties.includes(name)));
}
