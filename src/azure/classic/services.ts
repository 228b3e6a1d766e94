import type { PropertyValue } from "../../resources/resource.ts";
import { isObject } from "../values/field.ts";
import { named, object, oneOf, same, spelling, table } from "./property.ts";

/** Under its first name until version 5. */
function integrationOf(profile: PropertyValue): PropertyValue {
  return isObject(profile) ? (profile["virtualNetworkIntegrationEnabled"] ?? profile["vnetIntegrationEnabled"]) : profile;
}

export const KUBERNETES_CLUSTER = table([
  ...named("resourceName"),
  // The second until version 3.
  same("apiServerAccessProfile.enablePrivateCluster", "privateClusterEnabled", "privateLinkEnabled"),
  oneOf("apiServerAccessProfile.enableVnetIntegration", spelling("apiServerAccessProfile", integrationOf)),
  // Further pools are resources of their own, and come after it.
  oneOf(
    "agentPoolProfiles",
    spelling("defaultNodePool", (pool) => [pool], table([same("vnetSubnetID", "vnetSubnetId")])),
    // In version 0.
    spelling("agentPoolProfiles", (pools) => pools, table([same("vnetSubnetID", "vnetSubnetId")])),
  ),
]);

export const OPEN_SHIFT_CLUSTER = table([...named("resourceName"), object("masterProfile", "mainProfile", table([]))]);
