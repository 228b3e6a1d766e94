import type { World, WorldGateway } from "../world/world.ts";
import { hasTransit } from "./peerings.ts";
import type { GatewayRoute } from "./routes.ts";
import type { Point, Setting } from "./setting.ts";
import { tableOf } from "./setting.ts";
import { networksWithUnseenGateway, unseenGateway } from "./unseen-gateways.ts";

/** R11. What the gateways that a network is served by bring to a subnet; nothing where its table disables propagation (R20). */
export function gatewayRoutes(setting: Setting, point: Point): readonly GatewayRoute[] {
  if (tableOf(setting.world, point.subnet)?.propagationDisabled === true) return [];
  const known = setting.world.gateways
    .filter((gateway) => hasTransit(setting, gateway.network, point.network))
    .flatMap((gateway) => [...staticRoutes(setting.world, gateway), ...learnedRoutes(setting.world, gateway)]);
  return [...known, ...unseenGatewaysServing(setting, point).flatMap((network) => routesOfUnseen(setting, network))];
}

/** Where a route rests on that prefixes which are not known leave the endpoints alone. */
export function restsOnUnknownPrefixes(setting: Setting, point: Point): boolean {
  if (tableOf(setting.world, point.subnet)?.propagationDisabled === true) return false;
  return unseenGatewaysServing(setting, point).length > 0;
}

function unseenGatewaysServing(setting: Setting, point: Point): readonly string[] {
  return networksWithUnseenGateway(setting.world)
    .map(({ network }) => network)
    .filter(
      (network) => hasTransit(setting, network, point.network) && unseenGateway(setting.world, network, setting.unknowns) !== undefined,
    );
}

/** A gateway that is not in sight may learn what the configuration says of on-premises. */
function routesOfUnseen({ world, unknowns }: Setting, network: string): readonly GatewayRoute[] {
  const learns = world.configuration.onPremises.length > 0 && unknowns.ask(`the gateway in ${network} speaks BGP`, [true, false]);
  return learns ? world.configuration.onPremises.map((prefix) => ({ source: "gateway", prefix, isStatic: false })) : [];
}

/** Local network gateways of connections without BGP (with it their prefixes are ignored, R57), and point-to-site pools. */
function staticRoutes(world: World, gateway: WorldGateway): readonly GatewayRoute[] {
  const typed = world.connections.flatMap((connection) => {
    if (connection.kind !== "ipsec" || connection.gateway !== gateway.name || connection.bgp) return [];
    return world.localGateways.find(({ name }) => name === connection.localGateway)?.prefixes ?? [];
  });
  return [...typed, ...gateway.pools].map((prefix) => ({ source: "gateway", prefix, isStatic: true }));
}

/** What the configuration says of on-premises, for gateways that learn their routes. */
function learnedRoutes(world: World, gateway: WorldGateway): readonly GatewayRoute[] {
  const learns =
    gateway.kind === "express-route" ||
    world.connections.some((connection) => connection.gateway === gateway.name && (connection.kind === "express-route" || connection.bgp));
  return learns ? world.configuration.onPremises.map((prefix) => ({ source: "gateway", prefix, isStatic: false })) : [];
}
