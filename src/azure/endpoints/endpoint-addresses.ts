import { isIpv6, type Prefix, parseAddress } from "../../address/prefix.ts";
import type { Gap } from "../../certainty/known.ts";
import type { Reference } from "../../model/network.ts";
import { type PropertyValue, UNKNOWN } from "../../resources/resource.ts";
import { answered, configured, type Declaration } from "../declarations/declaration.ts";
import { addressOf } from "../values/addresses.ts";
import { type Field, isAbsent, isList, isObject, misfit, NOT_KNOWN_YET } from "../values/field.ts";
import type { GapLog } from "../values/gap-log.ts";

/** What else tells the addresses of an endpoint. */
export interface AddressSources {
  readonly zoneGroupsOf: (endpoint: Declaration) => readonly Declaration[];
  readonly interfacesOf: (endpoint: Declaration) => readonly Declaration[];
  /** Takes down which addresses are stated of something in the subnet, relied on or not. */
  readonly locate: (stated: StatedAddresses, subnet: Reference) => void;
  /** Every prefix that the endpoint's subnet may have; undefined where that is not known for sure. */
  readonly prefixesOf: (subnet: Reference) => readonly Prefix[] | undefined;
}

/** Addresses that one source states, with the place. */
export interface StatedAddresses {
  readonly resource: string;
  readonly path: string;
  readonly addresses: readonly number[];
  /** False: the source states more than these, which are not known. */
  readonly areAll: boolean;
}

/**
 * The addresses in the endpoint's own `ipConfigurations`, a gap where it has some that are not known (nothing else can be
 * trusted then: they may be about to change), or undefined where it has none.
 */
export function staticAddresses(endpoint: Declaration, log: GapLog): StatedAddresses | Gap | undefined {
  const list = configured(endpoint, "ipConfigurations");
  if (isAbsent(list.value)) return undefined;
  if (!isList(list.value)) return misfit(list, "a list", log);
  const addresses: number[] = [];
  for (const [index, item] of list.value.entries()) {
    const field = addressField(list, index, item);
    const address = typeof field.value === "string" ? parseAddress(field.value) : undefined;
    if (typeof address === "number") addresses.push(address);
    else if (typeof field.value !== "string" || !isIpv6(field.value)) return misfit(field, "an IPv4 address", log);
  }
  return addresses.length === 0 ? undefined : { resource: list.resource, path: list.path, addresses, areAll: true };
}

/** Newer versions of the SDK flatten what older ones keep under `properties`. */
function addressField(list: Field, index: number, item: PropertyValue): Field {
  const path = `${list.path}[${index}]`;
  if (!isObject(item)) return { ...list, path, value: item };
  const inner = item["properties"];
  if (isObject(inner)) return { ...list, path: `${path}.properties.privateIPAddress`, value: inner["privateIPAddress"] };
  return { ...list, path: `${path}.privateIPAddress`, value: inner === UNKNOWN ? UNKNOWN : item["privateIPAddress"] };
}

/** The addresses that Azure recorded in the private DNS zone group; the ones in an answer that is a copy of the inputs are none. */
export function zoneGroupAddresses(group: Declaration, log: GapLog): StatedAddresses | undefined {
  const configurations = answered(group, "privateDnsZoneConfigs");
  if (!group.isDeployed || !isList(configurations.value)) return undefined;
  const records = configurations.value.flatMap((each): readonly PropertyValue[] => {
    const sets = isObject(each) ? each["recordSets"] : each;
    return isList(sets) ? sets : isAbsent(sets) ? [] : [UNKNOWN];
  });
  return stated(records, "ipAddresses", configurations, log);
}

/** The addresses in the answer's `customDnsConfigs`, which is empty where there is a zone group. */
export function customDnsAddresses(endpoint: Declaration, log: GapLog): StatedAddresses | undefined {
  const configurations = answered(endpoint, "customDnsConfigs");
  return isList(configurations.value) ? stated(configurations.value, "ipAddresses", configurations, log) : undefined;
}

/** The addresses of the IP configurations that Azure answered of the endpoint's network interface. */
export function interfaceAddresses(nic: Declaration, log: GapLog): StatedAddresses | undefined {
  const configurations = answered(nic, "ipConfigurations");
  if (!nic.isDeployed || !isList(configurations.value)) return undefined;
  return stated(configurations.value, "privateIPAddress", configurations, log);
}

/** The IPv4 addresses under the property of the items, each of which may be a list. */
function stated(items: readonly PropertyValue[], property: string, { resource, path }: Field, log: GapLog): StatedAddresses {
  const values = items.flatMap((item): readonly PropertyValue[] => {
    const value = isObject(item) ? item[property] : item;
    return isList(value) ? value : isAbsent(value) ? [] : [value];
  });
  const addresses: number[] = [];
  let areAll = true;
  for (const value of values) {
    if (value === "" || (typeof value === "string" && isIpv6(value))) continue;
    const address = addressOf({ resource, path, value }, log);
    if (typeof address === "number") addresses.push(address);
    else areAll = false;
  }
  return { resource, path, addresses, areAll };
}

export function noAddress(endpoint: Declaration, log: GapLog): Gap {
  const text = `the address ${NOT_KNOWN_YET}: every address of the subnet counts; a static address under ipConfigurations settles it`;
  return log.pending(endpoint.resource.urn, endpoint.path, text);
}
