import { closedList, type Gap, type Known, known, type OpenList, unknown } from "../../certainty/known.ts";
import { isList, isObject, type PropertyValue, UNKNOWN } from "../../resources/resource.ts";
import type { GapLog } from "./gap-log.ts";

export { isList, isObject };

/** A property's value with the place where it stands, so that a gap can name it. */
export interface Field {
  /** The resource that holds the property. */
  readonly resource: string;
  /** `ipConfigurations[0].subnet.id`. */
  readonly path: string;
  readonly value: PropertyValue;
}

export const NOT_KNOWN_YET = "is not known yet";

/**
 * The member of an object. Of an unknown value every member is unknown; the path stays that of the value that is unknown.
 * A value that is no object is its own member: whoever wants a list or a text of it says what is wrong with it.
 */
export function member(field: Field, name: string): Field {
  const { value } = field;
  if (isObject(value)) return { resource: field.resource, path: field.path === "" ? name : `${field.path}.${name}`, value: value[name] };
  return field;
}

/** Whether nothing was set. */
export function isAbsent(value: PropertyValue): value is null | undefined {
  return value === undefined || value === null;
}

/** Nothing, or a list of nothing. */
export function isEmpty(value: PropertyValue): boolean {
  return isAbsent(value) || (isList(value) && value.length === 0);
}

/** A value as a message may quote it: short, and never more than was asked for. */
export function quote(value: PropertyValue): string {
  if (value === UNKNOWN) return "a value that is not known yet";
  if (typeof value === "string") return JSON.stringify(value.length > 80 ? `${value.slice(0, 77)}...` : value);
  if (isList(value)) return "a list";
  if (isObject(value)) return "an object";
  return String(value);
}

/** Says that the value is none of what was expected. */
export function misfit(field: Field, expected: string, log: GapLog): Gap {
  if (field.value === UNKNOWN) return log.pending(field.resource, field.path, NOT_KNOWN_YET);
  if (isAbsent(field.value)) return log.note(field.resource, field.path, `is not set, expected ${expected}`);
  return log.note(field.resource, field.path, `${quote(field.value)} is not ${expected}`);
}

/** The text of a property that is known and not empty; undefined else. */
export function textOf(value: PropertyValue): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** A switch; where it is not set, Azure's default. */
export function booleanOf(field: Field, byDefault: boolean, log: GapLog): Known<boolean> {
  if (typeof field.value === "boolean") return known(field.value);
  if (isAbsent(field.value)) return known(byDefault);
  return unknown(misfit(field, "true or false", log));
}

/** One of several words in any case, each with what it means; where nothing is set, `byDefault`. */
export function wordOf<T>(field: Field, words: Readonly<Record<string, T>>, byDefault: T | undefined, log: GapLog): Known<T> {
  if (isAbsent(field.value) && byDefault !== undefined) return known(byDefault);
  if (typeof field.value === "string") {
    const lower = field.value.toLowerCase();
    for (const [word, meaning] of Object.entries(words)) if (word.toLowerCase() === lower) return known(meaning);
  }
  return unknown(misfit(field, `one of ${Object.keys(words).join(", ")}`, log));
}

/** The items of a list; an unknown item, or list, opens it. Nothing set is the empty list. */
export function itemsOf(field: Field, log: GapLog): OpenList<Field> {
  const { resource, path, value } = field;
  if (isAbsent(value)) return closedList([]);
  if (!isList(value)) return { items: [], open: misfit(field, "a list", log) };
  const items: Field[] = [];
  let open: Gap | undefined;
  value.forEach((item, index) => {
    if (item === UNKNOWN) open = log.pending(resource, `${path}[${index}]`, NOT_KNOWN_YET);
    else if (!isAbsent(item)) items.push({ resource, path: `${path}[${index}]`, value: item });
  });
  return { items, open };
}
