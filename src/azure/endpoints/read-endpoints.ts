import type { Prefix } from "../../address/prefix.ts";
import { append } from "../../certainty/order.ts";
import type { PrivateEndpoint, Reference, Subnet } from "../../model/network.ts";
import type { PropertyValue } from "../../resources/resource.ts";
import { answered, type Declaration } from "../declarations/declaration.ts";
import type { Inventory } from "../declarations/inventory.ts";
import type { Reading } from "../declarations/reading.ts";
import type { LocatedAddress } from "../networks/hidden-ranges.ts";
import { isList, isObject } from "../values/field.ts";
import type { AddressSources } from "./endpoint-addresses.ts";
import { readListedEndpoints } from "./listed-endpoints.ts";
import { readPrivateEndpoint } from "./read-private-endpoint.ts";
import { readServiceEndpoints } from "./service-endpoints.ts";

export interface ReadEndpoints {
  readonly endpoints: readonly PrivateEndpoint[];
  /** Every address that something states of one of them, relied on or not. */
  readonly located: readonly LocatedAddress[];
}

/** Reads the private endpoints that are resources, those that the answers about subnets list beside them, and those that services make. */
export function readEndpoints(
  inventory: Inventory,
  subnetDeclarations: readonly Declaration[],
  subnets: readonly Subnet[],
  reading: Reading,
): ReadEndpoints {
  const located: LocatedAddress[] = [];
  const groups = zoneGroupsByEndpoint(inventory, reading);
  const sources: AddressSources = {
    zoneGroupsOf: ({ key }) => groups.get(key) ?? [],
    interfacesOf: interfaceLookup(inventory, reading),
    prefixesOf: prefixLookup(subnets),
    locate: ({ addresses, ...place }, subnet) => {
      for (const address of addresses) located.push({ address, subnet, resource: place.resource, path: place.path });
    },
  };
  const declared = inventory.ofKind("private-endpoint").map((endpoint) => readPrivateEndpoint(endpoint, sources, reading));
  const resources = [...declared, ...readListedEndpoints(subnetDeclarations, sources, reading)];
  return { endpoints: [...resources, ...readServiceEndpoints(inventory, resources, reading)], located };
}

function zoneGroupsByEndpoint(inventory: Inventory, { directory }: Reading): ReadonlyMap<string, readonly Declaration[]> {
  const groups = new Map<string, Declaration[]>();
  for (const group of inventory.ofKind("dns-zone-group")) {
    const endpoint = directory.parentOf(group);
    if (endpoint !== undefined) append(groups, endpoint.key, group);
  }
  return groups;
}

/** The prefixes that the referenced subnet may have; undefined unless all are known. */
function prefixLookup(subnets: readonly Subnet[]): (subnet: Reference) => readonly Prefix[] | undefined {
  const closed = new Map<string, readonly Prefix[]>();
  for (const { key, prefixes } of subnets) if (prefixes.open === undefined && prefixes.items.length > 0) closed.set(key, prefixes.items);
  return (subnet) => {
    if (subnet.kind === "entity") return closed.get(subnet.key);
    if (subnet.kind !== "unknown" || subnet.candidates.length === 0) return undefined;
    const prefixes: Prefix[] = [];
    for (const candidate of subnet.candidates) {
      const known = closed.get(candidate);
      if (known === undefined) return undefined;
      prefixes.push(...known);
    }
    return prefixes;
  };
}

/** The network interfaces in sight that the endpoint's answer names, or that name the endpoint. */
function interfaceLookup(inventory: Inventory, { directory }: Reading): (endpoint: Declaration) => readonly Declaration[] {
  const byEndpoint = new Map<string, Declaration[]>();
  for (const nic of inventory.ofKind("network-interface")) {
    const id = idIn(answered(nic, "privateEndpoint").value);
    if (id !== undefined) append(byEndpoint, id, nic);
  }
  return (endpoint) => {
    const { value } = answered(endpoint, "networkInterfaces");
    const ids = isList(value) ? value.map(idIn) : [];
    const named = ids.map((id) => (id === undefined ? undefined : directory.index("network-interface").byArmId.get(id)));
    const naming = endpoint.identity.armId === undefined ? [] : (byEndpoint.get(endpoint.identity.armId) ?? []);
    return [...new Set([...named.filter((nic) => nic !== undefined), ...naming])];
  };
}

/** The lower-case id in `{ id }`. */
function idIn(value: PropertyValue): string | undefined {
  const id = isObject(value) ? value["id"] : undefined;
  return typeof id === "string" ? id.toLowerCase() : undefined;
}
