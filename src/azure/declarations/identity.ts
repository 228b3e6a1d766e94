import type { Properties, Resource } from "../../resources/resource.ts";
import type { ResourceType } from "../types/resource-types.ts";
import { type ArmId, childArmId, composeArmId } from "../values/arm-id.ts";
import { textOf } from "../values/field.ts";
import type { Home } from "./subscriptions.ts";
import { isNative } from "./type-meaning.ts";

/** What a thing is called in Azure, as far as that is known. Compared in lower case. */
export interface Identity {
  /** Lower case. */
  readonly subscription: string | undefined;
  /** Lower case. */
  readonly resourceGroup: string | undefined;
  /** The names along the ARM path, as written: the network's, then the subnet's. Undefined where one is not known yet. */
  readonly names: readonly (string | undefined)[];
  /** Lower case; known, or composed of known names. */
  readonly armId: string | undefined;
  /** Of what is yet to be made: what has the same manager is in the same subscription. Undefined for what an id names. */
  readonly manager?: string | undefined;
  /**
   * Of what is yet to be made: the name, or that of its resource group, is automatic, and will be another one than the inputs have. For a
   * replacement they have the name of what is replaced, and that is what a known text means.
   */
  readonly passing?: "name" | "group" | undefined;
}

/** What is known of a resource beside its own properties. */
export interface Surroundings {
  /** The resource group that its `resourceGroupName` depends on. */
  readonly groupOf: (resource: Resource) => Identity | undefined;
  readonly homeOf: (resource: Resource) => Home;
}

/** Of what has an id. */
export function identityById({ subscription, resourceGroup, names, text }: ArmId): Identity {
  return { subscription, resourceGroup, names, armId: text };
}

/** Of what is yet to be made, or whose id is not in sight. */
export function identityByNames(resource: Resource, type: ResourceType, { groupOf, homeOf }: Surroundings): Identity {
  const { inputs, outputs } = resource;
  const group = groupOf(resource);
  const home = homeOf(resource);
  // Azure lets nobody rename: the name that it answered is the name.
  const name = textOf(inputs?.[type.nameProperty]) ?? textOf(outputs?.["name"]);
  const resourceGroup = textOf(inputs?.["resourceGroupName"])?.toLowerCase() ?? group?.resourceGroup;
  // A group of this name elsewhere says nothing about the subscription of this one.
  const subscription = home.subscription ?? (group?.resourceGroup === resourceGroup ? group?.subscription : undefined);
  const isInPassing = group?.passing !== undefined && textOf(inputs?.["resourceGroupName"]) === undefined;
  const common = { subscription, resourceGroup, manager: home.manager, passing: isInPassing ? ("group" as const) : undefined };
  if (type.parent !== undefined) return { ...common, names: [textOf(inputs?.[type.parent.property]), name], armId: undefined };
  const isComplete = subscription !== undefined && resourceGroup !== undefined && name !== undefined;
  const armId = isComplete ? composeArmId(subscription, resourceGroup, type.armType, name) : undefined;
  return { ...common, names: [name], armId, ...(name !== undefined && isAutomatic(resource, name) && { passing: "name" }) };
}

/**
 * Whether what has no id yet gets a random name: that in the program with hexadecimal digits, for nothing else of it comes to the policies.
 * The preview of an update says the name: azure-native's by itself, the classic provider's with the id.
 */
function isAutomatic({ type, name, outputs }: Resource, azureName: string): boolean {
  if (isNativeUpdate(type, outputs)) return false;
  const [start, rest] = [azureName.slice(0, name.length), azureName.slice(name.length)];
  return start.toLowerCase() === name.toLowerCase() && /^[0-9a-f]{7,8}$/.test(rest);
}

/** Whether this is the preview of an update of azure-native's: it says the name and hides the id. */
export function isNativeUpdate(type: string, outputs: Properties | undefined): boolean {
  return isNative(type) && textOf(outputs?.["name"]) !== undefined;
}

/** Of what belongs to a parent, under that collection of its ARM path. */
export function childIdentity(parent: Identity, name: string | undefined, collection: string): Identity {
  const { subscription, resourceGroup, names, armId, manager, passing } = parent;
  return {
    subscription,
    manager,
    passing,
    resourceGroup,
    names: [...names, name],
    armId: armId === undefined || name === undefined ? undefined : childArmId(armId, collection, name),
  };
}
