import type { World, WorldGateway } from "../world/world.ts";
import { lengthOf } from "./addresses.ts";
import { hasTransit } from "./peerings.ts";
import type { GatewayRoute, Route } from "./routes.ts";
import type { Point, Setting } from "./setting.ts";
import { tableOf } from "./setting.ts";
import { networksWithUnseenGateway, unseenGateway } from "./unseen-gateways.ts";

/** R11. What the gateways that a network is served by bring to a subnet; nothing where its table disables propagation (R20). */
export function gatewayRoutes(setting: Setting, point: Point): readonly GatewayRoute[] {
  if (tableOf(setting.world, point.subnet)?.propagationDisabled === true) return [];
  const known = setting.world.gateways.filter((gateway) => hasTransit(setting, gateway.network, point.network));
  return [
    ...known.flatMap((gateway) => staticRoutes(setting.world, gateway)),
    ...learnedRoutes(setting, known),
    ...unseenGatewaysServing(setting, point).flatMap((network) => routesOfUnseen(setting, network)),
  ];
}

/**
 * R1, R2, R11. Whether a longer prefix of on-premises that nobody has stated could take the place of the best route; nothing is longer than a user
 * route for the /32, and a route to on-premises leads there already. A system route into a network keeps out what BGP brings, and not what is
 * static (R3).
 */
export function restsOnUnstatedPrefixes(setting: Setting, point: Point, best: Route, covering: readonly Route[]): boolean {
  if (tableOf(setting.world, point.subnet)?.propagationDisabled === true) return false;
  if (best.source === "gateway" || best.source === "server") return false;
  if (best.source === "user" && lengthOf(best.prefix) === 32) return false;
  return mayMakeStaticRoutes(setting, point) || (!covering.some(isIntoNetwork) && mayBringMore(setting, point));
}

/** Gateways of which it is not known at all what comes in by them. */
function mayMakeStaticRoutes(setting: Setting, point: Point): boolean {
  const unconnected = setting.world.gateways.filter((gateway) => isUnconnected(setting.world, gateway));
  return (
    unconnected.some((gateway) => hasTransit(setting, gateway.network, point.network)) || unseenGatewaysServing(setting, point).length > 0
  );
}

/** Gateways that learn by BGP what the configuration does not say. */
function mayBringMore(setting: Setting, point: Point): boolean {
  const { configuration, gateways } = setting.world;
  if (configuration.onPremises.length > 0) return false;
  return gateways.some((gateway) => speaksBgp(setting.world, gateway) === "yes" && hasTransit(setting, gateway.network, point.network));
}

/** Nothing in sight comes in by the VPN gateway: its connections are elsewhere. */
function isUnconnected({ connections }: World, { kind, name, pools }: WorldGateway): boolean {
  return kind !== "express-route" && pools.length === 0 && !connections.some(({ gateway }) => gateway === name);
}

function isIntoNetwork(route: Route): boolean {
  return route.source === "system" && route.kind === "network";
}

function speaksBgp(world: World, gateway: WorldGateway): "yes" | "no" | "unknown" {
  if (isUnconnected(world, gateway)) return "unknown";
  const connections = world.connections.filter((connection) => connection.gateway === gateway.name);
  const speaks = connections.some((connection) => connection.kind === "express-route" || connection.bgp);
  return gateway.kind === "express-route" || speaks ? "yes" : "no";
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

/** What the configuration says of on-premises, where some of the gateways learns it. */
function learnedRoutes({ world, unknowns }: Setting, gateways: readonly WorldGateway[]): readonly GatewayRoute[] {
  const { onPremises } = world.configuration;
  if (onPremises.length === 0) return [];
  const isAsked = (name: string): boolean => unknowns.ask(`${name} speaks BGP`, [true, false]);
  const learns =
    gateways.some((gateway) => speaksBgp(world, gateway) === "yes") ||
    gateways.some((gateway) => speaksBgp(world, gateway) === "unknown" && isAsked(gateway.name));
  return learns ? onPremises.map((prefix) => ({ source: "gateway", prefix, isStatic: false })) : [];
}
