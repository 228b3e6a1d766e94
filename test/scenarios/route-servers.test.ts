import { analyse } from "../../src/analysis.ts";
import type { Resource } from "../../src/resources/resource.ts";
import { UNKNOWN } from "../../src/resources/resource.ts";
import { peer, table } from "../support/world/hand-made.ts";
import { intentOf } from "../support/world/intent-of.ts";
import { renderWorld } from "../support/world/render-world.ts";
import type { World, WorldRouteServer } from "../support/world/world.ts";
import { blog, bypassing, changed, EXACT, FIREWALL, input } from "./attack.ts";

/** What a Route Server may bring by BGP changes only what BGP routes can change (R3, R73). */

const SERVER: WorldRouteServer = { name: "rs", network: "hub", branchToBranch: false };

/** The world with the server, and a subnet for it. */
function withServer(world: World, server: Partial<WorldRouteServer> = {}): World {
  const own = { ...SERVER, ...server };
  const subnet = { name: "RouteServerSubnet", prefixes: ["10.13.76.192/26"], policies: "Disabled", routeTable: undefined } as const;
  return {
    ...world,
    networks: world.networks.map((each) => (each.name === own.network ? { ...each, subnets: [...each.subnets, subnet] } : each)),
    routeServers: [own],
  };
}

const deployed = (world: World): readonly Resource[] => renderWorld(world, { style: "standalone", refreshed: true });

function told(world: World, resources: readonly Resource[] = deployed(world), name = "sql"): readonly string[] {
  const { paths, unadvertised } = analyse(resources, intentOf(world)).report;
  return [
    ...paths.filter(({ endpoint }) => endpoint.name === name).map(({ verdict, code }) => `${verdict} ${code}`),
    ...unadvertised.filter(({ endpoint }) => endpoint.name === name).map(({ verdict }) => `unadvertised ${verdict}`),
  ];
}

/** Beyond `spoke1`, which has an appliance: the gateway's network is not peered with it, so that no system route leads there. */
function twoHopsAway(route: string, change: Partial<World> = {}): World {
  const world = blog([EXACT, route], {}, {});
  const far = {
    name: "far",
    location: "westeurope",
    ranges: ["10.13.78.0/24"],
    subnets: [{ name: "ep", prefixes: ["10.13.78.0/26"], policies: "RouteTableEnabled", routeTable: undefined }],
  } as const;
  const [hub, spoke] = world.networks;
  if (hub === undefined || spoke === undefined) throw new Error("the world has no hub and spoke");
  const nva = { name: "nva", prefixes: ["10.13.77.64/26"], policies: "Disabled", routeTable: undefined } as const;
  return {
    ...world,
    networks: [hub, { ...spoke, subnets: [...spoke.subnets, nva] }, far],
    // On-premises knows of it without being told.
    connections: world.connections.map((each) => (each.kind === "ipsec" ? { ...each, bgp: false } : each)),
    peerings: [...world.peerings, ...peer("spoke1", "far").map((half) => ({ ...half, useRemoteGateways: false }))],
    nics: [{ name: "nva", subnet: "spoke1/nva", address: "10.13.77.70", forwarding: true }],
    endpoints: [...world.endpoints, { name: "vault", subnet: "far/ep", addresses: ["10.13.78.4"] }],
    ...change,
  };
}

describe("system routes of networks and peerings stay before all that BGP brings (R3)", () => {
  test.each<[string, World, string]>([
    ["inspected stays so", blog([EXACT]), "inspected null"],
    ["inspected by a /32 of its own", blog([`10.13.77.6/32 via ${FIREWALL}`]), "inspected null"],
    ["bypassed stays so", bypassing(), "bypassed CP-B04"],
    ["undelivered stays so", blog(["10.13.77.0/24 None"]), "undelivered CP-N01"],
  ])("%s", (_, world, expected) => {
    expect(told(world)).toEqual([expected]);
    expect(told(withServer(world))).toEqual([expected]);
    expect(told(withServer(world, { branchToBranch: true }))).toEqual([expected]);
  });
});

describe("where no such route covers the endpoint, a longer BGP route may", () => {
  const VIA_NVA = "10.13.78.0/24 via 10.13.77.70";
  test.each<[string, World, string]>([
    ["a user route that is no /32", twoHopsAway(VIA_NVA), "inconclusive CP-I11"],
    // R2: of the same length the user route comes first, and BGP knows no longer one.
    ["a /32 user route", twoHopsAway("10.13.78.4/32 via 10.13.77.70"), "bypassed CP-B05"],
    [
      "a table that keeps gateway routes out (R20)",
      twoHopsAway(VIA_NVA, {
        routeTables: [{ ...table("gateway", EXACT, VIA_NVA), propagationDisabled: true }],
      }),
      "bypassed CP-B05",
    ],
  ])("%s", (_, world, expected) => {
    expect(told(world, deployed(world), "vault")).toEqual(["bypassed CP-B05"]);
    expect(told(withServer(world), deployed(withServer(world)), "vault")).toEqual([expected]);
  });

  test("its routes come to a peered network as a gateway's do: with transit", () => {
    const world = withServer(twoHopsAway(VIA_NVA));
    const tables = (given: World) =>
      analyse(deployed(given), intentOf(given)).tables.of(
        [...analyse(deployed(given), intentOf(given)).topology.subnets.values()].find(({ name }) => name === "nva") as never,
      );
    const has = (given: World): boolean => tables(given).some(({ anywhere }) => anywhere.some(({ label }) => label === "BGP routes of rs"));
    expect(has(world)).toBe(true);
    expect(has({ ...world, peerings: world.peerings.map((half) => ({ ...half, useRemoteGateways: false })) })).toBe(false);
  });
});

test("where it is, is not known: it may be anywhere, and what BGP cannot change is decided all the same", () => {
  const world = withServer(twoHopsAway("10.13.78.0/24 via 10.13.77.70"));
  const resources = changed(deployed(world), "VirtualHubIpConfiguration rs-ip", input({ subnet: UNKNOWN }));
  expect(told(world, resources, "vault")).toEqual(["inconclusive CP-I11"]);
  expect(told(world, resources)).toEqual(["inspected null"]);
});

describe("on-premises is told of what it learns where it exchanges routes with gateways (R23, R73)", () => {
  const silent = bypassing();
  const world: World = {
    ...silent,
    peerings: silent.peerings.map((half) => ({ ...half, useRemoteGateways: false, allowGatewayTransit: false })),
  };
  test.each<[string, World, string]>([
    ["without one", world, "unadvertised bypassed"],
    ["with one that does not", withServer(world), "unadvertised bypassed"],
    ["with one that does", withServer(world, { branchToBranch: true }), "bypassed CP-B04"],
  ])("%s", (_, given, expected) => {
    expect(told(given)).toEqual([expected]);
  });

  test("whether it does is not known", () => {
    const given = withServer(world);
    const resources = changed(deployed(given), "VirtualHub rs", (hub) => ({
      ...hub,
      inputs: { ...hub.inputs, allowBranchToBranchTraffic: UNKNOWN },
    }));
    expect(told(given, resources)).toEqual(["bypassed CP-B04"]);
  });
});
