import { isIpv6, parseAddress, parsePrefix } from "../address/prefix.ts";
import { closedList, type Gap, type Known, known, type Presence, unknown } from "../certainty/known.ts";
import type { ApplianceAddress, RoutePrefix, UserNextHop, UserRoute } from "../model/network.ts";
import { UNKNOWN } from "../resources/resource.ts";
import { addressOf } from "./addresses.ts";
import { answered, configured, type Declaration, dependenciesOf, displayNameOf } from "./declaration.ts";
import type { Directory } from "./directory.ts";
import { type Field, isAbsent, isList, member, misfit, NOT_KNOWN_YET, wordOf } from "./field.ts";
import type { GapLog } from "./gap-log.ts";
import { holdsAddress } from "./holds-address.ts";
import type { Reading } from "./reading.ts";

/** R13; the last is R14. */
const NEXT_HOP_TYPES = {
  VirtualAppliance: "virtual-appliance",
  VirtualNetworkGateway: "virtual-network-gateway",
  VnetLocal: "vnet-local",
  Internet: "internet",
  None: "none",
  VirtualApplianceEcmp: "ecmp",
} as const;

/** The route is in its table, or perhaps. */
export function readRoute(declaration: Declaration, presence: Presence, reading: Reading): UserRoute {
  noteBgpOverride(declaration, reading.log);
  return {
    name: displayNameOf(declaration),
    origin: { resource: declaration.resource.urn, property: declaration.path },
    prefix: readPrefix(configured(declaration, "addressPrefix"), reading.log),
    nextHop: readNextHop(declaration, reading),
    presence,
  };
}

/** A route's prefix may be a service tag: a word, perhaps with a region (`Storage`, `Storage.WestEurope`). */
const SERVICE_TAG = /^[A-Za-z][A-Za-z0-9.-]*$/;

function readPrefix(field: Field, log: GapLog): Known<RoutePrefix> {
  const { value } = field;
  if (typeof value !== "string") return unknown(misfit(field, "a prefix or service tag", log));
  if (SERVICE_TAG.test(value)) return known({ kind: "service-tag", tag: value });
  const parsed = parsePrefix(value);
  if (typeof parsed !== "string") return known({ kind: "prefix", prefix: parsed });
  if (isIpv6(value)) return known({ kind: "ipv6", text: value });
  return unknown(log.note(field.resource, field.path, parsed));
}

/**
 * What it does is not documented (R4b). It decides no verdict: it matters only where a longer BGP route would win, and that one takes the
 * packet back to on-premises, which is inconclusive.
 */
function noteBgpOverride(declaration: Declaration, log: GapLog): void {
  const fields = [configured(declaration, "hasBgpOverride"), answered(declaration, "hasBgpOverride")];
  const field = fields.find(({ value }) => value === true);
  if (field !== undefined) log.note(field.resource, field.path, "what it does to routes learnt by BGP is not documented (R4b)");
}

function readNextHop(declaration: Declaration, { directory, log }: Reading): Known<UserNextHop> {
  const field = configured(declaration, "nextHopType");
  const type = wordOf(field, NEXT_HOP_TYPES, undefined, log);
  if (!type.known) return type;
  switch (type.value) {
    case "virtual-appliance":
      return readAppliance(declaration, directory, log);
    case "ecmp":
      return readAppliances(declaration, directory, log);
    default:
      return known({ kind: type.value });
  }
}

function readAppliance(declaration: Declaration, directory: Directory, log: GapLog): Known<UserNextHop> {
  const field = configured(declaration, "nextHopIpAddress");
  const { value } = field;
  if (value === UNKNOWN) return known(towards([unknownAddress(declaration, field, directory, log)]));
  if (typeof value !== "string" || value === "") return unknown(misfit(field, "the IPv4 address of an appliance", log));
  const parsed = parseAddress(value);
  if (typeof parsed === "string") return unknown(log.note(field.resource, field.path, parsed));
  return known(towards([{ known: true, value: parsed }]));
}

function towards(addresses: readonly ApplianceAddress[]): UserNextHop {
  return { kind: "virtual-appliance", addresses: closedList(addresses) };
}

/** R14. Of a list of which nothing is known anything may be in it. */
function readAppliances(declaration: Declaration, directory: Directory, log: GapLog): Known<UserNextHop> {
  const nextHop = configured(declaration, "nextHop");
  const list = isAbsent(nextHop.value) ? nextHop : member(nextHop, "nextHopIpAddresses");
  if (!isList(list.value)) return unknown(misfit(list, "the IPv4 addresses of appliances", log));
  const addresses = list.value.map((value, index) =>
    readMember(declaration, { ...list, path: `${list.path}[${index}]`, value }, directory, log),
  );
  const items = addresses.filter((each) => "known" in each);
  const open = addresses.find((each): each is Gap => !("known" in each));
  if (items.length === 0) return unknown(open ?? misfit({ ...list, value: undefined }, "the IPv4 addresses of appliances", log));
  return known({ kind: "virtual-appliance", addresses: { items, open } });
}

/** A gap where the address is none. */
function readMember(declaration: Declaration, field: Field, directory: Directory, log: GapLog): ApplianceAddress | Gap {
  if (field.value === UNKNOWN) return unknownAddress(declaration, field, directory, log);
  const parsed = addressOf(field, log);
  return typeof parsed === "number" ? { known: true, value: parsed } : parsed;
}

/** Only what has an address can give one: a network that the value depends on says nothing about it. Of an unknown kind anything may be. */
function unknownAddress(declaration: Declaration, field: Field, directory: Directory, log: GapLog): ApplianceAddress {
  const keys = new Set<string>();
  for (const urn of dependenciesOf(declaration.resource, field.path)) {
    const dependency = directory.byUrn(urn);
    if (dependency === undefined || holdsAddress(dependency)) keys.add(dependency?.key ?? urn);
  }
  const dependsOn = [...keys].sort();
  const holders = dependsOn.length === 0 ? "nothing in sight that holds one" : dependsOn.join(", ");
  return { known: false, gap: log.pending(field.resource, field.path, `${NOT_KNOWN_YET}; it depends on ${holders}`), dependsOn };
}
