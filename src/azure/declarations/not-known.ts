import type { UnmodelledScope } from "../../model/network.ts";
import type { Resource } from "../../resources/resource.ts";
import { KNOWN_PROPERTIES, NEWEST_API_VERSION } from "../types/known-properties.ts";
import { isAbsent } from "../values/field.ts";
import type { GapLog } from "../values/gap-log.ts";
import type { Declaration } from "./declaration.ts";
import type { Reading } from "./reading.ts";
import { apiVersionOf } from "./type-meaning.ts";

/**
 * Notes the properties that a program sets and that this version of Chokepoint has never heard of: an API newer than it may have added one
 * that changes routes. What was only read (`isRead`) also has what Azure answers, and is left alone.
 */
export function noteUnknownProperties(
  declaration: Declaration,
  scopes: readonly UnmodelledScope[],
  { log, noteUnmodelled }: Reading,
): void {
  const { config, isRead, kind, path, resource } = declaration;
  const known = KNOWN_PROPERTIES[kind];
  if (config === undefined || isRead || known === undefined) return;
  for (const name in config) {
    // Pulumi's own notes begin with two underscores.
    if (known.has(name) || isAbsent(config[name]) || name.startsWith("__")) continue;
    const gap = log.note(resource.urn, path === "" ? name : `${path}.${name}`, "this version of Chokepoint does not know the property");
    for (const scope of scopes) noteUnmodelled("unknown property", gap, scope);
  }
}

/** Notes the API versions that are newer than any that has been looked at: one gap for each and stack. What they brought is noted where it is used. */
export function noteNewVersions(resources: Iterable<Resource>, log: GapLog): void {
  const firsts = new Map<string, { readonly version: string; readonly first: Resource }>();
  for (const resource of resources) {
    const version = apiVersionOf(resource.type);
    if (version === undefined || version <= NEWEST_API_VERSION) continue;
    const key = `${resource.origin}\n${version}`;
    const { first } = firsts.get(key) ?? { first: resource };
    firsts.set(key, { version, first: resource.urn < first.urn ? resource : first });
  }
  for (const { version, first } of firsts.values()) {
    const text = `its API version ${version} is newer than ${NEWEST_API_VERSION}, the newest that this version of Chokepoint knows`;
    log.note(first.urn, "", text);
  }
}
