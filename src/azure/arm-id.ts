/** An Azure Resource Manager id taken apart. ARM compares ids in any case: everything but `names` is in lower case. */
export interface ArmId {
  /** The whole id in lower case, without a final slash. */
  readonly text: string;
  readonly subscription: string;
  readonly resourceGroup: string;
  /** The resource type: `microsoft.network/virtualnetworks/subnets`. */
  readonly type: string;
  /** The names along the path, as written: the network's, then the subnet's. */
  readonly names: readonly string[];
}

/** The type that the id of a resource group itself stands for. */
export const RESOURCE_GROUP_TYPE = "microsoft.resources/resourcegroups";

/** Returns the parts of an id of a resource (or resource group) in a resource group; undefined for any other text. */
export function parseArmId(text: string): ArmId | undefined {
  const trimmed = text.endsWith("/") ? text.slice(0, -1) : text;
  const parts = trimmed.split("/");
  const [start, subscriptions, subscription, groups, resourceGroup, providers, namespace] = parts;
  if (start !== "" || !isWord(subscriptions, "subscriptions") || !isWord(groups, "resourcegroups")) return undefined;
  if (!subscription || !resourceGroup) return undefined;
  const place = { text: trimmed.toLowerCase(), subscription: subscription.toLowerCase(), resourceGroup: resourceGroup.toLowerCase() };
  if (parts.length === 5) return { ...place, type: RESOURCE_GROUP_TYPE, names: [resourceGroup] };
  if (!isWord(providers, "providers") || !namespace || parts.length < 9 || parts.length % 2 === 0) return undefined;
  let type = namespace;
  const names: string[] = [];
  for (let index = 7; index < parts.length; index += 2) {
    const name = parts[index + 1];
    if (!name) return undefined;
    type += `/${parts[index]}`;
    names.push(name);
  }
  return { ...place, type: type.toLowerCase(), names };
}

/** The lower-case id of a child of the resource with the lower-case id `parent`. */
export function childArmId(parent: string, collection: string, name: string): string {
  return `${parent}/${collection.toLowerCase()}/${name.toLowerCase()}`;
}

/** The lower-case id of a resource that is nobody's child. `type` has a namespace and one part. */
export function composeArmId(subscription: string, resourceGroup: string, type: string, name: string): string {
  return `/subscriptions/${subscription}/resourcegroups/${resourceGroup}/providers/${type}/${name}`.toLowerCase();
}

/** The id without its last type and name: the parent's, for a child. */
export function parentArmId(id: string): string {
  return id.slice(0, id.lastIndexOf("/", id.lastIndexOf("/") - 1));
}

function isWord(part: string | undefined, word: string): boolean {
  return part !== undefined && (part === word || part.toLowerCase() === word);
}
