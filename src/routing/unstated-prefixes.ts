import type { Assumption } from "../certainty/assumption.ts";
import { configuredSources } from "../model/designation.ts";
import type { Intent } from "../model/intent.ts";
import type { PlacedGateway } from "../topology/topology.ts";
import { isByIntent, isNetworkSystemRoute, type Route } from "./route.ts";

/** CP-A06: prefixes of on-premises that are not known would take traffic for the endpoints back there (R11); nobody has that. */
export interface UnstatedPrefixes {
  /** Of gateways that may make static routes, which a network's own need not beat (R3). */
  readonly maybeStatic: readonly Assumption[];
  /** Of those that only learn by BGP. */
  readonly byBgp: readonly Assumption[];
}

export const ALL_STATED: UnstatedPrefixes = { maybeStatic: [], byBgp: [] };

/** What is not known of the prefixes behind a gateway. What it learns by BGP is known where `onPremises` states it. */
export function unstatedPrefixes({ gateway, bgp, openPrefixes }: PlacedGateway, intent: Intent): UnstatedPrefixes {
  if (openPrefixes !== undefined) {
    const { resource, property } = openPrefixes;
    const text = `prefixes behind ${gateway.name} that are not known do not cover the endpoint`;
    return { maybeStatic: [{ code: "CP-A06", text, resource, property }], byBgp: [] };
  }
  if ((bgp.known && !bgp.value) || configuredSources(gateway, intent).length > 0) return ALL_STATED;
  const text = `prefixes that ${gateway.name} ${bgp.known ? "learns" : "may learn"} by BGP, and that onPremises does not state, do not cover the endpoint`;
  return { maybeStatic: [], byBgp: [{ code: "CP-A06", text, resource: gateway.origin.resource, property: "" }] };
}

/**
 * What it rests on that the winner forwards, and no longer prefix to on-premises (R1). `others`: the routes that cover the address and lose.
 * BGP brings nothing that beats a user route for the /32 (R2), a routing intent (R71) or a route into a network (R3).
 */
export function restingOn({ maybeStatic, byBgp }: UnstatedPrefixes, winner: Route, others: readonly Route[]): readonly Assumption[] {
  if (leadsThere(winner) || isByIntent(winner)) return [];
  if (winner.source === "User" && winner.prefix?.length === 32) return [];
  if (byBgp.length === 0 || isNetworkSystemRoute(winner) || others.some(isCertainlyIntoNetwork)) return maybeStatic;
  return [...maybeStatic, ...byBgp];
}

/** Also what a Route Server brings may: nobody knows where it leads. What a virtual hub tells the networks that it is connected with does not. */
function leadsThere({ source, nextHop }: Route): boolean {
  return source === "VirtualNetworkGateway" && ["virtual-network-gateway", "unknown"].includes(nextHop.kind);
}

function isCertainlyIntoNetwork(route: Route): boolean {
  return isNetworkSystemRoute(route) && route.prefix !== undefined && route.presence === "certain";
}
