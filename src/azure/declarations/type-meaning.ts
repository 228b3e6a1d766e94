import { classicType } from "../classic/classic-types.ts";
import { RESOURCE_TYPES, type ResourceType } from "../types/resource-types.ts";
import { UNMODELLED_TYPES, type UnmodelledType } from "../types/unmodelled-types.ts";

const byToken = new Map(RESOURCE_TYPES.map((type) => [`${type.module}:${type.typeName}`, type]));

/**
 * `azure-native:network:X`, `azure-native:network/v20230201:X` and the local SDKs' `azure-native_network_v20230201:network:X`:
 * all name the module `network` and the type `X`.
 */
const AZURE_NATIVE_TOKEN = /^azure-native(?:_[a-z0-9]+_v[0-9a-z]+)?:([a-z0-9]+)(?:\/v[0-9a-z]+)?:([A-Za-z0-9]+)$/;

/** Whether the type is of the azure-native provider, in whatever version. */
export function isNative(token: string): boolean {
  return token.startsWith("azure-native");
}

/** Returns `module:Type` for a type of the azure-native provider in any spelling; undefined for the types of other providers. */
export function normaliseToken(token: string): string | undefined {
  const match = AZURE_NATIVE_TOKEN.exec(token);
  return match === null ? undefined : `${match[1]}:${match[2]}`;
}

const API_VERSION = /[/_]v(\d{4})(\d{2})(\d{2})/;

/** The API version that the token names, for example `2023-02-01`; undefined for the default one of the provider. */
export function apiVersionOf(token: string): string | undefined {
  const match = API_VERSION.exec(token);
  return match === null ? undefined : match.slice(1).join("-");
}

/** What a type token means to the readers. */
export type TypeMeaning =
  | { readonly kind: "read"; readonly type: ResourceType }
  /** Can change a path, and is not modelled. */
  | { readonly kind: "unmodelled"; readonly type: UnmodelledType }
  | { readonly kind: "irrelevant" };

const unmodelledByToken = new Map(UNMODELLED_TYPES.map((type) => [type.token, type]));
const IRRELEVANT: TypeMeaning = { kind: "irrelevant" };

/** A stack has many resources and few types: every spelling is taken apart once. */
const meanings = new Map<string, TypeMeaning>();

/** Returns what a type token in any spelling means. */
export function meaningOf(token: string): TypeMeaning {
  let meaning = meanings.get(token);
  if (meaning === undefined) {
    meaning = findMeaning(token);
    meanings.set(token, meaning);
  }
  return meaning;
}

function findMeaning(token: string): TypeMeaning {
  const normalised = normaliseToken(token) ?? classicType(token)?.native;
  if (normalised === undefined) return IRRELEVANT;
  const type = byToken.get(normalised);
  if (type !== undefined) return { kind: "read", type };
  const unmodelled = unmodelledByToken.get(normalised);
  return unmodelled === undefined ? IRRELEVANT : { kind: "unmodelled", type: unmodelled };
}

/** Whether `readNetwork` looks at resources of the type; all others can be left out early. */
export function isRelevantType(token: string): boolean {
  return meaningOf(token).kind !== "irrelevant";
}
