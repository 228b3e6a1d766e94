import { type Properties, type PropertyValue, UNKNOWN } from "../../resources/resource.ts";
import { isAbsent, isList, isObject } from "../values/field.ts";
import { items, joined, reference, same, spelling, table } from "./property.ts";

/**
 * A private endpoint has its DNS zone group inside. Its addresses are those of the group's records and of its own, as for azure-native:
 * each may know of some only.
 */
export const PRIVATE_ENDPOINT = table(
  [
    same("privateEndpointName", "name"),
    same("name", "name"),
    reference("subnet", "subnetId"),
    items("ipConfigurations", "ipConfigurations", table([same("privateIPAddress", "privateIpAddress")])),
    joined(
      "customDnsConfigs",
      spelling("privateDnsZoneConfigs", recordsOf),
      spelling("customDnsConfigs", (value) => (isList(value) && value.length === 0 ? undefined : value)),
      spelling("privateServiceConnection", soleAddressOf),
    ),
  ],
  "edgeZone privateDnsZoneGroup",
);

/** The records of all zones; undefined where there is none. */
function recordsOf(configurations: PropertyValue): PropertyValue {
  if (!isList(configurations)) return configurations;
  const records = configurations.flatMap((configuration): readonly PropertyValue[] => {
    const sets = isObject(configuration) ? configuration["recordSets"] : configuration;
    return isList(sets) ? sets : isAbsent(sets) ? [] : [UNKNOWN];
  });
  return records.length === 0 ? undefined : records;
}

/**
 * The address of the first IP configuration of the endpoint's network interface. It is the only one where the endpoint leads to a
 * private link service; one to a resource of Azure may have several (R30), of which this is then only one.
 */
function soleAddressOf(connection: PropertyValue): PropertyValue {
  if (!isObject(connection) || leadsToSubresource(connection)) return undefined;
  const address = connection["privateIpAddress"];
  return isAbsent(address) || address === "" ? undefined : [{ ipAddresses: address === UNKNOWN ? [UNKNOWN] : [address] }];
}

function leadsToSubresource({ subresourceNames }: Properties): boolean {
  return !isAbsent(subresourceNames) && !(isList(subresourceNames) && subresourceNames.length === 0);
}
