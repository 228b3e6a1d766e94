import type { Resource } from "../../resources/resource.ts";
import type { Reading } from "../declarations/reading.ts";

/** Notes what an update that was cut off had begun with: of it the state says how it was, and Azure may have it otherwise. */
export function noteInterrupted(resources: readonly Resource[], { log, noteUnmodelled }: Reading): void {
  for (const { urn, interrupted } of resources) {
    if (interrupted === undefined) continue;
    const text = `its ${interrupted} was cut off, and whether it took effect is not known; run \`pulumi refresh\` and export again`;
    noteUnmodelled("interrupted", log.note(urn, "", text), { kind: "everything" });
  }
}
