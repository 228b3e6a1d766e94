import { type Properties, type PropertyValue, UNKNOWN } from "../resources/resource.ts";

/** The key that marks a value which Pulumi wraps, and the mark of secrets among those. */
const SIGNATURE_KEY = "4dabf18193072939515e22adb298388d";
const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";
/** Marks an output value with its dependencies; it may be secret, and has no `value` where it is unknown. */
const OUTPUT_VALUE_SIGNATURE = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

/** What the SDKs write in place of a value that is not known, one for each type of value. */
const UNKNOWN_SENTINELS: ReadonlySet<string> = new Set([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** What the engine and the provider keep beside the properties: never a property of the resource itself. */
const BOOKKEEPING: ReadonlySet<string> = new Set(["__inputs", "__defaults", "__pulumi_raw_state_delta"]);

/**
 * Returns the properties with secrets unwrapped and what is not known marked as such. Parts that need neither are handed on as
 * they are, not copied: files may be large.
 */
export function exportedProperties(value: unknown): Properties | undefined {
  const properties = exportedValue(value);
  return typeof properties === "object" && properties !== null && !Array.isArray(properties) ? (properties as Properties) : undefined;
}

function exportedValue(value: unknown): PropertyValue {
  if (typeof value === "string") return UNKNOWN_SENTINELS.has(value) ? UNKNOWN : value;
  if (typeof value !== "object" || value === null) return value as PropertyValue;
  return Array.isArray(value) ? exportedList(value) : exportedObject(value as Readonly<Record<string, unknown>>);
}

function exportedList(list: readonly unknown[]): readonly PropertyValue[] {
  let copy: PropertyValue[] | undefined;
  for (let index = 0; index < list.length; index += 1) {
    const before = list[index];
    const after = exportedValue(before);
    if (after !== before) {
      copy ??= [...(list as readonly PropertyValue[])];
      copy[index] = after;
    }
  }
  return copy ?? (list as readonly PropertyValue[]);
}

function exportedObject(object: Readonly<Record<string, unknown>>): PropertyValue {
  const signature = object[SIGNATURE_KEY];
  if (signature !== undefined) return wrappedValue(object, signature);
  let copy: Record<string, PropertyValue> | undefined;
  for (const name in object) {
    const before = object[name];
    const after = BOOKKEEPING.has(name) ? undefined : exportedValue(before);
    if (after !== before) {
      copy ??= { ...(object as Readonly<Record<string, PropertyValue>>) };
      copy[name] = after;
    }
  }
  return copy ?? (object as Properties);
}

/** A secret is its plaintext where the file has it (`--show-secrets`), which is JSON text; what is encrypted is not known. */
function wrappedValue(object: Readonly<Record<string, unknown>>, signature: unknown): PropertyValue {
  if (signature === OUTPUT_VALUE_SIGNATURE) return "value" in object ? exportedValue(object["value"]) : UNKNOWN;
  if (signature !== SECRET_SIGNATURE) return UNKNOWN;
  const { plaintext } = object;
  if (typeof plaintext !== "string") return UNKNOWN;
  try {
    return exportedValue(JSON.parse(plaintext));
  } catch {
    return UNKNOWN;
  }
}
