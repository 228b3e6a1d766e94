import { isIpv6, parseAddress, parsePrefix } from "../../address/prefix.ts";
import { closedList, type Gap, type Known, known, type Presence, unknown } from "../../certainty/known.ts";
import type { ApplianceAddress, RoutePrefix, UserNextHop, UserRoute } from "../../model/network.ts";
import { UNKNOWN } from "../../resources/resource.ts";
import { answered, configured, type Declaration, displayNameOf } from "../declarations/declaration.ts";
import type { Directory } from "../declarations/directory.ts";
import type { Reading } from "../declarations/reading.ts";
import { mayBePrivate } from "../values/address-ranges.ts";
import { type Field, isAbsent, isList, member, misfit, quote, wordOf } from "../values/field.ts";
import type { GapLog } from "../values/gap-log.ts";
import { applianceAddressOf, unknownAddress } from "./appliance-address.ts";

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
  if (mayBePrivate(value))
    return unknown(log.note(field.resource, field.path, `${quote(value)} may stand for private addresses too (R18)`));
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
    applianceAddressOf(declaration, { ...list, path: `${list.path}[${index}]`, value }, directory, log),
  );
  const items = addresses.filter((each) => "known" in each);
  const open = addresses.find((each): each is Gap => !("known" in each));
  if (items.length === 0) return unknown(open ?? misfit({ ...list, value: undefined }, "the IPv4 addresses of appliances", log));
  return known({ kind: "virtual-appliance", addresses: { items, open } });
}
