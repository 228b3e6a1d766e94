import { formatPrefix } from "../address/prefix.ts";
import type { Assumption } from "../certainty/assumption.ts";
import type { Intent } from "../model/intent.ts";
import type { NetworkPolicies, Subnet } from "../model/network.ts";
import type { Topology } from "../topology/topology.ts";
import { beyondMeasured } from "./beyond-measured.ts";
import type { Choice, Decision, Doubt } from "./decision.ts";
import { type HostRoute, hostRoutes, programmedNetworks } from "./host-routes.ts";
import { hostRouteOverrides } from "./host-route-override.ts";
import type { Point } from "./point.ts";
import { type BeatenRoute, type Preference, prefer } from "./prefer.ts";
import type { Route } from "./route.ts";

/**
 * Decides which route forwards a packet for `address` at `point`, on its way to an endpoint in `target`:
 * the decision procedure of the facts (section 0), with every unproven step as an alternative.
 */
export function chooseRoute(topology: Topology, intent: Intent, point: Point, address: number, target: Subnet): Choice {
  const preference = prefer(point.routes, address);
  const hosts = hostRoutes(topology, programmedNetworks(topology, point.routes.subnet.network), address, target);
  const doubts: Doubt[] = preference.winners.flatMap(doubtAboutRoute);
  const decisions = preference.winners.flatMap((winner): readonly Decision[] => {
    const beaten = [...rivalsOf(winner, preference), ...preference.beaten];
    const contest = { topology, intent, point, address, winner, beaten, doubts };
    if (hosts.length === 0) return [routeWins(contest, undefined)];
    const decided = hosts.flatMap((host) => decideAgainstHost(contest, host));
    if (hosts.some((host) => host.presence === "certain")) return decided;
    for (const { gap } of hosts) if (gap !== undefined) doubts.push({ code: "CP-I11", gap });
    return [...decided, routeWins(contest, undefined)];
  });
  const distinct = distinctDecisions(decisions);
  return { decisions: distinct, doubts: distinct.length === 1 ? [] : doubts };
}

interface Contest {
  readonly topology: Topology;
  readonly intent: Intent;
  readonly point: Point;
  readonly address: number;
  readonly winner: Route;
  readonly beaten: readonly BeatenRoute[];
  /** Collects why there is more than one decision. */
  readonly doubts: Doubt[];
}

function decideAgainstHost(contest: Contest, host: HostRoute): readonly Decision[] {
  const policies = host.subnet.networkPolicies;
  if (policies.known) return isRouteTableAware(policies.value) ? withPolicies(contest, host) : withoutPolicies(contest, host, policies.value);
  contest.doubts.push({ code: "CP-I02", gap: policies.gap });
  return [...withPolicies(contest, host), ...withoutPolicies(contest, host, "unknown")];
}

/** R41: only these two values let route tables count. */
export function isRouteTableAware(policies: NetworkPolicies): boolean {
  return policies === "Enabled" || policies === "RouteTableEnabled";
}

/** R33: the /32 is invalid if, and only if, the best other route is user-defined. */
function withPolicies(contest: Contest, host: HostRoute): readonly Decision[] {
  const { winner } = contest;
  if (winner.source !== "User") {
    return [hostWins(contest, host, `${describe(winner)} is the best other route and no user-defined one, so the /32 stays in force (R33)`)];
  }
  const because = `network policies of ${host.subnet.name} are on, and the best other route, ${describe(winner)}, is user-defined (R33)`;
  return [routeWins(contest, { host, because })];
}

/** R32: only an exact /32 user route can matter, and at gateways not even that is certain (R37, R38). */
function withoutPolicies(contest: Contest, host: HostRoute, policies: NetworkPolicies | "unknown"): readonly Decision[] {
  const { winner } = contest;
  const stays = `network policies of ${host.subnet.name} are ${policies}, so the /32 stays in force (R32)`;
  if (winner.source !== "User" || (winner.prefix !== undefined && winner.prefix.length < 32)) return [hostWins(contest, host, stays)];
  const overrides = hostRouteOverrides(contest.point, contest.intent);
  if (overrides.doubt !== undefined) contest.doubts.push(overrides.doubt);
  const decisions = overrides.alternatives.map(({ honoured, because, assumptions }) =>
    honoured ? routeWins(contest, { host, because }, assumptions) : hostWins(contest, host, because, assumptions),
  );
  // A user route of unknown prefix need not be a /32.
  return winner.prefix === undefined ? [...decisions, hostWins(contest, host, stays)] : decisions;
}

function routeWins(contest: Contest, beatenHost: Decision["beatenHost"], assumptions: readonly Assumption[] = []): Decision {
  const { winner, beaten, point, address, topology } = contest;
  const policiesDecide = beatenHost !== undefined && (!beatenHost.host.subnet.networkPolicies.known || isRouteTableAware(beatenHost.host.subnet.networkPolicies.value));
  const beyond = policiesDecide ? beyondMeasured(topology, point, address, winner, beatenHost.host.subnet) : [];
  return { chosen: { kind: "route", route: winner }, beaten, beatenHost, bestOther: winner, assumptions: [...assumptions, ...beyond] };
}

function hostWins(contest: Contest, host: HostRoute, because: string, assumptions: readonly Assumption[] = []): Decision {
  const { winner } = contest;
  const beaten = [{ route: winner, because }, ...contest.beaten];
  return { chosen: { kind: "host", host }, beaten, beatenHost: undefined, bestOther: winner, assumptions };
}

/** Other routes that may win as well, seen from a world in which this one does. */
function rivalsOf(winner: Route, { winners }: Preference): readonly BeatenRoute[] {
  return winners.filter((each) => each !== winner).map((route) => ({ route, because: "possible, but not in force if the chosen route is" }));
}

function doubtAboutRoute(route: Route): readonly Doubt[] {
  return route.gap === undefined ? [] : [{ code: route.nextHop.kind === "unknown" ? "CP-I01" : "CP-I11", gap: route.gap }];
}

/** Alternatives with the same outcome on the same assumptions are one. */
function distinctDecisions(decisions: readonly Decision[]): readonly Decision[] {
  const distinct: Decision[] = [];
  for (const decision of decisions) if (!distinct.some((each) => isSameDecision(each, decision))) distinct.push(decision);
  return distinct;
}

function isSameDecision(a: Decision, b: Decision): boolean {
  if (a.assumptions.length !== b.assumptions.length || a.assumptions.some((each, n) => each.code !== b.assumptions[n]?.code)) return false;
  if (a.chosen.kind === "host") return b.chosen.kind === "host" && a.chosen.host === b.chosen.host;
  return b.chosen.kind === "route" && a.chosen.route === b.chosen.route;
}

function describe(route: Route): string {
  return route.prefix === undefined ? route.label : `${formatPrefix(route.prefix)} (${route.label})`;
}
