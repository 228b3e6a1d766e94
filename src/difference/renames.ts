import { append } from "../certainty/order.ts";
import type { Resource } from "../resources/resource.ts";
import { type End, keyOf } from "./identity.ts";

/** Former URNs of resources, by the present one: what Pulumi records of a rename by aliases. */
export type Aliases = ReadonlyMap<string, readonly string[]>;

export function aliasesOf(resources: readonly Resource[]): Aliases {
  return new Map(resources.flatMap(({ urn, aliases = [] }) => (aliases.length === 0 ? [] : [[urn, aliases] as const])));
}

/**
 * Finds what was renamed: its former key by the present one. What is still there under its key is no rename. Else the alias tells; in a deployed
 * stack, which has none any more, that what is new is like what is gone and like nothing else: the same stack and name in Azure and, of
 * endpoints, the same subnet and addresses.
 */
export function findRenames(before: readonly End[], after: readonly End[], aliases: Aliases): ReadonlyMap<string, string> {
  const gone = without(before, after);
  const fresh = without(after, before);
  const formers = new Map<string, string>();
  for (const [former, keys] of claimsByAlias(gone, fresh, aliases)) {
    const [only, ...others] = keys;
    if (only !== undefined && others.length === 0 && !formers.has(only)) formers.set(only, former);
  }
  const found = new Set(formers.values());
  const goneByLikeness = byLikeness(gone, (key) => !found.has(key));
  for (const [likeness, [only, ...others]] of byLikeness(fresh, (key) => !formers.has(key))) {
    const [former, ...more] = goneByLikeness.get(likeness) ?? [];
    if (only !== undefined && former !== undefined && others.length + more.length === 0) formers.set(only, former);
  }
  return formers;
}

type Ends = ReadonlyMap<string, End>;

/** By key, those whose keys none of the others has. */
function without(ends: readonly End[], others: readonly End[]): Ends {
  const keys = new Set(others.map(({ key }) => key));
  return new Map(ends.flatMap((end) => (keys.has(end.key) ? [] : [[end.key, end] as const])));
}

/** The keys of what says that it once was what is gone, by the key of that. */
function claimsByAlias(gone: Ends, fresh: Ends, aliases: Aliases): ReadonlyMap<string, readonly string[]> {
  const claims = new Map<string, string[]>();
  for (const { key, resource, name } of fresh.values()) {
    const formers = new Set((resource === null ? undefined : aliases.get(resource))?.map((urn) => keyOf(urn, name)));
    for (const former of formers) if (gone.has(former)) append(claims, former, key);
  }
  return claims;
}

function byLikeness(ends: Ends, isOpen: (key: string) => boolean): ReadonlyMap<string, readonly string[]> {
  const keys = new Map<string, string[]>();
  for (const { key, likeness } of ends.values()) {
    const like = isOpen(key) ? likeness() : undefined;
    if (like !== undefined) append(keys, like, key);
  }
  return keys;
}
