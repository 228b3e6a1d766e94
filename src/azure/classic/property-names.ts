import { type Properties, type PropertyValue, UNKNOWN } from "../../resources/resource.ts";
import { isList, isObject } from "../values/field.ts";
import { type Property, type Spelling, spellingsOf, type Table } from "./property.ts";

/**
 * What the program calls the property at azure-native's `path`: `addressSpaces[1]` for `addressSpace.addressPrefixes[1]`. Where it has had
 * several names the one that is set in `holders` (inputs, then outputs) is it, else the newest.
 */
export function classicPath(path: string, { properties }: Table, holders: readonly PropertyValue[]): string {
  const property = properties.find(({ native }) => leadsTo(native, path)) ?? properties.find(({ native }) => leadsTo(path, native));
  if (property === undefined) return path;
  const { used, rest } = usedAt(property, holders, path.slice(property.native.length));
  if (used === undefined) return path;
  if (used.inner === undefined) return `${used.name}${rest.replace(/(^|\])\.id$/, "$1")}`;
  const [, place = "", below = ""] = /^((?:\[\d+\])?)\.?(.*)$/.exec(rest) ?? [];
  const inside = holders.map((holder) => at(isObject(holder) ? holder[used.name] : undefined, place));
  return below === "" ? `${used.name}${place}` : `${used.name}${place}.${classicPath(below, used.inner, inside)}`;
}

/** Whether `path` is `start`, or something inside of it. */
function leadsTo(start: string, path: string): boolean {
  return path.startsWith(start) && [undefined, ".", "["].includes(path[start.length]);
}

interface Used {
  readonly used: Spelling | undefined;
  /** What of the path is inside of it. */
  readonly rest: string;
}

function usedAt(property: Property, holders: readonly PropertyValue[], rest: string): Used {
  for (const holder of holders) {
    const spellings = spellingsOf(property, holder);
    const [used] = spellings;
    if (used !== undefined) return property.isJoined === true && isObject(holder) ? usedOfJoined(spellings, holder, rest) : { used, rest };
  }
  return { used: property.spellings[0], rest };
}

/** In which of the joined lists the item stands, and where in it. */
function usedOfJoined(spellings: readonly Spelling[], holder: Properties, rest: string): Used {
  const [, index, below = ""] = /^\[(\d+)\](.*)$/.exec(rest) ?? [];
  let left = Number(index);
  for (const used of spellings) {
    const value = holder[used.name];
    const converted = value === UNKNOWN ? UNKNOWN : used.convert(value);
    const length = isList(converted) ? converted.length : 1;
    if (left < length) return { used, rest: isList(converted) ? `[${left}]${below}` : "" };
    left -= length;
  }
  return { used: spellings[0], rest };
}

function at(value: PropertyValue, place: string): PropertyValue {
  return place === "" || !isList(value) ? value : value[Number(place.slice(1, -1))];
}
