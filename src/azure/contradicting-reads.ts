import type { Properties, PropertyValue } from "../resources/resource.ts";
import type { Declaration } from "./declaration.ts";
import { isAbsent, isList, isObject } from "./field.ts";
import type { ResourceKind } from "./resource-types.ts";

/** What an answer says that routes depend on, by kind, and the children that it lists. */
interface Decisive {
  readonly properties: readonly string[];
  /** Those that Azure leaves out where there is none. */
  readonly optional?: readonly string[];
  /** `isWhole`: one more of them may take a packet elsewhere. */
  readonly children?: { readonly property: string; readonly of: Decisive; readonly isWhole: boolean };
}

const SUBNET: Decisive = { properties: ["addressPrefix", "addressPrefixes", "privateEndpointNetworkPolicies"], optional: ["routeTable"] };
const ROUTE: Decisive = { properties: ["addressPrefix", "nextHopType", "nextHopIpAddress", "nextHop"] };

const DECISIVE: Readonly<Partial<Record<ResourceKind, Decisive>>> = {
  "virtual-network": {
    properties: ["addressSpace", "privateEndpointVNetPolicies"],
    children: { property: "subnets", of: SUBNET, isWhole: false },
  },
  subnet: SUBNET,
  "route-table": {
    properties: ["disableBgpRoutePropagation", "disablePeeringRoute"],
    children: { property: "routes", of: ROUTE, isWhole: true },
  },
  route: ROUTE,
  peering: { properties: ["allowGatewayTransit", "useRemoteGateways", "peerCompleteVnets", "localSubnetNames", "remoteSubnetNames"] },
  gateway: { properties: ["gatewayType", "activeActive"] },
};

/**
 * Whether what two stacks read of one thing, or two exports of one stack say of it, differs in something that routes depend on: they are of
 * different times, and which of them is of now is not known. A subnet that only one of them has, as it was made in between, contradicts nothing.
 */
export function contradict(one: Declaration, other: Declaration): boolean {
  const decisive = DECISIVE[one.kind];
  return decisive !== undefined && differ(one.config ?? {}, other.config ?? {}, decisive);
}

function differ(one: Properties, other: Properties, { properties, optional = [], children }: Decisive): boolean {
  const isOther = (name: string): boolean => sense(one[name]) !== sense(other[name]);
  const areStated = (name: string): boolean => !isAbsent(one[name]) && !isAbsent(other[name]);
  if (properties.some((name) => areStated(name) && isOther(name)) || optional.some(isOther)) return true;
  if (children === undefined || !areStated(children.property)) return false;
  const others = childrenByName(other[children.property]);
  const own = childrenByName(one[children.property]);
  if (children.isWhole && own.size !== others.size) return true;
  return [...own].some(([name, child]) => {
    const twin = others.get(name);
    return twin === undefined ? children.isWhole : differ(child, twin, children.of);
  });
}

function childrenByName(list: PropertyValue): ReadonlyMap<string, Properties> {
  const children = isList(list) ? list.filter(isObject) : [];
  return new Map(children.map((child) => [String(child["name"]).toLowerCase(), child]));
}

/** The same text for what means the same: null and nothing; of what has an id the rest is a copy, and Azure takes words in any case. */
function sense(value: PropertyValue): string {
  if (isAbsent(value)) return "";
  if (isList(value)) return value.map(sense).sort().join();
  if (!isObject(value)) return String(value).toLowerCase();
  if (typeof value["id"] === "string") return value["id"].toLowerCase();
  return Object.keys(value)
    .sort()
    .map((name) => `${name}: ${sense(value[name])}`)
    .join();
}
