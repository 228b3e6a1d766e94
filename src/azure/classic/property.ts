import { type PropertyValue, UNKNOWN } from "../../resources/resource.ts";
import { parseArmId } from "../values/arm-id.ts";
import { isAbsent, isList, isObject } from "../values/field.ts";

/** What is said about a type, or about a part of it. */
export interface Table {
  readonly properties: readonly Property[];
  /** Properties that change no path. What stands in neither list keeps its name, and is found to be unknown. */
  readonly ignored: ReadonlySet<string>;
}

/** A property of azure-native with what the classic provider calls it. */
export interface Property {
  /** Where the value stands for azure-native: `addressSpace.addressPrefixes`. */
  readonly native: string;
  /** The names that it has had, the one that decides first. */
  readonly spellings: readonly Spelling[];
  /** Each of the names has a list of its own, of which azure-native has one. */
  readonly isJoined?: true;
}

export interface Spelling {
  readonly name: string;
  /** The value in azure-native's shape; undefined where it says nothing. What is not known at all is not asked. */
  readonly convert: (value: PropertyValue) => PropertyValue;
  /** Of objects, and of lists of objects: what they consist of. */
  readonly inner: Table | undefined;
}

/** `ignored`: names of properties that change no path. */
export function table(properties: readonly Property[], ignored = ""): Table {
  return { properties, ignored: new Set(ignored.split(/\s+/)) };
}

/** A property that both providers write alike. Of several names the first that is set counts. */
export function same(native: string, ...names: readonly string[]): Property {
  return { native, spellings: names.map((name) => spelling(name, (value) => value)) };
}

/** A property whose names are written in different ways. */
export function oneOf(native: string, ...spellings: readonly Spelling[]): Property {
  return { native, spellings };
}

export function spelling(name: string, convert: Spelling["convert"] = (value) => value, inner?: Table): Spelling {
  return { name, convert, inner };
}

/** Several lists for which azure-native has a single one. */
export function joined(native: string, ...spellings: readonly Spelling[]): Property {
  return { native, spellings, isJoined: true };
}

/** An id in plain text, for azure-native an object with an `id`. */
export function reference(native: string, name: string): Property {
  return oneOf(native, spelling(name, asReference));
}

/** The name of a thing: for azure-native the input has a name of its own. */
export function named(property: string): readonly Property[] {
  return [same(property, "name"), same("name", "name")];
}

/** What azure-native tells by the names of the parent and of its group, this provider tells by the parent's id. */
export function parentById(nameProperty: string, id: string): readonly Property[] {
  return [oneOf(nameProperty, nameInId(id)), oneOf("resourceGroupName", groupInId(id))];
}

export function nameInId(id: string): Spelling {
  return spelling(id, (value) => (typeof value === "string" ? parseArmId(value)?.names[0] : value));
}

export function groupInId(id: string): Spelling {
  return spelling(id, (value) => (typeof value === "string" ? parseArmId(value)?.resourceGroup : value));
}

/** A list of such ids. */
export function references(native: string, ...names: readonly string[]): Property {
  return oneOf(native, ...names.map((name) => spelling(name, (value) => (isList(value) ? value.map(asReference) : value))));
}

/** A list of objects. */
export function items(native: string, name: string, inner: Table): Property {
  return { native, spellings: [{ name, convert: (value) => value, inner }] };
}

/** An object: the same in a list of one, and alone. */
export const object = items;

/** Whether the spelling is used: bridged providers answer with empty text what nobody set. */
export function isSet(value: PropertyValue): boolean {
  return !isAbsent(value) && value !== "";
}

/** The spellings that are used in a resource or in a part of it, of one that counts alone only that one. */
export function spellingsOf({ spellings, isJoined }: Property, holder: PropertyValue): readonly Spelling[] {
  if (!isObject(holder)) return [];
  const used = spellings.filter(({ name, convert }) => {
    const value = holder[name];
    return isSet(value) && (value === UNKNOWN || !isAbsent(convert(value)));
  });
  return isJoined === true ? used : used.slice(0, 1);
}

function asReference(value: PropertyValue): PropertyValue {
  return value === UNKNOWN ? UNKNOWN : { id: value };
}
