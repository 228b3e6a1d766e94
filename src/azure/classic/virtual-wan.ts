import { items, named, object, parentById, reference, references, same, type Table, table } from "./property.ts";

const OF_HUB = parentById("virtualHubName", "virtualHubId");

export const VIRTUAL_WAN = table(named("virtualWANName"));

export const VIRTUAL_HUB = table([
  ...named("virtualHubName"),
  reference("virtualWan", "virtualWanId"),
  // The older kind of table, inside the hub.
  same("routeTable.routes", "routes"),
]);

const ROUTING: Table = table([
  reference("associatedRouteTable", "associatedRouteTableId"),
  object("propagatedRouteTables", "propagatedRouteTable", table([references("ids", "routeTableIds")])),
  same("vnetRoutes.staticRoutes", "staticVnetRoutes"),
  same("vnetRoutes.staticRoutesConfig.propagateStaticRoutes", "staticVnetPropagateStaticRoutesEnabled"),
  same("vnetRoutes.staticRoutesConfig.vnetLocalRouteOverrideCriteria", "staticVnetLocalRouteOverrideCriteria"),
]);

export const HUB_CONNECTION = table([
  ...named("connectionName"),
  ...OF_HUB,
  reference("remoteVirtualNetwork", "remoteVirtualNetworkId"),
  object("routingConfiguration", "routing", ROUTING),
]);

const HUB_ROUTE = [same("destinationType", "destinationsType")];

export const HUB_ROUTE_TABLE = table([...named("routeTableName"), ...OF_HUB, items("routes", "routes", table(HUB_ROUTE))]);

/** A single route of a hub's table, which azure-native has in the table only. */
export const ROUTE_OF_HUB_TABLE = table([same("routeName", "name"), same("name", "name"), ...HUB_ROUTE]);

export const ROUTING_INTENT = table([...named("routingIntentName"), ...OF_HUB]);

export const HUB_VPN_GATEWAY = table([...named("gatewayName"), reference("virtualHub", "virtualHubId")]);

export const VPN_SITE = table([
  ...named("vpnSiteName"),
  same("addressSpace.addressPrefixes", "addressCidrs"),
  reference("virtualWan", "virtualWanId"),
]);

export const VPN_CONNECTION = table([
  ...named("connectionName"),
  ...parentById("gatewayName", "vpnGatewayId"),
  reference("remoteVpnSite", "remoteVpnSiteId"),
  items("vpnLinkConnections", "vpnLinks", table([same("enableBgp", "bgpEnabled")])),
]);

export const HUB_EXPRESS_ROUTE_GATEWAY = table([...named("expressRouteGatewayName"), reference("virtualHub", "virtualHubId")]);

export const EXPRESS_ROUTE_CONNECTION = table([
  ...named("connectionName"),
  ...parentById("expressRouteGatewayName", "expressRouteGatewayId"),
  reference("expressRouteCircuitPeering", "expressRouteCircuitPeeringId"),
  same("expressRouteGatewayBypass", "expressRouteGatewayBypassEnabled"),
  same("enablePrivateLinkFastPath", "privateLinkFastPathEnabled"),
]);

export const POINT_TO_SITE_GATEWAY = table([
  ...named("gatewayName"),
  reference("virtualHub", "virtualHubId"),
  same("p2SConnectionConfigurations", "connectionConfigurations"),
]);
