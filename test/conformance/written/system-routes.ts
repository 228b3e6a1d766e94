import { table } from "../../support/world/hand-made.ts";
import { join, network, subnet, type WrittenCase } from "./written-case.ts";

const UDR_OVERVIEW = "MicrosoftDocs/azure-docs, virtual-networks-udr-overview, 2023-05-27";

/** R5 to R13: the routes that Azure makes by itself, and what a user route may say. */
export const SYSTEM_ROUTES: readonly WrittenCase[] = [
  {
    name: "O3",
    rules: ["R5", "R10"],
    source: `${UDR_OVERVIEW}: a route for each range of a network, none for a subnet; peerings likewise`,
    network: {
      networks: [
        network("vnet", ["10.0.0.0/16", "10.9.0.0/16"], subnet("a", "10.0.1.0/24"), subnet("b", "10.9.1.0/24")),
        network("other", ["10.1.0.0/16", "10.2.0.0/24"], subnet("c", "10.1.1.0/24")),
      ],
      peerings: join("vnet", "other"),
    },
    firewalls: ["10.0.0.4"],
    routes: {
      "vnet/a": ["Default Active 10.0.0.0/16 VnetLocal", "Default Active 10.9.0.0/16 VnetLocal", "Default Active 10.1.0.0/16 VNetPeering"],
      "vnet/b": ["Default Active 10.2.0.0/24 VNetPeering"],
      "other/c": ["Default Active 10.0.0.0/16 VNetPeering", "Default Active 10.9.0.0/16 VNetPeering"],
    },
    absent: { "vnet/a": ["10.0.1.0/24", "10.9.1.0/24", "10.1.1.0/24"], "other/c": ["10.1.1.0/24"] },
  },
  {
    name: "O4",
    rules: ["R8"],
    source: `${UDR_OVERVIEW}: a range that equals a reserved one, and one that includes it`,
    network: {
      networks: [
        network("same", ["10.0.0.0/8"], subnet("a", "10.0.1.0/24")),
        network("wider", ["172.0.0.0/11"], subnet("a", "172.16.1.0/24")),
      ],
    },
    firewalls: ["10.0.0.4"],
    routes: {
      "same/a": ["Default Active 10.0.0.0/8 VnetLocal", "Default Active 172.16.0.0/12 None", "Default Active 192.168.0.0/16 None"],
      "wider/a": ["Default Active 172.0.0.0/11 VnetLocal", "Default Active 10.0.0.0/8 None"],
    },
    absent: { "wider/a": ["172.16.0.0/12"] },
  },
  {
    name: "O5",
    rules: ["R13"],
    source: `${UDR_OVERVIEW}: the next hop types of a user route`,
    network: {
      networks: [network("vnet", ["10.0.0.0/16"], subnet("a", "10.0.1.0/24", { routeTable: "rt" }))],
      routeTables: [
        table(
          "rt",
          "10.1.0.0/16 via 10.0.0.4",
          "10.2.0.0/16 VirtualNetworkGateway",
          "10.0.2.0/24 VnetLocal",
          "10.3.0.0/16 Internet",
          "10.4.0.0/16 None",
        ),
      ],
    },
    firewalls: ["10.0.0.4"],
    routes: {
      "vnet/a": [
        "User Active 10.1.0.0/16 VirtualAppliance 10.0.0.4",
        "User Active 10.2.0.0/16 VirtualNetworkGateway",
        "User Active 10.0.2.0/24 VnetLocal",
        "User Active 10.3.0.0/16 Internet",
        "User Active 10.4.0.0/16 None",
      ],
    },
  },
  {
    name: "O6",
    rules: ["R3"],
    source: `${UDR_OVERVIEW}, note: system routes of networks and peerings are preferred over longer BGP routes`,
    network: {
      networks: [
        network("hub", ["10.0.0.0/16"], subnet("GatewaySubnet", "10.0.0.0/24"), subnet("vm", "10.0.1.0/24")),
        network("spoke", ["10.1.0.0/16"], subnet("a", "10.1.1.0/24")),
      ],
      peerings: join("hub", "spoke"),
      gateways: [{ name: "vpngw", network: "hub", kind: "vpn-active-active", pools: [] }],
      connections: [{ kind: "ipsec", name: "con", gateway: "vpngw", bgp: true, localGateway: "site" }],
      localGateways: [{ name: "site", prefixes: [] }],
    },
    firewalls: ["10.0.9.4"],
    onPremises: ["10.1.1.0/24", "10.0.1.0/24", "192.168.0.0/24"],
    routes: {
      "hub/vm": [
        "Default Active 10.0.0.0/16 VnetLocal",
        "Default Active 10.1.0.0/16 VNetPeering",
        "VirtualNetworkGateway Invalid 10.0.1.0/24 VirtualNetworkGateway",
        "VirtualNetworkGateway Invalid 10.1.1.0/24 VirtualNetworkGateway",
        "VirtualNetworkGateway Active 192.168.0.0/24 VirtualNetworkGateway",
      ],
    },
  },
  {
    name: "L1",
    rules: ["R5", "R10"],
    source: "mddazure/subnet-peering README: tables of two networks that are peered as a whole",
    network: {
      networks: [
        network("left", ["10.0.0.0/16"], subnet("subnet0", "10.0.0.0/24"), subnet("subnet1", "10.0.1.0/24")),
        network("right", ["10.1.0.0/16"], subnet("subnet0", "10.1.0.0/24"), subnet("subnet1", "10.1.1.0/24")),
      ],
      peerings: join("left", "right"),
    },
    firewalls: ["10.0.9.4"],
    routes: {
      "left/subnet1": [
        "Default Active 10.0.0.0/16 VnetLocal",
        "Default Active 10.1.0.0/16 VNetPeering",
        "Default Active 0.0.0.0/0 Internet",
      ],
      "right/subnet1": [
        "Default Active 10.1.0.0/16 VnetLocal",
        "Default Active 10.0.0.0/16 VNetPeering",
        "Default Active 0.0.0.0/0 Internet",
      ],
    },
    absent: { "left/subnet1": ["10.0.0.0/24", "10.0.1.0/24", "10.1.0.0/24", "10.1.1.0/24"] },
  },
];
