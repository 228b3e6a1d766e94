import { createNetwork } from "../topology/network";

// The route repeats the spoke's address range exactly, but the subnet's policies are left at Azure's default.
createNetwork({
  gatewayRoutes: (firewallAddress) => [
    { name: "spoke1", addressPrefix: "10.13.77.0/24", nextHopType: "VirtualAppliance", nextHopIpAddress: firewallAddress },
  ],
});
