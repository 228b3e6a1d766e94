import { createNetwork } from "../topology/network";

// The program of state 5: the route is right, and nobody thought of the subnet's policies.
createNetwork({
  gatewayRoutes: (firewallAddress) => [
    { name: "spoke1", addressPrefix: "10.13.77.0/24", nextHopType: "VirtualAppliance", nextHopIpAddress: firewallAddress },
  ],
});
