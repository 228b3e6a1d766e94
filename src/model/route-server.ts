import type { Known } from "../certainty/known.ts";
import type { Entity, Reference } from "./entity.ts";

/** A Route Server: it learns routes by BGP from the appliances of its network, and hands them to that network and those it serves (R73). */
export interface RouteServer extends Entity {
  /** The RouteServerSubnet. */
  readonly subnet: Reference;
  /** Whether gateways of its network learn the same routes, and tell on-premises of them (`allowBranchToBranchTraffic`). */
  readonly branchToBranch: Known<boolean>;
}
