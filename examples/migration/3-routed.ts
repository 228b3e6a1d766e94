import { createNetwork } from "../topology/network";

// The gateway's subnet gets the route. The endpoints' subnet is left to the policy that remediates it.
createNetwork({
  gatewayRoutes: (firewallAddress) => [
    { name: "spoke1", addressPrefix: "10.13.77.0/24", nextHopType: "VirtualAppliance", nextHopIpAddress: firewallAddress },
  ],
});
