import { referenceRoutes } from "../support/reference/effective-routes.ts";
import { blogWorld, peer, table } from "../support/world/hand-made.ts";
import type { World, WorldPolicies, WorldSubnet } from "../support/world/world.ts";
import { EMPTY_WORLD } from "../support/world/world.ts";

/** Effective route tables that were printed in public, against the reference's. Rows as `source state prefix type next-hop`. */

function rows(world: World, subnet: string, as: "gateway" | "nic" = "nic"): readonly string[] {
  return referenceRoutes(world, subnet, as).map(({ source, state, prefix, nextHopType, nextHop, presence }) =>
    [source, state, prefix, nextHopType, ...(nextHop === null ? [] : [nextHop]), ...(presence === "certain" ? [] : [presence])].join(" "),
  );
}

function subnet(name: string, prefix: string, more: Partial<WorldSubnet> = {}): WorldSubnet {
  return { name, prefixes: [prefix], policies: "Disabled", routeTable: undefined, ...more };
}

/** One network, an endpoint, a route table on the subnet of a VM. */
function lab(range: string, endpoint: string, policies: WorldPolicies, ...routes: readonly string[]): World {
  return {
    ...EMPTY_WORLD,
    networks: [
      {
        name: "vnet",
        location: "westeurope",
        ranges: [range],
        subnets: [subnet("vm", "10.0.2.0/24", { routeTable: "rt" }), subnet("ep", `${endpoint.replace(/\d+$/, "0")}/24`, { policies })],
      },
    ],
    routeTables: [table("rt", ...routes)],
    endpoints: [{ name: "pe", subnet: "vnet/ep", addresses: [endpoint] }],
  };
}

const A = ["10.0.0.0/16", "10.0.255.254", "RouteTableEnabled"] as const;
const FW = "10.13.76.68";

test.each<[string, World, readonly string[]]>([
  [
    "A1: a default route does not invalidate the /32",
    lab(...A, "0.0.0.0/0 via 10.0.0.4"),
    [
      "Default Active 10.0.0.0/16 VnetLocal",
      "Default Invalid 0.0.0.0/0 Internet",
      "User Active 0.0.0.0/0 VirtualAppliance 10.0.0.4",
      "Default Active 10.0.255.254/32 InterfaceEndpoint",
    ],
  ],
  [
    "A2: a subnet's prefix does",
    lab(...A, "10.0.255.0/24 via 10.0.0.4"),
    [
      "Default Active 10.0.0.0/16 VnetLocal",
      "Default Active 0.0.0.0/0 Internet",
      "User Active 10.0.255.0/24 VirtualAppliance 10.0.0.4",
      "Default Invalid 10.0.255.254/32 InterfaceEndpoint",
      "Default Active 10.0.0.0/8 None",
    ],
  ],
  [
    "A4: a supernet does not",
    lab(...A, "10.0.0.0/15 via 10.0.0.4"),
    [
      "Default Active 10.0.0.0/16 VnetLocal",
      "User Active 10.0.0.0/15 VirtualAppliance 10.0.0.4",
      "Default Active 10.0.255.254/32 InterfaceEndpoint",
    ],
  ],
  [
    "T1: without policies a subnet's prefix does not",
    lab("10.0.0.0/16", "10.0.1.4", "Disabled", "10.0.1.0/24 via 10.0.2.4"),
    ["User Active 10.0.1.0/24 VirtualAppliance 10.0.2.4", "Default Active 10.0.1.4/32 InterfaceEndpoint"],
  ],
  [
    "T2: a /32 user route does, at a NIC",
    lab("10.0.0.0/16", "10.0.1.4", "Disabled", "10.0.1.0/24 via 10.0.2.4", "10.0.1.4/32 via 10.0.2.4"),
    ["User Active 10.0.1.4/32 VirtualAppliance 10.0.2.4", "Default Invalid 10.0.1.4/32 InterfaceEndpoint"],
  ],
])("%s", (_, world, expected) => {
  expect(rows(world, "vnet/vm")).toEqual(expect.arrayContaining([...expected]));
});

test("A1: the default route removes the reserved ones (R7)", () => {
  expect(rows(lab(...A, "0.0.0.0/0 via 10.0.0.4"), "vnet/vm")).toHaveLength(4);
});

test.each<[string, World, "gateway" | "nic", readonly string[]]>([
  [
    "S3, printed at a gateway's subnet",
    blogWorld({ policies: "RouteTableEnabled", routes: [`10.13.77.0/24 via ${FW}`] }),
    "gateway",
    [
      `User Active 10.13.77.0/24 VirtualAppliance ${FW}`,
      "Default Invalid 10.13.77.0/24 VNetGlobalPeering",
      "Default Invalid 10.13.77.4/32 InterfaceEndpoint",
      "Default Invalid 10.13.77.6/32 InterfaceEndpoint",
      "Default Active 10.13.76.0/24 VnetLocal",
      "Default Active 0.0.0.0/0 Internet",
      "Default Active 10.0.0.0/8 None",
    ],
  ],
  [
    "S4",
    blogWorld({ policies: "RouteTableEnabled", routes: [`10.0.0.0/8 via ${FW}`] }),
    "gateway",
    [
      `User Active 10.0.0.0/8 VirtualAppliance ${FW}`,
      "Default Active 10.13.77.0/24 VNetGlobalPeering",
      "Default Active 10.13.77.4/32 InterfaceEndpoint",
    ],
  ],
  [
    "R38: an active/active VPN gateway ignores the /32 user route",
    blogWorld({ routes: [`10.13.77.4/32 via ${FW}`] }),
    "gateway",
    [`User Invalid 10.13.77.4/32 VirtualAppliance ${FW}`, "Default Active 10.13.77.4/32 InterfaceEndpoint"],
  ],
  [
    "C17: a VM with the same table does not",
    blogWorld({ routes: [`10.13.77.4/32 via ${FW}`] }),
    "nic",
    [`User Active 10.13.77.4/32 VirtualAppliance ${FW}`, "Default Invalid 10.13.77.4/32 InterfaceEndpoint"],
  ],
  [
    "R38: elsewhere nobody knows",
    blogWorld({ routes: [`10.13.77.4/32 via ${FW}`], gateway: "express-route" }),
    "gateway",
    [`User Active 10.13.77.4/32 VirtualAppliance ${FW} possible`, "Default Active 10.13.77.4/32 InterfaceEndpoint possible"],
  ],
])("%s", (_, world, as, expected) => {
  expect(rows(world, "hub/GatewaySubnet", as)).toEqual(expect.arrayContaining([...expected]));
});

describe("O1 and O2, Microsoft's own examples", () => {
  const chain: World = {
    ...lab("10.0.0.0/16", "10.0.3.4", "Disabled", "10.1.0.0/16 via 10.2.1.4"),
    peerings: [...peer("firewalls", "vnet"), ...peer("firewalls", "far")],
  };
  const far = { name: "far", location: "westeurope", ranges: ["10.1.0.0/16"], subnets: [subnet("ep", "10.1.0.0/24")] };
  const firewalls = { name: "firewalls", location: "westeurope", ranges: ["10.2.0.0/16"], subnets: [] };
  const world: World = {
    ...chain,
    networks: [...chain.networks, firewalls, far],
    endpoints: [{ name: "pe", subnet: "far/ep", addresses: ["10.1.0.4"] }],
  };

  test("O1: two peerings away there is no /32 (R31)", () => {
    const found = rows(world, "vnet/vm");
    expect(found).toContain("User Active 10.1.0.0/16 VirtualAppliance 10.2.1.4");
    expect(found.filter((row) => row.includes("InterfaceEndpoint") || row.includes("10.1.0.0/16 VNetPeering"))).toEqual([]);
  });

  test("O2: each prefix by itself, gateway routes beaten by user routes", () => {
    const site: World = {
      ...lab("10.0.0.0/16", "10.0.1.4", "Disabled", "10.0.0.0/16 via 10.0.100.4", "10.0.0.0/24 VnetLocal", "10.10.0.0/16 via 10.0.100.4"),
      gateways: [{ name: "gw", network: "vnet", kind: "vpn-active-standby", pools: [] }],
      connections: [{ kind: "ipsec", name: "c", gateway: "gw", bgp: false, localGateway: "site" }],
      localGateways: [{ name: "site", prefixes: ["10.10.0.0/16"] }],
    };
    expect(rows(site, "vnet/vm")).toEqual(
      expect.arrayContaining([
        "Default Invalid 10.0.0.0/16 VnetLocal",
        "User Active 10.0.0.0/16 VirtualAppliance 10.0.100.4",
        "User Active 10.0.0.0/24 VnetLocal",
        "User Active 10.10.0.0/16 VirtualAppliance 10.0.100.4",
        "VirtualNetworkGateway Invalid 10.10.0.0/16 VirtualNetworkGateway",
      ]),
    );
    expect(rows(site, "vnet/ep")).toContain("VirtualNetworkGateway Active 10.10.0.0/16 VirtualNetworkGateway");
  });
});
