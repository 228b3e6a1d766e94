import { createNetwork } from "../topology/network";

// One route for all spokes, now and in future. The subnet lets routes override those of its endpoints.
createNetwork({
  endpointPolicies: "RouteTableEnabled",
  gatewayRoutes: () => [
    { name: "all-spokes", addressPrefix: "10.0.0.0/8", nextHopType: "VirtualAppliance", nextHopIpAddress: "10.13.76.68" },
  ],
});
