import type { Gateway } from "../model/network.ts";
import type { SubnetRoutes } from "./subnet-routes.ts";

/**
 * Where a routing decision is taken (facts, section 0): a network interface, or a gateway's instances in GatewaySubnet.
 * They differ in what an exact /32 user route does (R37, R38).
 */
export type Point =
  | { readonly kind: "nic"; readonly routes: SubnetRoutes }
  | { readonly kind: "gateway"; readonly routes: SubnetRoutes; readonly gateway: Gateway };
