import type { Properties } from "../../../src/resources/resource.ts";
import { subnetResource } from "./render-members.ts";
import type { Spelling } from "./spelling.ts";
import { armId, subnetId } from "./spelling.ts";
import type { Declaration } from "./stack-resource.ts";
import type { World, WorldEndpoint } from "./world.ts";

/** Where the state tells an endpoint's addresses: the endpoint itself, its DNS zone group, or the program that chose them. */
type AddressSource = "custom-dns" | "zone-group" | "static";

const SOURCES: readonly AddressSource[] = ["custom-dns", "zone-group", "static"];

/** Private endpoints; each tells its addresses in another way than the one before. */
export function renderEndpoints({ endpoints }: World, spelling: Spelling): readonly Declaration[] {
  return endpoints.flatMap((endpoint, index) => {
    const source = SOURCES[index % SOURCES.length] ?? "static";
    const rendered = renderEndpoint(endpoint, source, spelling);
    return source === "zone-group" ? [rendered, renderZoneGroup(endpoint)] : [rendered];
  });
}

function renderEndpoint(endpoint: WorldEndpoint, source: AddressSource, spelling: Spelling): Declaration {
  const { name, subnet, addresses, isPending } = endpoint;
  const fixed = addresses.map((address, index) => ({
    name: `ip${index}`,
    groupId: "account",
    memberName: `m${index}`,
    privateIPAddress: address,
  }));
  const service = {
    name,
    groupIds: ["account"],
    privateLinkServiceId: `/subscriptions/0/resourceGroups/net/providers/Microsoft.Sql/servers/${name}`,
  };
  const own = { subnet: { id: subnetId(subnet) }, privateLinkServiceConnections: [service] };
  return {
    type: "PrivateEndpoint",
    name,
    path: `privateEndpoints/${name}`,
    inputs: { privateEndpointName: name, ...own, ...(source === "static" ? { ipConfigurations: fixed } : {}) },
    outputs: {
      ...own,
      ...(isPending === true
        ? { privateLinkServiceConnections: [{ ...service, privateLinkServiceConnectionState: { status: "Pending" } }] }
        : {}),
      ipConfigurations: source === "static" ? fixed : [],
      networkInterfaces: [{ id: armId(`networkInterfaces/${name}.nic.0`) }],
      customDnsConfigs: source === "zone-group" ? [] : addresses.map((address, index) => dnsRecord(name, address, index)),
    },
    dependsOn: { subnet: [subnetResource(subnet, spelling)] },
  };
}

function dnsRecord(name: string, address: string, index: number): Properties {
  return { fqdn: `${name}-${index}.database.windows.net`, ipAddresses: [address] };
}

function renderZoneGroup({ name, addresses }: WorldEndpoint): Declaration {
  const zone = { name: "zone", privateDnsZoneId: armId("privateDnsZones/privatelink.database.windows.net") };
  const recordSets = addresses.map((address, index) => ({
    recordType: "A",
    recordSetName: `${name}-${index}`,
    fqdn: `${name}-${index}.privatelink.database.windows.net`,
    ttl: 10,
    ipAddresses: [address],
  }));
  return {
    type: "PrivateDnsZoneGroup",
    name: `${name}-dns`,
    path: `privateEndpoints/${name}/privateDnsZoneGroups/default`,
    inputs: { privateEndpointName: name, privateDnsZoneGroupName: "default", privateDnsZoneConfigs: [zone] },
    outputs: { privateDnsZoneConfigs: [{ ...zone, recordSets }] },
    dependsOn: { privateEndpointName: [`PrivateEndpoint ${name}`] },
  };
}
