import type { Prefix } from "../address/prefix.ts";
import type { Gap, Presence } from "../certainty/known.ts";
import type { RouteTable, UserRoute } from "../model/network.ts";
import type { NextHop, Route } from "./route.ts";

/** The user routes of a table that name prefixes. `unseen`: why the subnet's table is not in sight. */
export function userRoutes(table: RouteTable | undefined, unseen: Gap | undefined): readonly Route[] {
  const open = unseen ?? table?.routes.open;
  const hidden = open === undefined ? [] : [hiddenRoute(open, table)];
  return [...hidden, ...(table?.routes.items.flatMap((route) => userRoute(route, table)) ?? [])];
}

/** Stands for all user routes that may exist out of sight. */
function hiddenRoute(gap: Gap, table: RouteTable | undefined): Route {
  const label = table === undefined ? "a route table that is not in sight" : `${table.name} / not known yet`;
  return { source: "User", prefix: undefined, nextHop: { kind: "unknown", gap }, presence: "possible", gap, origin: table?.origin, label };
}

function userRoute(route: UserRoute, table: RouteTable): readonly Route[] {
  // IPv6 routes cover no IPv4 address.
  if (route.prefix.known && route.prefix.value.kind !== "prefix") return [];
  const prefix: Prefix | undefined = route.prefix.known && route.prefix.value.kind === "prefix" ? route.prefix.value.prefix : undefined;
  const presence: Presence = prefix === undefined ? "possible" : route.presence;
  const gap = route.prefix.known ? (route.presence === "possible" ? mixedGap(route) : undefined) : route.prefix.gap;
  return [
    {
      source: "User",
      prefix,
      nextHop: nextHopOf(route, table),
      presence,
      gap,
      origin: route.origin,
      label: `${table.name} / ${route.name}`,
    },
  ];
}

/** The user routes for service tags, which may cover any public address (R18). */
export function taggedRoutes(table: RouteTable | undefined): readonly Route[] {
  return table?.routes.items.flatMap((route) => taggedRoute(route, table)) ?? [];
}

/** R18: which public prefixes a tag stands for is not listed anywhere in a program. */
function taggedRoute(route: UserRoute, table: RouteTable): readonly Route[] {
  if (!route.prefix.known || route.prefix.value.kind !== "service-tag") return [];
  const text = `the service tag ${route.prefix.value.tag} stands for public prefixes, and may cover the address (R18)`;
  const gap: Gap = { ...route.origin, text };
  const label = `${table.name} / ${route.name}`;
  return [{ source: "User", prefix: undefined, nextHop: nextHopOf(route, table), presence: "possible", gap, origin: route.origin, label }];
}

function mixedGap(route: UserRoute): Gap {
  return {
    resource: route.origin.resource,
    property: route.origin.property,
    text: `whether the route ${route.name} is in force is not known: its table has several writers or a name twice, or only the last refresh has seen it (R79)`,
  };
}

function nextHopOf(route: UserRoute, table: RouteTable): NextHop {
  if (!route.nextHop.known) return { kind: "unknown", gap: route.nextHop.gap };
  const hop = route.nextHop.value;
  switch (hop.kind) {
    case "virtual-appliance":
      return {
        kind: "virtual-appliance",
        addresses: hop.addresses,
        isSoleSource: table.routes.open === undefined && table.routes.items.every((other) => dependsAlike(route, other)),
      };
    case "virtual-network-gateway":
      return { kind: "virtual-network-gateway", bgp: false };
    case "vnet-local":
      return { kind: "vnet-local", network: "" };
    case "internet":
    case "none":
      return hop;
    default:
      return hop satisfies never;
  }
}

/**
 * Pulumi records one list of dependencies for all inline routes of a table: whose they are is certain only where every next hop that is not
 * known can have the same source. A route that is a resource has its own.
 */
function dependsAlike(route: UserRoute, other: UserRoute): boolean {
  if (other.origin.resource !== route.origin.resource) return true;
  if (!other.nextHop.known) return false;
  if (other.nextHop.value.kind !== "virtual-appliance") return true;
  const { items, open } = other.nextHop.value.addresses;
  return open === undefined && items.every((address) => address.known || address.dependsOn.length === 1);
}
