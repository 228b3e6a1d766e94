import type { WorldEndpoint } from "../world/world.ts";
import { isWithin, lengthOf } from "./addresses.ts";
import { bestRoute } from "./best-route.ts";
import { restsOnUnstatedPrefixes } from "./gateway-routes.ts";
import { arePeered, isPartial, isRoutedAsItIs, peeredPrefixes } from "./peerings.ts";
import type { Route, UserRoute } from "./routes.ts";
import { arePeeringRoutesOff, routesAt } from "./routes.ts";
import type { Point, Setting } from "./setting.ts";
import { networkNamed, networkOf, rangeAround, subnetNamed } from "./setting.ts";

/** What a point does with a packet for an address. */
export type Decision =
  /** An endpoint's own /32 route delivers. */
  | { readonly kind: "endpoint"; readonly endpoint: WorldEndpoint; readonly assumptions: readonly string[] }
  /** Another route takes it on; `displaced` are the endpoints whose /32 was there and gave way. */
  | { readonly kind: "route"; readonly route: Route; readonly displaced: readonly string[]; readonly assumptions: readonly string[] };

/** Why a /32 route stands or falls. */
export interface Standing {
  readonly endpoint: WorldEndpoint;
  readonly isActive: boolean;
  readonly rule: "R32" | "R33" | "R33-kept" | "R37" | "R38";
  readonly assumptions: readonly string[];
}

/** R28, R29, R30: the endpoints with this address in the point's own network or a directly peered one. */
export function endpointsInReach(setting: Setting, point: Point, address: string): readonly WorldEndpoint[] {
  return setting.world.endpoints.filter((endpoint) => {
    const network = networkOf(endpoint);
    const isJoined = endpoint.addresses.includes(address) && (network === point.network || arePeered(setting, point.network, network));
    return isJoined && hasHostRoute(setting, point, endpoint, address);
  });
}

/**
 * Nobody has seen a /32 of a pending endpoint (R44), a high-scale one (R43), over the peering of single subnets (R26), beside peering routes
 * that are off (R21), or in a range that the peering does not route yet (R10b).
 */
function hasHostRoute(setting: Setting, point: Point, endpoint: WorldEndpoint, address: string): boolean {
  const network = networkOf(endpoint);
  const isOwn = network === point.network;
  const isDoubtful =
    endpoint.isPending === true ||
    networkNamed(setting.world, network).highScale === true ||
    (!isOwn &&
      (isPartial(setting, point.network, network) ||
        arePeeringRoutesOff(setting, point) ||
        !peeredPrefixes(setting, point.network, network).some((prefix) => isWithin(address, prefix))));
  return !isDoubtful || setting.unknowns.ask(`${address} of ${endpoint.name} has a /32 in ${point.subnet}`, [true, false]);
}

/**
 * The whole look-up for a packet to one endpoint's address: the /32 routes that still stand come first (longest prefix, R1),
 * whoever's they are, then the best other route. What that one rests on is what displaced the endpoint's own /32, or another's.
 */
export function decide(setting: Setting, point: Point, target: WorldEndpoint, address: string): Decision {
  const best = bestRoute(setting, point, address);
  const standings = endpointsInReach(setting, point, address).map((endpoint) => standingOf(setting, point, endpoint, address, best));
  const active = standings.filter(({ isActive }) => isActive).map(({ endpoint }) => endpoint);
  if (active.length === 0) {
    const deciding = standings.find(({ endpoint }) => endpoint.name === target.name) ?? standings[0];
    return {
      kind: "route",
      route: best,
      displaced: standings.map(({ endpoint }) => endpoint.name),
      assumptions: [...(deciding?.assumptions ?? []), ...(isOnPremisesElsewhere(setting, point, address, best) ? ["CP-A06"] : [])],
    };
  }
  const question = `which of ${active.map(({ name }) => name).join(", ")} a packet from ${point.network} comes to`;
  const endpoint = setting.unknowns.ask(question, active);
  const own = standings.find((standing) => standing.endpoint === endpoint);
  return { kind: "endpoint", endpoint, assumptions: own?.assumptions ?? [] };
}

/** Where the look-up rests on that prefixes of on-premises which are not known do not cover the address. */
function isOnPremisesElsewhere(setting: Setting, point: Point, address: string, best: Route): boolean {
  const covering = routesAt(setting, point).filter(({ prefix }) => isWithin(address, prefix));
  return restsOnUnstatedPrefixes(setting, point, best, covering);
}

/** R32, R33, R37, R38 for one endpoint's /32. */
export function standingOf(setting: Setting, point: Point, endpoint: WorldEndpoint, address: string, best: Route): Standing {
  const { policies } = subnetNamed(setting.world, endpoint.subnet);
  if (policies === "Enabled" || policies === "RouteTableEnabled") {
    if (best.source !== "user") return { endpoint, isActive: true, rule: "R33-kept", assumptions: [] };
    if (isTooShort(setting, point, endpoint, address, best)) return { endpoint, isActive: true, rule: "R33-kept", assumptions: [] };
    return { endpoint, isActive: false, rule: "R33", assumptions: beyondMeasured(setting, point, endpoint, address, best) };
  }
  if (best.source !== "user" || lengthOf(best.prefix) !== 32) return { endpoint, isActive: true, rule: "R32", assumptions: [] };
  if (point.gateway === undefined) return { endpoint, isActive: false, rule: "R37", assumptions: [] };
  return { endpoint, rule: "R38", ...hostRouteAtGateway(setting, point) };
}

/** R26, R10b, R34: where the network's range is not what is routed, it is not known whether a user route has to be as long as that range. */
function isTooShort(setting: Setting, point: Point, endpoint: WorldEndpoint, address: string, best: UserRoute): boolean {
  const { world, unknowns } = setting;
  const network = networkOf(endpoint);
  const isOther =
    network !== point.network && (isPartial(setting, point.network, network) || !isRoutedAsItIs(setting, point.network, network, address));
  if (!isOther || lengthOf(best.prefix) >= lengthOf(rangeAround(networkNamed(world, network), address))) return false;
  return unknowns.ask(`a user route over ${address} has to be as long as the range, at ${point.subnet}`, [true, false]);
}

/** R33 was measured on active/active VPN gateways, with a user route for exactly the one range; what differs is assumed. */
function beyondMeasured({ world }: Setting, point: Point, endpoint: WorldEndpoint, address: string, best: UserRoute): readonly string[] {
  if (point.gateway === undefined) return [];
  const network = networkNamed(world, networkOf(endpoint));
  return [
    ...(lengthOf(best.prefix) === lengthOf(rangeAround(network, address)) ? [] : ["CP-A10"]),
    ...(network.ranges.length === 1 ? [] : ["CP-A11"]),
    ...(point.gateway.kind === "vpn-active-active" ? [] : ["CP-A12"]),
  ];
}

/** What the configuration says without being asked. */
const MEASURED = { "vpn-active-active": "ignored", "vpn-active-standby": "unproven", "express-route": "unproven" } as const;

/** R38: the /32 user route at a gateway while policies are off, by what the configuration says of this kind. */
function hostRouteAtGateway({ world, unknowns }: Setting, { gateway }: Point): Pick<Standing, "isActive" | "assumptions"> {
  if (gateway === undefined) throw new Error("R38 speaks of gateways");
  const said = world.configuration.hostRouteOverride[gateway.kind];
  if (said === "unproven") return { isActive: unknowns.ask(`${gateway.name} ignores /32 user routes`, [true, false]), assumptions: [] };
  return { isActive: said === "ignored", assumptions: said === MEASURED[gateway.kind] ? [] : ["CP-A20"] };
}
