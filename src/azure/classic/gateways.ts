import { items, object, reference, references, same, table } from "./property.ts";

const CLIENT = table([
  same("vpnClientAddressPool.addressPrefixes", "addressSpaces"),
  items(
    "vngClientConnectionConfigurations",
    "virtualNetworkGatewayClientConnections",
    table([same("vpnClientAddressPool.addressPrefixes", "addressPrefixes")]),
  ),
]);

export const GATEWAY = table(
  [
    same("virtualNetworkGatewayName", "name"),
    same("name", "name"),
    same("gatewayType", "type"),
    same("sku.name", "sku"),
    same("activeActive", "activeActive"),
    // `bgpEnabled` in version 6.
    same("enableBgp", "bgpEnabled", "enableBgp"),
    items("ipConfigurations", "ipConfigurations", table([reference("subnet", "subnetId")])),
    object("vpnClientConfiguration", "vpnClientConfiguration", CLIENT),
  ],
  `bgpRouteTranslationForNatEnabled bgpSettings customRoute defaultLocalNetworkGatewayId dnsForwardingEnabled edgeZone generation
  ipSecReplayProtectionEnabled maximumScaleUnit minimumScaleUnit policyGroups privateIpAddressEnabled remoteVnetTrafficEnabled
  virtualWanTrafficEnabled`,
);

export const CONNECTION = table(
  [
    same("virtualNetworkGatewayConnectionName", "name"),
    same("name", "name"),
    same("connectionType", "type"),
    reference("virtualNetworkGateway1", "virtualNetworkGatewayId"),
    reference("virtualNetworkGateway2", "peerVirtualNetworkGatewayId"),
    reference("localNetworkGateway2", "localNetworkGatewayId"),
    reference("peer", "expressRouteCircuitId"),
    // `bgpEnabled` in version 6.
    same("enableBgp", "bgpEnabled", "enableBgp"),
    same("enablePrivateLinkFastPath", "privateLinkFastPathEnabled"),
    references("ingressNatRules", "ingressNatRuleIds"),
  ],
  `customBgpAddresses egressNatRuleIds ipsecPolicy localAzureIpAddressEnabled trafficSelectorPolicy`,
);

export const LOCAL_NETWORK_GATEWAY = table([
  same("localNetworkGatewayName", "name"),
  same("name", "name"),
  same("localNetworkAddressSpace.addressPrefixes", "addressSpaces"),
]);

export const CIRCUIT = table([
  same("circuitName", "name"),
  same("name", "name"),
  reference("expressRoutePort", "expressRoutePortId"),
  same("serviceProviderProperties.serviceProviderName", "serviceProviderName"),
]);

export const CIRCUIT_PEERING = table([same("circuitName", "expressRouteCircuitName"), same("peeringName", "peeringType")]);
