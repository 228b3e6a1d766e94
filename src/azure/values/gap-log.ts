import type { Assumption } from "../../certainty/assumption.ts";
import type { Gap } from "../../certainty/known.ts";

/** Collects what could not be read or resolved while a network is read, so that no gap of the model is missing in the list. */
export interface GapLog {
  /** Returns the gap that it adds. */
  readonly note: (resource: string, property: string, text: string) => Gap;
  /** The same for what the deployment will make known. */
  readonly pending: (resource: string, property: string, text: string) => Gap;
  /** What the program calls the property that the readers find at the path. Gaps name it so by themselves. */
  readonly nameOf: (resource: string, path: string) => string;
  readonly gaps: readonly Gap[];
  /** Adds a premise on which the whole network was read so; once, however often it is needed. */
  readonly assume: (assumption: Assumption) => void;
  readonly assumptions: () => readonly Assumption[];
}

export function gapLog(nameOf: GapLog["nameOf"] = (_, path) => path): GapLog {
  const gaps: Gap[] = [];
  const assumptions = new Map<string, Assumption>();
  const add = (gap: Gap): Gap => {
    gaps.push(gap);
    return gap;
  };
  return {
    gaps,
    nameOf,
    assume: (assumption) => void assumptions.set(assumption.text, assumption),
    assumptions: () => [...assumptions.keys()].sort().flatMap((text) => assumptions.get(text) ?? []),
    note: (resource, property, text) => add({ resource, property: nameOf(resource, property), text }),
    pending: (resource, property, text) => add({ resource, property: nameOf(resource, property), text, isPending: true }),
  };
}
