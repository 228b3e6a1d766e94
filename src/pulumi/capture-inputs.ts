import type { Properties } from "../resources/resource.ts";
import { readProperties } from "./unknown-values.ts";

/** The inputs of one run: what the program asked for, after the provider's Check. One object a run. */
export interface CapturedInputs {
  /** False: no resource at all was shown before the stack was, so that the capturing policy is disabled. */
  readonly seen: boolean;
  readonly byUrn: ReadonlyMap<string, Properties>;
}

/** A resource as a resource policy is shown it, before it is created or changed. */
export interface ShownResource {
  readonly urn: string;
  readonly type: string;
  readonly props: unknown;
}

export interface InputCapture {
  readonly capture: (resource: ShownResource) => void;
  /** The inputs of the run that ends with this stack analysis. Each stack policy asks once a run, under its own name. */
  readonly take: (policy: string) => CapturedInputs;
}

export const ROOT_STACK = "pulumi:pulumi:Stack";

/**
 * Returns a store of inputs for the run that is under way.
 *
 * Stack policies are shown outputs only, and in a preview these cannot tell "not set, so Azure's default" from "not known
 * yet". The inputs pass by earlier, one resource at a time, in the same process.
 *
 * Nothing tells a policy that a new run begins, and one process may serve several. A run begins
 * - with the first resource after a stack analysis;
 * - with the root stack: it is the parent of all others and hence shown before them, which matters where the run before
 *   broke off without a stack analysis;
 * - where a stack policy asks a second time and no resource was shown in between: the capturing policy is disabled now.
 */
export function createInputCapture(isRelevantType: (type: string) => boolean): InputCapture {
  const askedBy = new Set<string>();
  let run = begin();

  function begin(): { seen: boolean; byUrn: Map<string, Properties> } {
    askedBy.clear();
    return { seen: false, byUrn: new Map() };
  }

  return {
    capture: ({ urn, type, props }) => {
      if (askedBy.size > 0 || type === ROOT_STACK) run = begin();
      run.seen = true;
      if (isRelevantType(type)) run.byUrn.set(urn, readProperties(props));
    },
    take: (policy) => {
      if (askedBy.has(policy)) run = begin();
      askedBy.add(policy);
      return run;
    },
  };
}
