import type { Gap } from "../certainty/known.ts";
import type { Subnet, VirtualNetwork } from "../model/network.ts";
import { type PropertyValue, type Resource, UNKNOWN } from "../resources/resource.ts";
import { partsOf, valueAt } from "../resources/resource-change.ts";
import { asNative, isClassic } from "./classic/read-classic.ts";
import { apiVersionOf, meaningOf } from "./declarations/type-meaning.ts";
import { readNetwork } from "./read-network.ts";
import { isAbsent, itemsOf } from "./values/field.ts";
import { gapLog } from "./values/gap-log.ts";

/** The subnets that one resource declares by what it asks for. */
export interface DeclaredSubnets {
  readonly subnets: readonly DeclaredSubnet[];
  /** Of a network: itself, with the reason why it may declare more of them. */
  readonly open: { readonly network: VirtualNetwork; readonly gap: Gap } | undefined;
}

export interface DeclaredSubnet {
  readonly subnet: Subnet;
  readonly network: VirtualNetwork | undefined;
  readonly policies: PolicyProperty;
}

/** Where and how a resource says which network policies a subnet has. */
export interface PolicyProperty {
  /** As the program spells it: `subnets[1].privateEndpointNetworkPolicies`. */
  readonly path: string;
  /** As the program wrote it. */
  readonly value: PropertyValue;
  /** Not set, and what that means is for the version of the provider to say: Enabled before version 6 of the classic one, then Disabled (R42). */
  readonly isLeftToProvider: boolean;
}

const NO_SUBNETS: DeclaredSubnets = { subnets: [], open: undefined };

/** Whether resources of the type declare subnets. */
export function declaresSubnets(type: string): boolean {
  const meaning = meaningOf(type);
  return meaning.kind === "read" && (meaning.type.kind === "subnet" || meaning.type.kind === "virtual-network");
}

/** Returns the subnets that the inputs of a subnet or of a network declare; none for other types, and where no inputs are in sight. */
export function readDeclaredSubnets(resource: Resource): DeclaredSubnets {
  const { inputs } = resource;
  if (inputs === undefined || !declaresSubnets(resource.type)) return NO_SUBNETS;
  const { virtualNetworks, subnets } = readNetwork([{ ...resource, id: undefined, outputs: undefined }]);
  const { resources, nameOf } = asNative([resource]);
  const networks = new Map(virtualNetworks.map((network) => [network.key, network]));
  const own = networks.get(resource.urn);
  const list = itemsOf({ resource: resource.urn, path: "subnets", value: resources[0]?.inputs?.["subnets"] }, gapLog(nameOf));
  return {
    subnets: subnets.map((subnet) => {
      const { property } = subnet.origin;
      const path = nameOf(resource.urn, property === "" ? POLICIES : `${property}.${POLICIES}`);
      const value = valueAt(inputs, partsOf(path));
      return {
        subnet,
        network: networks.get(subnet.network),
        policies: { path, value, isLeftToProvider: isAbsent(value) && isClassic(resource) },
      };
    }),
    open: own === undefined || list.open === undefined ? undefined : { network: own, gap: list.open },
  };
}

const POLICIES = "privateEndpointNetworkPolicies";

/** Before it the API knew no others than Enabled and Disabled. */
const FIRST_WITH_FOUR_VALUES = "2023-11-01";

/**
 * The value that adds route-table policies to those that the property gives; undefined where there is none that is right in all versions.
 * A switch of the classic provider is turned over: it is off as it stands (R42).
 */
export function withRouteTablePolicies(type: string, { value, isLeftToProvider }: PolicyProperty): string | boolean | undefined {
  if (isLeftToProvider || value === UNKNOWN) return undefined;
  if (typeof value === "boolean") return !value;
  const isOnForSecurityGroups = typeof value === "string" && value.toLowerCase() === "networksecuritygroupenabled";
  const version = apiVersionOf(type);
  return isOnForSecurityGroups || (version !== undefined && version < FIRST_WITH_FOUR_VALUES) ? "Enabled" : "RouteTableEnabled";
}
