import type { Assumption } from "../certainty/assumption.ts";
import type { HostRouteOverride, Intent } from "../model/intent.ts";
import type { Gateway } from "../model/network.ts";
import type { Doubt } from "./decision.ts";
import type { Point } from "./point.ts";
import { isByIntent, type Route } from "./route.ts";

/** Whether an exact /32 user route beats the endpoint's own /32 while network policies are off; several alternatives: not proven. */
export interface Overrides {
  readonly alternatives: readonly { readonly honoured: boolean; readonly because: string; readonly assumptions: readonly Assumption[] }[];
  readonly doubt: Doubt | undefined;
}

/** What is measured, or not proven at all: the defaults. Anything else is the user's word (CP-A20). */
export const DEFAULT_HOST_ROUTE_OVERRIDE: HostRouteOverride = {
  "vpn-active-active": "ignored",
  "vpn-active-standby": "unproven",
  "express-route": "unproven",
  "virtual-wan": "unproven",
};

type GatewayClass = keyof HostRouteOverride;

/** R37 at network interfaces, R38 at gateways. */
export function hostRouteOverrides(point: Point, intent: Intent): Overrides {
  if (point.kind === "nic") {
    return {
      alternatives: [{ honoured: true, because: "a user route beats a system route of the same prefix (R2, R37)", assumptions: [] }],
      doubt: undefined,
    };
  }
  const classes = gatewayClasses(point.gateway);
  const alternatives = classes.flatMap((each) => alternativesOf(each, point.gateway, intent));
  const both = alternatives.some((each) => each.honoured) && alternatives.some((each) => !each.honoured);
  return { alternatives, doubt: both ? doubtAbout(point.gateway, classes) : undefined };
}

/** The classes that the gateway may be of, as far as its kind and mode are known. */
export function gatewayClasses({ kind, activeActive }: Gateway): readonly GatewayClass[] {
  const vpn: readonly GatewayClass[] = activeActive.known
    ? [activeActive.value ? "vpn-active-active" : "vpn-active-standby"]
    : ["vpn-active-active", "vpn-active-standby"];
  if (!kind.known) return [...vpn, "express-route"];
  switch (kind.value) {
    case "vpn":
      return vpn;
    case "express-route":
      return ["express-route"];
    case "virtual-wan-vpn":
    case "virtual-wan-express-route":
    case "virtual-wan-point-to-site":
      return ["virtual-wan"];
    case "appliance":
      return [];
    default:
      return kind.value satisfies never;
  }
}

/**
 * Whether the best other route, a user-defined one, displaces the /32 at a virtual hub while policies are on; undefined: the point is none.
 * With a routing intent it does (R71); by a static route it is said to, and not measured (R70, open question 9).
 */
export function displacementAtHub(point: Point, winner: Route): Displacement | undefined {
  if (point.kind === "nic" || point.gateway.hubSide === undefined) return undefined;
  if (isByIntent(winner)) return "displaced";
  const text = `whether ${winner.label} displaces the endpoint's /32 at a virtual hub without routing intent was not measured (R70): a private routing policy does (R71)`;
  return {
    code: "CP-I03",
    gap: { resource: winner.origin?.resource ?? point.gateway.origin.resource, property: winner.origin?.property ?? "", text },
  };
}

export type Displacement = "displaced" | Doubt;

function alternativesOf(gatewayClass: GatewayClass, gateway: Gateway, intent: Intent): Overrides["alternatives"] {
  const value = intent.hostRouteOverride[gatewayClass];
  const assumptions =
    value === DEFAULT_HOST_ROUTE_OVERRIDE[gatewayClass] || value === "unproven" ? [] : [stated(gatewayClass, value, gateway)];
  const honoured = {
    honoured: true,
    because: `a /32 user route is taken to beat the endpoint's own on ${gatewayClass} gateways (R38)`,
    assumptions,
  };
  const ignored = {
    honoured: false,
    because: `a /32 user route does not beat the endpoint's own on ${gatewayClass} gateways (R38)`,
    assumptions,
  };
  switch (value) {
    case "honoured":
      return [honoured];
    case "ignored":
      return [ignored];
    case "unproven":
      return [honoured, ignored];
    default:
      return value satisfies never;
  }
}

function stated(gatewayClass: GatewayClass, value: string, gateway: Gateway): Assumption {
  return {
    code: "CP-A20",
    text: `the configuration states that /32 user routes are ${value} on ${gatewayClass} gateways (hostRouteOverride)`,
    resource: gateway.origin.resource,
    property: "",
  };
}

function doubtAbout(gateway: Gateway, classes: readonly GatewayClass[]): Doubt {
  const text = `whether a /32 user route beats the endpoint's own /32 on the gateway ${gateway.name} (${classes.join(" or ")}) is not proven (R38): enable route-table network policies on the endpoint's subnet instead`;
  return { code: "CP-I03", gap: { resource: gateway.origin.resource, property: gateway.activeActive.known ? "" : "activeActive", text } };
}
