import { ROOT_STACK, type ShownResource } from "./capture-inputs.ts";

/** What a resource policy remembers of the run that is under way: whether it said already what concerns all of the run. */
export interface RunMemory {
  readonly show: (resource: Pick<ShownResource, "type">) => void;
  /** True once a run. Where no root stack was ever shown nobody knows when a run begins: then it is always true. */
  readonly isFirst: () => boolean;
}

/** A run begins with the root stack: it is the parent of all others and hence shown before them. */
export function createRunMemory(): RunMemory {
  let run: { isTold: boolean } | undefined;
  return {
    show: ({ type }) => {
      if (type === ROOT_STACK) run = { isTold: false };
    },
    isFirst: () => {
      const isFirst = run?.isTold !== true;
      if (run !== undefined) run.isTold = true;
      return isFirst;
    },
  };
}
