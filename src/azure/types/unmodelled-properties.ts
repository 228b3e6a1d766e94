import type { PropertyValue } from "../../resources/resource.ts";
import { isAbsent } from "../values/field.ts";
import type { ResourceKind } from "./resource-types.ts";

/** A property that can change a path and is not modelled. */
export interface UnmodelledProperty {
  readonly kind: ResourceKind;
  readonly property: string;
  readonly rule: string;
  /** Whether this value, known or not set, changes nothing. */
  readonly isHarmless: (value: PropertyValue) => boolean;
  /** What the value does, after its name and value: `ipVersionType "IPv5" …`. */
  readonly effect: string;
}

/** Properties of types that are read. What becomes modelled is taken out. */
export const UNMODELLED_PROPERTIES: readonly UnmodelledProperty[] = [
  {
    kind: "private-endpoint",
    property: "ipVersionType",
    rule: "R45",
    // Of the other two the reader of endpoints knows what they are.
    isHarmless: isUnsetOr("IPv4", "IPv6", "DualStack"),
    effect: "may give the endpoint an IPv6 address, whose routes are not documented (R45)",
  },
];

function isUnsetOr(...words: readonly string[]): (value: PropertyValue) => boolean {
  return (value) => isAbsent(value) || (typeof value === "string" && words.some((word) => word.toLowerCase() === value.toLowerCase()));
}
