import { isWithin, lengthOf } from "./addresses.ts";
import { learntRoute } from "./route-servers.ts";
import type { GatewayRoute, NetworkRoute, Route } from "./routes.ts";
import { routesAt } from "./routes.ts";
import type { Point, Setting } from "./setting.ts";

/** The route that a point's table has for an address, every endpoint's /32 left aside. There always is one: 0.0.0.0/0. */
export function bestRoute(setting: Setting, point: Point, address: string): Route {
  const covering = routesAt(setting, point).filter(({ prefix }) => isWithin(address, prefix));
  const learnt = learntRoute(setting, point, address, covering);
  if (learnt !== undefined) return learnt;
  const standing = networksBeforeGateways(setting, covering);
  const longest = Math.max(...standing.map(({ prefix }) => lengthOf(prefix)));
  const candidates = standing.filter(({ prefix }) => lengthOf(prefix) === longest);
  const first = Math.min(...candidates.map(rank));
  return oneOf(
    setting,
    point,
    candidates.filter((route) => rank(route) === first),
  );
}

/** R2: user, then gateway, then system; among system routes those into a network before the built-in ones. */
function rank(route: Route): number {
  if (route.source === "user") return 0;
  if (route.source === "gateway" || route.source === "server") return 1;
  return route.kind === "network" ? 2 : 3;
}

/**
 * R3: a system route into a network beats every BGP route, also a more specific one. The text speaks of BGP: whether a
 * static gateway route that is as long as that system route, or longer, is beaten too, nobody says.
 */
function networksBeforeGateways({ unknowns }: Setting, covering: readonly Route[]): readonly Route[] {
  const lengths = covering.filter(isNetworkRoute).map(({ prefix }) => lengthOf(prefix));
  if (lengths.length === 0) return covering;
  const withoutBgp = covering.filter((route) => !(route.source === "gateway" && !route.isStatic));
  const doubtful = withoutBgp.some((route) => isStatic(route) && lengthOf(route.prefix) >= Math.max(...lengths));
  if (!doubtful) return withoutBgp;
  const isBeaten = unknowns.ask("system routes into networks beat static gateway routes", [true, false]);
  return isBeaten ? withoutBgp.filter((route) => !isStatic(route)) : withoutBgp;
}

/** Equally good routes into different networks: only one of them can be true. Several gateways are all the same to us. */
function oneOf({ unknowns }: Setting, { network }: Point, winners: readonly Route[]): Route {
  const networks = winners.filter(isNetworkRoute);
  if (networks.length === 0) return winners[0] as Route;
  const goals = networks.map((route) => route.network).join(", ");
  return unknowns.ask(`which of ${goals} a packet from ${network} comes to`, networks);
}

function isStatic(route: Route): route is GatewayRoute {
  return route.source === "gateway" && route.isStatic;
}

export function isNetworkRoute(route: Route): route is NetworkRoute {
  return route.source === "system" && route.kind === "network";
}
