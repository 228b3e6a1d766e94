import { contains, formatPrefix } from "../address/prefix.ts";
import type { Assumption } from "../certainty/assumption.ts";
import type { Intent } from "../model/intent.ts";
import type { NetworkPolicies } from "../model/network.ts";
import type { Topology } from "../topology/topology.ts";
import { beyondMeasured } from "./beyond-measured.ts";
import type { Choice, Decision, Doubt } from "./decision.ts";
import { displacementAtHub, hostRouteOverrides } from "./host-route-override.ts";
import { type HostRoute, hostRoutes, programmedAt, type Target } from "./host-routes.ts";
import { inStepWith } from "./in-step.ts";
import type { Point } from "./point.ts";
import { type BeatenRoute, type Preference, prefer } from "./prefer.ts";
import { isByIntent, isLearntByBgp, type Route } from "./route.ts";
import { restingOn } from "./unstated-prefixes.ts";

/**
 * Decides which route forwards a packet for `address` at `point`, on its way to the endpoint that `target` tells of:
 * the decision procedure of the facts (section 0), with every unproven step as an alternative.
 */
export function chooseRoute(topology: Topology, intent: Intent, point: Point, address: number, target: Target): Choice {
  const preference = prefer(point.routes, address);
  const hosts = hostRoutes(topology, programmedAt(topology, point.routes), address, target);
  const doubts: Doubt[] = preference.winners.flatMap(doubtAboutRoute);
  const decisions = preference.winners.flatMap((winner) => {
    const beaten = [...rivalsOf(winner, preference), ...preference.beaten];
    return decideAgainstHosts({ topology, intent, point, address, winner, beaten, doubts }, hosts);
  });
  const inStep = inStepWith(topology, point.routes, address);
  const resting = inStep.length === 0 ? decisions : decisions.map((each) => ({ ...each, assumptions: [...each.assumptions, ...inStep] }));
  const distinct = distinctDecisions(resting);
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

/** What becomes of one /32 while the winner is the best other route. */
interface Standing {
  readonly host: HostRoute;
  readonly state: "active" | "invalid" | "absent";
  readonly because: string;
  readonly assumptions: readonly Assumption[];
}

/**
 * A /32 in force is the longest prefix there is: it wins. Where several may be, in overlapping networks, each of them may; the best other
 * route does where none need be in force.
 */
function decideAgainstHosts(contest: Contest, hosts: readonly HostRoute[]): readonly Decision[] {
  const standings = hosts.map((host) => standingsOf(contest, host));
  const active = standings.flatMap((each) => each.filter(({ state }) => state === "active"));
  const won = active.map((standing) => hostWins(contest, standing));
  const others = standings.map((each) => each.filter(({ state }) => state !== "active"));
  if (others.some((each) => each.length === 0)) return won;
  return [...won, ...firstInvalid(others).map((loser) => routeWins(contest, loser))];
}

/** Each /32 that may be the first one that is there and invalid; undefined where it may be that none is there. */
function firstInvalid(hosts: readonly (readonly Standing[])[]): readonly (Standing | undefined)[] {
  const found: Standing[] = [];
  for (const standings of hosts) {
    found.push(...standings.filter(({ state }) => state === "invalid"));
    if (!standings.some(({ state }) => state === "absent")) return found;
  }
  return [...found, undefined];
}

function standingsOf(contest: Contest, host: HostRoute): readonly Standing[] {
  const present = presentStandings(contest, host);
  if (host.presence === "certain") return present;
  if (host.gap !== undefined) contest.doubts.push({ code: "CP-I11", gap: host.gap });
  return [...present, { host, state: "absent", because: "", assumptions: [] }];
}

function presentStandings(contest: Contest, host: HostRoute): readonly Standing[] {
  const policies = host.subnet.networkPolicies;
  if (policies.known)
    return isRouteTableAware(policies.value) ? withPolicies(contest, host) : withoutPolicies(contest, host, policies.value);
  contest.doubts.push({ code: "CP-I02", gap: policies.gap });
  return [...withPolicies(contest, host), ...withoutPolicies(contest, host, "unknown")];
}

/** R41: only these two values let route tables count. */
export function isRouteTableAware(policies: NetworkPolicies): boolean {
  return policies === "Enabled" || policies === "RouteTableEnabled";
}

/** As reports write them: values that leave the endpoint's own /32 route in force (R32, R41). What is not known is none of these. */
export const ROUTE_POLICIES_OFF: ReadonlySet<string> = new Set<NetworkPolicies>(["Disabled", "NetworkSecurityGroupEnabled"]);

/** R33: the /32 is invalid if, and only if, the best other route is user-defined. */
function withPolicies({ topology, point, address, winner, doubts }: Contest, host: HostRoute): readonly Standing[] {
  if (winner.source !== "User") {
    return [
      {
        host,
        state: "active",
        because: `${describe(winner)} is the best other route and no user-defined one, so the /32 stays in force (R33)`,
        assumptions: [],
      },
    ];
  }
  const displacement = displacementAtHub(point, winner);
  const because = `network policies of ${host.subnet.name} are on, and the best other route, ${describe(winner)}, is user-defined (${displacement === undefined ? "R33" : "R71"})`;
  const assumptions = displacement === undefined ? beyondMeasured(topology, point, address, winner, host.subnet) : [];
  const invalid: Standing = { host, state: "invalid", because, assumptions };
  const doubt = displacement === undefined ? doubtAboutLength(topology, address, winner, host) : displacement;
  if (doubt === undefined || doubt === "displaced") return [invalid];
  doubts.push(doubt);
  return [invalid, { ...invalid, state: "active", assumptions: [] }];
}

/**
 * Where single subnets are peered, a user route may be the best other one although it is shorter than the network's range. Whether it has
 * to be as long as that, or only longer than what is peered, was never measured (R26, R34).
 */
function doubtAboutLength(
  { virtualNetworks }: Topology,
  address: number,
  winner: Route,
  { partial, subnet }: HostRoute,
): Doubt | undefined {
  if (partial === undefined) return undefined;
  const ranges = virtualNetworks.get(subnet.network)?.ranges;
  const range = ranges?.items.find((each) => contains(each, address));
  const isLong = winner.prefix !== undefined && range !== undefined && winner.prefix.length >= range.length;
  return isLong ? undefined : { code: "CP-I11", gap: partial };
}

/** R32: only an exact /32 user route can matter, and at gateways not even that is certain (R37, R38). */
function withoutPolicies(contest: Contest, host: HostRoute, policies: NetworkPolicies | "unknown"): readonly Standing[] {
  const { winner } = contest;
  const stays: Standing = {
    host,
    state: "active",
    because: `network policies of ${host.subnet.name} are ${policies}, so the /32 stays in force (R32)`,
    assumptions: [],
  };
  if (winner.source !== "User" || isByIntent(winner) || (winner.prefix !== undefined && winner.prefix.length < 32)) return [stays];
  const overrides = hostRouteOverrides(contest.point, contest.intent);
  if (overrides.doubt !== undefined) contest.doubts.push(overrides.doubt);
  const standings = overrides.alternatives.map(
    ({ honoured, because, assumptions }): Standing => ({ host, state: honoured ? "invalid" : "active", because, assumptions }),
  );
  // A user route of unknown prefix need not be a /32.
  return winner.prefix === undefined ? [...standings, stays] : standings;
}

function routeWins({ winner, beaten, point }: Contest, loser: Standing | undefined): Decision {
  const chosen = { kind: "route", route: winner } as const;
  const losers = beaten.map(({ route }) => route);
  const assumptions = [...restingOn(point.routes.unstated, winner, losers), ...point.routes.assumptions];
  if (loser === undefined) return { chosen, beaten, beatenHost: undefined, bestOther: winner, assumptions };
  const beatenHost = { host: loser.host, because: loser.because };
  return { chosen, beaten, beatenHost, bestOther: winner, assumptions: [...loser.assumptions, ...assumptions] };
}

function hostWins({ winner, beaten }: Contest, { host, because, assumptions }: Standing): Decision {
  return {
    chosen: { kind: "host", host },
    beaten: [{ route: winner, because }, ...beaten],
    beatenHost: undefined,
    bestOther: winner,
    assumptions,
  };
}

/** Other routes that may win as well, seen from a world in which this one does. */
function rivalsOf(winner: Route, { winners }: Preference): readonly BeatenRoute[] {
  return winners
    .filter((each) => each !== winner)
    .map((route) => ({ route, because: "possible, but not in force if the chosen route is" }));
}

function doubtAboutRoute(route: Route): readonly Doubt[] {
  return route.gap === undefined
    ? []
    : [{ code: route.nextHop.kind === "unknown" && !isLearntByBgp(route) ? "CP-I01" : "CP-I11", gap: route.gap }];
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
  if (b.chosen.kind !== "route" || a.chosen.route !== b.chosen.route) return false;
  // Only there it makes a difference whether an invalid /32 is in the way (R40).
  return a.chosen.route.nextHop.kind !== "vnet-local" || (a.beatenHost === undefined) === (b.beatenHost === undefined);
}

function describe(route: Route): string {
  return route.prefix === undefined ? route.label : `${formatPrefix(route.prefix)} (${route.label})`;
}
