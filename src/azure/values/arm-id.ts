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

const SUBSCRIPTIONS = "/subscriptions/";
const RESOURCE_GROUPS = "/resourcegroups/";
const PROVIDERS = "/providers/";

/** Returns the parts of an id of a resource (or resource group) in a resource group; undefined for any other text. */
export function parseArmId(id: string): ArmId | undefined {
  const written = id.endsWith("/") ? id.slice(0, -1) : id;
  const text = written.toLowerCase();
  // A letter whose lower case is longer would shift the parts; no name in Azure has one.
  if (text.length !== written.length || !text.startsWith(SUBSCRIPTIONS)) return undefined;
  const subscriptionEnd = text.indexOf("/", SUBSCRIPTIONS.length);
  if (subscriptionEnd === -1 || !text.startsWith(RESOURCE_GROUPS, subscriptionEnd)) return undefined;
  const groupStart = subscriptionEnd + RESOURCE_GROUPS.length;
  const groupEnd = endOfPart(text, groupStart);
  const subscription = text.slice(SUBSCRIPTIONS.length, subscriptionEnd);
  const resourceGroup = text.slice(groupStart, groupEnd);
  if (subscription === "" || resourceGroup === "") return undefined;
  if (groupEnd === text.length) {
    return { text, subscription, resourceGroup, type: RESOURCE_GROUP_TYPE, names: [written.slice(groupStart)] };
  }
  if (!text.startsWith(PROVIDERS, groupEnd)) return undefined;
  const path = pathFrom(written, text, groupEnd + PROVIDERS.length);
  return path === undefined ? undefined : { text, subscription, resourceGroup, ...path };
}

/** `namespace/type/name[/type/name…]`, taken apart without a list of the parts: ids are read by the hundred thousand. */
function pathFrom(written: string, text: string, start: number): Pick<ArmId, "type" | "names"> | undefined {
  const names: string[] = [];
  let position = endOfPart(text, start);
  let type = text.slice(start, position);
  while (position < text.length) {
    const typeEnd = endOfPart(text, position + 1);
    const nameEnd = endOfPart(text, typeEnd + 1);
    const name = written.slice(typeEnd + 1, nameEnd);
    if (typeEnd === position + 1 || name === "") return undefined;
    type += text.slice(position, typeEnd);
    names.push(name);
    position = nameEnd;
  }
  return type === "" || names.length === 0 ? undefined : { type, names };
}

/** Where the part that starts at `start` ends: at the next slash, or with the text. */
function endOfPart(text: string, start: number): number {
  const slash = text.indexOf("/", start);
  return slash === -1 ? text.length : slash;
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
