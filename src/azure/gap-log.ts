import type { Gap } from "../certainty/known.ts";

/** Collects what could not be read or resolved while a network is read, so that no gap of the model is missing in the list. */
export interface GapLog {
  /** Returns the gap that it adds. */
  readonly note: (resource: string, property: string, text: string) => Gap;
  readonly gaps: readonly Gap[];
}

export function gapLog(): GapLog {
  const gaps: Gap[] = [];
  return {
    gaps,
    note: (resource, property, text) => {
      const gap = { resource, property, text };
      gaps.push(gap);
      return gap;
    },
  };
}
