import { closeSync, existsSync, mkdirSync, openSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A network estate, as the resources of a `pulumi stack export`. */
export interface Estate {
  /** What joins its networks. */
  readonly name: string;
  readonly endpoints: number;
  readonly hubs: number;
  /** Pairs of a gateway and an endpoint that it leads to. */
  readonly paths: number;
  resources(): Iterable<Json>;
}

export type Json = Record<string, unknown>;

export const PROVIDER = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/net/providers/Microsoft.Network";

/** The file of the export, which is written where it is not there yet. */
export function estateFile(estate: Estate): string {
  const folder = join(tmpdir(), "chokepoint-bench");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${estate.name.replace(" ", "-")}-${estate.endpoints}-${estate.hubs}.json`);
  if (!existsSync(file)) writeEstate(file, estate);
  return file;
}

/** Piece by piece: a hundred thousand endpoints do not fit into one string comfortably. */
function writeEstate(file: string, estate: Estate): void {
  const handle = openSync(file, "w");
  writeSync(
    handle,
    '{"version":3,"deployment":{"manifest":{"time":"2026-01-01T00:00:00Z","magic":"","version":"v3.245.0"},"resources":[\n',
  );
  let separator = "";
  for (const resource of estate.resources()) {
    writeSync(handle, `${separator}${JSON.stringify(resource, null, 1)}`);
    separator = ",\n";
  }
  writeSync(handle, "\n]}}\n");
  closeSync(handle);
}

export function endpoint(name: string, network: string, address: string): Json {
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

export function peering(from: string, to: string, flags: Json): Json {
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

export function subnet(network: string, name: string, addressPrefix: string, more: Json): Json {
  return resource("Subnet", `${network}-${name}`, `virtualNetworks/${network}/subnets/${name}`, {
    virtualNetworkName: network,
    subnetName: name,
    addressPrefix,
    ...more,
  });
}

export function subnetId(network: string, name: string): string {
  return `${PROVIDER}/virtualNetworks/${network}/subnets/${name}`;
}

export function resource(type: string, name: string, path: string, inputs: Json): Json {
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
