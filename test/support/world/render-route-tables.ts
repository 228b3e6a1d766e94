import type { Properties } from "../../../src/resources/resource.ts";
import type { Spelling } from "./spelling.ts";
import { armId } from "./spelling.ts";
import type { Declaration } from "./stack-resource.ts";
import type { World, WorldNextHop, WorldRoute, WorldRouteTable } from "./world.ts";

/** Route tables with their routes, in the parent or beside it. */
export function renderRouteTables({ routeTables }: World, spelling: Spelling): readonly Declaration[] {
  return routeTables.flatMap((table) =>
    spelling.style === "inline"
      ? [renderTable(table, spelling)]
      : [renderTable(table, spelling), ...table.routes.map((route) => renderRoute(table, route))],
  );
}

function renderTable(table: WorldRouteTable, { style, refreshed, stale }: Spelling): Declaration {
  const own = { location: "westeurope", disableBgpRoutePropagation: table.propagationDisabled, ...peeringRoutes(table) };
  const routes = table.routes.map((route) => ({ name: route.name, ...routeProperties(route) }));
  const isAged = style === "standalone" && stale === true;
  const listed = table.routes.map((route) => ({
    id: armId(pathOf(table, route)),
    name: route.name,
    ...routeProperties(isAged ? { ...route, nextHop: { type: "None" } } : route),
  }));
  return {
    type: "RouteTable",
    name: table.name,
    path: `routeTables/${table.name}`,
    inputs: { routeTableName: table.name, ...own, ...(style === "inline" ? { routes } : {}) },
    outputs: { ...own, routes: style === "inline" || refreshed ? listed : [] },
    dependsOn: {},
  };
}

function renderRoute(table: WorldRouteTable, route: WorldRoute): Declaration {
  return {
    type: "Route",
    name: `${table.name}-${route.name}`,
    path: pathOf(table, route),
    inputs: { routeTableName: table.name, routeName: route.name, ...routeProperties(route) },
    outputs: routeProperties(route),
    dependsOn: { routeTableName: [`RouteTable ${table.name}`] },
  };
}

function pathOf(table: WorldRouteTable, route: WorldRoute): string {
  return `routeTables/${table.name}/routes/${route.name}`;
}

function routeProperties({ prefix, nextHop }: WorldRoute): Properties {
  return { addressPrefix: prefix, nextHopType: nextHop.type, ...addressesOf(nextHop) };
}

function addressesOf(nextHop: WorldNextHop): Properties {
  switch (nextHop.type) {
    case "VirtualAppliance":
      return { nextHopIpAddress: nextHop.address };
    case "VirtualApplianceEcmp":
      return { nextHop: { nextHopIpAddresses: nextHop.addresses } };
    default:
      return {};
  }
}

function peeringRoutes({ peeringRoutesOff }: WorldRouteTable): Properties {
  return peeringRoutesOff === true ? { disablePeeringRoute: "All" } : {};
}
