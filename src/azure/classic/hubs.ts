import type { PropertyValue } from "../../resources/resource.ts";
import { groupInId, named, nameInId, oneOf, parentById, reference, same, spelling, table } from "./property.ts";

/** A Route Server: virtual hub and IP configuration in one. */
export const ROUTE_SERVER = table([
  ...named("virtualHubName"),
  reference("subnet", "subnetId"),
  same("allowBranchToBranchTraffic", "branchToBranchTrafficEnabled"),
]);

/** The part of a Route Server that stands in a subnet, where it was made as a virtual hub. */
export const HUB_IP_CONFIGURATION = table([
  ...named("ipConfigName"),
  ...parentById("virtualHubName", "virtualHubId"),
  reference("subnet", "subnetId"),
]);

/** What makes an appliance a peer of a Route Server, or of a virtual hub: they are two types here. */
export const BGP_CONNECTION = table(
  [
    ...named("connectionName"),
    oneOf("virtualHubName", nameInId("routeServerId"), nameInId("virtualHubId")),
    oneOf("resourceGroupName", groupInId("routeServerId"), groupInId("virtualHubId")),
    same("peerIp"),
    reference("hubVirtualNetworkConnection", "virtualNetworkConnectionId"),
  ],
  "peerAsn",
);

/** An appliance in a virtual hub, of the one vendor that this provider knows. */
export const HUB_APPLIANCE = table([...named("networkVirtualApplianceName"), reference("virtualHub", "virtualHubId")]);

/** A template is text here. One that is kept elsewhere is not in sight. */
export const TEMPLATE = table([
  oneOf("properties.template", spelling("templateContent", parsedTemplate), spelling("templateBody", parsedTemplate)),
]);

/** Of what is not modelled of a virtual hub: which hub. */
export const CHILD_OF_HUB = table([...parentById("virtualHubName", "virtualHubId")]);

export const UNREAD = table([]);

function parsedTemplate(text: PropertyValue): PropertyValue {
  if (typeof text !== "string") return text;
  try {
    return JSON.parse(text) as PropertyValue;
  } catch {
    return undefined;
  }
}
