import { type Properties, type PropertyValue, type Resource, UNKNOWN } from "../../resources/resource.ts";
import { isAbsent, isList, isObject } from "../values/field.ts";
import { type ClassicType, classicType } from "./classic-types.ts";
import { OLD_POLICIES } from "./networks.ts";
import { classicPath } from "./property-names.ts";
import { translated, translatedDependencies } from "./translate.ts";

/** Resources of which each has azure-native's properties, whichever provider it is of. */
export interface NativeResources {
  readonly resources: readonly Resource[];
  /** What the program calls the property that azure-native has at the path. */
  readonly nameOf: (resource: string, path: string) => string;
}

/**
 * Returns the resources with those of the classic provider in azure-native's shape, so that nobody else needs to know that there are two
 * providers. URNs and types stay.
 */
export function asNative(resources: readonly Resource[]): NativeResources {
  const classic = new Map<string, { readonly resource: Resource; readonly type: ClassicType }>();
  const native = resources.map((resource) => {
    const type = classicType(resource.type);
    if (type === undefined) return resource;
    classic.set(resource.urn, { resource, type });
    return translate(resource, type);
  });
  return {
    resources: native,
    nameOf: (urn, path) => {
      const found = classic.get(urn);
      if (found === undefined) return path;
      const { inputs, outputs } = found.resource;
      return classicPath(path, found.type.table, [inputs, outputs]);
    },
  };
}

/** Whether the resource is one of the classic provider. */
export function isClassic({ type }: Resource): boolean {
  return classicType(type) !== undefined;
}

function translate(resource: Resource, { native, table }: ClassicType): Resource {
  const side = (given: Properties | undefined): Properties | undefined => (given === undefined ? undefined : translated(given, table));
  const own = { inputs: side(resource.inputs), outputs: isMade(resource) ? side(resource.outputs) : unnamed(side(resource.outputs)) };
  return {
    ...resource,
    inputs: native === "network:Subnet" ? withResolvedPolicies(own.inputs, own.outputs, resource.outputs) : own.inputs,
    outputs: native === "network:VirtualNetwork" ? withSilentPolicies(own.outputs) : own.outputs,
    propertyDependencies: translatedDependencies(resource.propertyDependencies, table),
  };
}

/** Whether Azure has it. The preview of an update knows the id. */
function isMade({ id, outputs }: Resource): boolean {
  return id !== undefined || typeof outputs?.["id"] === "string";
}

/** A preview answers with the name of what is yet to be made. For the readers an answer with a name is one of Azure's. */
function unnamed(outputs: Properties | undefined): Properties | undefined {
  return outputs === undefined ? undefined : { ...outputs, name: UNKNOWN };
}

/**
 * What nobody sets is `Disabled` in version 6, which says so in the inputs, and was `Enabled` before (R42). An answer with one of the old
 * names is of a version that chose by itself: what it answered is what is so.
 */
function withResolvedPolicies(
  inputs: Properties | undefined,
  outputs: Properties | undefined,
  answer: Properties | undefined,
): Properties | undefined {
  if (inputs === undefined || !isAbsent(inputs[POLICIES])) return inputs;
  return OLD_POLICIES.some((name) => !isAbsent(answer?.[name])) ? { ...inputs, [POLICIES]: outputs?.[POLICIES] } : inputs;
}

/**
 * Up to version 5 a network answers nothing of the policies of its subnets: they are not known, which is not the same as not set. Nor does
 * it answer more than one prefix of each.
 */
function withSilentPolicies(outputs: Properties | undefined): Properties | undefined {
  const subnets = outputs?.["subnets"];
  return isList(subnets) ? { ...outputs, subnets: subnets.map(withSilentPolicy) } : outputs;
}

function withSilentPolicy(subnet: PropertyValue): PropertyValue {
  if (!isObject(subnet) || !isAbsent(subnet[POLICIES])) return subnet;
  const { addressPrefix, ...others } = subnet;
  const prefixes: PropertyValue = others["addressPrefixes"] ?? [addressPrefix, UNKNOWN];
  const silent: Properties = { ...others, addressPrefixes: prefixes, [POLICIES]: UNKNOWN };
  return silent;
}

/** Whether the answer about a subnet is one that says nothing of its policies, and hence nothing of its route table either. */
export function isSilentOnPolicies(subnet: Properties | undefined): boolean {
  return subnet?.[POLICIES] === UNKNOWN;
}

const POLICIES = "privateEndpointNetworkPolicies";
