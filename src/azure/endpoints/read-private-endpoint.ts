import { contains, type Prefix } from "../../address/prefix.ts";
import type { Gap } from "../../certainty/known.ts";
import type { EndpointAddresses, PrivateEndpoint, Reference } from "../../model/network.ts";
import { answered, configured, type Declaration, entityOf } from "../declarations/declaration.ts";
import { noteUnknownProperties } from "../declarations/not-known.ts";
import type { Reading } from "../declarations/reading.ts";
import { resolveReference } from "../declarations/resolve-reference.ts";
import { type Field, isList, isObject, member, misfit, quote, textOf } from "../values/field.ts";
import type { GapLog } from "../values/gap-log.ts";
import {
  type AddressSources,
  customDnsAddresses,
  interfaceAddresses,
  noAddress,
  type StatedAddresses,
  staticAddresses,
  zoneGroupAddresses,
} from "./endpoint-addresses.ts";
import { readIpv6 } from "./ipv6-addresses.ts";

export function readPrivateEndpoint(declaration: Declaration, sources: AddressSources, reading: Reading): PrivateEndpoint {
  const { directory, log } = reading;
  noteUnknownProperties(declaration, [{ kind: "endpoint", endpoint: declaration.key }], reading);
  const field = configured(declaration, "subnet");
  const reference = resolveReference(directory, declaration, field, { kind: "subnet", role: "workload" }, log);
  const subnet: Reference =
    reference.kind === "none" ? { kind: "unknown", candidates: [], gap: misfit(field, "an object with an id", log) } : reference;
  const addresses = readAddresses(declaration, subnet, sources, log);
  const unapproved = findUnapproved(declaration, log);
  const ipv6 = readIpv6(declaration, sources, log);
  return { ...entityOf(declaration), subnet: narrowed(subnet, addresses, sources), addresses, unapproved, ipv6 };
}

/**
 * R44: only an approved connection carries traffic; whether there is a /32 route without is not documented. A state that Azure has not told,
 * as of what is yet to be made, is taken for approved: the endpoint is made to carry traffic.
 */
function findUnapproved(declaration: Declaration, log: GapLog): Gap | undefined {
  if (!declaration.isDeployed) return undefined;
  let first: Gap | undefined;
  for (const { resource, path, value } of connectionStates(declaration)) {
    const status = isObject(value) ? textOf(value["status"]) : undefined;
    if (status === undefined || status.toLowerCase() === "approved") continue;
    const text = `${quote(status)}: whether the endpoint has a /32 route while it is not approved is not documented (R44)`;
    const gap = log.note(resource, `${path}.status`, text);
    first ??= gap;
  }
  return first;
}

/** What Azure answered of the endpoint's connections to its service. */
function connectionStates(declaration: Declaration): readonly Field[] {
  return ["privateLinkServiceConnections", "manualPrivateLinkServiceConnections"].flatMap((name) => {
    const list = answered(declaration, name);
    if (!isList(list.value)) return [];
    return list.value.map((value, index) =>
      member({ ...list, path: `${list.path}[${index}]`, value }, "privateLinkServiceConnectionState"),
    );
  });
}

/** Of the subnets that the endpoint may be in, those that may have its addresses. */
function narrowed(subnet: Reference, addresses: EndpointAddresses, { prefixesOf }: AddressSources): Reference {
  if (subnet.kind !== "unknown" || addresses.kind !== "known") return subnet;
  const mayHold = (key: string): boolean => {
    const prefixes = prefixesOf({ kind: "entity", key });
    return prefixes === undefined || addresses.addresses.every((address) => prefixes.some((prefix) => contains(prefix, address)));
  };
  const candidates = subnet.candidates.filter(mayHold);
  return candidates.length === 0 ? subnet : { ...subnet, candidates };
}

/** Static addresses, then the zone group's records, then the endpoint's own, then those of its network interface. */
export function readAddresses(
  endpoint: Declaration,
  subnet: Reference,
  { zoneGroupsOf, interfacesOf, prefixesOf, locate }: AddressSources,
  log: GapLog,
): EndpointAddresses {
  const asked = staticAddresses(endpoint, log);
  if (asked !== undefined && "text" in asked) return { kind: "dynamic", gap: asked };
  const read: StatedAddresses[] = [];
  const place: Place = { prefixes: prefixesOf(subnet), locate: (stated) => void read.push(stated) };
  const chosen = trusted(asked, place) ?? (endpoint.isDeployed ? answeredAddresses() : undefined);
  // Beside addresses that fit, others that Azure recorded are of another time.
  for (const stated of read) if (stated === asked || chosen === undefined || place.prefixes === undefined) locate(stated, subnet);
  return chosen === undefined ? { kind: "dynamic", gap: noAddress(endpoint, log) } : { kind: "known", addresses: chosen };

  /** An endpoint that is about to be made, or made anew, may get other addresses than what is left of an earlier one says. */
  function answeredAddresses(): readonly number[] | undefined {
    // Each source may know of some addresses only: a zone group of those in its zones.
    const found = [
      firstTrusted(zoneGroupsOf(endpoint), zoneGroupAddresses, place, log),
      trusted(customDnsAddresses(endpoint, log), place),
      firstTrusted(interfacesOf(endpoint), interfaceAddresses, place, log),
    ].filter((addresses) => addresses !== undefined);
    return found.length === 0 ? undefined : inOrder(found.flat());
  }
}

/** Where the endpoint is. */
interface Place {
  /** Undefined: not known for sure. */
  readonly prefixes: readonly Prefix[] | undefined;
  readonly locate: (stated: StatedAddresses) => void;
}

function firstTrusted(
  declarations: readonly Declaration[],
  read: (declaration: Declaration, log: GapLog) => StatedAddresses | undefined,
  place: Place,
  log: GapLog,
): readonly number[] | undefined {
  // An endpoint may have several zone groups or interfaces: together they tell its addresses, or, where one of them cannot, not at all.
  const found: number[] = [];
  for (const declaration of declarations) {
    const stated = read(declaration, log);
    if (stated === undefined || (stated.areAll && stated.addresses.length === 0)) continue;
    const addresses = trusted(stated, place);
    if (addresses === undefined) return undefined;
    found.push(...addresses);
  }
  return found.length === 0 ? undefined : inOrder(found);
}

/**
 * The addresses, unless there are more that are not known, which would go unjudged, or one lies outside of the subnet: the source
 * then speaks of another time or another endpoint.
 */
function trusted(stated: StatedAddresses | undefined, { prefixes, locate }: Place): readonly number[] | undefined {
  if (stated === undefined) return undefined;
  locate(stated);
  if (!stated.areAll || stated.addresses.length === 0) return undefined;
  const isInside = (address: number): boolean => prefixes === undefined || prefixes.some((prefix) => contains(prefix, address));
  return stated.addresses.every(isInside) ? inOrder(stated.addresses) : undefined;
}

function inOrder(addresses: readonly number[]): readonly number[] {
  return addresses.length < 2 ? addresses : [...new Set(addresses)].sort((left, right) => left - right);
}
