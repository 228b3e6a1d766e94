import type { Gap } from "../certainty/known.ts";

/** What every part of the network has: an identity for joins, names for people, and where it was declared. */
export interface Entity {
  /** Identity within one analysis; opaque. Two entities never share one, whatever their names and addresses. */
  readonly key: string;
  /** For people: the Azure name where it is known, else the name in the program. */
  readonly name: string;
  /** The name in Azure; undefined where it is not known yet. */
  readonly azureName: string | undefined;
  /** The name in the program (last part of the URN); undefined for inline children and resources without a URN. */
  readonly logicalName: string | undefined;
  /** From the ARM id or the inputs, lower case; undefined where not known. */
  readonly subscription: string | undefined;
  readonly resourceGroup: string | undefined;
  /** The lower-case ARM id where it is known or follows from known names; undefined else. */
  readonly armId: string | undefined;
  readonly origin: Origin;
}

/** The resource and property that declare something. For inline children: the parent's URN and the path to the child. */
export interface Origin {
  readonly resource: string;
  readonly property: string;
}

/** The keys that a reference may mean; none for what is outside, or may be anything. */
export function keysOfReference(reference: Reference): readonly string[] {
  return reference.kind === "entity" ? [reference.key] : reference.kind === "unknown" ? reference.candidates : [];
}

/** A reference to an entity by key. */
export type Reference =
  | { readonly kind: "none" }
  | { readonly kind: "entity"; readonly key: string }
  /** A known ARM id that nothing in sight has: it lives outside. `id` in lower case. */
  | { readonly kind: "outside"; readonly id: string; readonly gap: Gap }
  /** Not known yet: one of the candidates (keys, from dependencies), or, where there are none, anything. */
  | { readonly kind: "unknown"; readonly candidates: readonly string[]; readonly gap: Gap };
