/** Property values as Pulumi's processes send them to each other: JSON in which some strings and objects have a special meaning. */
export type WireValue = string | number | boolean | null | readonly WireValue[] | WireObject;

export interface WireObject {
  readonly [name: string]: WireValue;
}

/** Stands for a value that is not known yet. The engine has one such string for every type; azure-native uses this one for all. */
export const UNKNOWN_ON_THE_WIRE = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

export function isObject(value: WireValue | undefined): value is WireObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isSecret(value: WireValue | undefined): value is WireObject {
  return isObject(value) && value[SIGNATURE] === SECRET;
}

export function secret(value: WireValue): WireObject {
  return { [SIGNATURE]: SECRET, value };
}

/** A copy in which every secret is replaced by what it hides, nulls in objects are dropped: what a provider gets. */
export function withoutSecrets(properties: WireObject): WireObject {
  const result: Record<string, WireValue> = {};
  for (const [name, value] of Object.entries(properties)) {
    if (value !== null) result[name] = revealed(value);
  }
  return result;
}

function revealed(value: WireValue): WireValue {
  if (isSecret(value)) return revealed(value["value"] ?? null);
  if (Array.isArray(value)) return value.map(revealed);
  return isObject(value) ? withoutSecrets(value) : value;
}

/** A copy in which secrets are written as `pulumi stack export --show-secrets` writes them: their JSON text as `plaintext`. */
export function asExported(properties: WireObject): WireObject {
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, exported(value)]));
}

function exported(value: WireValue): WireValue {
  if (isSecret(value)) return { [SIGNATURE]: SECRET, plaintext: JSON.stringify(value["value"] ?? null) };
  if (Array.isArray(value)) return value.map(exported);
  return isObject(value) ? asExported(value) : value;
}

/** Whether anything in the value, at any depth, is not known yet. */
export function containsUnknown(value: WireValue | undefined): boolean {
  if (value === UNKNOWN_ON_THE_WIRE) return true;
  if (Array.isArray(value)) return value.some(containsUnknown);
  return isObject(value) && Object.values(value).some(containsUnknown);
}

/** Equality by content; the order of an object's properties does not matter. */
export function sameValue(a: WireValue | undefined, b: WireValue | undefined): boolean {
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => sameValue(item, b[index]));
  }
  if (isObject(a)) {
    return isObject(b) && [...new Set([...Object.keys(a), ...Object.keys(b)])].every((name) => sameValue(a[name], b[name]));
  }
  return a === b;
}
