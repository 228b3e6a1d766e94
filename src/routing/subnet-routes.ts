import type { Prefix } from "../address/prefix.ts";
import { PrefixTable } from "../address/prefix-table.ts";
import type { Assumption } from "../certainty/assumption.ts";
import type { Gap, Presence } from "../certainty/known.ts";
import type { Intent } from "../model/intent.ts";
import type { RouteTable, Subnet, UserRoute } from "../model/network.ts";
import type { VirtualHub } from "../model/virtual-wan.ts";
import type { Link, Topology } from "../topology/topology.ts";
import { gatewayRoutes, type LearntRoutes, NOTHING_LEARNT } from "./gateway-routes.ts";
import { hubRoutes } from "./hub-routes.ts";
import { type NextHop, type Route, SOURCE_RANK } from "./route.ts";
import { systemRoutes } from "./system-routes.ts";

/** All routes of one subnet, apart from the /32 routes of private endpoints: those are looked up where they matter. */
export interface SubnetRoutes {
  readonly subnet: Subnet;
  /** Undefined: none is associated, or it is not in sight. */
  readonly routeTable: RouteTable | undefined;
  readonly routes: readonly Route[];
  /** The routes whose prefix is known. */
  readonly table: PrefixTable<Route>;
  /** Those whose prefix is not known: each may cover any address. */
  readonly anywhere: readonly Route[];
  /** Those for service tags: each may cover any public address (R18). */
  readonly tagged: readonly Route[];
  /** What every look-up in the table rests on where a /32 route does not decide it: that routes which are not known leave the endpoints alone. */
  readonly assumptions: readonly Assumption[];
  /** These are the routes if Azure honours that peering routes are off; why it is not known whether it does (R21). */
  readonly withoutPeerings: Gap | undefined;
}

/**
 * Effective routes by subnet, computed when first asked for. More than one: it is not known which route table the subnet has, or whether
 * the routes of peerings are in force.
 */
export class RoutingTables {
  readonly #topology: Topology;
  readonly #gatewayRoutes: ReadonlyMap<string, LearntRoutes>;
  readonly #computed = new Map<string, readonly SubnetRoutes[]>();

  constructor(topology: Topology, intent: Intent) {
    this.#topology = topology;
    this.#gatewayRoutes = gatewayRoutes(topology, intent);
  }

  of(subnet: Subnet): readonly SubnetRoutes[] {
    let routes = this.#computed.get(subnet.key);
    if (routes === undefined) {
      const hub = this.#topology.hubs.get(subnet.network);
      routes =
        hub === undefined
          ? this.#alternatives(subnet).flatMap((alternative) => this.#compute(subnet, alternative))
          : this.#ofHub(hub, subnet);
      this.#computed.set(subnet.key, routes);
    }
    return routes;
  }

  #alternatives(subnet: Subnet): readonly TableAlternative[] {
    const { routeTable } = subnet;
    switch (routeTable.kind) {
      case "none":
        return [{ table: undefined, unseen: undefined }];
      case "outside":
        return [{ table: undefined, unseen: routeTable.gap }];
      case "entity":
        return [this.#known(routeTable.key, subnet)];
      case "unknown":
        if (routeTable.candidates.length === 0) return [{ table: undefined, unseen: routeTable.gap }];
        return this.#candidates(routeTable.candidates, routeTable.gap, subnet);
      default:
        return routeTable satisfies never;
    }
  }

  /** One of several it is; that it is the only one in sight proves nothing. */
  #candidates(keys: readonly string[], gap: Gap, subnet: Subnet): readonly TableAlternative[] {
    const alternatives = [...keys].sort().map((key) => this.#known(key, subnet));
    return alternatives.length > 1 ? alternatives : [...alternatives, { table: undefined, unseen: gap }];
  }

  #known(key: string, subnet: Subnet): TableAlternative {
    const table = this.#topology.routeTables.get(key);
    const unseen = {
      resource: subnet.origin.resource,
      property: `${subnet.origin.property}.routeTable`,
      text: `the route table ${key} was not read`,
    };
    return table === undefined ? { table, unseen } : { table, unseen: undefined };
  }

  /** With the routes of peerings, and without them where they may be off (R21). */
  #compute(subnet: Subnet, { table, unseen }: TableAlternative): readonly SubnetRoutes[] {
    const user = userRoutes(table, unseen);
    const tagged = table?.routes.items.flatMap((route) => taggedRoute(route, table)) ?? [];
    const network = this.#topology.virtualNetworks.get(subnet.network);
    const learnt = propagated(this.#gatewayRoutes.get(subnet.network) ?? NOTHING_LEARNT, table, unseen);
    const assumptions = [...learnt.assumptions, ...onlyDeclared(table)];
    const compute = (links: readonly Link[], withoutPeerings: Gap | undefined): SubnetRoutes => {
      const system = network === undefined ? [] : systemRoutes(this.#topology, network, links, defaultRoutePresence(user));
      const own = subnetRoutes(subnet, table, [...user, ...learnt.routes, ...system], assumptions);
      return { ...own, routes: [...tagged, ...own.routes], tagged, withoutPeerings };
    };
    const usual = compute(this.#topology.links.get(subnet.network) ?? [], undefined);
    return table?.peeringRoutesOff === undefined ? [usual] : [usual, compute([], table.peeringRoutesOff)];
  }

  #ofHub(hub: VirtualHub, subnet: Subnet): readonly SubnetRoutes[] {
    const { routes, assumptions } = this.#gatewayRoutes.get(hub.network) ?? NOTHING_LEARNT;
    return hubRoutes(this.#topology, hub, subnet.key).map((own) => subnetRoutes(subnet, undefined, [...own, ...routes], assumptions));
  }
}

/** CP-A07: what is declared is all there is. */
function onlyDeclared(table: RouteTable | undefined): readonly Assumption[] {
  if (table?.unlisted === undefined) return [];
  const { resource, property } = table.unlisted;
  return [{ code: "CP-A07", text: `${table.name} has no other routes than those that the resources in sight declare`, resource, property }];
}

function subnetRoutes(
  subnet: Subnet,
  routeTable: RouteTable | undefined,
  all: readonly Route[],
  assumptions: readonly Assumption[],
): SubnetRoutes {
  const routes = [...all].sort((a, b) => SOURCE_RANK[a.source] - SOURCE_RANK[b.source]);
  const table = new PrefixTable<Route>();
  for (const route of routes) if (route.prefix !== undefined) table.add(route.prefix, route);
  return {
    subnet,
    routeTable,
    routes,
    table,
    anywhere: routes.filter((route) => route.prefix === undefined),
    tagged: [],
    assumptions,
    withoutPeerings: undefined,
  };
}

interface TableAlternative {
  readonly table: RouteTable | undefined;
  /** There is a table, but it is not in sight. */
  readonly unseen: Gap | undefined;
}

function userRoutes(table: RouteTable | undefined, unseen: Gap | undefined): readonly Route[] {
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
    text: `whether the route ${route.name} is in force is not known: inline and standalone routes of its table are mixed, and the last writer wins`,
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

function defaultRoutePresence(user: readonly Route[]): Presence | undefined {
  const covering = user.filter((route) => route.prefix === undefined || route.prefix.length === 0);
  if (covering.some((route) => route.presence === "certain")) return "certain";
  return covering.length > 0 ? "possible" : undefined;
}

/** R20: a table that disables propagation keeps gateway routes out of its subnets, static ones too. */
function propagated(learnt: LearntRoutes, table: RouteTable | undefined, unseen: Gap | undefined): LearntRoutes {
  const gap = unseen ?? (table === undefined || table.propagationDisabled.known ? undefined : table.propagationDisabled.gap);
  if (gap !== undefined) return { ...learnt, routes: learnt.routes.map((route) => ({ ...route, presence: "possible", gap })) };
  return table?.propagationDisabled.known && table.propagationDisabled.value ? NOTHING_LEARNT : learnt;
}
