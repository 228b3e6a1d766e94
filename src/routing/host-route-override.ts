import type { Assumption } from "../certainty/assumption.ts";
import type { HostRouteOverride, Intent } from "../model/intent.ts";
import type { Gateway } from "../model/network.ts";
import type { Doubt } from "./decision.ts";
import type { Point } from "./point.ts";

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
  return kind.value === "vpn" ? vpn : ["express-route"];
}

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
