import type { Gap, OpenList } from "../../certainty/known.ts";
import { type PropertyValue, UNKNOWN } from "../../resources/resource.ts";
import { configured, type Declaration, dependenciesOf, mayComeFromElsewhere } from "../declarations/declaration.ts";
import type { Directory } from "../declarations/directory.ts";
import { findNamed } from "../declarations/name-index.ts";
import type { Reading } from "../declarations/reading.ts";
import { parseArmId } from "../values/arm-id.ts";
import { type Field, isAbsent, isList, member, NOT_KNOWN_YET, quote } from "../values/field.ts";

/** The network interfaces of a virtual machine. */
export interface MachineInterfaces {
  /** Keys of those in sight; open where it may have more. */
  readonly interfaces: OpenList<string>;
  /** Why any interface in sight may be one of them. */
  readonly any: Gap | undefined;
}

/** Where the list of interfaces is not wholly known. */
interface Doubt {
  readonly field: Field;
  readonly text: string;
  readonly isAny: boolean;
}

const NONE: MachineInterfaces = { interfaces: { items: [], open: undefined }, any: undefined };

/**
 * Reads which interfaces the machine names, by id or by what ids that are not known yet depend on. Of a machine with one interface there
 * is nothing in doubt: whichever it is, it has no other beside it.
 */
export function readMachineInterfaces(machine: Declaration, { directory, log }: Reading): MachineInterfaces {
  const profile = configured(machine, "networkProfile");
  const list = member(profile, "networkInterfaces");
  const made = member(profile, "networkInterfaceConfigurations");
  const { keys, doubts } = namedIn(machine, list, directory);
  if (lengthOf(made.value) > 0) doubts.push({ field: made, text: "makes interfaces that are not in sight", isAny: false });
  const isAlone = lengthOf(list.value) + lengthOf(made.value) <= 1;
  if (isAlone) return doubts.length === 0 && keys.size === 1 ? { ...NONE, interfaces: { items: [...keys], open: undefined } } : NONE;

  const [doubt] = doubts;
  const isAny = doubts.some((each) => each.isAny);
  // Of a machine that has nothing to do with the interfaces in sight there is nothing to say.
  if (doubt === undefined || (keys.size === 0 && !isAny)) return { ...NONE, interfaces: { items: [...keys].sort(), open: undefined } };
  const note = doubt.field.value === UNKNOWN ? log.pending : log.note;
  const gap = note(doubt.field.resource, doubt.field.path, `${doubt.text}; the machine may send on by interfaces that are not in sight`);
  return { interfaces: { items: [...keys].sort(), open: gap }, any: isAny ? gap : undefined };
}

/** How many there are; of what is not known, several. */
function lengthOf(value: PropertyValue): number {
  if (isAbsent(value)) return 0;
  return isList(value) ? value.filter((item) => !isAbsent(item)).length : Number.POSITIVE_INFINITY;
}

interface Named {
  readonly keys: Set<string>;
  readonly doubts: Doubt[];
}

function namedIn(machine: Declaration, list: Field, directory: Directory): Named {
  const urns = isAbsent(list.value) ? [] : dependenciesOf(machine.resource, list.path);
  const dependencies = new Set(urns.map((urn) => directory.byUrn(urn)));
  const sources = [...dependencies].filter((each) => each !== undefined).filter(({ kind }) => kind === "network-interface");
  const hasOthers = mayComeFromElsewhere(machine.resource, list.path);
  const named: Named = { keys: new Set(), doubts: [] };
  const unknown: Field[] = [];
  if (!isList(list.value)) {
    if (isAbsent(list.value)) return named;
    for (const { key } of sources) named.keys.add(key);
    named.doubts.push({ field: list, text: describe(list), isAny: hasOthers || sources.length === 0 });
    return named;
  }
  for (const [index, value] of list.value.entries()) {
    if (isAbsent(value)) continue;
    const id = member({ ...list, path: `${list.path}[${index}]`, value }, "id");
    if (typeof id.value === "string") addNamed(named, id, id.value, sources, directory);
    else unknown.push(id);
  }
  addUnknown(named, unknown, sources, hasOthers);
  return named;
}

function describe({ value }: Field): string {
  if (value === UNKNOWN) return NOT_KNOWN_YET;
  return isAbsent(value) ? "has no id" : `${quote(value)} is not the id of a network interface`;
}

function addNamed({ keys, doubts }: Named, field: Field, text: string, sources: readonly Declaration[], directory: Directory): void {
  const id = parseArmId(text);
  if (id?.type !== "microsoft.network/networkinterfaces") {
    doubts.push({ field, text: describe(field), isAny: true });
    return;
  }
  const found = findNamed(directory.index("network-interface"), { ...id, armId: id.text }, () => sources);
  if (found.kind === "one") {
    keys.add(found.declaration.key);
    return;
  }
  const candidates = found.kind === "several" ? found.candidates : found.nameless;
  for (const { key } of candidates) keys.add(key);
  const doubt = candidates.length === 0 ? "is not in the stack or its context" : "is not certain to be one of those in sight";
  doubts.push({ field, text: `refers to ${text}, which ${doubt}`, isAny: false });
}

/**
 * Ids that are not known are those of the interfaces that the list depends on and does not name. They are all of them where there are as
 * many as ids, and nothing else that an id may come from.
 */
function addUnknown({ keys, doubts }: Named, fields: readonly Field[], sources: readonly Declaration[], hasOthers: boolean): void {
  const [first] = fields;
  if (first === undefined) return;
  const rest = sources.filter(({ key }) => !keys.has(key));
  for (const { key } of rest) keys.add(key);
  if (rest.length === fields.length && !hasOthers) return;
  doubts.push({ field: first, text: describe(first), isAny: hasOthers || rest.length < fields.length });
}
