/** Why something is not known: which property of which resource hides it, and what would settle it. */
export interface Gap {
  /** URN, or ARM id where there is none; the file's name where it concerns a whole file. */
  readonly resource: string;
  /** Path of the property, for example `routes[0].nextHopIpAddress`; empty for the resource as a whole. */
  readonly property: string;
  /** One sentence without a final full stop: what is not known and, where it helps, how to make it known. */
  readonly text: string;
  /** Nothing is wrong: the deployment itself will make it known. Such a gap matters only to the paths that it touches. */
  readonly isPending?: true;
}

/** A value, or the reason why it is not known. Absent and unknown are different: Azure's defaults are known values. */
export type Known<T> = { readonly known: true; readonly value: T } | { readonly known: false; readonly gap: Gap };

export function known<T>(value: T): Known<T> {
  return { known: true, value };
}

export function unknown<T>(gap: Gap): Known<T> {
  return { known: false, gap };
}

/**
 * A list of which some items may not be in sight. `open` undefined: these are all.
 * An unknown list is `{ items: [], open: gap }`; one unknown item leaves the others in place and opens the list.
 */
export interface OpenList<T> {
  readonly items: readonly T[];
  readonly open: Gap | undefined;
}

export function closedList<T>(items: readonly T[]): OpenList<T> {
  return { items, open: undefined };
}

/** Whether something is in force for sure, or only perhaps; what is certainly absent is not listed at all. */
export type Presence = "certain" | "possible";
