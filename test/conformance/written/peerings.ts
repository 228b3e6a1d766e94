import { peer } from "../../support/world/hand-made.ts";
import { join, network, subnet, type WrittenCase } from "./written-case.ts";

/** R10, R11, R20, R22, R23: what a hub's gateway and its peerings put into the tables of the spokes. */
export const PEERINGS: readonly WrittenCase[] = [
  {
    name: "C1",
    rules: ["R10", "R11", "R20", "R22", "R23"],
    source: "cynthiatreger/az-routing-guide-ep1: spokes with and without gateway transit, a subnet without propagation",
    network: {
      networks: [
        network("hub", ["10.0.0.0/24"], subnet("GatewaySubnet", "10.0.0.0/27"), subnet("vm", "10.0.0.32/27")),
        network("spoke1", ["10.0.1.0/24"], subnet("subnet1", "10.0.1.0/26"), subnet("subnet2", "10.0.1.64/26", { routeTable: "closed" })),
        network("spoke2", ["10.0.2.0/24"], subnet("subnet1", "10.0.2.0/26")),
      ],
      routeTables: [{ name: "closed", propagationDisabled: true, routes: [] }],
      peerings: [...peer("hub", "spoke1"), ...join("hub", "spoke2")],
      gateways: [{ name: "ergw", network: "hub", kind: "express-route", pools: [] }],
      connections: [{ kind: "express-route", name: "circuit", gateway: "ergw" }],
    },
    firewalls: ["10.0.0.100"],
    onPremises: ["10.200.0.0/16"],
    routes: {
      "hub/vm": [
        "Default Active 10.0.1.0/24 VNetPeering",
        "Default Active 10.0.2.0/24 VNetPeering",
        "VirtualNetworkGateway Active 10.200.0.0/16 VirtualNetworkGateway",
      ],
      "spoke1/subnet1": ["Default Active 10.0.0.0/24 VNetPeering", "VirtualNetworkGateway Active 10.200.0.0/16 VirtualNetworkGateway"],
      "spoke1/subnet2": ["Default Active 10.0.0.0/24 VNetPeering", "Default Active 10.0.1.0/24 VnetLocal"],
      "spoke2/subnet1": ["Default Active 10.0.0.0/24 VNetPeering"],
    },
    absent: {
      "spoke1/subnet1": ["10.0.2.0/24"],
      "spoke1/subnet2": ["10.200.0.0/16"],
      "spoke2/subnet1": ["10.0.1.0/24", "10.200.0.0/16"],
    },
  },
];
