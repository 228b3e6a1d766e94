import { createNetwork } from "../topology/network";

// The program says itself what the policy had done.
createNetwork({
  endpointPolicies: "RouteTableEnabled",
  gatewayRoutes: (firewallAddress) => [
    { name: "spoke1", addressPrefix: "10.13.77.0/24", nextHopType: "VirtualAppliance", nextHopIpAddress: firewallAddress },
  ],
});
