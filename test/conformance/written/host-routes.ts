import { table } from "../../support/world/hand-made.ts";
import type { World } from "../../support/world/world.ts";
import { join, network, subnet, type WrittenCase } from "./written-case.ts";

const ON = { policies: "RouteTableEnabled" } as const;
const FIREWALL = "10.0.0.4";

/** The lab's one network: a machine, an endpoint, a firewall, and the routes of the machine's table. */
function lab(...routes: readonly string[]): Partial<World> {
  return {
    networks: [
      network(
        "vnet",
        ["10.0.0.0/16"],
        subnet("AzureFirewallSubnet", "10.0.0.0/24"),
        subnet("vm", "10.0.2.0/24", { routeTable: "rt" }),
        subnet("ep", "10.0.255.0/24", ON),
      ),
    ],
    routeTables: [table("rt", ...routes)],
    firewalls: [{ name: "azfw", subnet: "vnet/AzureFirewallSubnet", address: FIREWALL }],
    endpoints: [{ name: "pe", subnet: "vnet/ep", addresses: ["10.0.255.254"] }],
  };
}

/** R28 to R39 at the interfaces of machines. */
export const HOST_ROUTES: readonly WrittenCase[] = [
  {
    name: "A3",
    rules: ["R2", "R33", "R34"],
    source: "MicrosoftAzureAaron/private-endpoint-training: a user route for the range of the network",
    network: lab(`10.0.0.0/16 via ${FIREWALL}`),
    firewalls: [FIREWALL],
    routes: {
      "vnet/vm": [
        "Default Invalid 10.0.0.0/16 VnetLocal",
        `User Active 10.0.0.0/16 VirtualAppliance ${FIREWALL}`,
        "Default Invalid 10.0.255.254/32 InterfaceEndpoint",
        "Default Active 0.0.0.0/0 Internet",
      ],
    },
  },
  {
    name: "D1",
    rules: ["R28", "R32"],
    source: "denishartl.com, exploring-private-endpoint-routing-in-azure: a machine in the hub, all traffic to the firewall",
    network: {
      networks: [
        network("hub", ["10.0.0.0/16"], subnet("AzureFirewallSubnet", "10.0.0.0/24"), subnet("vm", "10.0.1.0/24", { routeTable: "rt" })),
        network("spoke", ["10.1.0.0/16"], subnet("ep", "10.1.1.0/24")),
      ],
      routeTables: [table("rt", `0.0.0.0/0 via ${FIREWALL}`)],
      peerings: join("hub", "spoke"),
      firewalls: [{ name: "azfw", subnet: "hub/AzureFirewallSubnet", address: FIREWALL }],
      endpoints: [{ name: "storage", subnet: "spoke/ep", addresses: ["10.1.1.4"] }],
    },
    firewalls: [FIREWALL],
    routes: { "hub/vm": [`User Active 0.0.0.0/0 VirtualAppliance ${FIREWALL}`, "Default Active 10.1.1.4/32 InterfaceEndpoint"] },
  },
  {
    name: "G3",
    rules: ["R33", "R39"],
    source: "garylirocks/quickrefs, azure networking notes: policies on, and no user route that covers the endpoint",
    network: lab("10.9.0.0/16 via 10.0.0.4"),
    firewalls: [FIREWALL],
    routes: { "vnet/vm": ["Default Active 10.0.0.0/16 VnetLocal", "Default Active 10.0.255.254/32 InterfaceEndpoint"] },
  },
  {
    name: "H1",
    rules: ["R33", "R39"],
    source: "htonkovac/AzureInterRegionalRoutingLab: of two endpoints one is in a subnet with policies, user routes cover both",
    network: {
      networks: [
        network("hub", ["10.2.0.0/16"], subnet("AzureFirewallSubnet", "10.2.0.0/24"), subnet("vm", "10.2.1.0/24", { routeTable: "rt" })),
        network("with", ["10.0.0.0/16"], subnet("ep", "10.0.7.0/24", ON)),
        network("without", ["10.1.0.0/16"], subnet("ep", "10.1.1.0/24")),
      ],
      routeTables: [table("rt", "10.0.0.0/16 via 10.2.0.4", "10.1.0.0/16 via 10.2.0.4")],
      peerings: [...join("hub", "with"), ...join("hub", "without")],
      firewalls: [{ name: "azfw", subnet: "hub/AzureFirewallSubnet", address: "10.2.0.4" }],
      endpoints: [
        { name: "vault-with", subnet: "with/ep", addresses: ["10.0.7.4"] },
        { name: "vault-without", subnet: "without/ep", addresses: ["10.1.1.5"] },
      ],
    },
    firewalls: ["10.2.0.4"],
    routes: {
      "hub/vm": [
        "User Active 10.0.0.0/16 VirtualAppliance 10.2.0.4",
        "User Active 10.1.0.0/16 VirtualAppliance 10.2.0.4",
        "Default Invalid 10.0.7.4/32 InterfaceEndpoint",
        "Default Active 10.1.1.5/32 InterfaceEndpoint",
      ],
    },
  },
  {
    name: "M1",
    rules: ["R22", "R28", "R30", "R31"],
    source: "a published table of an Azure Monitor private link scope: an endpoint with several addresses, two hubs, two spokes",
    network: {
      networks: [
        network("hub1", ["10.1.0.0/16"], subnet("ep", "10.1.1.0/24"), subnet("vm", "10.1.2.0/24")),
        network("hub2", ["10.2.0.0/16"], subnet("vm", "10.2.2.0/24")),
        network("spoke1", ["10.11.0.0/16"], subnet("vm", "10.11.2.0/24")),
        network("spoke2", ["10.12.0.0/16"], subnet("vm", "10.12.2.0/24", { routeTable: "rt" })),
      ],
      routeTables: [table("rt", "10.0.0.0/8 via 10.2.2.4")],
      peerings: [...join("hub1", "hub2"), ...join("hub1", "spoke1"), ...join("hub2", "spoke2")],
      endpoints: [{ name: "ampls", subnet: "hub1/ep", addresses: ["10.1.1.4", "10.1.1.5", "10.1.1.6"] }],
    },
    firewalls: ["10.2.2.4"],
    routes: Object.fromEntries(
      ["hub1/vm", "hub2/vm", "spoke1/vm"].map((name) => [
        name,
        [4, 5, 6].map((last) => `Default Active 10.1.1.${last}/32 InterfaceEndpoint`),
      ]),
    ),
    absent: { "spoke2/vm": ["10.1.1.4/32", "10.1.1.5/32", "10.1.1.6/32", "10.1.0.0/16"] },
  },
  {
    name: "N3",
    rules: ["R28"],
    source: "nicolgit.github.io, cross-spokes-routing-for-private-endpoint: hub and firewall have the route of a spoke's endpoint",
    network: {
      networks: [
        network("hub", ["10.12.0.0/16"], subnet("AzureFirewallSubnet", "10.12.3.0/24"), subnet("vm", "10.12.1.0/24")),
        network("spoke-01", ["10.13.1.0/24"], subnet("vm", "10.13.1.0/26")),
        network("spoke-02", ["10.13.2.0/24"], subnet("ep", "10.13.2.0/26")),
      ],
      peerings: [...join("hub", "spoke-01"), ...join("hub", "spoke-02")],
      firewalls: [{ name: "azfw", subnet: "hub/AzureFirewallSubnet", address: "10.12.3.4" }],
      endpoints: [{ name: "storage-01", subnet: "spoke-02/ep", addresses: ["10.13.2.5"] }],
    },
    firewalls: ["10.12.3.4"],
    routes: {
      "hub/vm": ["Default Active 10.13.2.5/32 InterfaceEndpoint"],
      "hub/AzureFirewallSubnet": ["Default Active 10.13.2.5/32 InterfaceEndpoint"],
    },
    absent: { "spoke-01/vm": ["10.13.2.5/32", "10.13.2.0/24"] },
  },
];
