import type { Prefix } from "../../address/prefix.ts";
import { anyContains } from "../../address/prefix-table.ts";
import type { OpenList } from "../../certainty/known.ts";
import { allocatedPrefixes, prefixesOf, prefixOf } from "../values/addresses.ts";
import { isAbsent, misfit } from "../values/field.ts";
import { type GapLog, gapLog } from "../values/gap-log.ts";
import { answered, configured, type Declaration } from "./declaration.ts";

/** `addressPrefix` and `addressPrefixes` may both be there; what both say counts once. */
export function prefixesOfSubnet(declaration: Declaration, log: GapLog): OpenList<Prefix> {
  const single = configured(declaration, "addressPrefix");
  const list = configured(declaration, "addressPrefixes");
  if (isAbsent(single.value) && isAbsent(list.value)) {
    const allocations = configured(declaration, "ipamPoolPrefixAllocations");
    if (isAbsent(allocations.value)) return { items: [], open: misfit(single, "a prefix", log) };
    const answers = [answered(declaration, "addressPrefixes"), { ...answered(declaration, "addressPrefix") }];
    const lists = answers.map((answer) => (typeof answer.value === "string" ? { ...answer, value: [answer.value] } : answer));
    return allocatedPrefixes(allocations, lists, log);
  }
  const several = prefixesOf(list, log);
  const one = isAbsent(single.value) ? undefined : prefixOf(single, log);
  if (one === undefined) return several;
  if (!("base" in one)) return { items: several.items, open: one };
  const isRepeated = several.items.some(({ base, length }) => base === one.base && length === one.length);
  return { items: isRepeated ? several.items : [one, ...several.items], open: several.open };
}

/** Whether the address may be in the subnet: not where its prefixes are known and none has it. */
export function mayHold(subnet: Declaration, address: number | undefined): boolean {
  if (address === undefined) return true;
  // Whoever reads the subnet itself notes what is wrong with it.
  const prefixes = prefixesOfSubnet(subnet, gapLog());
  return prefixes.open !== undefined || anyContains(prefixes.items, address);
}
