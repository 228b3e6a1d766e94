import type { Gap } from "../../certainty/known.ts";
import { type Properties, UNKNOWN } from "../../resources/resource.ts";
import type { ResourceKind } from "../types/resource-types.ts";
import { isList, isObject, itemsOf, misfit, textOf } from "../values/field.ts";
import type { GapLog } from "../values/gap-log.ts";
import { contradictions } from "./contradicting-reads.ts";
import { answered, collectionOf, configured, type Declaration, declareInline, displayNameOf } from "./declaration.ts";

/** The children of one parent, each name once. */
export interface Children {
  readonly declared: readonly Declaration[];
  /** Those that only Azure's answer about the parent lists: made elsewhere, or removed from the program since the last refresh. */
  readonly listed: readonly Declaration[];
  /** Why there may be more: the list, or an item of it, is not known. */
  readonly open: Gap | undefined;
  /** Set where a child has, or may have, several writers: the last one wins, and who that is is not known (R79). */
  readonly mix: Gap | undefined;
}

/**
 * Brings the inline children of a parent together with those that are resources of their own. A resource wins over an inline
 * child of the same name, a child in the inputs over one that only the answer lists; what was only read gives way to what was declared.
 */
export function childrenOf(parent: Declaration, kind: ResourceKind, standalone: readonly Declaration[], log: GapLog): Children {
  const collection = collectionOf(kind);
  const inline = inlineChildren(parent, kind, collection, log);
  const ordered = [...standalone].sort(byUrn);
  const ownResources = ordered.filter((child) => !child.isRead);
  const isMixed = !parent.isRead && isAnyInline(inline) && ownResources.length > 0;
  const { byName, unnamed, replaced } = joinedByName(parent, [...inline.children, ...ordered]);
  const names = isMixed ? replaced.map(([, child]) => displayNameOf(child)) : [];
  const mix = isMixed
    ? log.note(parent.resource.urn, collection, describeMix(collection, ownResources, names))
    : (inline.twin ?? declaredTwice(ownResources, log) ?? readTwice(replaced, log));
  const listed = parent.isRead ? [] : listedChildren(parent, kind, collection, byName);
  return { declared: [...byName.values(), ...unnamed], listed, open: inline.open, mix };
}

interface Joined {
  readonly byName: ReadonlyMap<string, Declaration>;
  readonly unnamed: readonly Declaration[];
  /** Each with what takes its place. */
  readonly replaced: readonly (readonly [Declaration, Declaration])[];
}

function joinedByName(parent: Declaration, children: readonly Declaration[]): Joined {
  const byName = new Map<string, Declaration>();
  const unnamed: Declaration[] = [];
  const replaced: (readonly [Declaration, Declaration])[] = [];
  for (const child of children) {
    const name = nameOf(child);
    const earlier = name === undefined ? undefined : byName.get(name);
    if (name === undefined) unnamed.push(child);
    else if (earlier === undefined || !child.isRead || parent.isRead) {
      byName.set(name, child);
      if (earlier !== undefined) replaced.push([earlier, child]);
    }
  }
  return { byName, unnamed, replaced };
}

/** What was read of a child beside a parent that was only read too, and says something else: of two times. */
function readTwice(replaced: Joined["replaced"], log: GapLog): Gap | undefined {
  for (const [earlier, child] of replaced) {
    const [property] = child.isRead ? contradictions(earlier, child) : [];
    if (property === undefined) continue;
    const path = child.path === "" ? property : `${child.path}.${property}`;
    const text = "is something else than its parent says, which is only read too: which of them is of now is not known; refresh both";
    return log.note(child.resource.urn, path, text);
  }
  return undefined;
}

/** Two resources that declare one child overwrite each other. */
function declaredTwice(ownResources: readonly Declaration[], log: GapLog): Gap | undefined {
  const byName = new Map<string, Declaration>();
  let gap: Gap | undefined;
  for (const child of ownResources) {
    const name = nameOf(child);
    const first = name === undefined ? undefined : byName.get(name);
    if (first === undefined && name !== undefined) byName.set(name, child);
    if (first !== undefined)
      gap ??= log.note(
        child.resource.urn,
        "",
        `declares ${displayNameOf(child)}, as ${first.resource.urn} does: the last writer wins (R79)`,
      );
  }
  return gap;
}

function byUrn(left: Declaration, right: Declaration): number {
  return left.resource.urn < right.resource.urn ? -1 : 1;
}

function describeMix(collection: string, resources: readonly Declaration[], replaced: readonly string[]): string {
  const urns = resources.map(({ resource }) => resource.urn).sort();
  const names = [...replaced].sort().map((name) => JSON.stringify(name));
  const more = urns.length > 1 ? ` and ${urns.length - 1} more` : "";
  const same = names.length > 0 ? `; of ${names.join(", ")} the resource is taken, not the inline one` : "";
  return `mixes inline ${collection} with resources (${urns[0]}${more}): each write removes what the other wrote (R79)${same}`;
}

function nameOf({ identity }: Declaration): string | undefined {
  return identity.names.at(-1)?.toLowerCase();
}

/** Of a list that is not known there may be some. */
function isAnyInline({ children, open }: InlineChildren): boolean {
  return children.length > 0 || open !== undefined;
}

interface InlineChildren {
  readonly children: readonly Declaration[];
  readonly open: Gap | undefined;
  /** A name that the list has twice. */
  readonly twin: Gap | undefined;
}

function inlineChildren(parent: Declaration, kind: ResourceKind, collection: string, log: GapLog): InlineChildren {
  const list = itemsOf(configured(parent, collection), log);
  if (list.items.length === 0) return { children: [], open: list.open, twin: undefined };
  const answers = parent.isRead ? undefined : answersByName(parent, collection);
  const children: Declaration[] = [];
  const seen = new Set<string>();
  let open = list.open;
  let twin: Gap | undefined;
  for (const item of list.items) {
    if (!isObject(item.value)) {
      open = misfit(item, "an object", log);
      continue;
    }
    const name = textOf(item.value["name"])?.toLowerCase();
    if (name !== undefined && seen.has(name)) {
      const text = `${JSON.stringify(item.value["name"])} occurs twice: which of them counts is not known`;
      twin = log.note(item.resource, `${item.path}.name`, text);
      continue;
    }
    if (name === undefined) misfit({ resource: item.resource, path: `${item.path}.name`, value: item.value["name"] }, "a name", log);
    else seen.add(name);
    children.push(declareInline(parent, kind, item.path, item.value, parent.isRead ? item.value : answerFor(answers, name)));
  }
  return { children, open, twin };
}

function answerFor(answers: ReadonlyMap<string, Properties> | undefined, name: string | undefined): Properties | undefined {
  return name === undefined ? undefined : answers?.get(name);
}

function listedChildren(
  parent: Declaration,
  kind: ResourceKind,
  collection: string,
  declared: ReadonlyMap<string, Declaration>,
): readonly Declaration[] {
  const { value, path } = answered(parent, collection);
  if (!isList(value) || value.length === 0) return [];
  const children: Declaration[] = [];
  value.forEach((item, index) => {
    if (item === UNKNOWN || !isObject(item)) return;
    const name = textOf(item["name"])?.toLowerCase();
    if (name === undefined || declared.has(name)) return;
    children.push({ ...declareInline(parent, kind, `${path}[${index}]`, item, item), isRead: true });
  });
  return children;
}

function answersByName(parent: Declaration, collection: string): ReadonlyMap<string, Properties> {
  const answers = new Map<string, Properties>();
  const { value } = answered(parent, collection);
  if (!isList(value)) return answers;
  for (const item of value) {
    if (!isObject(item)) continue;
    const name = textOf(item["name"]);
    if (name !== undefined) answers.set(name.toLowerCase(), item);
  }
  return answers;
}
