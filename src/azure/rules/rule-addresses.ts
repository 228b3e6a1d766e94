import type { RuleAddresses } from "../../model/firewall-rules.ts";
import { addressRanges } from "../values/address-ranges.ts";
import { type Field, isEmpty, itemsOf, misfit } from "../values/field.ts";
import type { GapLog } from "../values/gap-log.ts";
import type { IpGroups } from "./ip-groups.ts";

/** Where one side of a rule stands: lists that are united. */
export interface AddressFields {
  readonly addresses: Field;
  readonly ipGroups: Field;
  /** Of destinations only. */
  readonly domainNames?: Field;
}

/** The addresses of one side of a rule. A side that names nothing may mean anything: Azure takes no such rule. */
export function ruleAddresses({ addresses, ipGroups, domainNames }: AddressFields, groups: IpGroups, log: GapLog): RuleAddresses {
  const isUnset = [addresses, ipGroups, domainNames].every((field) => field === undefined || isEmpty(field.value));
  if (isUnset)
    return { ranges: { items: [], open: misfit({ ...addresses, value: undefined }, "a list of addresses", log) }, words: "none" };
  const own = addressRanges(addresses, log);
  const grouped = groups.rangesOf(ipGroups);
  const names = domainNames === undefined ? { items: [], open: undefined } : itemsOf(domainNames, log);
  return {
    ranges: { items: [...own.ranges.items, ...grouped.items], open: own.ranges.open ?? grouped.open ?? names.open },
    words: names.items.length > 0 ? "domain-names" : own.words,
  };
}
