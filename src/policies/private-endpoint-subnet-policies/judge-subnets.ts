import { canServe } from "../../azure/declarations/subnet-roles.ts";
import { type DeclaredSubnet, readDeclaredSubnets } from "../../azure/declared-subnets.ts";
import type { Gap } from "../../certainty/known.ts";
import type { RequiredSubnet } from "../../configuration/subnet-policies.ts";
import type { VirtualNetwork } from "../../model/network.ts";
import type { Resource } from "../../resources/resource.ts";
import { isRouteTableAware } from "../../routing/choose-route.ts";
import { fitsNetwork, fitsSubnet } from "../../topology/entry-names.ts";

/** Why a resource may not be deployed as it is, or why that is not known. */
export type Shortfall =
  /** It declares a required subnet without route-table policies. */
  | { readonly kind: "off"; readonly declared: DeclaredSubnet; readonly required: RequiredSubnet }
  /** It declares a required subnet, of which the policies are not known. */
  | { readonly kind: "policies-not-known"; readonly declared: DeclaredSubnet; readonly required: RequiredSubnet; readonly gap: Gap }
  /** It declares a subnet that may be a required one, and has no route-table policies or may have none. */
  | { readonly kind: "name-not-known"; readonly declared: DeclaredSubnet; readonly required: RequiredSubnet }
  /** It may declare more subnets, of which one may be required. */
  | { readonly kind: "subnets-not-known"; readonly network: VirtualNetwork; readonly required: RequiredSubnet; readonly gap: Gap };

/** Returns what is short of the required policies among the subnets that a resource declares, in the order of its properties. */
export function findShortfalls(resource: Resource, required: readonly RequiredSubnet[]): readonly Shortfall[] {
  const { subnets, open } = readDeclaredSubnets(resource);
  const found = subnets.flatMap((declared) => judgeSubnet(declared, required));
  if (open === undefined) return found;
  const possible = required.find(({ name }) => fitsNetwork(name, open.network) !== "no");
  return possible === undefined ? found : [...found, { kind: "subnets-not-known", ...open, required: possible }];
}

function judgeSubnet(declared: DeclaredSubnet, required: readonly RequiredSubnet[]): readonly Shortfall[] {
  const { subnet, network } = declared;
  const { networkPolicies } = subnet;
  const isOn = networkPolicies.known && isRouteTableAware(networkPolicies.value);
  if (isOn || !canServe("workload", subnet.azureName)) return [];
  const answers = required.map((each) => ({ required: each, answer: fitsSubnet(each.name, subnet, network) }));
  const certain = answers.find(({ answer }) => answer === "yes");
  if (certain !== undefined) {
    const { required } = certain;
    return [
      networkPolicies.known
        ? { kind: "off", declared, required }
        : { kind: "policies-not-known", declared, required, gap: networkPolicies.gap },
    ];
  }
  const possible = answers.find(({ answer }) => answer === "unknown");
  return possible === undefined ? [] : [{ kind: "name-not-known", declared, required: possible.required }];
}
