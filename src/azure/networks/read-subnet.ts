import type { NetworkPolicies, Subnet } from "../../model/network.ts";
import { configured, type Declaration, entityOf } from "../declarations/declaration.ts";
import { noteUnknownProperties } from "../declarations/not-known.ts";
import type { Reading } from "../declarations/reading.ts";
import { resolveReference } from "../declarations/resolve-reference.ts";
import { prefixesOfSubnet } from "../declarations/subnet-prefixes.ts";
import { wordOf } from "../values/field.ts";

/** R41. */
const NETWORK_POLICIES: Readonly<Record<NetworkPolicies, NetworkPolicies>> = {
  Disabled: "Disabled",
  Enabled: "Enabled",
  NetworkSecurityGroupEnabled: "NetworkSecurityGroupEnabled",
  RouteTableEnabled: "RouteTableEnabled",
};

/** Returns the subnet; `network` is the key of its virtual network. */
export function readSubnet(declaration: Declaration, network: string, reading: Reading): Subnet {
  const { directory, log } = reading;
  noteUnknownProperties(declaration, [{ kind: "network", network }], reading);
  return {
    ...entityOf(declaration),
    network,
    prefixes: prefixesOfSubnet(declaration, log),
    routeTable: resolveReference(directory, declaration, configured(declaration, "routeTable"), { kind: "route-table" }, log),
    // Not set is Disabled (R42), whatever an SDK fills in (R76).
    networkPolicies: wordOf(configured(declaration, "privateEndpointNetworkPolicies"), NETWORK_POLICIES, "Disabled", log),
  };
}
