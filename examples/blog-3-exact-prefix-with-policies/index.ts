import { createNetwork } from "../topology/network";

// The route repeats the spoke's address range exactly, and the subnet lets routes override those of its endpoints.
createNetwork({
  endpointPolicies: "RouteTableEnabled",
  gatewayRoutes: (firewallAddress) => [
    { name: "spoke1", addressPrefix: "10.13.77.0/24", nextHopType: "VirtualAppliance", nextHopIpAddress: firewallAddress },
  ],
});
