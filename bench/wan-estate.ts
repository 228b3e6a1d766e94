import { type Estate, endpoint, type Json, PROVIDER, resource, subnet } from "./estate.ts";

const ENDPOINTS_IN_NETWORK = 250;
const GATEWAYS = [
  { type: "VpnGateway", nameProperty: "gatewayName", path: "vpnGateways" },
  { type: "ExpressRouteGateway", nameProperty: "expressRouteGatewayName", path: "expressRouteGateways" },
] as const;

/**
 * A virtual WAN: each hub has a firewall, two gateways and connected networks of 250 endpoints. Every second hub has a routing intent; in every
 * second network the policies of the endpoints' subnet are on. All gateways lead to all endpoints.
 */
export function wanEstate(endpoints: number, hubs: number): Estate {
  return { name: "virtual WAN", endpoints, hubs, paths: endpoints * hubs * GATEWAYS.length, resources: () => resourcesOf(endpoints, hubs) };
}

function* resourcesOf(endpoints: number, hubs: number): Generator<Json> {
  yield resource("VirtualWan", "wan", "virtualWans/wan", { virtualWANName: "wan", location: "westeurope" });
  const inHub = Math.ceil(endpoints / hubs);
  for (let hub = 0; hub < hubs; hub += 1) yield* hubOf(hub, Math.min(inHub, endpoints - hub * inHub));
}

function* hubOf(hub: number, endpoints: number): Generator<Json> {
  const name = `hub${hub}`;
  const self = { id: `${PROVIDER}/virtualHubs/${name}` };
  const firewall = `${PROVIDER}/azureFirewalls/${name}-fw`;
  yield resource("VirtualHub", name, `virtualHubs/${name}`, {
    virtualHubName: name,
    location: "westeurope",
    addressPrefix: `10.${hub}.254.0/23`,
    virtualWan: { id: `${PROVIDER}/virtualWans/wan` },
  });
  yield resource("AzureFirewall", `${name}-fw`, `azureFirewalls/${name}-fw`, {
    azureFirewallName: `${name}-fw`,
    sku: { name: "AZFW_Hub", tier: "Premium" },
    virtualHub: self,
    hubIPAddresses: { privateIPAddress: `10.${hub}.254.132` },
  });
  for (const { type, nameProperty, path } of GATEWAYS)
    yield resource(type, `${name}-${type}`, `${path}/${name}-${type}`, { [nameProperty]: `${name}-${type}`, virtualHub: self });
  if (hub % 2 === 0)
    yield resource("RoutingIntent", `${name}-intent`, `virtualHubs/${name}/routingIntent/${name}-intent`, {
      virtualHubName: name,
      routingIntentName: `${name}-intent`,
      routingPolicies: [{ name: "private", destinations: ["PrivateTraffic"], nextHop: firewall }],
    });
  for (let first = 0; first < endpoints; first += ENDPOINTS_IN_NETWORK)
    yield* networkOf(hub, first / ENDPOINTS_IN_NETWORK, Math.min(ENDPOINTS_IN_NETWORK, endpoints - first));
}

function* networkOf(hub: number, number: number, endpoints: number): Generator<Json> {
  const name = `hub${hub}-net${number}`;
  const range = `10.${hub}.${number}`;
  yield resource("VirtualNetwork", name, `virtualNetworks/${name}`, {
    virtualNetworkName: name,
    location: "westeurope",
    addressSpace: { addressPrefixes: [`${range}.0/24`] },
  });
  yield subnet(name, "ep", `${range}.0/24`, { privateEndpointNetworkPolicies: number % 2 === 0 ? "RouteTableEnabled" : "Disabled" });
  yield resource("HubVirtualNetworkConnection", `${name}-con`, `virtualHubs/hub${hub}/hubVirtualNetworkConnections/${name}-con`, {
    virtualHubName: `hub${hub}`,
    connectionName: `${name}-con`,
    remoteVirtualNetwork: { id: `${PROVIDER}/virtualNetworks/${name}` },
  });
  for (let n = 0; n < endpoints; n += 1) yield endpoint(`${name}-pe${n}`, name, `${range}.${n + 4}`);
}
