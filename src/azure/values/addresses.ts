import { isIpv6, type Prefix, parseAddress, parsePrefix } from "../../address/prefix.ts";
import { closedList, type Gap, type OpenList } from "../../certainty/known.ts";
import { type Field, isAbsent, isList, itemsOf, member, misfit } from "./field.ts";
import type { GapLog } from "./gap-log.ts";

/** The IPv4 prefixes of a list; IPv6 ones are dropped without a word (R45), malformed ones open the list. */
export function prefixesOf(field: Field, log: GapLog): OpenList<Prefix> {
  const list = itemsOf(field, log);
  const prefixes: Prefix[] = [];
  let open = list.open;
  for (const item of list.items) {
    const parsed = prefixOf(item, log);
    if (parsed === undefined) continue;
    if ("base" in parsed) prefixes.push(parsed);
    else open = parsed;
  }
  return { items: prefixes, open };
}

/** The IPv4 prefix, a gap where it is malformed or unknown, or undefined where it is an IPv6 prefix. */
export function prefixOf(field: Field, log: GapLog): Prefix | Gap | undefined {
  if (typeof field.value !== "string") return misfit(field, "a prefix", log);
  const parsed = parsePrefix(field.value);
  if (typeof parsed !== "string") return parsed;
  return isIpv6(field.value) ? undefined : log.note(field.resource, field.path, parsed);
}

/** The prefixes under `addressPrefixes` of an address space that may be missing. */
export function addressSpaceOf(field: Field, log: GapLog): OpenList<Prefix> {
  return isAbsent(field.value) ? closedList([]) : prefixesOf(member(field, "addressPrefixes"), log);
}

/** Prefixes that the pool of an IP address manager gives out (`allocations` says so): known only where Azure has answered them. */
export function allocatedPrefixes(allocations: Field, answers: readonly Field[], log: GapLog): OpenList<Prefix> {
  const answer = answers.find(({ value }) => isList(value) && value.length > 0);
  if (answer !== undefined) return prefixesOf(answer, log);
  const text = "an IP address manager pool gives out the prefixes, which are not known before deployment";
  return { items: [], open: log.note(allocations.resource, allocations.path, text) };
}

/** The IPv4 address, or a gap where it is malformed, unknown or missing. */
export function addressOf(field: Field, log: GapLog): number | Gap {
  if (typeof field.value !== "string") return misfit(field, "an IPv4 address", log);
  const parsed = parseAddress(field.value);
  return typeof parsed === "number" ? parsed : log.note(field.resource, field.path, parsed);
}
