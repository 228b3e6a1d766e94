import type { Prefix } from "../address/prefix.ts";
import type { Presence } from "../certainty/known.ts";
import { append } from "../certainty/order.ts";
import { matchesGateway } from "../model/designation.ts";
import type { Intent } from "../model/intent.ts";
import type { PlacedGateway, Topology } from "../topology/topology.ts";
import { transitTo } from "../topology/transit.ts";
import type { Route } from "./route.ts";

/**
 * The routes that gateways give to networks, by the key of the network (R11): to their own, and over peerings with gateway transit (R23).
 * What a subnet's table makes of them (R20) is not this function's business.
 */
export function gatewayRoutes(topology: Topology, intent: Intent): ReadonlyMap<string, readonly Route[]> {
  const routes = new Map<string, Route[]>();
  for (const placed of topology.gateways) {
    const advertised = advertisedPrefixes(placed, intent);
    if (advertised.length === 0) continue;
    for (const { network, presence } of reachOf(placed, topology)) {
      for (const { prefix, bgp } of advertised) append(routes, network, gatewayRoute(placed, prefix, bgp, presence));
    }
  }
  return routes;
}

function advertisedPrefixes(placed: PlacedGateway, intent: Intent): readonly { prefix: Prefix; bgp: boolean }[] {
  const configured = placed.bgp ? intent.onPremises.filter((each) => matchesGateway(each.gateways, placed.gateway)) : [];
  return [...placed.staticPrefixes.map((prefix) => ({ prefix, bgp: false })), ...configured.map(({ prefix }) => ({ prefix, bgp: true }))];
}

/** The networks that learn a gateway's routes. */
function reachOf(placed: PlacedGateway, topology: Topology): readonly { network: string; presence: Presence }[] {
  const certainly: Presence = placed.subnets.length === 1 && placed.gap === undefined ? "certain" : "possible";
  const home = [...new Set(placed.subnets.map((subnet) => subnet.network))];
  return home.flatMap((network) => [
    { network, presence: certainly },
    ...(topology.links.get(network) ?? []).flatMap((link) => {
      const transit = link.to === undefined ? "no" : transitTo(link);
      if (link.to === undefined || transit === "no") return [];
      return [{ network: link.to, presence: transit === "yes" && link.presence === "certain" ? certainly : ("possible" as const) }];
    }),
  ]);
}

function gatewayRoute(placed: PlacedGateway, prefix: Prefix, bgp: boolean, presence: Presence): Route {
  const { gateway } = placed;
  const gap =
    presence === "certain"
      ? undefined
      : {
          resource: gateway.origin.resource,
          property: "",
          text: `whether the routes of the gateway ${gateway.name} reach this network is not known`,
        };
  return {
    source: "VirtualNetworkGateway",
    prefix,
    nextHop: { kind: "virtual-network-gateway", bgp },
    presence,
    gap,
    origin: gateway.origin,
    label: `on-premises behind ${gateway.name}`,
  };
}
