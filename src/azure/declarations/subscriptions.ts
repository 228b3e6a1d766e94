import type { Provider, Resource } from "../../resources/resource.ts";
import { parseArmId } from "../values/arm-id.ts";
import type { ResourcesByType } from "./sort-resources.ts";

/** Where a resource is, as far as that is known without its id. */
export interface Home {
  /** Lower case. */
  readonly subscription: string | undefined;
  /** What has the same manager is in the same subscription, also where that is not known. */
  readonly manager: string;
}

/** Of what has no name that anything else may mean. */
export const NOWHERE_KNOWN: Home = { subscription: undefined, manager: "" };

/** The manager of what no provider is recorded for, and whose subscription is that of the stack. */
export const UNRECORDED = "default";

/**
 * Finds the subscriptions of resources that are about to be made. A provider makes everything in one subscription: the one of its
 * configuration, else the one where it has made things already. What it only reads may be anywhere.
 */
export function subscriptionsOf({ read }: ResourcesByType): (resource: Resource) => Home {
  let made: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  return ({ provider }) => {
    const manager = managerOf(provider);
    if (provider?.subscription !== undefined) return { subscription: provider.subscription.toLowerCase(), manager };
    // In deployed state nobody asks.
    made ??= subscriptionsByManager([...read.values()].flat());
    const [only, ...others] = made.get(manager) ?? [];
    return { subscription: others.length === 0 ? only : undefined, manager };
  };
}

function subscriptionsByManager(resources: readonly Resource[]): ReadonlyMap<string, ReadonlySet<string>> {
  const made = new Map<string, Set<string>>();
  for (const { id, inputs, provider } of resources) {
    const subscription = id === undefined || inputs === undefined ? undefined : parseArmId(id)?.subscription;
    if (subscription === undefined) continue;
    const manager = managerOf(provider);
    const known = made.get(manager) ?? new Set();
    made.set(manager, known.add(subscription));
  }
  return made;
}

/** The default providers of a package, one for each version of it, have one configuration: `….::default_3_28_0`. */
function managerOf(provider: Provider | undefined): string {
  return provider === undefined ? UNRECORDED : provider.urn.replace(/::default(?:_[\w.]*)?$/, "::default");
}

/** Whether the manager is a default provider: it is in the subscription that whoever deploys is signed in to. */
export function isDefaultManager(manager: string): boolean {
  return manager === UNRECORDED || manager.endsWith("::default");
}
