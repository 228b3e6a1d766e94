import * as network from "@pulumi/azure-native/network";
import * as storage from "@pulumi/azure-native/storage";
import type { Place } from "./hub";

export interface SpokeOptions {
  /** Whether user-defined routes may override the routes of the private endpoints in the subnet. Azure's default is Disabled. */
  readonly endpointPolicies: network.VirtualNetworkPrivateEndpointNetworkPolicies;
}

/** The spoke: a subnet with three private endpoints of one storage account. Azure chooses their addresses when it creates them. */
export function createSpoke(place: Place, { endpointPolicies }: SpokeOptions): network.VirtualNetwork {
  const spoke = new network.VirtualNetwork("spoke1", {
    ...place,
    virtualNetworkName: "spoke1",
    addressSpace: { addressPrefixes: ["10.13.77.0/24"] },
  });
  const endpointSubnet = new network.Subnet("ep", {
    resourceGroupName: place.resourceGroupName,
    virtualNetworkName: spoke.name,
    addressPrefix: "10.13.77.0/26",
    privateEndpointNetworkPolicies: endpointPolicies,
  });
  const account = new storage.StorageAccount("data", {
    ...place,
    kind: "StorageV2",
    sku: { name: "Standard_ZRS" },
    publicNetworkAccess: "Disabled",
  });
  for (const service of ["blob", "file", "table"]) {
    new network.PrivateEndpoint(service, {
      ...place,
      privateEndpointName: service,
      subnet: { id: endpointSubnet.id },
      privateLinkServiceConnections: [{ name: service, privateLinkServiceId: account.id, groupIds: [service] }],
    });
  }
  return spoke;
}
