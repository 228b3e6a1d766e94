/**
 * The seam between the edges (Pulumi, exported files) and the core: one declared resource with both of its halves.
 * Test fixtures use this shape.
 */
export interface Resource {
  /** The URN; the ARM id for resources that come from Azure Resource Graph. Unique within an analysis. */
  readonly urn: string;
  /** The type token as it was found, in any spelling: `azure-native:network/v20230501:Subnet`. */
  readonly type: string;
  /** The name in the program (last part of the URN). */
  readonly name: string;
  /** The ARM id, where it is known. */
  readonly id: string | undefined;
  /** What the program asked for; undefined where it was not seen (a `.get()` read, an import). */
  readonly inputs: Properties | undefined;
  /** What the provider answered or will answer; undefined where it was not seen. */
  readonly outputs: Properties | undefined;
  /** URNs of the resources that this one depends on. */
  readonly dependencies: readonly string[];
  /** Top-level input property → URNs of the resources that its value depends on. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  /** Where it was read: a file's name, or the stack. Errors and gaps quote it. */
  readonly origin: string;
  /** The provider that makes it; undefined where that is not recorded. Only what is yet to be made needs it. */
  readonly provider?: Provider | undefined;
  /** Its former URNs, as far as Pulumi records them: of a rename by aliases that is under way. */
  readonly aliases?: readonly string[];
  /** What an update that was cut off was doing to it: whether that took effect is not known. */
  readonly interrupted?: "creation" | "update" | "deletion" | "import" | undefined;
}

/** A provider with its configuration: two of them may be in different subscriptions. */
export interface Provider {
  readonly urn: string;
  /** The `subscriptionId` of its configuration, where it is stated and known. */
  readonly subscription: string | undefined;
}

/** Stands for a value that Pulumi does not know yet, at any depth of a property. */
export const UNKNOWN: unique symbol = Symbol("not known yet");

export type PropertyValue = string | number | boolean | null | undefined | typeof UNKNOWN | readonly PropertyValue[] | Properties;

export interface Properties {
  readonly [name: string]: PropertyValue;
}

export function isObject(value: PropertyValue): value is Properties {
  return typeof value === "object" && value !== null && !isList(value);
}

export function isList(value: PropertyValue): value is readonly PropertyValue[] {
  return Array.isArray(value);
}
