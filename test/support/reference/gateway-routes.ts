import type { World, WorldGateway } from "../world/world.ts";
import { hasTransit } from "./peerings.ts";
import type { GatewayRoute } from "./routes.ts";
import type { Point, Setting } from "./setting.ts";
import { tableOf } from "./setting.ts";

/** R11. What the gateways that a network is served by bring to a subnet; nothing where its table disables propagation (R20). */
export function gatewayRoutes(setting: Setting, point: Point): readonly GatewayRoute[] {
  if (tableOf(setting.world, point.subnet)?.propagationDisabled === true) return [];
  return setting.world.gateways
    .filter((gateway) => hasTransit(setting, gateway.network, point.network))
    .flatMap((gateway) => [...staticRoutes(setting.world, gateway), ...learnedRoutes(setting.world, gateway)]);
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
