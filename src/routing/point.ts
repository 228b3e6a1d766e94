import { closedList, known } from "../certainty/known.ts";
import type { Gateway } from "../model/network.ts";
import type { SubnetRoutes } from "./subnet-routes.ts";

/**
 * Where a routing decision is taken (facts, section 0): a network interface, or a gateway's instances in GatewaySubnet.
 * They differ in what an exact /32 user route does (R37, R38).
 */
export type Point =
  | { readonly kind: "nic"; readonly routes: SubnetRoutes }
  | { readonly kind: "gateway"; readonly routes: SubnetRoutes; readonly gateway: Gateway };

/** Where traffic that comes in by the gateway is routed first; by an appliance it comes in at a network interface. */
export function vantagePoint(gateway: Gateway, routes: SubnetRoutes): Point {
  return isAppliance(gateway) ? { kind: "nic", routes } : { kind: "gateway", routes, gateway };
}

/** What stands for the gateway where its packets come to the router of a virtual hub. */
export function atRouter(gateway: Gateway): Gateway {
  if (gateway.hubSide !== undefined) return gateway;
  const hubSide = { prefixes: closedList([]), bgp: known(false), fastPaths: closedList([]) };
  return { ...gateway, kind: known("virtual-wan-vpn"), hubSide, entryPrefixes: undefined };
}

/** Whether it is an appliance that the configuration names as an entry. */
export function isAppliance({ entryPrefixes }: Gateway): boolean {
  return entryPrefixes !== undefined;
}
