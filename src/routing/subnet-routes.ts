import { PrefixTable } from "../address/prefix-table.ts";
import type { Assumption } from "../certainty/assumption.ts";
import type { Gap, Presence } from "../certainty/known.ts";
import type { Intent } from "../model/intent.ts";
import type { RouteTable, Subnet } from "../model/network.ts";
import type { VirtualHub } from "../model/virtual-wan.ts";
import type { Link, Topology } from "../topology/topology.ts";
import { gatewayRoutes, type LearntRoutes, NOTHING_LEARNT } from "./gateway-routes.ts";
import { hubRoutes } from "./hub-routes.ts";
import { type Route, SOURCE_RANK } from "./route.ts";
import { routedLinks } from "./routed-links.ts";
import { routesFromHubs } from "./routes-from-hubs.ts";
import { systemRoutes } from "./system-routes.ts";
import type { UnstatedPrefixes } from "./unstated-prefixes.ts";
import { taggedRoutes, userRoutes } from "./user-routes.ts";

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
  /** What every look-up in the table rests on where a /32 route does not decide it: that user routes which are not known leave the endpoints alone. */
  readonly assumptions: readonly Assumption[];
  /** The same of prefixes of on-premises, for the look-ups that these could decide. */
  readonly unstated: UnstatedPrefixes;
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
    const tagged = taggedRoutes(table);
    const network = this.#topology.virtualNetworks.get(subnet.network);
    const gateways = this.#gatewayRoutes.get(subnet.network) ?? NOTHING_LEARNT;
    const told = routesFromHubs(this.#topology, subnet.network);
    const learnt = propagated({ ...gateways, routes: [...gateways.routes, ...told] }, table, unseen);
    const assumptions = onlyDeclared(table);
    const compute = (links: readonly Link[], withoutPeerings: Gap | undefined): SubnetRoutes => {
      const system = network === undefined ? [] : systemRoutes(this.#topology, network, links, defaultRoutePresence(user));
      const own = subnetRoutes(subnet, table, [...user, ...learnt.routes, ...system], assumptions, learnt.unstated);
      return { ...own, routes: [...tagged, ...own.routes], tagged, withoutPeerings };
    };
    const usual = compute(routedLinks(this.#topology, subnet.network), undefined);
    return table?.peeringRoutesOff === undefined ? [usual] : [usual, compute([], table.peeringRoutesOff)];
  }

  #ofHub(hub: VirtualHub, subnet: Subnet): readonly SubnetRoutes[] {
    const { routes, unstated } = this.#gatewayRoutes.get(hub.network) ?? NOTHING_LEARNT;
    return hubRoutes(this.#topology, hub, subnet.key).map((own) => subnetRoutes(subnet, undefined, [...own, ...routes], [], unstated));
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
  unstated: UnstatedPrefixes,
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
    unstated,
    withoutPeerings: undefined,
  };
}

interface TableAlternative {
  readonly table: RouteTable | undefined;
  /** There is a table, but it is not in sight. */
  readonly unseen: Gap | undefined;
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
