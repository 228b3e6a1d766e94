import type { Gap } from "../../certainty/known.ts";
import type { Subnet } from "../../model/network.ts";
import { unseenSubnet } from "../../model/unseen-subnet.ts";
import type { GapLog } from "../values/gap-log.ts";
import type { Declaration } from "./declaration.ts";
import { childIdentity } from "./identity.ts";

/**
 * Subnets that a reference proves to exist in a network in sight, though nothing in sight declares them. Their network is known,
 * so they take part in paths; everything else about them is not known. An outside reference would lose the network too.
 */
export interface MissingSubnets {
  /** The subnet of this name in the network. */
  readonly named: (network: Declaration, name: string) => string;
  /** Some subnet of the network, known only as the one that `of` is in. */
  readonly unnamed: (network: Declaration, of: Declaration, gap: Gap) => string;
  /** The key of the network of a missing subnet. */
  readonly networkOf: (subnet: string) => string | undefined;
  readonly all: () => readonly Subnet[];
}

export function missingSubnets(log: GapLog): MissingSubnets {
  const subnets = new Map<string, Subnet>();
  return {
    named: (network, name) => {
      const key = `${network.key}#subnets/${name.toLowerCase()}`;
      if (!subnets.has(key)) {
        const gap = log.note(network.resource.urn, "subnets", `the subnet "${name}" is referred to, but not in the stack or its context`);
        subnets.set(key, missingSubnet(key, name, network, gap));
      }
      return key;
    },
    unnamed: (network, of, gap) => {
      const key = `${network.key}#subnets/?${of.key}`;
      subnets.set(key, missingSubnet(key, undefined, network, gap));
      return key;
    },
    networkOf: (subnet) => subnets.get(subnet)?.network,
    all: () => [...subnets.values()],
  };
}

/** A subnet of which nothing but the network is known. */
function missingSubnet(key: string, name: string | undefined, network: Declaration, gap: Gap): Subnet {
  const identity = childIdentity(network.identity, name, "subnets");
  const entity = {
    key,
    name: name ?? "unknown",
    azureName: name,
    logicalName: undefined,
    subscription: identity.subscription,
    resourceGroup: identity.resourceGroup,
    armId: identity.armId,
    origin: { resource: network.resource.urn, property: "subnets" },
  };
  return unseenSubnet(entity, network.key, gap);
}
