import type { CodeExample } from "../documentation/code-example.ts";

/** Changes of the example network, by the names of its resources. */
export type ExampleResources = NonNullable<CodeExample["resources"]>;

export const EXAMPLE_GROUP = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/network/providers/Microsoft.Network";

/** The spoke of the example network alone: the hub, with whatever gateway it has, is another stack. `policies`: of the endpoints' subnet. */
export function spokeAlone(useRemoteGateways: boolean, policies: string, more: ExampleResources = {}): ExampleResources {
  const hub = [
    "hub",
    "gateway-rt",
    "GatewaySubnet",
    "AzureFirewallSubnet",
    "azfw",
    "vpngw",
    "on-premises",
    "to-on-premises",
    "hub-to-spoke1",
  ];
  return {
    ...Object.fromEntries(hub.map((name) => [name, null])),
    ep: { privateEndpointNetworkPolicies: policies },
    "spoke1-to-hub": { useRemoteGateways, remoteVirtualNetwork: { id: `${EXAMPLE_GROUP}/virtualNetworks/hub` } },
    ...more,
  };
}
