import type { World, WorldConfiguration, WorldGatewayKind, WorldNetwork, WorldNextHop, WorldPolicies, WorldRouteTable } from "./world.ts";
import { EMPTY_WORLD } from "./world.ts";

/** `10.1.0.0/16 via 10.0.0.4`, or `10.1.0.0/16 None`. */
export type RouteText = string;

/** A table of routes in words: `table("rt", "10.1.0.0/16 via 10.0.0.4", "10.2.0.0/16 None")`. */
export function table(name: string, ...routes: readonly RouteText[]): WorldRouteTable {
  return { name, propagationDisabled: false, routes: routes.map((text, index) => ({ name: `r${index}`, ...parseRoute(text) })) };
}

function parseRoute(text: RouteText): { readonly prefix: string; readonly nextHop: WorldNextHop } {
  const [prefix = "", word = "", address] = text.split(" ");
  if (word === "via" && address !== undefined) return { prefix, nextHop: { type: "VirtualAppliance", address } };
  if (word === "VnetLocal" || word === "None" || word === "Internet" || word === "VirtualNetworkGateway")
    return { prefix, nextHop: { type: word } };
  throw new Error(`"${text}" is no route`);
}

/** Both halves of a peering; the first network offers its gateway, the second uses it. */
export function peer(hub: string, spoke: string): World["peerings"] {
  return [
    { name: `${hub}-to-${spoke}`, network: hub, remote: spoke, allowGatewayTransit: true, useRemoteGateways: false, state: "Connected" },
    { name: `${spoke}-to-${hub}`, network: spoke, remote: hub, allowGatewayTransit: false, useRemoteGateways: true, state: "Connected" },
  ];
}

/** What of the published topology differs from case to case. */
export interface BlogCase {
  readonly routes?: readonly RouteText[];
  readonly policies?: WorldPolicies;
  readonly gateway?: WorldGatewayKind;
  readonly spokeRanges?: readonly string[];
  readonly configuration?: Partial<WorldConfiguration>;
}

/** The topology of the published S cases: a hub with gateway and firewall, a spoke in another region with three endpoints. */
export function blogWorld({ routes, policies, gateway, spokeRanges, configuration }: BlogCase): World {
  return {
    ...EMPTY_WORLD,
    networks: [blogHub(routes !== undefined), blogSpoke(policies ?? "Disabled", spokeRanges ?? ["10.13.77.0/24"])],
    routeTables: routes === undefined ? [] : [table("gateway", ...routes)],
    peerings: peer("hub", "spoke1"),
    gateways: [{ name: "vpngw", network: "hub", kind: gateway ?? "vpn-active-active", pools: [] }],
    connections: [{ kind: "ipsec", name: "vpngw-site0-con", gateway: "vpngw", bgp: true, localGateway: "vpngw-site0" }],
    localGateways: [{ name: "vpngw-site0", prefixes: ["192.168.0.0/24"] }],
    endpoints: ["endpoint1", "endpoint2", "sql"].map((name, index) => ({
      name,
      subnet: "spoke1/ep",
      addresses: [`10.13.77.${4 + index}`],
    })),
    firewalls: [{ name: "azfw", subnet: "hub/AzureFirewallSubnet", address: "10.13.76.68" }],
    configuration: { ...EMPTY_WORLD.configuration, firewalls: ["10.13.76.68"], ...configuration },
  };
}

function blogHub(hasTable: boolean): WorldNetwork {
  return {
    name: "hub",
    location: "westeurope",
    ranges: ["10.13.76.0/24"],
    subnets: [
      { name: "GatewaySubnet", prefixes: ["10.13.76.0/26"], policies: "Disabled", routeTable: hasTable ? "gateway" : undefined },
      { name: "AzureFirewallSubnet", prefixes: ["10.13.76.64/26"], policies: "Disabled", routeTable: undefined },
    ],
  };
}

function blogSpoke(policies: WorldPolicies, ranges: readonly string[]): WorldNetwork {
  return {
    name: "spoke1",
    location: "australiaeast",
    ranges,
    subnets: [{ name: "ep", prefixes: ["10.13.77.0/26"], policies, routeTable: undefined }],
  };
}
