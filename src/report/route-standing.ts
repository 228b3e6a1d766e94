import { covers } from "../address/prefix.ts";
import { isNetworkSystemRoute, type Route, SOURCE_RANK } from "../routing/route.ts";
import type { SubnetRoutes } from "../routing/subnet-routes.ts";
import type { Link, Topology } from "../topology/topology.ts";

/** How a route stands among the others of the table: the clause that makes it Invalid, and what is not known about it. */
export interface Standing {
  readonly invalid: string | undefined;
  readonly isUnsure: boolean;
  readonly because: string | undefined;
}

export const UNDISPUTED: Standing = { invalid: undefined, isUnsure: false, because: undefined };

/** A route loses to a better one of the same prefix (R2), and one learnt by BGP to the network's and its peers' ranges (R3). */
export function standingOf(route: Route, { table, subnet }: SubnetRoutes, host: Standing | undefined, topology: Topology): Standing {
  if (host !== undefined) return host;
  if (route.prefix === undefined) return UNDISPUTED;
  const rivals = table.at(route.prefix).filter((each) => SOURCE_RANK[each.source] < SOURCE_RANK[route.source]);
  const beating = rivals.filter((each) => !losesToSystem(each, route));
  if (beating.some((each) => each.presence === "certain" && !isDisputed(each, route))) return { ...UNDISPUTED, invalid: "R2" };
  const covering = coveringSystemRoutes(route, table);
  const [system] = covering;
  if (
    system !== undefined &&
    (losesToSystem(route, system) || (isByBgp(route) && isOneInForce(covering, topology.links.get(subnet.network))))
  )
    return { ...UNDISPUTED, invalid: "R3" };
  const isUnsure = beating.length > 0 || (system !== undefined && isDisputed(route, system));
  return {
    invalid: undefined,
    isUnsure,
    because: isUnsure ? "R3: how a static gateway route and a system route share the address is not documented" : undefined,
  };
}

function coveringSystemRoutes({ prefix, source }: Route, table: SubnetRoutes["table"]): readonly Route[] {
  if (prefix === undefined || source !== "VirtualNetworkGateway") return [];
  return table
    .matches(prefix.base)
    .filter((each) => isNetworkSystemRoute(each) && each.prefix !== undefined && covers(each.prefix, prefix));
}

/** A peering routes a range of now, or one of then (R10b): where both cover a prefix, one of them is in force. */
function isOneInForce(covering: readonly Route[], links: readonly Link[] = []): boolean {
  const gaps = new Set(links.flatMap(({ gap, unsynchronised }) => (gap === undefined && unsynchronised ? [unsynchronised.gap] : [])));
  return [...gaps].some((gap) => covering.filter((each) => each.gap === gap).length > 1);
}

/** R3, as documented: for routes learnt by BGP. A system route that is there whenever the learnt one is serves as well. */
function losesToSystem({ nextHop, gap }: Route, system: Route): boolean {
  if (!isByBgp({ nextHop }) || !isNetworkSystemRoute(system)) return false;
  return system.presence === "certain" || (gap !== undefined && gap === system.gap);
}

function isByBgp({ nextHop }: Pick<Route, "nextHop">): boolean {
  return nextHop.kind === "virtual-network-gateway" && nextHop.bgp;
}

/** R3 says nothing of static gateway routes. */
function isDisputed({ nextHop, source }: Route, system: Route): boolean {
  return source === "VirtualNetworkGateway" && nextHop.kind === "virtual-network-gateway" && isNetworkSystemRoute(system);
}
