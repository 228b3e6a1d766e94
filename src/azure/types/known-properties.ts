import type { ResourceKind } from "./resource-types.ts";

/** The newest version of Azure's network API whose properties have been looked at. */
export const NEWEST_API_VERSION = "2025-07-01";

/**
 * The properties that have been looked at, of every API version up to the newest of these: they are read, or in the table of what is not
 * modelled, or change no path. What a property that is not here does is not known. Kinds that are not here decide no route.
 */
export const KNOWN_PROPERTIES: Readonly<Partial<Record<ResourceKind, ReadonlySet<string>>>> = {
  "virtual-network": known(
    "virtualNetworkName location extendedLocation addressSpace subnets virtualNetworkPeerings privateEndpointVNetPolicies",
    "bgpCommunities ddosProtectionPlan dhcpOptions enableDdosProtection enableVmProtection encryption flowTimeoutInMinutes ipAllocations",
    // On-premises is told of these prefixes; what the network itself does with packets stays the same (R56).
    "summarizedGatewayPrefixes",
  ),
  subnet: known(
    "subnetName virtualNetworkName addressPrefix addressPrefixes ipamPoolPrefixAllocations routeTable privateEndpointNetworkPolicies",
    "applicationGatewayIPConfigurations applicationGatewayIpConfigurations defaultOutboundAccess delegations ipAllocations natGateway",
    "networkSecurityGroup privateLinkServiceNetworkPolicies serviceEndpointPolicies serviceEndpoints serviceGateway sharingScope",
    "resourceNavigationLinks serviceAssociationLinks interfaceEndpoints purpose",
  ),
  peering: known(
    "virtualNetworkPeeringName virtualNetworkName remoteVirtualNetwork remoteVirtualNetworkAddressSpace remoteAddressSpace peeringState",
    "allowForwardedTraffic allowGatewayTransit allowVirtualNetworkAccess useRemoteGateways",
    "peerCompleteVnets localSubnetNames remoteSubnetNames enableOnlyIPv6Peering",
    "doNotVerifyRemoteGateways localAddressSpace localVirtualNetworkAddressSpace peeringSyncLevel remoteBgpCommunities syncRemoteAddressSpace",
  ),
  "route-table": known("routeTableName location routes disableBgpRoutePropagation disablePeeringRoute"),
  route: known("routeName routeTableName addressPrefix nextHopType nextHopIpAddress nextHop hasBgpOverride"),
  gateway: known(
    "virtualNetworkGatewayName location extendedLocation activeActive active gatewayType vpnType ipConfigurations enableBgp bgpSettings",
    "vpnClientConfiguration adminState allowRemoteVnetTraffic allowVirtualWanTraffic autoScaleConfiguration customRoutes",
    "disableIPSecReplayProtection enableBgpRouteTranslationForNat enableDnsForwarding enablePrivateIpAddress gatewayDefaultSite identity",
    "natRules resiliencyModel sku vNetExtendedLocationResourceId virtualNetworkExtendedLocation virtualNetworkGatewayPolicyGroups",
    "vpnGatewayGeneration enableHighBandwidthVpnGateway virtualNetworkGatewayMigrationStatus",
  ),
  connection: known(
    "virtualNetworkGatewayConnectionName location connectionType virtualNetworkGateway1 virtualNetworkGateway2 localNetworkGateway2 enableBgp",
    "expressRouteGatewayBypass enablePrivateLinkFastPath peer authorizationKey connectionMode connectionProtocol dpdTimeoutSeconds",
    "egressNatRules ingressNatRules gatewayCustomBgpIpAddresses ipsecPolicies routingWeight sharedKey trafficSelectorPolicies",
    "useLocalAzureIpAddress usePolicyBasedTrafficSelectors authenticationType certificateAuthentication tunnelProperties",
  ),
  "private-endpoint": known(
    "privateEndpointName location extendedLocation subnet ipConfigurations ipVersionType customDnsConfigs customNetworkInterfaceName",
    "applicationSecurityGroups privateLinkServiceConnections manualPrivateLinkServiceConnections",
  ),
};

/** `lines` of names, and those that every resource has or, in early versions of the API, had. */
function known(...lines: readonly string[]): ReadonlySet<string> {
  return new Set([
    "id",
    "name",
    "type",
    "tags",
    "etag",
    // The provider itself adds it to the inputs that it checks.
    "azureApiVersion",
    "resourceGroupName",
    "resourceGuid",
    "provisioningState",
    ...lines.join(" ").split(" "),
  ]);
}
