import { type Properties, type PropertyValue, UNKNOWN } from "../../resources/resource.ts";
import { isList, isObject } from "../values/field.ts";
import { type Property, spellingsOf, type Table } from "./property.ts";

/** The properties in azure-native's shape. A value that has another shape than it should is left as it is: its reader says so. */
export function translated(given: Properties, { properties, ignored }: Table): Properties {
  const taken = new Set(properties.flatMap(({ spellings }) => spellings.map(({ name }) => name)));
  const native: Record<string, PropertyValue> = {};
  for (const name in given) if (!taken.has(name) && !ignored.has(name)) native[name] = given[name];
  for (const property of properties) {
    const values = valuesOf(property, given);
    const [value] = values;
    if (values.length === 0) continue;
    put(native, property.native.split("."), property.isJoined === true ? values.flatMap(itemsOf) : value);
  }
  return native;
}

function valuesOf(property: Property, given: Properties): readonly PropertyValue[] {
  return spellingsOf(property, given).map(({ name, convert, inner }) => {
    const value = given[name];
    return value === UNKNOWN ? UNKNOWN : inside(convert(value), inner);
  });
}

/** Of a list that is not known one item stands for all. */
function itemsOf(value: PropertyValue): readonly PropertyValue[] {
  return isList(value) ? value : [value];
}

function inside(value: PropertyValue, inner: Table | undefined): PropertyValue {
  if (inner === undefined) return value;
  if (isList(value)) return value.map((item) => inside(item, inner));
  return isObject(value) ? translated(value, inner) : value;
}

/** Puts the value where the path leads, beside what other properties have put there. */
function put(holder: Record<string, PropertyValue>, [name, ...rest]: readonly string[], value: PropertyValue): void {
  if (name === undefined) return;
  if (rest.length === 0) {
    holder[name] = value;
    return;
  }
  const part = holder[name];
  const copy: Record<string, PropertyValue> = isObject(part) ? { ...part } : {};
  put(copy, rest, value);
  holder[name] = copy;
}

/** What azure-native's top-level properties depend on: all that the classic ones depend on that they are made of. */
export function translatedDependencies(
  given: Readonly<Record<string, readonly string[]>>,
  { properties }: Table,
): Readonly<Record<string, readonly string[]>> {
  const native: Record<string, readonly string[]> = { ...given };
  for (const { native: path, spellings } of properties) {
    const urns = spellings.flatMap(({ name }) => given[name] ?? []);
    if (urns.length === 0) continue;
    const top = path.split(".")[0] ?? path;
    native[top] = [...new Set([...(native[top] ?? []), ...urns])];
  }
  return native;
}
