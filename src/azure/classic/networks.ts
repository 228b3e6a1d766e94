import type { PropertyValue } from "../../resources/resource.ts";
import { items, oneOf, reference, same, spelling, table } from "./property.ts";

/** R42: the name has changed twice, and the oldest one says the opposite. */
const NETWORK_POLICIES = oneOf(
  "privateEndpointNetworkPolicies",
  // Late in version 5.
  spelling("privateEndpointNetworkPolicies"),
  // Version 5.
  spelling("privateEndpointNetworkPoliciesEnabled", (value) => word(value, "Enabled", "Disabled")),
  // Up to version 5: to enforce the policies of private endpoints was to disable those of the network.
  spelling("enforcePrivateLinkEndpointNetworkPolicies", (value) => word(value, "Disabled", "Enabled")),
);

function word(value: PropertyValue, whenTrue: string, whenFalse: string): PropertyValue {
  return typeof value === "boolean" ? (value ? whenTrue : whenFalse) : value;
}

const OTHERS_OF_SUBNETS = `defaultOutboundAccessEnabled delegation delegations enforcePrivateLinkServiceNetworkPolicies
  privateLinkServiceNetworkPoliciesEnabled serviceEndpoints serviceEndpointPolicyIds securityGroup sharingScope`;

/** `addressPrefix` up to version 5; since version 6 an inline subnet has all that a subnet has. */
const INLINE_SUBNET = table(
  [
    same("addressPrefix", "addressPrefix"),
    same("addressPrefixes", "addressPrefixes"),
    reference("routeTable", "routeTableId"),
    NETWORK_POLICIES,
  ],
  OTHERS_OF_SUBNETS,
);

export const VIRTUAL_NETWORK = table(
  [
    same("virtualNetworkName", "name"),
    same("name", "name"),
    same("addressSpace.addressPrefixes", "addressSpaces"),
    // Version 6.
    same("addressSpace.ipamPoolPrefixAllocations", "ipAddressPools"),
    same("privateEndpointVNetPolicies", "privateEndpointVnetPolicies"),
    items("subnets", "subnets", INLINE_SUBNET),
  ],
  "bgpCommunity ddosProtectionPlan dnsServers edgeZone encryption flowTimeoutInMinutes guid vmProtectionEnabled",
);

export const SUBNET = table(
  [
    same("subnetName", "name"),
    same("name", "name"),
    same("virtualNetworkName", "virtualNetworkName"),
    // Up to version 4.
    same("addressPrefix", "addressPrefix"),
    same("addressPrefixes", "addressPrefixes"),
    // Version 6.
    oneOf(
      "ipamPoolPrefixAllocations",
      spelling("ipAddressPool", (pool) => [pool]),
    ),
    // Up to version 1; later a SubnetRouteTableAssociation says which table it is.
    reference("routeTable", "routeTableId"),
    NETWORK_POLICIES,
  ],
  `${OTHERS_OF_SUBNETS} networkSecurityGroupId ipConfigurations`,
);

/** The answer of versions that knew other names for the policies has one of these. */
export const OLD_POLICIES: readonly string[] = ["privateEndpointNetworkPoliciesEnabled", "enforcePrivateLinkEndpointNetworkPolicies"];

export const PEERING = table(
  [
    same("virtualNetworkPeeringName", "name"),
    same("name", "name"),
    same("virtualNetworkName", "virtualNetworkName"),
    reference("remoteVirtualNetwork", "remoteVirtualNetworkId"),
    // Late in version 5, for the peering of single subnets.
    same("peerCompleteVnets", "peerCompleteVirtualNetworksEnabled"),
    same("enableOnlyIPv6Peering", "onlyIpv6PeeringEnabled"),
    same("localSubnetNames", "localSubnetNames"),
    same("remoteSubnetNames", "remoteSubnetNames"),
  ],
  "triggers",
);
