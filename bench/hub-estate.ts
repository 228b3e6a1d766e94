import { type Estate, endpoint, type Json, PROVIDER, peering, resource, subnet, subnetId } from "./estate.ts";

const ENDPOINTS_IN_SPOKE = 250;

/** Hubs with active/active gateways, spokes of 250 endpoints, half of them routed well. */
export function hubEstate(endpoints: number, hubs: number): Estate {
  return { name: "hubs", endpoints, hubs, paths: endpoints, resources: () => resourcesOf(endpoints, hubs) };
}

function* resourcesOf(endpoints: number, hubs: number): Generator<Json> {
  const perHub = Math.ceil(endpoints / hubs);
  let left = endpoints;
  for (let hub = 0; hub < hubs; hub += 1) {
    const count = Math.min(perHub, left);
    left -= count;
    yield* hubOf(hub, count);
  }
}

function* hubOf(hub: number, endpoints: number): Generator<Json> {
  const name = `hub${hub}`;
  const spokes = Math.ceil(endpoints / ENDPOINTS_IN_SPOKE);
  const firewall = `10.${hub}.255.68`;
  yield resource("VirtualNetwork", name, `virtualNetworks/${name}`, {
    virtualNetworkName: name,
    location: "westeurope",
    addressSpace: { addressPrefixes: [`10.${hub}.255.0/24`] },
  });
  yield subnet(name, "GatewaySubnet", `10.${hub}.255.0/26`, { routeTable: { id: `${PROVIDER}/routeTables/${name}-gateway` } });
  yield subnet(name, "AzureFirewallSubnet", `10.${hub}.255.64/26`, {});
  yield resource("VirtualNetworkGateway", `${name}-vpn`, `virtualNetworkGateways/${name}-vpn`, {
    virtualNetworkGatewayName: `${name}-vpn`,
    gatewayType: "Vpn",
    vpnType: "RouteBased",
    activeActive: true,
    enableBgp: true,
    ipConfigurations: [0, 1].map((n) => ({
      name: `ip${n}`,
      subnet: { id: subnetId(name, "GatewaySubnet") },
      publicIPAddress: { id: `${PROVIDER}/publicIPAddresses/${name}-${n}` },
    })),
  });
  const configuration = {
    name: "ip",
    subnet: { id: subnetId(name, "AzureFirewallSubnet") },
    publicIPAddress: { id: `${PROVIDER}/publicIPAddresses/${name}-fw` },
  };
  const azureFirewall = resource("AzureFirewall", `${name}-fw`, `azureFirewalls/${name}-fw`, {
    azureFirewallName: `${name}-fw`,
    ipConfigurations: [configuration],
  });
  yield {
    ...azureFirewall,
    outputs: { ...(azureFirewall["outputs"] as Json), ipConfigurations: [{ ...configuration, privateIPAddress: firewall }] },
  };
  // Every other spoke is routed exactly; the rest fall under a summary, which loses.
  const routes = Array.from({ length: Math.ceil(spokes / 2) }, (_, n) => ({
    name: `spoke${2 * n}`,
    addressPrefix: `10.${hub}.${2 * n}.0/24`,
    nextHopType: "VirtualAppliance",
    nextHopIpAddress: firewall,
  }));
  const summary = { name: "summary", addressPrefix: "10.0.0.0/8", nextHopType: "VirtualAppliance", nextHopIpAddress: firewall };
  yield resource("RouteTable", `${name}-gateway`, `routeTables/${name}-gateway`, {
    routeTableName: `${name}-gateway`,
    disableBgpRoutePropagation: false,
    routes: [...routes, summary],
  });
  for (let spoke = 0; spoke < spokes; spoke += 1)
    yield* spokeOf(hub, spoke, Math.min(ENDPOINTS_IN_SPOKE, endpoints - spoke * ENDPOINTS_IN_SPOKE));
}

function* spokeOf(hub: number, spoke: number, endpoints: number): Generator<Json> {
  const hubName = `hub${hub}`;
  const name = `${hubName}-spoke${spoke}`;
  yield resource("VirtualNetwork", name, `virtualNetworks/${name}`, {
    virtualNetworkName: name,
    location: "westeurope",
    addressSpace: { addressPrefixes: [`10.${hub}.${spoke}.0/24`] },
  });
  yield subnet(name, "ep", `10.${hub}.${spoke}.0/24`, { privateEndpointNetworkPolicies: "RouteTableEnabled" });
  yield peering(hubName, name, { allowGatewayTransit: true, useRemoteGateways: false });
  yield peering(name, hubName, { allowGatewayTransit: false, useRemoteGateways: true });
  for (let n = 0; n < endpoints; n += 1) yield endpoint(`${name}-pe${n}`, name, `10.${hub}.${spoke}.${n + 4}`);
}
