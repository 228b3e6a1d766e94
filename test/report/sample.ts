import type { BeatenRoute, Hop, HopRoute, Path, Report, ReportedExemption } from "../../src/report/report.ts";

/** Report values as the engine makes them, for tests of the renderers. The numbers are those of the blog post's network. */

const URN = "urn:pulumi:prod::network::azure-native:network";

export function urn(type: string, name: string): string {
  return `${URN}:${type}::${name}`;
}

export const FIREWALL = { address: "10.13.76.68", resource: urn("AzureFirewall", "azfw"), name: "azfw" } as const;

export function hostRoute(address: string, endpoint: string): HopRoute {
  const resource = urn("PrivateEndpoint", endpoint);
  return { source: "Default", prefix: `${address}/32`, nextHopType: "InterfaceEndpoint", nextHop: null, presence: "certain", resource };
}

export function userRoute(prefix: string, nextHop: string | null = FIREWALL.address, nextHopType = "VirtualAppliance"): HopRoute {
  return { source: "User", prefix, nextHopType, nextHop, presence: "certain", resource: urn("RouteTable", "gateway-rt") };
}

export function systemRoute(prefix: string, nextHopType: string): HopRoute {
  return { source: "Default", prefix, nextHopType, nextHop: null, presence: "certain", resource: null };
}

export const PEERING: HopRoute = {
  ...systemRoute("10.13.77.0/24", "VNetGlobalPeering"),
  resource: urn("VirtualNetworkPeering", "hub-to-spoke1"),
};

export function beaten(route: HopRoute, because: string): BeatenRoute {
  return { ...route, because };
}

/** What every table has below the routes of networks. */
const CATCH_ALL: readonly BeatenRoute[] = [
  beaten(systemRoute("10.0.0.0/8", "None"), "a user-defined route beats a system route of the same prefix (R2)"),
  beaten(systemRoute("0.0.0.0/0", "Internet"), "10.13.77.0/24 is the longer prefix (R1)"),
];

export function atGateway(chosen: HopRoute, ...others: readonly BeatenRoute[]): Hop {
  return { node: "hub/GatewaySubnet", via: null, chosen: [chosen], beaten: [...others, ...CATCH_ALL] };
}

export function arrival(endpoint: string): Hop {
  return { node: endpoint, via: null, chosen: [], beaten: [] };
}

export const SUMMARY_ROUTE_LOSES: readonly BeatenRoute[] = [
  beaten(PEERING, "10.13.77.0/24 (hub-to-spoke1) is the best other route and no user-defined one, so the /32 stays in force (R33)"),
  beaten(userRoute("10.0.0.0/8"), "10.13.77.0/24 is the longer prefix (R1)"),
];

/** One bypassed path: a /8 user route and policies on (S4 of the published cases). Parts can be replaced. */
export function path(changes: Partial<Path> & { readonly name?: string; readonly address?: string } = {}): Path {
  const { name = "sql", address = "10.13.77.6", ...parts } = changes;
  return {
    id: `vpngw/${name}`,
    sources: ["192.168.0.0/24"],
    gateway: { name: "vpngw", resource: urn("VirtualNetworkGateway", "vpngw"), kind: "vpn", mode: "active-active", instances: [0, 1] },
    endpoint: {
      name,
      resource: urn("PrivateEndpoint", name),
      addresses: [`${address}/32`],
      subnet: "spoke1/ep",
      networkPolicies: "RouteTableEnabled",
    },
    verdict: "bypassed",
    code: "CP-B03",
    disposition: "delivered",
    hops: [atGateway(hostRoute(address, name), ...SUMMARY_ROUTE_LOSES), arrival(name)],
    assumptions: [],
    gaps: [],
    remedies: [],
    exemption: null,
    ...parts,
  };
}

export const WAIVER: ReportedExemption = {
  category: "waiver",
  reason: "cut over in February",
  approvedBy: "Ada",
  expires: "2027-01-31",
};

/** The same network with the exact prefix (S3): inspected. */
export function inspectedPath(name: string, address: string): Path {
  const crossing = atGateway(
    userRoute("10.13.77.0/24"),
    beaten(hostRoute(address, name), "network policies of ep are on, and the best other route is user-defined (R33)"),
  );
  const onward: Hop = { node: "hub/AzureFirewallSubnet", via: "azfw", chosen: [hostRoute(address, name)], beaten: [] };
  return path({ name, address, verdict: "inspected", code: null, hops: [crossing, onward, arrival(name)] });
}

export function report(paths: readonly Path[], parts: Partial<Report> = {}): Report {
  const count = (verdict: Path["verdict"]): number => paths.filter((each) => each.verdict === verdict).length;
  const { unreached = [], unadvertised = [], findings = [] } = parts;
  return {
    version: 1,
    summary: {
      paths: paths.length,
      inspected: count("inspected"),
      bypassed: count("bypassed"),
      undelivered: count("undelivered"),
      inconclusive: count("inconclusive"),
      exempted: paths.filter(({ exemption }) => exemption !== null).length,
      unreached: unreached.length,
      unadvertised: unadvertised.length,
      gaps: findings.filter(({ code }) => code === "CP-I14").length,
    },
    firewalls: [FIREWALL],
    paths,
    unreached,
    unadvertised,
    findings,
    ...parts,
  };
}
