import type { Gateway } from "../model/network.ts";
import { isAppliance } from "../routing/point.ts";

/** Something that is said of the network and is no path: a half check, the soundness of a gateway, something that could not be read. */
export interface NetworkFinding {
  readonly code: string;
  /** The resource that is to be changed; undefined where there is none. */
  readonly resource: string | undefined;
  readonly message: string;
  /** Whether traffic is proven to bypass, so that the preview fails: CP-H01 where a peering uses remote gateways. */
  readonly isBypass: boolean;
  /** Key of the subnet whose endpoints are concerned; undefined where it is no matter of endpoints. */
  readonly subnet?: string;
}

export function advice(code: string, resource: string | undefined, message: string): NetworkFinding {
  return { code, resource, message, isBypass: false };
}

/** A vantage point in a sentence: `gateway vpngw`, or `entry sdwan`. */
export function vantageText(gateway: Gateway): string {
  return `${isAppliance(gateway) ? "entry" : "gateway"} ${gateway.name}`;
}
