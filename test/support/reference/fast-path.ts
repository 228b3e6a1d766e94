import type { WorldConnection, WorldEndpoint, WorldGateway } from "../world/world.ts";
import { isWithin } from "./addresses.ts";
import { recordCell } from "./hits-of.ts";
import type { Setting } from "./setting.ts";
import { gatewayPoint, tableOf } from "./setting.ts";
import type { Leaf } from "./trace.ts";

/**
 * R59 to R61. What becomes of a packet where connections of its gateway lead past it: nobody knows how it is routed then, unless
 * no user route covers the endpoint. What comes by other connections comes through the gateway, and both happens.
 */
export function withFastPath(
  setting: Setting,
  gateway: WorldGateway,
  endpoint: WorldEndpoint,
  address: string,
  leaves: readonly Leaf[],
): readonly Leaf[] {
  const connections = setting.world.connections.filter((connection) => connection.gateway === gateway.name);
  const passing = connections.filter((connection) => leadsPast(gateway, connection));
  const record = (rule: string): void => recordCell(setting, gatewayPoint(gateway), endpoint, address, rule);
  if (connections.some((one) => one.kind === "express-route" && one.fastPath === "endpoints" && one.circuit === "provider"))
    record("R60 provider");
  if (passing.length === 0) return leaves;
  record(passing.length === connections.length ? "R61 all past" : "R61 some past");
  const isPast = setting.unknowns.ask("FastPath takes the packet past the gateway", [false, true]);
  const past = isPast ? leaves.map((leaf) => (isAlike(setting, gateway, address, leaf) ? leaf : unknownEnd(leaf))) : leaves;
  return passing.length === connections.length ? past : [...leaves, ...past];
}

function leadsPast({ kind, isSmall }: WorldGateway, connection: WorldConnection): boolean {
  if (kind !== "express-route" || isSmall === true || connection.kind !== "express-route") return false;
  return connection.fastPath === "endpoints" && connection.circuit !== "provider";
}

/** Straight to the endpoint, and no user route could say otherwise: so it is whoever routes the packet. */
function isAlike({ world }: Setting, gateway: WorldGateway, address: string, { verdict, hops }: Leaf): boolean {
  const routes = tableOf(world, `${gateway.network}/GatewaySubnet`)?.routes ?? [];
  return verdict === "bypassed" && hops.length === 1 && !routes.some(({ prefix }) => isWithin(address, prefix));
}

function unknownEnd({ hops }: Leaf): Leaf {
  return { verdict: "inconclusive", disposition: "insufficient-information", assumptions: [], hops };
}
