import { type BlogCase, blogWorld, peer, table } from "../../support/world/hand-made.ts";
import type { World, WorldExpressRoute, WorldNextHop } from "../../support/world/world.ts";
import { join, network, subnet, type WrittenCase } from "./written-case.ts";

const FIREWALL = "10.13.76.68";
const EXACT = `10.13.77.0/24 via ${FIREWALL}`;
const ON = "RouteTableEnabled";
const UDR_OVERVIEW = "MicrosoftDocs/azure-docs, virtual-networks-udr-overview, 2023-05-27";
const GATEWAY_SUBNET = "MicrosoftDocs/azure-docs, includes/vpn-gateway-gwudr-warning, 2023-09-26";

function every(verdict: "inspected" | "bypassed" | "undelivered"): Readonly<Record<string, typeof verdict>> {
  return { "vpngw/endpoint1": verdict, "vpngw/endpoint2": verdict, "vpngw/sql": verdict };
}

/** The topology of the S cases with its firewalls' address. */
function blog(given: BlogCase): Pick<WrittenCase, "network" | "firewalls"> {
  return { network: blogWorld(given), firewalls: [FIREWALL] };
}

/** The same with an appliance at 10.13.76.132 in place of the firewall, alone or behind a load balancer at 10.13.76.140. */
function appliance(forwarding: boolean, nextHop: string): Pick<WrittenCase, "network" | "firewalls"> {
  const world = blogWorld({ policies: ON, routes: [`10.13.77.0/24 via ${nextHop}`] });
  const networks = world.networks.map((each) =>
    each.name === "hub" ? { ...each, subnets: [...each.subnets, subnet("nva", "10.13.76.128/26")] } : each,
  );
  const parts: Partial<World> = {
    networks,
    firewalls: [],
    nics: [{ name: "nva", subnet: "hub/nva", address: "10.13.76.132", forwarding }],
    loadBalancers: [{ name: "ilb", subnet: "hub/nva", address: "10.13.76.140", backends: ["nva"] }],
  };
  return { network: { ...world, ...parts }, firewalls: [nextHop] };
}

/** The firewall in a network of its own, which is peered with the spoke, and with the hub or not. */
function farFirewall(isPeered: boolean): Pick<WrittenCase, "network" | "firewalls"> {
  const world = blogWorld({ policies: ON, routes: ["10.13.77.0/24 via 10.50.0.4"] });
  const security = network("security", ["10.50.0.0/24"], subnet("AzureFirewallSubnet", "10.50.0.0/26"));
  return {
    network: {
      ...world,
      networks: [...world.networks, security],
      peerings: [...world.peerings, ...join("spoke1", "security"), ...(isPeered ? join("hub", "security") : [])],
      firewalls: [{ name: "azfw", subnet: "security/AzureFirewallSubnet", address: "10.50.0.4" }],
    },
    firewalls: ["10.50.0.4"],
  };
}

/** A table with one route after the other, each a firewall's. */
function longTable(length: number): Partial<World> {
  const world = blogWorld({ policies: ON, routes: [EXACT] });
  const nextHop: WorldNextHop = { type: "VirtualAppliance", address: FIREWALL };
  const more = Array.from({ length: length - 1 }, (_, index) => ({
    name: `more${index}`,
    prefix: `10.${100 + Math.floor(index / 256)}.${index % 256}.0/24`,
    nextHop,
  }));
  return { ...world, routeTables: world.routeTables.map((one) => ({ ...one, routes: [...one.routes, ...more] })) };
}

const FASTPATH = "MicrosoftDocs/azure-docs, expressroute/about-fastpath, 2025-03-20";

/** The topology of the S cases with an ExpressRoute gateway. */
function expressRoute(more: Pick<WorldExpressRoute, "fastPath" | "circuit">): Pick<WrittenCase, "network" | "firewalls"> {
  const world = blogWorld({ policies: ON, routes: [EXACT], gateway: "express-route" });
  const connections = [{ kind: "express-route", name: "er", gateway: "vpngw", ...more } as const];
  return { network: { ...world, connections, localGateways: [] }, firewalls: [FIREWALL] };
}

/** R16 to R19 and R39 to R52 at gateways. */
export const GATEWAYS: readonly WrittenCase[] = [
  {
    name: "O7-interface",
    rules: ["R16"],
    source: `${UDR_OVERVIEW}: an interface with IP forwarding`,
    ...appliance(true, "10.13.76.132"),
    verdicts: every("inspected"),
  },
  {
    name: "O7-balancer",
    rules: ["R16"],
    source: `${UDR_OVERVIEW}: an internal load balancer`,
    ...appliance(true, "10.13.76.140"),
    verdicts: every("inspected"),
  },
  {
    name: "O7-no-forwarding",
    rules: ["R16"],
    source: `${UDR_OVERVIEW}: an interface that forwards needs IP forwarding`,
    ...appliance(false, "10.13.76.132"),
    verdicts: every("undelivered"),
  },
  {
    name: "O8-peered",
    rules: ["R17"],
    source: `${UDR_OVERVIEW}: a next hop in a peered network`,
    ...farFirewall(true),
    verdicts: every("inspected"),
  },
  {
    name: "O8-out-of-reach",
    rules: ["R17"],
    source: `${UDR_OVERVIEW}, note: a next hop without direct connectivity is an invalid configuration`,
    ...farFirewall(false),
    verdicts: every("undelivered"),
  },
  {
    name: "O9",
    rules: ["R19"],
    source: "MicrosoftDocs/azure-docs, inspect-traffic-with-azure-firewall, 2025-03-25: a table holds 400 routes",
    network: longTable(400),
    firewalls: [FIREWALL],
    findings: ["CP-G04"],
  },
  {
    name: "P1-enabled",
    rules: ["R33", "R41"],
    source: "MicrosoftDocs/azure-docs, disable-private-endpoint-network-policy, 2024-12-04",
    ...blog({ policies: "Enabled", routes: [EXACT] }),
    verdicts: every("inspected"),
  },
  {
    name: "P1-route-tables",
    rules: ["R33", "R41"],
    source: "the same",
    ...blog({ policies: ON, routes: [EXACT] }),
    verdicts: every("inspected"),
  },
  {
    name: "P1-security-groups",
    rules: ["R32", "R41"],
    source: "the same",
    ...blog({ policies: "NetworkSecurityGroupEnabled", routes: [EXACT] }),
    verdicts: every("bypassed"),
  },
  {
    name: "I1",
    rules: ["R40"],
    source: "MicrosoftDocs/azure-docs issue 119645, 2024-02-08, and pull request 128666, 2026-07-28: a user route to VnetLocal",
    ...blog({ policies: ON, routes: ["10.13.77.0/24 VnetLocal"] }),
    verdicts: every("undelivered"),
  },
  {
    name: "L2",
    rules: ["R31", "R47"],
    source: "mddazure/azure-privatelink-routing, topology 8: gateway, appliance and endpoint in networks in a row, a summary route",
    network: {
      networks: [
        network("hub", ["10.0.0.0/16"], subnet("GatewaySubnet", "10.0.0.0/24", { routeTable: "gateway" })),
        network("transit", ["10.1.0.0/16"], subnet("nva", "10.1.0.0/24")),
        network("services", ["10.2.0.0/16"], subnet("ep", "10.2.0.0/24")),
      ],
      routeTables: [table("gateway", "10.0.0.0/8 via 10.1.0.4")],
      peerings: [...peer("hub", "transit"), ...join("transit", "services")],
      gateways: [{ name: "vpngw", network: "hub", kind: "vpn-active-standby", pools: ["192.168.100.0/24"] }],
      nics: [{ name: "nva", subnet: "transit/nva", address: "10.1.0.4", forwarding: true }],
      endpoints: [{ name: "sql", subnet: "services/ep", addresses: ["10.2.0.5"] }],
    },
    firewalls: ["10.1.0.4"],
    verdicts: { "vpngw/sql": "inspected" },
  },
  {
    name: "K1",
    rules: ["R48"],
    source: `${GATEWAY_SUBNET}: a user route for 0.0.0.0/0`,
    ...blog({ policies: ON, routes: [EXACT, `0.0.0.0/0 via ${FIREWALL}`] }),
    findings: ["CP-G01"],
  },
  {
    name: "K2",
    rules: ["R49"],
    source: `${GATEWAY_SUBNET}: route propagation disabled`,
    network: closed(blogWorld({ policies: ON, routes: [EXACT] })),
    firewalls: [FIREWALL],
    findings: ["CP-G03"],
  },
  {
    name: "K3",
    rules: ["R50"],
    source: `${GATEWAY_SUBNET}: a user route over the gateway's own subnet`,
    ...blog({ policies: ON, routes: [EXACT, `10.13.76.0/26 via ${FIREWALL}`] }),
    findings: ["CP-G05"],
  },
  {
    name: "K4",
    rules: ["R52"],
    source: "TheresaLui/SelfHelpContent_v2, exr-urd-diag: a next hop of None on the GatewaySubnet",
    ...blog({ policies: ON, routes: ["10.13.77.0/24 None"] }),
    verdicts: every("undelivered"),
  },
  {
    name: "S6",
    rules: ["R53"],
    source: "blog.cloudtrooper.net, 2025-01-22: with active/active the tables of the hub name both instances of the gateway",
    network: withMachines(blogWorld({})),
    firewalls: [FIREWALL],
    onPremises: ["192.168.0.0/24"],
    routes: {
      "hub/vm": [
        "VirtualNetworkGateway Active 192.168.0.0/24 VirtualNetworkGateway 10.13.76.4",
        "VirtualNetworkGateway Active 192.168.0.0/24 VirtualNetworkGateway 10.13.76.5",
      ],
    },
  },
  {
    name: "X1",
    rules: ["R60"],
    source: `${FASTPATH}: private endpoints over FastPath need ExpressRoute Direct, and are reached through the gateway otherwise`,
    ...expressRoute({ fastPath: "endpoints", circuit: "provider" }),
    verdicts: every("inspected"),
  },
  {
    name: "X2",
    rules: ["R59"],
    source: `${FASTPATH}: FastPath does not prevent access to endpoints, which are reached through the gateway`,
    ...expressRoute({ fastPath: "machines", circuit: "direct" }),
    verdicts: every("inspected"),
  },
];

function closed(world: World): World {
  return { ...world, routeTables: world.routeTables.map((one) => ({ ...one, propagationDisabled: true })) };
}

function withMachines(world: World): World {
  return {
    ...world,
    networks: world.networks.map((each) =>
      each.name === "hub" ? { ...each, subnets: [...each.subnets, subnet("vm", "10.13.76.192/26")] } : each,
    ),
  };
}
