import type { Properties, PropertyValue } from "../../resources/resource.ts";
import { DECISIVE, DEFAULTS, type Decisive, type Part } from "../types/decisive-properties.ts";
import { isAbsent, isEmpty, isList, isObject } from "../values/field.ts";
import type { Declaration } from "./declaration.ts";

/**
 * Where what two stacks read of one thing, or two exports of one stack say of it, differs in something that routes depend on, as paths
 * of properties: `subnets["ep"].routeTable`. The two are of different times, and which of them is of now is not known.
 */
export function contradictions(one: Declaration, other: Declaration): readonly string[] {
  const decisive = DECISIVE[one.kind];
  // Of what a program leaves out Azure decides.
  const isProgram = !one.isRead;
  const differences = [
    ...differencesOf(one.config ?? {}, other.config ?? {}, decisive, isProgram),
    ...differencesOf(one.answer ?? {}, other.answer ?? {}, decisive, false),
  ];
  return [...new Set(differences)];
}

function differencesOf(one: Properties, other: Properties, { always, stated, parts }: Decisive, isProgram: boolean): readonly string[] {
  const isOther = (names: string): boolean => sense(told(one, names)) !== sense(told(other, names));
  const areStated = (name: string): boolean => !isAbsent(one[name]) && !isAbsent(other[name]);
  const whole = [...always, ...stated.filter((name) => isProgram || areStated(name))].filter(isOther).map((names) => nameOf(one, names));
  return [...whole, ...Object.entries(parts).flatMap(([name, part]) => differencesIn(name, one[name], other[name], part, isProgram))];
}

function differencesIn(
  name: string,
  one: PropertyValue,
  other: PropertyValue,
  { of, isWhole }: Part,
  isProgram: boolean,
): readonly string[] {
  const [own, others] = [itemsByName(one), itemsByName(other)];
  return [...new Set([...own.keys(), ...others.keys()])].flatMap((key) => {
    const [item, twin] = [own.get(key), others.get(key)];
    const place = key === "" ? name : `${name}["${key}"]`;
    if (item === undefined || twin === undefined) return isWhole ? [place] : [];
    return differencesOf(item, twin, of, isProgram).map((property) => `${place}.${property}`);
  });
}

/** The items of a list; an object is the only one, whatever its name. */
function itemsByName(value: PropertyValue): ReadonlyMap<string, Properties> {
  if (isObject(value)) return new Map([["", value]]);
  const items = isList(value) ? value.filter(isObject) : [];
  return new Map(items.map((item) => [String(item["name"]).toLowerCase(), item]));
}

/** The one of several names that the side uses. */
function nameOf(side: Properties, names: string): string {
  const [first = names, ...others] = names.split("|");
  return others.find((name) => !isAbsent(side[name])) ?? first;
}

/** What Azure takes it for: nothing where that is the default, a list where one of its names is that of a list. */
function told(side: Properties, names: string): PropertyValue {
  const name = nameOf(side, names);
  const value = side[name];
  if (value === false || value === DEFAULTS[name]) return undefined;
  return name === names || isList(value) ? value : [value];
}

/** Azure counts with these how often it was written, and says how that went. */
const NOTES = new Set(["etag", "provisioningState"]);

/** The same text for what means the same: null, no items and nothing; of what has an id the rest is a copy, and Azure takes words in any case. */
function sense(value: PropertyValue): string {
  if (isEmpty(value)) return "";
  if (isList(value)) return `[${value.map(sense).sort().join()}]`;
  if (!isObject(value)) return String(value).toLowerCase();
  if (typeof value["id"] === "string") return value["id"].toLowerCase();
  const members = Object.keys(value).filter((name) => !NOTES.has(name) && !isAbsent(value[name]));
  return `{${members
    .sort()
    .map((name) => `${name}: ${sense(value[name])}`)
    .join()}}`;
}
