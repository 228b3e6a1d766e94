import type { Gap, Known } from "../certainty/known.ts";
import type { Circuit, FastPath } from "../model/express-route.ts";
import type { Connection, Gateway, Reference } from "../model/network.ts";

/** That traffic to private endpoints may go past a gateway (R59 to R61). */
export interface PastGateway {
  /** Why it may, one for each connection. */
  readonly gaps: readonly Gap[];
  /** Whether some of the traffic comes through the gateway all the same: another connection, or a client. */
  readonly isNotAll: boolean;
}

/** Undefined: what comes from on-premises to private endpoints comes through the gateway. `possible`: connections that may be the gateway's. */
export function placeFastPath(
  gateway: Gateway,
  connections: readonly Connection[],
  possible: readonly Connection[],
  circuits: ReadonlyMap<string, Circuit>,
): PastGateway | undefined {
  const { hubSide, kind, pointToSite } = gateway;
  if (kind.known && kind.value !== "express-route" && kind.value !== "virtual-wan-express-route") return undefined;
  const own = [
    ...connections.map(({ fastPath }) => ({ fastPath, isOwn: true })),
    ...possible.map(({ fastPath }) => ({ fastPath, isOwn: false })),
    ...(hubSide?.fastPaths.items ?? []),
  ].map(({ fastPath, isOwn }) => ({ isOwn, gap: whyPast(fastPath, gateway.knowsFastPath, circuits) }));
  const open = hubSide?.fastPaths.open;
  const gaps = [...own.flatMap(({ gap }) => gap ?? []), ...(open === undefined ? [] : [open])];
  if (gaps.length === 0) return undefined;
  // Of a gateway that is not in sight it is not known either whether it has clients.
  const hasClients = pointToSite !== undefined && pointToSite.items.length > 0;
  return { gaps, isNotAll: hasClients || own.some(({ isOwn, gap }) => isOwn && gap === undefined) };
}

/**
 * Private endpoints are reached past the gateway only where all of this holds (R59, R60): the connection is one of ExpressRoute, both
 * switches are on, the gateway's SKU knows FastPath, and the circuit is on ExpressRoute Direct. What routes the packet then is not known (R61).
 */
function whyPast(fastPath: FastPath, knowsFastPath: Known<boolean>, circuits: ReadonlyMap<string, Circuit>): Gap | undefined {
  const { isExpressRoute, bypass, privateLink, circuit, origin } = fastPath;
  const conditions = [isExpressRoute, bypass, privateLink, knowsFastPath, isDirect(circuit, circuits, fastPath)];
  if (conditions.some((each) => each.known && !each.value)) return undefined;
  const unknown = conditions.find((each): each is { known: false; gap: Gap } => !each.known);
  if (unknown === undefined) return at(origin, "enablePrivateLinkFastPath", `FastPath ${PAST}`);
  const { gap } = unknown;
  return { ...gap, text: `${gap.text}; FastPath may be in force, and ${PAST}` };
}

const PAST =
  "takes traffic to private endpoints past the gateway; whether routes of the GatewaySubnet and network policies count there is not documented (R61)";

function isDirect(circuit: Reference, circuits: ReadonlyMap<string, Circuit>, { origin }: FastPath): Known<boolean> {
  switch (circuit.kind) {
    case "entity":
      return (
        circuits.get(circuit.key)?.isDirect ?? {
          known: false,
          gap: at(origin, "", "whether its circuit is on ExpressRoute Direct is not known"),
        }
      );
    case "none":
      return { known: false, gap: at(origin, "", "names no circuit, and whether that is on ExpressRoute Direct is not known") };
    case "outside":
    case "unknown":
      return {
        known: false,
        gap: { ...circuit.gap, text: `${circuit.gap.text}; whether the circuit is on ExpressRoute Direct is not known` },
      };
    default:
      return circuit satisfies never;
  }
}

function at({ resource, property }: FastPath["origin"], name: string, text: string): Gap {
  return { resource, property: [property, name].filter((each) => each !== "").join("."), text };
}
