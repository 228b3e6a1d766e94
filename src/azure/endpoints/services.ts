import type { Gap, Known } from "../../certainty/known.ts";
import { UNKNOWN } from "../../resources/resource.ts";
import { answered, configured, type Declaration, isUpdated } from "../declarations/declaration.ts";
import { parseArmId } from "../values/arm-id.ts";
import { booleanOf, type Field, isAbsent, isList, member, textOf } from "../values/field.ts";
import type { GapLog } from "../values/gap-log.ts";

/** A private endpoint that a service makes by itself, without a resource that declares it (R44b). */
export interface MadeEndpoint {
  /** What it is for, told after the name of the resource that it is made with. */
  readonly purpose: string;
  /** Where the resource says the subnet, or may say it: several where it is not known which of them counts. Not empty. */
  readonly subnets: readonly Field[];
  /** Why it is not known which of several subnets it is. */
  readonly whichSubnet: string;
  /** Why it is not known whether it is made at all. */
  readonly doubt: Gap | undefined;
  /** The resource group that the service makes it in, in lower case; undefined where that is not known. */
  readonly resourceGroup: string | undefined;
  /** Its name in Azure, or how the name ends. */
  readonly name: { readonly full: string } | { readonly end: string };
}

/** The endpoint of a private cluster's API server; undefined where the cluster makes none for sure. */
export function clusterEndpoint(cluster: Declaration, log: GapLog): MadeEndpoint | undefined {
  const sku = member(configured(cluster, "sku"), "name");
  const isAutomatic = sku.value === UNKNOWN ? sku : textOf(sku.value)?.toLowerCase() === "automatic";
  const hasEndpoint = isPrivateByLink(configured(cluster, "apiServerAccessProfile"), isAutomatic, log);
  if (hasEndpoint.known && !hasEndpoint.value) return undefined;
  const group = textOf(configured(cluster, "nodeResourceGroup").value) ?? textOf(answered(cluster, "nodeResourceGroup").value);
  return {
    purpose: "kube-apiserver",
    subnets: firstPools(cluster).map((pool) => member(pool, "vnetSubnetID")),
    whichSubnet: "the endpoint is in the subnet of the first node pool, and which one that is may have changed (R44b)",
    doubt: hasEndpoint.known ? undefined : hasEndpoint.gap,
    resourceGroup: group?.toLowerCase(),
    name: { full: "kube-apiserver" },
  };
}

/** The endpoint of a fleet's hub, which is a private cluster; undefined where it makes none for sure. */
export function fleetEndpoint(fleet: Declaration, log: GapLog): MadeEndpoint | undefined {
  const hub = configured(fleet, "hubProfile");
  const hasEndpoint = isPrivateByLink(member(hub, "apiServerAccessProfile"), false, log);
  if (hasEndpoint.known && !hasEndpoint.value) return undefined;
  const subnet = member(member(hub, "agentProfile"), "subnetId");
  const text = "where the API server's endpoint of a fleet's hub is made is not documented (R44b)";
  return {
    purpose: "kube-apiserver",
    subnets: [subnet],
    whichSubnet: text,
    doubt: hasEndpoint.known ? log.note(fleet.resource.urn, "hubProfile", text) : hasEndpoint.gap,
    resourceGroup: undefined,
    name: { full: "kube-apiserver" },
  };
}

/** The endpoint by which a cluster of Azure Red Hat OpenShift reaches the service. Its API server is behind a load balancer, not an endpoint. */
export function openShiftEndpoint(cluster: Declaration): MadeEndpoint {
  const group = textOf(member(configured(cluster, "clusterProfile"), "resourceGroupId").value);
  const id = group === undefined ? undefined : parseArmId(group);
  return {
    purpose: "egress",
    subnets: [member(configured(cluster, "masterProfile"), "subnetId")],
    whichSubnet: "",
    doubt: undefined,
    resourceGroup: id?.resourceGroup,
    name: { end: "-pe" },
  };
}

/**
 * Whether the API server is private, and reached by Private Link: with VNet integration it is behind a load balancer. `isIntegratedByDefault`: a
 * field where what it says is not known.
 */
function isPrivateByLink(profile: Field, isIntegratedByDefault: boolean | Field, log: GapLog): Known<boolean> {
  const isPrivate = booleanOf(member(profile, "enablePrivateCluster"), false, log);
  if (isPrivate.known && !isPrivate.value) return isPrivate;
  const own = member(profile, "enableVnetIntegration");
  const isIntegrated =
    typeof isIntegratedByDefault === "boolean"
      ? booleanOf(own, isIntegratedByDefault, log)
      : booleanOf(isAbsent(own.value) ? isIntegratedByDefault : own, false, log);
  if (isIntegrated.known && isIntegrated.value) return { known: true, value: false };
  return isPrivate.known && !isIntegrated.known ? isIntegrated : isPrivate;
}

/**
 * The pools that may be the first: of a new cluster that which the program lists first; of a deployed one also that which Azure lists first,
 * for the order may have changed; in the preview of an update, which hides what Azure lists, each.
 */
function firstPools(cluster: Declaration): readonly Field[] {
  const pools = configured(cluster, "agentPoolProfiles");
  const listed = answered(cluster, "agentPoolProfiles");
  const first = item(pools, 0);
  if (cluster.isRead || (!cluster.isDeployed && !isUpdated(cluster))) return [first];
  if (isList(listed.value) && listed.value.length > 0) return [first, item(listed, 0)];
  return isList(pools.value) && pools.value.length > 0 ? pools.value.map((_, index) => item(pools, index)) : [first];
}

function item(list: Field, index: number): Field {
  const { resource, path, value } = list;
  return isList(value) ? { resource, path: `${path}[${index}]`, value: value[index] } : list;
}
