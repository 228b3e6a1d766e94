import { type Interval, intervalOf } from "../../address/prefix.ts";
import { PRIVATE_RANGES } from "../../address/private-ranges.ts";
import type { Gap } from "../../certainty/known.ts";
import type { Untranslated } from "../../model/network.ts";
import { answered, configured, type Declaration, displayNameOf } from "../declarations/declaration.ts";
import { readRange } from "../values/address-ranges.ts";
import { type Field, isAbsent, isList, itemsOf, member, wordOf } from "../values/field.ts";
import type { GapLog } from "../values/gap-log.ts";
import { hasClassicRules } from "./read-firewall-rules.ts";
import type { RuleSources } from "./rule-sources.ts";

/** RFC 1918 and RFC 6598. */
const UNTRANSLATED_BY_DEFAULT: readonly Interval[] = PRIVATE_RANGES.map(intervalOf);

/** What stands for these ranges in a list of others. */
const BY_DEFAULT = "ianaprivateranges";

/** Of a firewall with classic rules. One with a policy pays it no heed. */
const CLASSIC = "Network.SNAT.PrivateRanges";

/**
 * The destinations for which the firewall's network rules leave a packet its source (R63): the private ranges that its policy or, without
 * one, the firewall itself lists; else those of RFC 1918 and RFC 6598. 255.255.255.255/32 is no destination, so that everything is translated.
 */
export function readUntranslated(firewall: Declaration, sources: RuleSources): Untranslated {
  const { log } = sources.reading;
  const policy = sources.policyOf(firewall);
  if (typeof policy === "string") return open(policy);
  if (policy !== undefined) return rangesOfPolicy(policy, log);
  const name = displayNameOf(firewall);
  if (!isAbsent(answered(firewall, "firewallPolicy").value)) return open(`Azure lists a policy of ${name}, which the program does not set`);
  const properties = configured(firewall, "additionalProperties");
  const own = isAbsent(properties.value) ? properties : member(properties, CLASSIC);
  if (!isAbsent(own.value)) return readRanges(listed(own), name, log);
  return hasClassicRules(firewall, sources)
    ? { ranges: UNTRANSLATED_BY_DEFAULT, open: undefined }
    : open(`no rules or policy of ${name} are in sight`);
}

function rangesOfPolicy(policy: Declaration, log: GapLog): Untranslated {
  const name = displayNameOf(policy);
  const snat = configured(policy, "snat");
  const ranges = isAbsent(snat.value) ? snat : member(snat, "privateRanges");
  const learns = wordOf(member(snat, "autoLearnPrivateRanges"), { Enabled: true, Disabled: false }, false, log);
  const read = isAbsent(ranges.value) ? byDefault(policy) : readRanges(ranges, name, log);
  if (learns.known && !learns.value) return read;
  return {
    ...read,
    open: read.open ?? (learns.known ? `${name} learns further private ranges from a route server` : say(learns.gap, name)),
  };
}

function byDefault(policy: Declaration): Untranslated {
  if (isAbsent(configured(policy, "basePolicy").value)) return { ranges: UNTRANSLATED_BY_DEFAULT, open: undefined };
  return open(`whether ${displayNameOf(policy)} takes the private ranges of the policy that it inherits from is not documented`);
}

function readRanges(field: Field, name: string, log: GapLog): Untranslated {
  if (isList(field.value) && field.value.length === 0)
    return open(`what an empty list of private ranges, as ${name} has it, means is not documented`);
  const list = itemsOf(field, log);
  const read = list.items.map((item) => rangesOf(item, log));
  const gap = list.open ?? read.find((each) => "text" in each);
  return { ranges: read.flatMap((each) => ("text" in each ? [] : each)), open: gap === undefined ? undefined : say(gap, name) };
}

function rangesOf(item: Field, log: GapLog): readonly Interval[] | Gap {
  if (typeof item.value === "string" && item.value.trim().toLowerCase() === BY_DEFAULT) return UNTRANSLATED_BY_DEFAULT;
  const range = readRange(item, log);
  if (range === "ipv6") return [];
  if (range === "service-tag") return log.note(item.resource, item.path, "is no address range");
  return "first" in range ? [range] : range;
}

/** Classic firewalls have them as one text with commas. */
function listed(field: Field): Field {
  return typeof field.value === "string" ? { ...field, value: field.value.split(",").map((part) => part.trim()) } : field;
}

function open(why: string): Untranslated {
  return { ranges: [], open: why };
}

function say({ property, text }: Gap, name: string): string {
  return `${property} of ${name} ${text}`;
}
