import type { World, WorldEndpoint } from "../world/world.ts";
import { isWithin, lengthOf } from "./addresses.ts";
import { bestRoute, isNetworkRoute } from "./best-route.ts";
import type { Hit } from "./hits.ts";
import type { Decision } from "./host-routes.ts";
import { endpointsInReach, standingOf } from "./host-routes.ts";
import { arePeered, isPartial, isRoutedAsItIs } from "./peerings.ts";
import type { Route } from "./routes.ts";
import { routesAt } from "./routes.ts";
import type { Point, Setting } from "./setting.ts";
import { lengthClassOf, networkNamed, networkOf, subnetNamed, tableOf } from "./setting.ts";

/** Which rules decided a look-up, for the table of hits. Only counts: nothing is judged here. */
export function hitsOf(setting: Setting, point: Point, endpoint: WorldEndpoint, address: string, decision: Decision): readonly Hit[] {
  const covering = routesAt(setting, point).filter(({ prefix }) => isWithin(address, prefix));
  const cell = cellOf(setting.world, point, endpoint, address);
  const own = [...hostRules(setting, point, endpoint, address), ...rareRules(setting, point, endpoint, address)];
  return [...own, ...routeRules(setting, point, covering, decision)].map((rule) => ({
    rule,
    ...cell,
  }));
}

/** Records a rule that is about the gateway itself. */
export function recordCell(setting: Setting, point: Point, endpoint: WorldEndpoint, address: string, rule: string): void {
  setting.record({ rule, ...cellOf(setting.world, point, endpoint, address) });
}

/** The cell of a point and an endpoint: the vantage, the policies value, and the longest user route that covers the address. */
function cellOf(world: World, point: Point, endpoint: WorldEndpoint, address: string): Omit<Hit, "rule"> {
  const covering = (tableOf(world, point.subnet)?.routes ?? []).filter(({ prefix }) => isWithin(address, prefix));
  const longest = [...covering].sort((a, b) => lengthOf(b.prefix) - lengthOf(a.prefix))[0];
  return {
    vantage: point.gateway?.kind ?? (point.isEntry ? "entry" : "appliance"),
    policies: subnetNamed(world, endpoint.subnet).policies,
    length: lengthClassOf(world, endpoint, address, longest?.prefix),
  };
}

/** Settings of which not all is known, where they are met. */
function rareRules(setting: Setting, point: Point, endpoint: WorldEndpoint, address: string): readonly string[] {
  const network = networkOf(endpoint);
  const isPeer = network !== point.network && arePeered(setting, point.network, network);
  return [
    ...(networkNamed(setting.world, network).highScale === true ? ["R43 high scale"] : []),
    ...(isPeer && isPartial(setting, point.network, network) ? ["R26 peered subnets"] : []),
    ...(isPeer && !isPartial(setting, point.network, network) && !isRoutedAsItIs(setting, point.network, network, address)
      ? ["R10b not synchronised"]
      : []),
    ...(isPeer && tableOf(setting.world, point.subnet)?.peeringRoutesOff === true ? ["R21 peering routes off"] : []),
  ];
}

function hostRules(setting: Setting, point: Point, endpoint: WorldEndpoint, address: string): readonly string[] {
  const inReach = endpointsInReach(setting, point, address);
  if (!inReach.some(({ name }) => name === endpoint.name)) return ["R31 no /32 here"];
  const standing = standingOf(setting, point, endpoint, address, bestRoute(setting, point, address));
  const severalRanges = networkNamed(setting.world, networkOf(endpoint)).ranges.length > 1;
  return [
    HOST_RULES[standing.rule],
    ...(standing.rule === "R33" && severalRanges ? ["R36 several ranges"] : []),
    ...(inReach.length > 1 ? ["R28 one address twice"] : []),
  ];
}

const HOST_RULES = {
  R32: "R32 policies off",
  R33: "R33 /32 invalid",
  "R33-kept": "R33 /32 kept",
  R37: "R37 /32 user route",
  R38: "R38 /32 user route",
} as const;

function routeRules({ world }: Setting, point: Point, covering: readonly Route[], decision: Decision): readonly string[] {
  const longestNetwork = Math.max(-1, ...covering.filter(isNetworkRoute).map(({ prefix }) => lengthOf(prefix)));
  const table = tableOf(world, point.subnet);
  const beatenBgp = covering.some((route) => route.source === "gateway" && !route.isStatic && lengthOf(route.prefix) >= longestNetwork);
  const chosen = decision.kind === "route" ? decision.route : undefined;
  return [
    ...(longestNetwork >= 0 && beatenBgp ? ["R3 network before BGP"] : []),
    ...(chosen?.source === "user" && covering.some(({ source, prefix }) => source !== "user" && prefix === chosen.prefix)
      ? ["R2 same prefix"]
      : []),
    ...(chosen?.source === "user" && chosen.prefix === "0.0.0.0/0" ? ["R7 0.0.0.0/0 chosen"] : []),
    ...(chosen?.source === "gateway" ? ["R11 gateway route"] : []),
    ...(chosen?.source === "server" ? ["R73 Route Server"] : []),
    ...(table?.propagationDisabled === true ? ["R20 no propagation"] : []),
    ...(chosen?.source === "user" ? [`R13 ${chosen.nextHop.type}`] : []),
  ];
}
