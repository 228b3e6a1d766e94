import type { NetworkPolicies, Subnet } from "../model/network.ts";
import { configured, type Declaration, entityOf } from "./declaration.ts";
import { wordOf } from "./field.ts";
import { noteUnknownProperties } from "./not-known.ts";
import type { Reading } from "./reading.ts";
import { resolveReference } from "./resolve-reference.ts";
import { prefixesOfSubnet } from "./subnet-prefixes.ts";

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
