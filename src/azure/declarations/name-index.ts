import type { Assumption } from "../../certainty/assumption.ts";
import { append } from "../../certainty/order.ts";
import type { GapLog } from "../values/gap-log.ts";
import type { Declaration } from "./declaration.ts";
import type { Identity } from "./identity.ts";
import { isDefaultManager, UNRECORDED } from "./subscriptions.ts";

/** Declarations of one kind, to be found by ARM id or by name. */
export interface NameIndex {
  readonly declarations: readonly Declaration[];
  readonly byArmId: ReadonlyMap<string, Declaration>;
  /** Built when the first look-up by name needs it: in deployed state every id is known, and none does. */
  readonly byName: () => ReadonlyMap<string, readonly Declaration[]>;
  /** By the URN of the resource; that of a resource which gave way to another finds the other. Built when first needed, too. */
  readonly byUrn: () => ReadonlyMap<string, Declaration>;
  readonly assume: GapLog["assume"];
}

/**
 * `byArmId`, where the caller has it already, may hold other keys too: they are no ARM ids. `replaced`: the URNs of resources
 * that gave way, with what counts in their place.
 */
export function nameIndex(
  declarations: readonly Declaration[],
  { assume }: Pick<GapLog, "assume">,
  byArmId = groupByArmId(declarations),
  replaced: readonly (readonly [string, Declaration])[] = [],
): NameIndex {
  let byName: ReadonlyMap<string, readonly Declaration[]> | undefined;
  let byUrn: ReadonlyMap<string, Declaration> | undefined;
  return {
    declarations,
    byArmId,
    assume,
    byUrn: () => {
      byUrn ??= new Map([...declarations.map((declaration) => [declaration.resource.urn, declaration] as const), ...replaced]);
      return byUrn;
    },
    byName: () => {
      byName ??= groupByName(declarations);
      return byName;
    },
  };
}

function groupByArmId(declarations: readonly Declaration[]): ReadonlyMap<string, Declaration> {
  const byArmId = new Map<string, Declaration>();
  for (const declaration of declarations) {
    if (declaration.identity.armId !== undefined) byArmId.set(declaration.identity.armId, declaration);
  }
  return byArmId;
}

export type Found =
  | { readonly kind: "one"; readonly declaration: Declaration }
  /** Which of these is not certain; one alone where its resource group may yet be another. */
  | { readonly kind: "several"; readonly candidates: readonly Declaration[] }
  /** `nameless`: those of which the name is not known yet, and which may be it. */
  | { readonly kind: "none"; readonly nameless: readonly Declaration[] };

/**
 * Finds what an ARM id or a set of names means. Names join where they are equal: a subscription that is not known on one side
 * is taken for that of the other with default providers (CP-A08), and leaves a doubt with others, as does a resource group that is not
 * known. `preferred` (what the naming property depends on) settles both.
 */
export function findNamed(index: NameIndex, query: Identity, preferred: () => readonly Declaration[]): Found {
  const exact = query.armId === undefined ? undefined : index.byArmId.get(query.armId);
  if (exact !== undefined && mayBeMeant(exact, query)) return { kind: "one", declaration: exact };
  const path = pathOf(query);
  const named = (path === undefined ? undefined : index.byName().get(path)) ?? [];
  const possible = named.filter(
    (each) =>
      mayBeMeant(each, query) &&
      mayBeEqual(each.identity.subscription, query.subscription) &&
      mayBeEqual(each.identity.resourceGroup, query.resourceGroup),
  );
  if (possible.length === 0) return { kind: "none", nameless: namelessLike(index, query) };
  const dependencies = preferred();
  const dependedOn = possible.filter((declaration) => dependencies.includes(declaration));
  const [only] = dependedOn;
  if (dependedOn.length === 1 && only !== undefined) return { kind: "one", declaration: only };
  const inGroup = possible.filter(({ identity }) => identity.resourceGroup !== undefined && identity.resourceGroup === query.resourceGroup);
  const certain = inGroup.filter(({ identity }) => areInOneSubscription(identity, query));
  const [sole = inGroup[0]] = certain;
  if (sole === undefined || certain.length > 1 || (certain.length === 0 && inGroup.length > 1))
    return { kind: "several", candidates: inGroup.length > 0 ? inGroup : possible };
  if (certain.length === 1) return { kind: "one", declaration: sole };
  const premise = premiseOf(sole.identity, query);
  if (premise === undefined) return { kind: "several", candidates: [sole] };
  index.assume(premise);
  return { kind: "one", declaration: sole };
}

/** Names that are passing are in no text, unless it asks for what is replaced. A group that is yet to be made is the same for all in it. */
function mayBeMeant({ identity: { passing } }: Declaration, query: Identity): boolean {
  return passing === undefined || query.passing !== undefined || (passing === "group" && query.armId === undefined);
}

/** Whether that is certain: by their ids, or because one provider makes both. */
function areInOneSubscription(left: Identity, right: Identity): boolean {
  if (left.subscription !== undefined || right.subscription !== undefined) return left.subscription === right.subscription;
  return managerOf(left) === managerOf(right);
}

function managerOf({ manager = UNRECORDED }: Identity): string {
  return manager;
}

/** CP-A08: default providers are in the one subscription that ids and names in the program speak of. Of others nobody may say so. */
function premiseOf(left: Identity, right: Identity): Assumption | undefined {
  const unknowns = [left, right].filter(({ subscription }) => subscription === undefined);
  if (!unknowns.every((each) => isDefaultManager(managerOf(each)))) return undefined;
  const subscription = left.subscription ?? right.subscription;
  const text =
    subscription === undefined
      ? "the default providers of this program are in one subscription"
      : `what is yet to be made is in subscription ${subscription}: ids there that fit it by resource group and name mean it`;
  return { code: "CP-A08", text, resource: undefined, property: "azure-native:subscriptionId" };
}

/** Those of which the name is not known, and which may be it. */
export function namelessLike(index: NameIndex, { subscription, resourceGroup, names }: Identity): readonly Declaration[] {
  return (index.byName().get(NAMELESS) ?? []).filter(
    ({ identity }) =>
      mayBeEqual(identity.subscription, subscription) &&
      mayBeEqual(identity.resourceGroup, resourceGroup) &&
      identity.names.every((name, place) => mayBeEqual(name?.toLowerCase(), names[place]?.toLowerCase())),
  );
}

/** No name is empty. */
const NAMELESS = "";

function mayBeEqual(left: string | undefined, right: string | undefined): boolean {
  return left === undefined || right === undefined || left === right;
}

function groupByName(declarations: readonly Declaration[]): ReadonlyMap<string, readonly Declaration[]> {
  const groups = new Map<string, Declaration[]>();
  for (const declaration of declarations) append(groups, pathOf(declaration.identity) ?? NAMELESS, declaration);
  return groups;
}

/** The names along the path in lower case; undefined where one is not known. */
function pathOf({ names }: Identity): string | undefined {
  return names.includes(undefined) ? undefined : names.join("/").toLowerCase();
}

/** For look-ups that have no dependencies to go by. */
export function noPreference(): readonly Declaration[] {
  return [];
}
