import * as network from "@pulumi/azure-native/network";
import * as resources from "@pulumi/azure-native/resources";
import { Config, StackReference } from "@pulumi/pulumi";
import { createSpoke } from "../topology/spoke";

const hub = new StackReference(new Config().require("hubStack"));

const group = new resources.ResourceGroup("spoke1", { location: "australiaeast" });
const spoke = createSpoke({ resourceGroupName: group.name, location: group.location }, { endpointPolicies: "Disabled" });

new network.VirtualNetworkPeering("spoke1-to-hub", {
  resourceGroupName: group.name,
  virtualNetworkName: spoke.name,
  remoteVirtualNetwork: { id: hub.requireOutput("networkId") },
  allowVirtualNetworkAccess: true,
  allowForwardedTraffic: true,
  useRemoteGateways: true,
});

export const networkId = spoke.id;
