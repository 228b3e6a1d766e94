import { anyIntersects, type Interval, intersects } from "../address/prefix.ts";
import type { ResourceChange } from "../resources/resource-change.ts";

/** One change of the network, with the changes of resources that bring it about. */
export interface Step {
  /** As a clause: `set privateEndpointNetworkPolicies of spoke/ep to RouteTableEnabled`. */
  readonly text: string;
  readonly changes: readonly ResourceChange[];
  /** The destinations whose way it can change: a route changes only those that it covers. Undefined: any. */
  readonly scope: readonly Interval[] | undefined;
  /** Whose these resources are, where the program only reads them. */
  readonly owner: string | undefined;
  /** The route table that gets one route more, or loses one, with how many it has now. */
  readonly table: { readonly name: string; readonly routes: number; readonly added: 1 | -1 } | undefined;
  /** The order among the steps of a plan: what opens nothing comes first. */
  readonly rank: number;
}

/** What may mend a path: all of the steps together. */
export interface Candidate {
  /** The same for the same steps. */
  readonly key: string;
  readonly steps: readonly Step[];
  /** The destinations whose way it can change; undefined: any. */
  readonly scope: readonly Interval[] | undefined;
}

export function candidateOf(steps: readonly Step[]): Candidate {
  const isOpen = steps.some(({ scope }) => scope === undefined);
  return { key: steps.map(stepKey).join("\n"), steps, scope: isOpen ? undefined : steps.flatMap(({ scope }) => scope ?? []) };
}

const keys = new WeakMap<Step, string>();

/** Two steps are the same if their resources change alike. */
export function stepKey(step: Step): string {
  let key = keys.get(step);
  if (key === undefined) {
    key = step.changes.map(({ resource, property, after }) => `${resource} ${property} ${describe(after)}`).join("; ");
    keys.set(step, key);
  }
  return key;
}

function describe(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => (typeof each === "symbol" ? "?" : each));
}

/** Whether the two can change the way to one destination. */
export function mayInterfere(a: readonly Interval[] | undefined, b: readonly Interval[] | undefined): boolean {
  return a === undefined || b === undefined || anyIntersects(a, b);
}

/** Destinations that are taken: no two members of a batch may change the way to one of them. */
export class Claims {
  /** Disjoint, in address order. */
  readonly #intervals: Interval[] = [];
  #isAll = false;

  /** Claims the destinations; false where one of them is taken already. */
  claim(scope: readonly Interval[] | undefined): boolean {
    if (this.#isAll || (scope === undefined && this.#intervals.length > 0)) return false;
    if (scope === undefined) this.#isAll = true;
    else if (scope.some((each) => this.#isTaken(each))) return false;
    else for (const each of scope) this.#take(each);
    return true;
  }

  #isTaken(interval: Interval): boolean {
    const next = this.#intervals[this.#placeOf(interval.first)];
    return next !== undefined && intersects(next, interval);
  }

  /** The steps of one candidate may share destinations. */
  #take({ first, last }: Interval): void {
    const at = this.#placeOf(first);
    let [start, end, count] = [first, last, 0];
    for (let next = this.#intervals[at]; next !== undefined && next.first <= last; next = this.#intervals[at + count]) {
      [start, end, count] = [Math.min(start, next.first), Math.max(end, next.last), count + 1];
    }
    this.#intervals.splice(at, count, { first: start, last: end });
  }

  /** The first interval that does not end before the address. */
  #placeOf(address: number): number {
    let [low, high] = [0, this.#intervals.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#intervals[middle]?.last ?? 0) < address) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Whether the two want different things of one property, or one changes what the other removes. */
export function contradicts(a: Step, b: Step): boolean {
  return a !== b && a.changes.some((one) => b.changes.some((other) => isSamePlace(one, other)));
}

function isSamePlace(a: ResourceChange, b: ResourceChange): boolean {
  if (a.resource !== b.resource || (isAddition(a) && isAddition(b))) return false;
  if (a.property === b.property) return describe(a.after) !== describe(b.after);
  return a.property.startsWith(b.property) || b.property.startsWith(a.property);
}

/** Items that are added to a list, and what is made for a table twice, do not meet. */
function isAddition({ property, before }: ResourceChange): boolean {
  return before === null && (property === "" || property.endsWith("]"));
}
