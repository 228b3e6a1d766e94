import type { Interval } from "../../address/prefix.ts";
import type { Gap, OpenList } from "../../certainty/known.ts";
import { append } from "../../certainty/order.ts";
import { byUrn, configured, type Declaration, isFilledElsewhere } from "../declarations/declaration.ts";
import type { Directory } from "../declarations/directory.ts";
import type { Inventory } from "../declarations/inventory.ts";
import { findNamed, noPreference } from "../declarations/name-index.ts";
import { resolveReference } from "../declarations/resolve-reference.ts";
import { addressRanges } from "../values/address-ranges.ts";
import { parseArmId } from "../values/arm-id.ts";
import { type Field, isAbsent, itemsOf, misfit } from "../values/field.ts";
import type { GapLog } from "../values/gap-log.ts";

/** The addresses of IP groups, each group read once. */
export interface IpGroups {
  /** Those of a list of ids. What an id that is not known yet will be no dependency proves: lists of rules depend on many groups. */
  readonly rangesOf: (ids: Field) => OpenList<Interval>;
}

export function ipGroups(inventory: Inventory, directory: Directory, log: GapLog): IpGroups {
  const index = inventory.index("ip-group");
  const singles = singleAddresses(inventory, directory, log);
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
      ranges = readGroup(group, singles.of(group.key), singles.strayOf(group.key), log);
      read.set(group.key, ranges);
    }
    return ranges;
  }
}

/** The addresses of a group: in its own list, or each a resource (of the classic provider). */
function readGroup(group: Declaration, singles: readonly Declaration[], stray: Gap | undefined, log: GapLog): OpenList<Interval> {
  const list = configured(group, "ipAddresses");
  const own = addressRanges(list, log).ranges;
  const single = singles.map((each) => addressRanges(listOf(configured(each, "cidr")), log).ranges);
  const items = [own, ...single].flatMap((each) => each.items);
  const open = [own, ...single].map((each) => each.open).find((gap) => gap !== undefined) ?? stray;
  if (open !== undefined) return { items, open };
  if (singles.length > 0 && !isAbsent(list.value))
    return {
      items,
      open: log.note(list.resource, list.path, "mixes a list with resources: each write removes what the other wrote (R79)"),
    };
  return { items, open: hasUnseen(group, singles) ? log.note(list.resource, list.path, ADDED) : undefined };
}

const ADDED = "Azure lists addresses that the program does not set";

function listOf(field: Field): Field {
  return { ...field, value: [field.value] };
}

/** Whether Azure has addresses of the group that nothing in sight declares, or may. */
function hasUnseen(group: Declaration, singles: readonly Declaration[]): boolean {
  const declared = new Set(singles.map((each) => configured(each, "cidr").value));
  return isFilledElsewhere(group, "ipAddresses", (address) => declared.has(address));
}

/** Addresses that are resources of their own, by the key of their group; `strayOf`: why there may be one more. */
function singleAddresses(
  inventory: Inventory,
  directory: Directory,
  log: GapLog,
): { readonly of: (group: string) => readonly Declaration[]; readonly strayOf: (group: string) => Gap | undefined } {
  const byGroup = new Map<string, Declaration[]>();
  const strays: { readonly groups: readonly string[]; readonly gap: Gap }[] = [];
  for (const address of byUrn(inventory.ofKind("ip-group-address"))) {
    const reference = resolveReference(directory, address, configured(address, "ipGroup"), { kind: "ip-group" }, log);
    if (reference.kind === "entity") append(byGroup, reference.key, address);
    if (reference.kind === "unknown") strays.push({ groups: reference.candidates, gap: reference.gap });
  }
  return {
    of: (group) => byGroup.get(group) ?? [],
    strayOf: (group) => strays.find(({ groups }) => groups.length === 0 || groups.includes(group))?.gap,
  };
}
