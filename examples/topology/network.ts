import * as network from "@pulumi/azure-native/network";
import * as resources from "@pulumi/azure-native/resources";
import { createHub, type GatewayRoutes, type Hub } from "./hub";
import { createSpoke } from "./spoke";

/** What differs between the five states of the network. */
export interface NetworkOptions {
  /** User-defined routes on the gateway's subnet. */
  readonly gatewayRoutes?: GatewayRoutes;
  readonly endpointPolicies?: network.VirtualNetworkPrivateEndpointNetworkPolicies;
}

/**
 * A hub in westeurope and a spoke in australiaeast, peered with gateway transit, in one stack.
 *
 *     on-premises 192.168.0.0/24 ══ vpngw ══ hub 10.13.76.0/24 ── global peering ── spoke1 10.13.77.0/24
 *                                              GatewaySubnet        .0/26             ep  .0/26: blob, file, table
 *                                              AzureFirewallSubnet .64/26
 */
export function createNetwork({ gatewayRoutes = () => [], endpointPolicies = "Disabled" }: NetworkOptions): Hub {
  const group = new resources.ResourceGroup("network", { location: "westeurope" });
  const resourceGroupName = group.name;

  const hub = createHub({ resourceGroupName, location: group.location }, gatewayRoutes);
  const spoke = createSpoke({ resourceGroupName, location: "australiaeast" }, { endpointPolicies });

  new network.VirtualNetworkPeering("hub-to-spoke1", {
    resourceGroupName,
    virtualNetworkName: hub.network.name,
    remoteVirtualNetwork: { id: spoke.id },
    allowVirtualNetworkAccess: true,
    allowForwardedTraffic: true,
    allowGatewayTransit: true,
  });
  new network.VirtualNetworkPeering(
    "spoke1-to-hub",
    {
      resourceGroupName,
      virtualNetworkName: spoke.name,
      remoteVirtualNetwork: { id: hub.network.id },
      allowVirtualNetworkAccess: true,
      allowForwardedTraffic: true,
      useRemoteGateways: true,
    },
    // Azure refuses a peering that uses a gateway which is not there yet.
    { dependsOn: hub.gateway },
  );
  return hub;
}
