import { isIpv6 } from "../../address/prefix.ts";
import type { Ipv6 } from "../../model/network.ts";
import { answered, configured, type Declaration } from "../declarations/declaration.ts";
import { type Field, isList, isObject, quote, textOf } from "../values/field.ts";
import type { GapLog } from "../values/gap-log.ts";
import type { AddressSources } from "./endpoint-addresses.ts";

/**
 * What is known of an endpoint's IPv6 addresses: that it is to have some (`ipVersionType`), or that something tells of one. Undefined where
 * nothing does. What `ipVersionType` means where it is none of its known words is another question (`UNMODELLED_PROPERTIES`).
 */
export function readIpv6(endpoint: Declaration, sources: Omit<AddressSources, "prefixesOf">, log: GapLog): Ipv6 | undefined {
  const version = configured(endpoint, "ipVersionType");
  const word = textOf(version.value)?.toLowerCase();
  if (word === "ipv6" || word === "dualstack")
    return { isOnly: word === "ipv6", gap: noteRoutes(version, "gives the endpoint an IPv6 address", log) };
  const found = fieldsOf(endpoint, sources).flatMap((field) => firstIpv6(field) ?? [])[0];
  return found && { isOnly: false, gap: noteRoutes(found, "is an IPv6 address of the endpoint", log) };
}

function noteRoutes(field: Field, text: string, log: GapLog): Ipv6["gap"] {
  return log.note(field.resource, field.path, `${quote(field.value)} ${text}, and its routes are not documented (R45)`);
}

/** Where the addresses of an endpoint are told. */
function fieldsOf(endpoint: Declaration, { zoneGroupsOf, interfacesOf }: Omit<AddressSources, "prefixesOf">): readonly Field[] {
  const asked = configured(endpoint, "ipConfigurations");
  if (!endpoint.isDeployed) return [asked];
  return [
    asked,
    answered(endpoint, "customDnsConfigs"),
    ...zoneGroupsOf(endpoint).map((group) => answered(group, "privateDnsZoneConfigs")),
    ...interfacesOf(endpoint).map((nic) => answered(nic, "ipConfigurations")),
  ];
}

/** The first IPv6 address anywhere inside. */
function firstIpv6(field: Field): Field | undefined {
  const { resource, path, value } = field;
  // Hardly any text has a colon, and only these are worth parsing.
  if (typeof value === "string") return value.includes(":") && isIpv6(value) ? field : undefined;
  const parts: readonly Field[] = isList(value)
    ? value.map((item, index) => ({ resource, path: `${path}[${index}]`, value: item }))
    : isObject(value)
      ? Object.entries(value).map(([name, item]) => ({ resource, path: `${path}.${name}`, value: item }))
      : [];
  for (const part of parts) {
    const found = firstIpv6(part);
    if (found !== undefined) return found;
  }
  return undefined;
}
