import { isIpv6, parseAddress, parsePrefix } from "../address/prefix.ts";
import { type Known, known, type Presence, unknown } from "../certainty/known.ts";
import type { ApplianceAddress, RoutePrefix, UserNextHop, UserRoute } from "../model/network.ts";
import { UNKNOWN } from "../resources/resource.ts";
import { configured, type Declaration, dependenciesOf, displayNameOf } from "./declaration.ts";
import type { Directory } from "./directory.ts";
import { type Field, misfit, NOT_KNOWN_YET, wordOf } from "./field.ts";
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

/** `table` is the key of the route table; the route may be in it, or perhaps. */
export function readRoute(declaration: Declaration, table: string, presence: Presence, reading: Reading): UserRoute {
  return {
    name: displayNameOf(declaration),
    origin: { resource: declaration.resource.urn, property: declaration.path },
    prefix: readPrefix(configured(declaration, "addressPrefix"), reading.log),
    nextHop: readNextHop(declaration, table, reading),
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

function readNextHop(declaration: Declaration, table: string, { directory, log, noteUnmodelled }: Reading): Known<UserNextHop> {
  const field = configured(declaration, "nextHopType");
  const type = wordOf(field, NEXT_HOP_TYPES, undefined, log);
  if (!type.known) return type;
  switch (type.value) {
    case "virtual-appliance":
      return readAppliance(declaration, directory, log);
    case "ecmp": {
      const gap = log.note(field.resource, field.path, "VirtualApplianceEcmp, several next hops at once, is not modelled (R14)");
      noteUnmodelled("R14", gap, { kind: "route-table", routeTable: table });
      return unknown(gap);
    }
    default:
      return known({ kind: type.value });
  }
}

function readAppliance(declaration: Declaration, directory: Directory, log: GapLog): Known<UserNextHop> {
  const field = configured(declaration, "nextHopIpAddress");
  const { value } = field;
  if (value === UNKNOWN) return known({ kind: "virtual-appliance", address: unknownAddress(declaration, field, directory, log) });
  if (typeof value !== "string" || value === "") return unknown(misfit(field, "the IPv4 address of an appliance", log));
  const parsed = parseAddress(value);
  if (typeof parsed === "string") return unknown(log.note(field.resource, field.path, parsed));
  return known({ kind: "virtual-appliance", address: { known: true, value: parsed } });
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
