import type { Prefix } from "../../address/prefix.ts";
import { type Gap, type Known, known, type OpenList, unknown } from "../../certainty/known.ts";
import type { VirtualNetwork } from "../../model/network.ts";
import { answered, configured, type Declaration, entityOf } from "../declarations/declaration.ts";
import { noteUnknownProperties } from "../declarations/not-known.ts";
import type { Reading } from "../declarations/reading.ts";
import { addressSpaceOf, allocatedPrefixes, prefixesOf } from "../values/addresses.ts";
import { isAbsent, member, misfit, quote, textOf } from "../values/field.ts";
import type { GapLog } from "../values/gap-log.ts";

export function readVirtualNetwork(declaration: Declaration, reading: Reading): VirtualNetwork {
  const { log } = reading;
  noteUnknownProperties(declaration, [{ kind: "network", network: declaration.key }], reading);
  return {
    ...entityOf(declaration),
    location: readLocation(declaration, log),
    ranges: readRanges(declaration, log),
    highScale: readHighScale(declaration, log),
    summaries: addressSpaceOf(configured(declaration, "summarizedGatewayPrefixes"), log),
    isUnidentified: false,
  };
}

/** R43. */
function readHighScale(declaration: Declaration, log: GapLog): Gap | undefined {
  const field = configured(declaration, "privateEndpointVNetPolicies");
  const word = textOf(field.value)?.toLowerCase();
  if (isAbsent(field.value) || word === "disabled") return undefined;
  if (word !== "basic") return misfit(field, "one of Disabled, Basic", log);
  return log.note(field.resource, field.path, `${quote(field.value)}: whether such endpoints have /32 routes is not documented (R43)`);
}

/** The region in lower case without spaces: `West Europe` is `westeurope`. A location that nobody sets is the provider's or the group's. */
export function readLocation(declaration: Declaration, log: GapLog): Known<string> {
  const field = configured(declaration, "location");
  const text = textOf(field.value) ?? (isAbsent(field.value) ? textOf(answered(declaration, "location").value) : undefined);
  return text === undefined ? unknown(misfit(field, "a region", log)) : known(text.toLowerCase().replaceAll(" ", ""));
}

function readRanges(declaration: Declaration, log: GapLog): OpenList<Prefix> {
  const space = configured(declaration, "addressSpace");
  const prefixes = member(space, "addressPrefixes");
  if (!isAbsent(prefixes.value)) return prefixesOf(prefixes, log);
  const allocations = member(space, "ipamPoolPrefixAllocations");
  if (isAbsent(allocations.value)) return { items: [], open: misfit(prefixes, "a list of prefixes", log) };
  return allocatedPrefixes(allocations, [member(answered(declaration, "addressSpace"), "addressPrefixes")], log);
}
