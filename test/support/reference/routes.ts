import type { WorldNextHop } from "../world/world.ts";
import { coversAll } from "./addresses.ts";
import { gatewayRoutes } from "./gateway-routes.ts";
import { directPeers, peeredPrefixes } from "./peerings.ts";
import type { Point, Setting } from "./setting.ts";
import { networkNamed, tableOf } from "./setting.ts";

/** A route of an effective route table, apart from the endpoints' own /32 routes. */
export type Route = NetworkRoute | DefaultRoute | GatewayRoute | UserRoute | ServerRoute;

/** R5, R10: leads into a network. */
export interface NetworkRoute {
  readonly source: "system";
  readonly kind: "network";
  readonly prefix: string;
  readonly network: string;
  readonly type: "VnetLocal" | "VNetPeering" | "VNetGlobalPeering";
}

/** R6. */
export interface DefaultRoute {
  readonly source: "system";
  readonly kind: "default";
  readonly prefix: string;
  readonly type: "Internet" | "None";
}

/** R11. Static ones come from what people typed, the others from BGP. */
export interface GatewayRoute {
  readonly source: "gateway";
  readonly prefix: string;
  readonly isStatic: boolean;
}

/** R73: a Route Server has brought it; neither its prefix nor its next hop has been seen. */
export interface ServerRoute {
  readonly source: "server";
  readonly prefix: "unknown";
}

/** R13. */
export interface UserRoute {
  readonly source: "user";
  readonly prefix: string;
  readonly nextHop: WorldNextHop;
}

/** R6: the four of the documentation, and what real tables list besides. */
const RESERVED = [
  ...["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"],
  ...["127.0.0.0/8", "198.18.0.0/15", "40.108.0.0/17", "40.109.0.0/16", "104.146.0.0/17", "104.147.0.0/16"],
  ...["157.59.0.0/16", "23.103.0.0/18", "20.35.252.0/22"],
];

/** Every route of a point's table but the endpoints' /32 routes, in no order. */
export function routesAt(setting: Setting, point: Point): readonly Route[] {
  return [
    ...ownRoutes(setting, point),
    ...peeringRoutes(setting, point),
    ...defaultRoutes(setting, point),
    ...gatewayRoutes(setting, point),
    ...userRoutes(setting, point),
  ];
}

/** R5. One for each range, none for each subnet. */
function ownRoutes({ world }: Setting, { network }: Point): readonly NetworkRoute[] {
  return networkNamed(world, network).ranges.map((prefix) => ({ source: "system", kind: "network", prefix, network, type: "VnetLocal" }));
}

/** R10. One for each range of each direct peer, whatever the location; R26: or for each prefix of its peered subnets. */
function peeringRoutes(setting: Setting, point: Point): readonly NetworkRoute[] {
  const own = networkNamed(setting.world, point.network);
  if (arePeeringRoutesOff(setting, point)) return [];
  return directPeers(setting, point.network).flatMap((network) => {
    const peer = networkNamed(setting.world, network);
    const type = peer.location === own.location ? "VNetPeering" : "VNetGlobalPeering";
    return peeredPrefixes(setting, point.network, network).map(
      (prefix) => ({ source: "system", kind: "network", prefix, network, type }) as const,
    );
  });
}

/** R21. Nobody has said whether Azure does it at gateways and appliances. */
export function arePeeringRoutesOff({ world, unknowns }: Setting, { subnet }: Point): boolean {
  return tableOf(world, subnet)?.peeringRoutesOff === true && unknowns.ask(`peering routes are off in ${subnet}`, [true, false]);
}

/** R6; R7: a user route for 0.0.0.0/0 removes the reserved ones; R8: so does a range of the network or of a direct peer that is as large as one. */
function defaultRoutes(setting: Setting, point: Point): readonly DefaultRoute[] {
  const { world } = setting;
  const internet: DefaultRoute = { source: "system", kind: "default", prefix: "0.0.0.0/0", type: "Internet" };
  const table = tableOf(world, point.subnet);
  if (table?.routes.some(({ prefix }) => prefix === "0.0.0.0/0")) return [internet];
  const peers = arePeeringRoutesOff(setting, point) ? [] : directPeers(setting, point.network);
  const ranges = [
    ...networkNamed(world, point.network).ranges,
    ...peers.flatMap((network) => peeredPrefixes(setting, point.network, network)),
  ];
  const kept = RESERVED.filter((reserved) => !ranges.some((range) => coversAll(range, reserved)));
  return [internet, ...kept.map((prefix) => ({ source: "system", kind: "default", prefix, type: "None" }) as const)];
}

/** R13, R19. */
function userRoutes({ world }: Setting, point: Point): readonly UserRoute[] {
  return (tableOf(world, point.subnet)?.routes ?? []).map(({ prefix, nextHop }) => ({ source: "user", prefix, nextHop }));
}

/** Azure's word in an effective route table: one for one appliance and for several (R14). */
export function nextHopWord({ type }: WorldNextHop): string {
  return type === "VirtualApplianceEcmp" ? "VirtualAppliance" : type;
}

/** The addresses of appliances; undefined for other next hops. */
export function applianceText(nextHop: WorldNextHop): string | undefined {
  if (nextHop.type === "VirtualAppliance") return nextHop.address;
  return nextHop.type === "VirtualApplianceEcmp" ? nextHop.addresses.join(", ") : undefined;
}
