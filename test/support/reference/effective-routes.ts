import type { RouteRow } from "../../../src/report/routes-table.ts";
import type { World, WorldGateway } from "../world/world.ts";
import { splitSubnet } from "../world/world.ts";
import { coversAll, lengthOf } from "./addresses.ts";
import type { Unknowns } from "./alternatives.ts";
import { inEveryWorld } from "./alternatives.ts";
import { bestRoute, isNetworkRoute } from "./best-route.ts";
import { endpointsInReach, standingOf } from "./host-routes.ts";
import { isServed } from "./route-servers.ts";
import type { Route } from "./routes.ts";
import { applianceText, nextHopWord, routesAt } from "./routes.ts";
import type { Point, Setting } from "./setting.ts";
import { nicPoint, tableOf } from "./setting.ts";

/** The columns of an effective route table that the reference speaks of. */
export type ReferenceRow = Pick<RouteRow, "source" | "state" | "prefix" | "nextHopType" | "nextHop" | "presence">;

/** `to` tells rows apart that look alike: routes of one prefix into different networks, endpoints with one address. */
type Row = Omit<ReferenceRow, "presence"> & { readonly to: string };

/**
 * The effective routes of a subnet, as its gateway or a NIC in it has them. A row is `certain` where every complete world
 * has it in the same state; else it is `possible`, and `Active` if it may be. In no order.
 */
export function referenceRoutes(world: World, subnet: string, as: "gateway" | "nic"): readonly ReferenceRow[] {
  return partsOf(world, subnet).flatMap((part) => {
    const tables = inEveryWorld((unknowns) => {
      const point = { ...nicPoint(subnet), gateway: as === "nic" ? undefined : gatewayIn(world, subnet, unknowns) };
      return part({ world, unknowns, record: () => undefined }, point);
    });
    const rows = new Map(tables.flat().map((row) => [nameOf(row), row]));
    return [...rows.keys()].map((name) => merge(tables.map((table) => table.find((row) => nameOf(row) === name))));
  });
}

type Part = (setting: Setting, point: Point) => readonly Row[];

/** A table row by row where rows have questions of their own: together they would be too many to enumerate. */
function partsOf(world: World, subnet: string): readonly Part[] {
  const prefixes = (tableOf(world, subnet)?.routes ?? []).map(({ prefix }) => prefix);
  return [
    (setting, point) => rowsOf(setting, point, ({ source }) => source !== "user"),
    ...prefixes.map(
      (prefix): Part =>
        (setting, point) =>
          rowsOf(setting, point, (route) => route.source === "user" && route.prefix === prefix),
    ),
    ...hostAddresses(world).map(
      (address): Part =>
        (setting, point) =>
          hostRows(setting, point, address),
    ),
  ];
}

function gatewayIn(world: World, subnet: string, unknowns: Unknowns): WorldGateway {
  const gateways = world.gateways.filter(({ network }) => network === splitSubnet(subnet).network);
  return unknowns.ask("whose table this is", gateways);
}

function merge(found: readonly (Row | undefined)[]): ReferenceRow {
  const present = found.filter((row) => row !== undefined);
  const active = present.find(({ state }) => state === "Active");
  const isCertain = present.length === found.length && new Set(present.map(({ state }) => state)).size === 1;
  const { to: _, ...row } = (active ?? present[0]) as Row;
  return { ...row, presence: isCertain ? "certain" : "possible" };
}

function nameOf({ source, prefix, nextHopType, nextHop, to }: Row): string {
  return `${source} ${prefix} ${nextHopType} ${nextHop} ${to}`;
}

function rowsOf(setting: Setting, point: Point, isWanted: (route: Route) => boolean): readonly Row[] {
  const routes = [...routesAt(setting, point), ...serverRoutes(setting, point)];
  return routes.filter(isWanted).map((route) => rowOf(route, stateOf(setting, point, route, routes)));
}

/** R73: it may have brought something. */
function serverRoutes(setting: Setting, point: Point): readonly Route[] {
  if (!isServed(setting, point) || !setting.unknowns.ask("the Route Server brings anything", [true, false])) return [];
  return [{ source: "server", prefix: "unknown" }];
}

/** R28–R38: every endpoint in reach that has the address. */
function hostRows(setting: Setting, point: Point, address: string): readonly Row[] {
  return endpointsInReach(setting, point, address).map((endpoint) => ({
    source: "Default",
    state: standingOf(setting, point, endpoint, address, bestRoute(setting, point, address)).isActive ? "Active" : "Invalid",
    prefix: `${address}/32`,
    nextHopType: "InterfaceEndpoint",
    nextHop: null,
    to: endpoint.name,
  }));
}

function hostAddresses(world: World): readonly string[] {
  return [...new Set(world.endpoints.flatMap(({ addresses }) => addresses))];
}

/** R2: the loser of a prefix is listed, and invalid. */
function stateOf(setting: Setting, point: Point, route: Route, routes: readonly Route[]): Row["state"] {
  switch (route.source) {
    case "user":
      return isIgnored(setting, point, route.prefix) ? "Invalid" : "Active";
    case "server":
      return "Active";
    case "gateway":
      return samePrefix(routes, route).some(({ source }) => source === "user") || isBeaten(setting, route, routes) ? "Invalid" : "Active";
    case "system":
      return samePrefix(routes, route).some((other) => other.source === "user" || beats(setting, other, route, routes))
        ? "Invalid"
        : "Active";
  }
}

/** A gateway route before a system route of the same prefix (R2), unless R3 says otherwise. */
function beats(setting: Setting, other: Route, route: Route, routes: readonly Route[]): boolean {
  return other.source === "gateway" && !(isNetworkRoute(route) && isBeaten(setting, other, routes));
}

/** R3, and the doubt about static routes. */
function isBeaten({ unknowns }: Setting, route: Route & { readonly source: "gateway" }, routes: readonly Route[]): boolean {
  if (!routes.some((other) => isNetworkRoute(other) && coversAll(other.prefix, route.prefix))) return false;
  return !route.isStatic || unknowns.ask("system routes into networks beat static gateway routes", [true, false]);
}

/** R38: a gateway that keeps an endpoint's /32 ignores the user route for it. */
function isIgnored(setting: Setting, point: Point, prefix: string): boolean {
  if (point.gateway === undefined || lengthOf(prefix) !== 32) return false;
  const address = prefix.split("/")[0] ?? "";
  const best = bestRoute(setting, point, address);
  return endpointsInReach(setting, point, address).some((endpoint) => standingOf(setting, point, endpoint, address, best).isActive);
}

function samePrefix(routes: readonly Route[], route: Route): readonly Route[] {
  return routes.filter((other) => other !== route && other.prefix === route.prefix);
}

function rowOf(route: Route, state: Row["state"]): Row {
  switch (route.source) {
    case "system":
      return {
        source: "Default",
        state,
        prefix: route.prefix,
        nextHopType: route.type,
        nextHop: null,
        to: isNetworkRoute(route) ? route.network : "",
      };
    case "server":
      return { source: "VirtualNetworkGateway", state, prefix: "unknown", nextHopType: "unknown", nextHop: null, to: "" };
    case "gateway":
      return { source: "VirtualNetworkGateway", state, prefix: route.prefix, nextHopType: "VirtualNetworkGateway", nextHop: null, to: "" };
    case "user": {
      const nextHop = applianceText(route.nextHop) ?? null;
      return { source: "User", state, prefix: route.prefix, nextHopType: nextHopWord(route.nextHop), nextHop, to: "" };
    }
  }
}
