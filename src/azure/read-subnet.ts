import type { Prefix } from "../address/prefix.ts";
import type { OpenList } from "../certainty/known.ts";
import type { NetworkPolicies, Subnet } from "../model/network.ts";
import { allocatedPrefixes, prefixesOf, prefixOf } from "./addresses.ts";
import { answered, configured, type Declaration, entityOf } from "./declaration.ts";
import { isAbsent, misfit, wordOf } from "./field.ts";
import type { Reading } from "./reading.ts";
import { resolveReference } from "./resolve-reference.ts";

/** R41. */
const NETWORK_POLICIES: Readonly<Record<NetworkPolicies, NetworkPolicies>> = {
  Disabled: "Disabled",
  Enabled: "Enabled",
  NetworkSecurityGroupEnabled: "NetworkSecurityGroupEnabled",
  RouteTableEnabled: "RouteTableEnabled",
};

/** Returns the subnet; `network` is the key of its virtual network. */
export function readSubnet(declaration: Declaration, network: string, { directory, log }: Reading): Subnet {
  return {
    ...entityOf(declaration),
    network,
    prefixes: readPrefixes(declaration, log),
    routeTable: resolveReference(directory, declaration, configured(declaration, "routeTable"), { kind: "route-table" }, log),
    // Not set is Disabled (R42), whatever an SDK fills in (R76).
    networkPolicies: wordOf(configured(declaration, "privateEndpointNetworkPolicies"), NETWORK_POLICIES, "Disabled", log),
  };
}

/** `addressPrefix` and `addressPrefixes` may both be there; what both say counts once. */
function readPrefixes(declaration: Declaration, log: Reading["log"]): OpenList<Prefix> {
  const single = configured(declaration, "addressPrefix");
  const list = configured(declaration, "addressPrefixes");
  if (isAbsent(single.value) && isAbsent(list.value)) {
    const allocations = configured(declaration, "ipamPoolPrefixAllocations");
    if (isAbsent(allocations.value)) return { items: [], open: misfit(single, "a prefix", log) };
    const answers = [answered(declaration, "addressPrefixes"), { ...answered(declaration, "addressPrefix") }];
    const lists = answers.map((answer) => (typeof answer.value === "string" ? { ...answer, value: [answer.value] } : answer));
    return allocatedPrefixes(allocations, lists, log);
  }
  const several = prefixesOf(list, log);
  const one = isAbsent(single.value) ? undefined : prefixOf(single, log);
  if (one === undefined) return several;
  if (!("base" in one)) return { items: several.items, open: one };
  const isRepeated = several.items.some(({ base, length }) => base === one.base && length === one.length);
  return { items: isRepeated ? several.items : [one, ...several.items], open: several.open };
}
