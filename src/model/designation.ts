import type { Prefix } from "../address/prefix.ts";
import type { Intent } from "./intent.ts";
import type { Entity, Gateway } from "./network.ts";

/** The prefixes of on-premises that the configuration states for what comes in by the gateway; empty: none. */
export function configuredSources(gateway: Gateway, intent: Intent): readonly Prefix[] {
  const { entryPrefixes } = gateway;
  if (entryPrefixes !== undefined && entryPrefixes.length > 0) return entryPrefixes;
  return intent.onPremises.filter((each) => matchesGateway(each.gateways, gateway)).map(({ prefix }) => prefix);
}

/** Whether the globs of an entry include this gateway, by name, ARM id or URN; no globs include every gateway. */
export function matchesGateway(globs: readonly string[] | undefined, gateway: Entity): boolean {
  if (globs === undefined) return true;
  const names = [gateway.name, gateway.logicalName, gateway.armId, gateway.origin.resource].filter((each) => each !== undefined);
  return globs.some((glob) => {
    const pattern = globPattern(glob);
    return names.some((name) => pattern.test(name));
  });
}

/** `*` stands for any characters but `/`, `**` for any at all; the rest is literal: in any case, as ARM ids are, unless `case` is to count, as in URNs. */
export function globPattern(glob: string, letters: "any-case" | "exact" = "any-case"): RegExp {
  const source = glob
    .split(/(\*\*|\*)/)
    .map((part) => (part === "**" ? ".*" : part === "*" ? "[^/]*" : part.replace(/[.+?^${}()|[\]\\]/g, "\\$&")))
    .join("");
  return new RegExp(`^${source}$`, letters === "exact" ? "" : "i");
}
