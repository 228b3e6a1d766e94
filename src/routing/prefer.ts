import { formatPrefix, type Prefix } from "../address/prefix.ts";
import { isPrivate } from "../address/private-ranges.ts";
import { compareText } from "../certainty/order.ts";
import { isByIntent, isLearntByBgp, isNetworkSystemRoute, type Route, SOURCE_RANK } from "./route.ts";
import type { SubnetRoutes } from "./subnet-routes.ts";

/** What a look-up found, apart from the /32 routes of private endpoints. */
export interface Preference {
  /** One of these forwards: ranked, the first certain one last. Never empty. */
  readonly winners: readonly Route[];
  /** Every other route that covers the address, ranked, with the clause by which it loses. */
  readonly beaten: readonly BeatenRoute[];
}

export interface BeatenRoute {
  readonly route: Route;
  readonly because: string;
}

/** Finds the routes that may forward a packet for the address (R1 to R4). */
export function prefer(routes: SubnetRoutes, address: number): Preference {
  const covering = [...routes.anywhere, ...(isPrivate(address) ? [] : routes.tagged), ...routes.table.matches(address)];
  const { eligible, ineligible } = isIntended(covering) ? withoutGatewayRoutes(covering) : withoutLosersToSystemRoutes(covering);
  const ranked = [...eligible].sort(compareInOrder);
  const winners: Route[] = [];
  for (const route of ranked) {
    const last = winners.at(-1);
    // Equally good routes are all among the winners: which of them holds is not known.
    if (last !== undefined && winners.some((each) => each.presence === "certain") && compareRank(last, route) !== 0) break;
    winners.push(route);
  }
  const best = winners.at(-1);
  const losers = ranked.slice(winners.length).map((route) => ({ route, because: best === undefined ? "" : clauseAgainst(route, best) }));
  return { winners, beaten: [...losers, ...ineligible].sort((a, b) => compareInOrder(a.route, b.route)) };
}

/** R71: a routing intent has the packet, whatever more specific routes there are. */
function isIntended(covering: readonly Route[]): boolean {
  return covering.some((route) => isByIntent(route) && route.prefix !== undefined && route.presence === "certain");
}

function withoutGatewayRoutes(covering: readonly Route[]): Eligibility {
  const because = "a routing intent comes before more specific routes to on-premises (R71)";
  const fromGateway = ({ source, nextHop }: Route): boolean =>
    source === "VirtualNetworkGateway" && nextHop.kind === "virtual-network-gateway";
  return {
    eligible: covering.filter((route) => !fromGateway(route)),
    ineligible: covering.filter(fromGateway).map((route) => ({ route, because })),
  };
}

interface Eligibility {
  readonly eligible: readonly Route[];
  readonly ineligible: readonly BeatenRoute[];
}

/**
 * R3: the system routes of networks and peerings are preferred over BGP routes, even longer ones.
 * The text speaks of BGP; what it means for static gateway routes is not documented, so one that longest-prefix match would prefer is only possible.
 */
function withoutLosersToSystemRoutes(covering: readonly Route[]): Eligibility {
  const system = covering.filter((route) => isNetworkSystemRoute(route) && route.prefix !== undefined).sort(compareRank)[0];
  const unseen = covering.find((route) => isNetworkSystemRoute(route) && route.prefix === undefined);
  if (system === undefined && unseen === undefined) return { eligible: covering, ineligible: [] };
  const eligible: Route[] = [];
  const ineligible: BeatenRoute[] = [];
  for (const route of covering) {
    const standing = system?.prefix === undefined ? route : againstSystemRoute(route, system, system.prefix);
    if (typeof standing === "string") ineligible.push({ route, because: standing });
    else eligible.push(unseen === undefined ? standing : besideUnseenRange(standing, unseen));
  }
  return { eligible, ineligible };
}

/** A range that is not known may be one that a gateway route has to give way to. */
function besideUnseenRange(route: Route, unseen: Route): Route {
  if (route.source !== "VirtualNetworkGateway" || route.presence === "possible") return route;
  return { ...route, presence: "possible", gap: unseen.gap };
}

/** The route as it takes part beside a system route of the network, or the clause by which it does not. */
function againstSystemRoute(route: Route, system: Route, systemPrefix: Prefix): Route | string {
  if (route.source !== "VirtualNetworkGateway") return route;
  if (isLearntByBgp(route) && system.presence === "certain")
    return `the system route ${formatPrefix(systemPrefix)} is preferred over routes learnt by BGP (R3)`;
  if (route.prefix !== undefined && route.prefix.length < systemPrefix.length) return route;
  const text = `whether the gateway route ${formatPrefix(route.prefix ?? systemPrefix)} beats the system route ${formatPrefix(systemPrefix)} is not documented (R3)`;
  const gap = system.presence === "certain" ? { resource: route.origin?.resource ?? "", property: "", text } : system.gap;
  return { ...route, presence: "possible", gap: route.gap ?? gap };
}

/** R1, then R2. Routes of unknown prefix come first: they may be the longest. */
function compareRank(a: Route, b: Route): number {
  return lengthOf(b) - lengthOf(a) || SOURCE_RANK[a.source] - SOURCE_RANK[b.source];
}

/** BGP brings nothing longer than a /32, and of that length a user route comes first (R2). */
function lengthOf(route: Route): number {
  return route.prefix?.length ?? (isLearntByBgp(route) ? 32 : 33);
}

/** Ranked; those of one rank in the order of their labels and of where they stand, whatever the order of the resources. */
function compareInOrder(a: Route, b: Route): number {
  return compareRank(a, b) || compareText(a.label, b.label) || compareText(placeOf(a), placeOf(b));
}

function placeOf({ origin }: Route): string {
  return `${origin?.resource}\n${origin?.property}`;
}

function clauseAgainst(loser: Route, winner: Route): string {
  if (loser.prefix === undefined && isLearntByBgp(loser)) return "no route learnt by BGP beats a user-defined /32 (R2)";
  if (loser.prefix === undefined || winner.prefix === undefined) return "a longer prefix may win (R1)";
  if (loser.prefix.length < winner.prefix.length) return `${formatPrefix(winner.prefix)} is the longer prefix (R1)`;
  return `a ${winner.source === "User" ? "user-defined" : "gateway"} route beats a ${loser.source === "Default" ? "system" : "gateway"} route of the same prefix (R2)`;
}
