import * as network from "@pulumi/azure-native/network";
import { createNetwork } from "../topology/network";

const hub = createNetwork({});

// One route for each endpoint, as older guides advise, with the addresses that they got when they were created.
for (const [service, address] of Object.entries({ blob: "10.13.77.4", file: "10.13.77.5", table: "10.13.77.6" })) {
  new network.Route(`to-${service}`, {
    resourceGroupName: hub.resourceGroupName,
    routeTableName: hub.gatewayRoutes.name,
    addressPrefix: `${address}/32`,
    nextHopType: "VirtualAppliance",
    nextHopIpAddress: hub.firewallAddress,
  });
}
