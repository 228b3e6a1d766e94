import type { Entity } from "./network.ts";

/** Whether the globs of an entry include this gateway, by name, ARM id or URN; no globs include every gateway. */
export function matchesGateway(globs: readonly string[] | undefined, gateway: Entity): boolean {
  if (globs === undefined) return true;
  const names = [gateway.name, gateway.logicalName, gateway.armId, gateway.origin.resource].filter((each) => each !== undefined);
  return globs.some((glob) => {
    const pattern = globPattern(glob);
    return names.some((name) => pattern.test(name));
  });
}

/** `*` stands for any characters but `/`, `**` for any at all; the rest is literal, in any case, as ARM ids are. */
export function globPattern(glob: string): RegExp {
  const source = glob
    .split(/(\*\*|\*)/)
    .map((part) => (part === "**" ? ".*" : part === "*" ? "[^/]*" : part.replace(/[.+?^${}()|[\]\\]/g, "\\$&")))
    .join("");
  return new RegExp(`^${source}$`, "i");
}
