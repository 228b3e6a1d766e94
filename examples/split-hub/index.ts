import * as network from "@pulumi/azure-native/network";
import * as resources from "@pulumi/azure-native/resources";
import { Config } from "@pulumi/pulumi";
import { createHub } from "../topology/hub";

/** A spoke of another stack: its network's ARM id, which the spoke's team hands over, and its address range. */
interface Spoke {
  readonly name: string;
  readonly networkId: string;
  readonly prefix: string;
}
const spokes = new Config().getObject<Spoke[]>("spokes") ?? [];

const group = new resources.ResourceGroup("hub", { location: "westeurope" });
const hub = createHub({ resourceGroupName: group.name, location: group.location }, () =>
  spokes.map(({ name, prefix }) => ({ name, addressPrefix: prefix, nextHopType: "VirtualAppliance", nextHopIpAddress: "10.13.76.68" })),
);

for (const { name, networkId, prefix } of spokes) {
  new network.VirtualNetworkPeering(`hub-to-${name}`, {
    resourceGroupName: group.name,
    virtualNetworkName: hub.network.name,
    remoteVirtualNetwork: { id: networkId },
    remoteVirtualNetworkAddressSpace: { addressPrefixes: [prefix] },
    allowVirtualNetworkAccess: true,
    allowForwardedTraffic: true,
    allowGatewayTransit: true,
  });
}

export const networkId = hub.network.id;
