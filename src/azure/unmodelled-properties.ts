import type { PropertyValue } from "../resources/resource.ts";
import { isAbsent, isList } from "./field.ts";
import type { ResourceKind } from "./resource-types.ts";

/** A property that can change a path and is not modelled. */
export interface UnmodelledProperty {
  readonly kind: ResourceKind;
  readonly property: string;
  readonly rule: string;
  /** Whether this value, known or not set, changes nothing. */
  readonly isHarmless: (value: PropertyValue) => boolean;
  /** What the value does, after its name and value: `privateEndpointVNetPolicies "Basic" …`. */
  readonly effect: string;
}

/** Properties of types that are read. What becomes modelled is taken out; `VirtualApplianceEcmp` (R14) is noted where routes are read. */
export const UNMODELLED_PROPERTIES: readonly UnmodelledProperty[] = [
  {
    kind: "route-table",
    property: "disablePeeringRoute",
    rule: "R21",
    isHarmless: isUnsetOr("None"),
    effect: "may take the peering routes away, which is not modelled (R21)",
  },
  {
    kind: "peering",
    property: "allowVirtualNetworkAccess",
    rule: "R25",
    isHarmless: isUnsetOr(true),
    effect: "drops what crosses the peering, which is not modelled (R25)",
  },
  {
    kind: "peering",
    property: "peerCompleteVnets",
    rule: "R26",
    isHarmless: isUnsetOr(true),
    effect: "peers some subnets only, which is not modelled (R26)",
  },
  {
    kind: "peering",
    property: "localSubnetNames",
    rule: "R26",
    isHarmless: isEmpty,
    effect: "peers some subnets only, which is not modelled (R26)",
  },
  {
    kind: "peering",
    property: "remoteSubnetNames",
    rule: "R26",
    isHarmless: isEmpty,
    effect: "peers some subnets only, which is not modelled (R26)",
  },
  {
    kind: "peering",
    property: "enableOnlyIPv6Peering",
    rule: "R26",
    isHarmless: isUnsetOr(false),
    effect: "peers IPv6 ranges only, which is not modelled (R26)",
  },
  {
    kind: "virtual-network",
    property: "privateEndpointVNetPolicies",
    rule: "R43",
    isHarmless: isUnsetOr("Disabled"),
    effect: "may change the routes of private endpoints, which is not modelled (R43)",
  },
  {
    kind: "private-endpoint",
    property: "ipVersionType",
    rule: "R45",
    isHarmless: isUnsetOr("IPv4"),
    effect: "may give the endpoint an IPv6 address, whose routes are not modelled (R45)",
  },
  {
    kind: "connection",
    property: "expressRouteGatewayBypass",
    rule: "R59",
    isHarmless: isUnsetOr(false),
    effect: "lets traffic past the gateway (FastPath), which is not modelled (R59, R61)",
  },
  {
    kind: "connection",
    property: "enablePrivateLinkFastPath",
    rule: "R60",
    isHarmless: isUnsetOr(false),
    effect: "lets traffic to private endpoints past the gateway (FastPath), which is not modelled (R60, R61)",
  },
];

function isUnsetOr(harmless: string | boolean): (value: PropertyValue) => boolean {
  return (value) =>
    isAbsent(value) ||
    value === harmless ||
    (typeof value === "string" && typeof harmless === "string" && value.toLowerCase() === harmless.toLowerCase());
}

function isEmpty(value: PropertyValue): boolean {
  return isAbsent(value) || (isList(value) && value.length === 0);
}
