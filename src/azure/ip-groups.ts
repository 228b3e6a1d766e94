import type { Interval } from "../address/prefix.ts";
import type { Gap, OpenList } from "../certainty/known.ts";
import { addressRanges } from "./address-ranges.ts";
import { parseArmId } from "./arm-id.ts";
import { configured, type Declaration, isFilledElsewhere } from "./declaration.ts";
import { type Field, itemsOf, misfit } from "./field.ts";
import type { GapLog } from "./gap-log.ts";
import { findNamed, type NameIndex, noPreference } from "./name-index.ts";

/** The addresses of IP groups, each group read once. */
export interface IpGroups {
  /** Those of a list of ids. What an id that is not known yet will be no dependency proves: lists of rules depend on many groups. */
  readonly rangesOf: (ids: Field) => OpenList<Interval>;
}

export function ipGroups(index: NameIndex, log: GapLog): IpGroups {
  const read = new Map<string, OpenList<Interval>>();
  return {
    rangesOf: (ids) => {
      const list = itemsOf(ids, log);
      const items: Interval[] = [];
      let open: Gap | undefined = list.open;
      for (const id of list.items) {
        const ranges = rangesOfGroup(id);
        items.push(...ranges.items);
        open ??= ranges.open;
      }
      return { items, open };
    },
  };

  function rangesOfGroup(field: Field): OpenList<Interval> {
    const id = typeof field.value === "string" ? parseArmId(field.value) : undefined;
    if (id?.type !== "microsoft.network/ipgroups") return { items: [], open: misfit(field, "the id of an IP group", log) };
    const found = findNamed(index, { ...id, armId: id.text }, noPreference);
    if (found.kind === "one") return rangesIn(found.declaration);
    const text = found.kind === "several" ? "may mean several IP groups" : "is an IP group that is not in the stack or its context";
    return { items: [], open: log.note(field.resource, field.path, `${JSON.stringify(field.value)} ${text}`) };
  }

  function rangesIn(group: Declaration): OpenList<Interval> {
    let ranges = read.get(group.key);
    if (ranges === undefined) {
      const addresses = configured(group, "ipAddresses");
      ranges = addressRanges(addresses, log).ranges;
      if (isFilledElsewhere(group, "ipAddresses"))
        ranges = { ...ranges, open: log.note(addresses.resource, addresses.path, "Azure lists addresses that the program does not set") };
      read.set(group.key, ranges);
    }
    return ranges;
  }
}
