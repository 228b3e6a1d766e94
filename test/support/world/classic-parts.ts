import type { Generation, StateEntry } from "./classic.ts";

/** Written from the provider's own documentation: the readers know nothing of this, and it knows nothing of them. */

export interface Fields {
  readonly [name: string]: unknown;
}

/** One resource of the classic provider that an azure-native one becomes, or a part of it. */
export interface Classic {
  readonly token: string;
  /** The name in the program; undefined: that of the azure-native resource. */
  readonly name: string | undefined;
  readonly id: string | undefined;
  readonly inputs: Fields;
  readonly outputs: Fields;
  /** Classic property → URNs of azure-native resources. */
  readonly dependsOn: Readonly<Record<string, readonly string[]>>;
}

/** The first is the thing itself. */
export type Parts = (entry: StateEntry, all: readonly StateEntry[], generation: Generation) => readonly Classic[];

export function idIn(value: unknown): string | undefined {
  const id = (value as Fields | undefined)?.["id"];
  return typeof id === "string" ? id : undefined;
}

export function listIn(holder: Fields | undefined, property: string): readonly Fields[] {
  const value = holder?.[property];
  return Array.isArray(value) ? (value as readonly Fields[]) : [];
}

export function objectIn(holder: Fields | undefined, property: string): Fields | undefined {
  return holder?.[property] as Fields | undefined;
}

/** The properties that are set. */
export function given(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** What a property of azure-native depends on, under the classic name. */
export function depends(entry: StateEntry, names: Readonly<Record<string, string>>): Classic["dependsOn"] {
  const known = Object.entries(names).map(([native, classic]) => [classic, entry.propertyDependencies?.[native] ?? []] as const);
  return Object.fromEntries(known.filter(([, urns]) => urns.length > 0));
}

/** A resource that becomes one: `convert` says both halves. */
export function one(
  token: string,
  names: Readonly<Record<string, string>>,
  convert: (side: Fields, name: unknown, generation: Generation, entry: StateEntry) => Fields,
  nameProperty: string,
): Parts {
  return (entry, _all, generation) => {
    const { inputs = {}, outputs = {} } = entry;
    const name = inputs[nameProperty] ?? outputs["name"];
    const both = { name, resourceGroupName: inputs["resourceGroupName"] };
    const asked = given({ ...both, location: inputs["location"], ...convert(inputs, name, generation, entry) });
    const answered = given({ ...both, location: outputs["location"], ...convert(outputs, name, generation, entry) });
    return [{ token, name: undefined, id: entry.id, inputs: asked, outputs: answered, dependsOn: depends(entry, names) }];
  };
}
