import { closeSync, openSync, writeSync } from "node:fs";

/** A network estate as a `pulumi stack export`: hubs with active/active gateways, spokes of 250 endpoints, half of them routed well. */
export interface Estate {
  readonly endpoints: number;
  readonly hubs: number;
}

const ENDPOINTS_IN_SPOKE = 250;
const PROVIDER = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/net/providers/Microsoft.Network";

type Json = Record<string, unknown>;

/** Writes the export piece by piece: a hundred thousand endpoints do not fit into one string comfortably. */
export function writeEstate(file: string, estate: Estate): void {
  const handle = openSync(file, "w");
  writeSync(
    handle,
    '{"version":3,"deployment":{"manifest":{"time":"2026-01-01T00:00:00Z","magic":"","version":"v3.245.0"},"resources":[\n',
  );
  let separator = "";
  for (const resource of resourcesOf(estate)) {
    writeSync(handle, `${separator}${JSON.stringify(resource, null, 1)}`);
    separator = ",\n";
  }
  writeSync(handle, "\n]}}\n");
  closeSync(handle);
}

/** The same estate as resources, for benchmarks that need no file. */
export function* resourcesOf({ endpoints, hubs }: Estate): Generator<Json> {
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

function endpoint(name: string, network: string, address: string): Json {
  const inputs = {
    privateEndpointName: name,
    location: "westeurope",
    subnet: { id: subnetId(network, "ep") },
    privateLinkServiceConnections: [
      {
        name,
        groupIds: ["sqlServer"],
        privateLinkServiceId: `/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/data/providers/Microsoft.Sql/servers/${name}`,
      },
    ],
  };
  const plain = resource("PrivateEndpoint", name, `privateEndpoints/${name}`, inputs);
  const outputs = {
    ...(plain["outputs"] as Json),
    networkInterfaces: [{ id: `${PROVIDER}/networkInterfaces/${name}.nic` }],
    customDnsConfigs: [{ fqdn: `${name}.database.windows.net`, ipAddresses: [address] }],
  };
  return { ...plain, outputs };
}

function peering(from: string, to: string, flags: Json): Json {
  const name = `${from}-to-${to}`;
  const inputs = {
    virtualNetworkName: from,
    virtualNetworkPeeringName: name,
    allowVirtualNetworkAccess: true,
    allowForwardedTraffic: true,
    ...flags,
    remoteVirtualNetwork: { id: `${PROVIDER}/virtualNetworks/${to}` },
  };
  const plain = resource("VirtualNetworkPeering", name, `virtualNetworks/${from}/virtualNetworkPeerings/${name}`, inputs);
  return { ...plain, outputs: { ...(plain["outputs"] as Json), peeringState: "Connected" } };
}

function subnet(network: string, name: string, addressPrefix: string, more: Json): Json {
  return resource("Subnet", `${network}-${name}`, `virtualNetworks/${network}/subnets/${name}`, {
    virtualNetworkName: network,
    subnetName: name,
    addressPrefix,
    ...more,
  });
}

function subnetId(network: string, name: string): string {
  return `${PROVIDER}/virtualNetworks/${network}/subnets/${name}`;
}

function resource(type: string, name: string, path: string, inputs: Json): Json {
  const id = `${PROVIDER}/${path}`;
  const all = { resourceGroupName: "net", ...inputs };
  return {
    urn: `urn:pulumi:prod::estate::azure-native:network:${type}::${name}`,
    custom: true,
    id,
    type: `azure-native:network:${type}`,
    inputs: all,
    outputs: { id, name: path.slice(path.lastIndexOf("/") + 1), provisioningState: "Succeeded", ...inputs },
    parent: "urn:pulumi:prod::estate::pulumi:pulumi:Stack::estate-prod",
    dependencies: [],
    propertyDependencies: {},
  };
}
