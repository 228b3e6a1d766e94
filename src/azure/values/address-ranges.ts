import { type Interval, intervalOf, isIpv6, parseAddress, parsePrefix } from "../../address/prefix.ts";
import type { Gap } from "../../certainty/known.ts";
import type { RuleAddresses } from "../../model/firewall-rules.ts";
import { type Field, itemsOf, misfit } from "./field.ts";
import type { GapLog } from "./gap-log.ts";

const EVERY_ADDRESS: Interval = { first: 0, last: 2 ** 32 - 1 };

/** A word, perhaps with a region (`Storage`, `Storage.WestEurope`). No tag has hyphens: what has may be the name of anything. */
const SERVICE_TAG = /^[A-Za-z][A-Za-z0-9._]*$/;

/** Words that stand for private addresses too. Neither firewalls nor routes are known to take them; none is to be misread either. */
const PRIVATE_TAGS: ReadonlySet<string> = new Set(["any", "virtualnetwork", "azureloadbalancer"]);

export function mayBePrivate(tag: string): boolean {
  return PRIVATE_TAGS.has(tag.toLowerCase());
}

/** `*`, addresses, prefixes, ranges `a-b` and service tags. IPv6 is dropped without a word (R45); what is malformed opens the list. */
export function addressRanges(field: Field, log: GapLog): RuleAddresses {
  const list = itemsOf(field, log);
  const items: Interval[] = [];
  let open = list.open;
  let words: RuleAddresses["words"] = "none";
  for (const item of list.items) {
    const parsed = readRange(item, log);
    if (parsed === "ipv6") continue;
    if (parsed === "service-tag") words = "service-tags";
    else if ("first" in parsed) items.push(parsed);
    else open ??= parsed;
  }
  return { ranges: { items, open }, words };
}

/** One item of such a list. */
export function readRange(field: Field, log: GapLog): Interval | "ipv6" | "service-tag" | Gap {
  const { value, resource, path } = field;
  if (typeof value !== "string") return misfit(field, "an address, prefix or range", log);
  const text = value.trim();
  if (text === "*") return EVERY_ADDRESS;
  if (text.split("-").every(isIpv6)) return "ipv6";
  if (SERVICE_TAG.test(text) && !mayBePrivate(text)) return "service-tag";
  return parseRange(text) ?? log.note(resource, path, `${JSON.stringify(text)} is not a range that this version of Chokepoint can read`);
}

/** Undefined: none of the three spellings. */
function parseRange(text: string): Interval | undefined {
  if (text.includes("/")) {
    const parsed = parsePrefix(text);
    return typeof parsed === "string" ? undefined : intervalOf(parsed);
  }
  const [first, last = first, ...more] = text.split("-").map((part) => parseAddress(part.trim()));
  return typeof first === "number" && typeof last === "number" && more.length === 0 && first <= last ? { first, last } : undefined;
}
