import { type Properties, type PropertyValue, UNKNOWN } from "../resources/resource.ts";

/** What the engine sends in place of a value that it does not know yet, one string a type of value. */
const UNKNOWN_VALUES: ReadonlySet<string> = new Set([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", // boolean
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // number
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9", // string
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // array
  "030794c1-ac77-496b-92df-f27374a8bd58", // asset
  "e48ece36-62e2-4504-bad9-02848725956a", // archive
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // object
]);
const UNKNOWN_LENGTH = 36;

/** The key that marks an object as something else than a plain value, and the marks that are read here. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const RESOURCE_REFERENCE = "5cf8f73096256a8f31e491e813e4eb8e";

/** The properties by which a proxy of the policy SDK gives itself away, and what it wraps. */
const IS_PROXY = "__isSpecialProxy";
const PROXY_TARGET = "__getSpecialProxyTarget";

/**
 * Returns the properties that a policy was handed as plain data, with `UNKNOWN` in place of what is not known yet.
 *
 * The SDK's proxy throws on the first unknown that is read, and each read through it costs thirty times a plain one:
 * it is taken off here, once. A remediation's properties have another proxy at every level, which reads secrets and writes them as
 * secrets again: these are copied. Else what holds no unknown is not copied. Throws nothing.
 */
export function readProperties(handed: unknown): Properties {
  if (!isRecord(handed)) return {};
  const target = handed[PROXY_TARGET];
  return readRecord(isRecord(target) ? target : handed);
}

function readValue(value: unknown): PropertyValue {
  switch (typeof value) {
    case "string":
      return value.length === UNKNOWN_LENGTH && UNKNOWN_VALUES.has(value) ? UNKNOWN : value;
    case "number":
    case "boolean":
    case "undefined":
      return value;
    default:
      return value === null ? null : readComposite(value);
  }
}

function readComposite(value: unknown): PropertyValue {
  if (value === UNKNOWN) return UNKNOWN;
  if (Array.isArray(value)) return readList(value);
  // Assets, archives, promises and the like are no network property; they are something, so they must not pass for "not set".
  if (!isRecord(value) || !isPlain(value)) return UNKNOWN;
  return SIGNATURE in value ? readMarked(value) : readRecord(value);
}

function readMarked(value: Record<string, unknown>): PropertyValue {
  switch (value[SIGNATURE]) {
    case SECRET:
    case OUTPUT:
      return "value" in value ? readValue(value["value"]) : UNKNOWN;
    case RESOURCE_REFERENCE: {
      const id = readValue(value["id"]);
      return typeof id === "string" && id !== "" ? id : UNKNOWN;
    }
    default:
      return UNKNOWN;
  }
}

/** By index: the methods of a list look at its constructor, which the proxy around a remediation's lists cannot give out. */
function readList(list: readonly unknown[]): readonly PropertyValue[] {
  const result: PropertyValue[] = [];
  let isChanged = isProxy(list);
  for (let index = 0; index < list.length; index += 1) {
    const value = list[index];
    const read = readValue(value);
    isChanged ||= read !== value;
    result.push(read);
  }
  return isChanged ? result : (list as readonly PropertyValue[]);
}

function readRecord(record: Record<string, unknown>): Properties {
  let changed: Record<string, PropertyValue> | undefined = isProxy(record) ? { ...(record as Properties) } : undefined;
  for (const [name, value] of Object.entries(record)) {
    const read = readValue(value);
    if (read === value) continue;
    changed ??= { ...(record as Properties) };
    changed[name] = read;
  }
  return changed ?? (record as Properties);
}

function isProxy(value: object): boolean {
  return (value as Record<string, unknown>)[IS_PROXY] === true;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** Whether the object is of no class, whichever realm it was made in. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
