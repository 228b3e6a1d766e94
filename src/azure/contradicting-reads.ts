import type { Properties, PropertyValue } from "../resources/resource.ts";
import { DECISIVE, type Decisive } from "./decisive-properties.ts";
import type { Declaration } from "./declaration.ts";
import { isAbsent, isList, isObject } from "./field.ts";

/**
 * Where what two stacks read of one thing, or two exports of one stack say of it, differs in something that routes depend on, as paths
 * of properties: `subnets["ep"].routeTable`. The two are of different times, and which of them is of now is not known.
 */
export function contradictions(one: Declaration, other: Declaration): readonly string[] {
  const decisive = DECISIVE[one.kind];
  // What a program leaves out has Azure's default. What an answer leaves out need not: a version of the API may not know it.
  const isProgram = !one.isRead;
  const differences = [
    ...differencesOf(one.config ?? {}, other.config ?? {}, decisive, isProgram),
    ...differencesOf(one.answer ?? {}, other.answer ?? {}, decisive, false),
  ];
  return [...new Set(differences)];
}

function differencesOf(one: Properties, other: Properties, { stated, optional, parts }: Decisive, isProgram: boolean): readonly string[] {
  const isOther = (name: string): boolean => sense(one[name]) !== sense(other[name]);
  const areStated = (name: string): boolean => !isAbsent(one[name]) && !isAbsent(other[name]);
  const inParts = Object.entries(parts).flatMap(([name, part]) => {
    if (!areStated(name)) return isProgram && isOther(name) ? [name] : [];
    const [own, others] = [itemsByName(one[name]), itemsByName(other[name])];
    if (part.isWhole && own.size !== others.size) return [name];
    return [...own].flatMap(([key, item]) => {
      const twin = others.get(key);
      if (twin === undefined) return part.isWhole ? [name] : [];
      const place = key === "" ? name : `${name}["${key}"]`;
      return differencesOf(item, twin, part.of, isProgram).map((property) => `${place}.${property}`);
    });
  });
  const counts = (name: string): boolean => isProgram || optional.includes(name) || areStated(name);
  return [...[...stated, ...optional].filter((name) => counts(name) && isOther(name)), ...inParts];
}

/** The items of a list; an object is the only one, whatever its name. */
function itemsByName(value: PropertyValue): ReadonlyMap<string, Properties> {
  if (isObject(value)) return new Map([["", value]]);
  const items = isList(value) ? value.filter(isObject) : [];
  return new Map(items.map((item) => [String(item["name"]).toLowerCase(), item]));
}

/** Azure counts with these how often it was written, and says how that went. */
const NOTES = new Set(["etag", "provisioningState"]);

/** The same text for what means the same: null and nothing; of what has an id the rest is a copy, and Azure takes words in any case. */
function sense(value: PropertyValue): string {
  if (isAbsent(value)) return "";
  if (isList(value)) return value.map(sense).sort().join();
  if (!isObject(value)) return String(value).toLowerCase();
  if (typeof value["id"] === "string") return value["id"].toLowerCase();
  return Object.keys(value)
    .filter((name) => !NOTES.has(name))
    .sort()
    .map((name) => `${name}: ${sense(value[name])}`)
    .join();
}
