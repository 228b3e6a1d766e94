import type { Resource } from "../../resources/resource.ts";
import { RESOURCE_TYPES, type ResourceKind, type ResourceType } from "../types/resource-types.ts";
import { parentArmId } from "../values/arm-id.ts";
import type { GapLog } from "../values/gap-log.ts";
import { adopted, type Declaration, declare, dependenciesOf, mayComeFromElsewhere } from "./declaration.ts";
import type { Identity, Surroundings } from "./identity.ts";
import { findNamed, type NameIndex, nameIndex } from "./name-index.ts";
import type { ResourcesByType } from "./sort-resources.ts";
import { subscriptionsOf } from "./subscriptions.ts";

/** Every resource of a known type, once, by kind; children know their parents. */
export interface Inventory {
  readonly ofKind: (kind: ResourceKind) => readonly Declaration[];
  readonly index: (kind: ResourceKind) => NameIndex;
  /** The declaration of the resource with this URN; where two resources are one thing, the one that counts. */
  readonly byUrn: (urn: string) => Declaration | undefined;
  /** Resources that are one thing with another one, each with what takes its place. */
  readonly replaced: readonly Replaced[];
  /** The parent of a standalone child. */
  readonly parentOf: (child: Declaration) => Parent;
}

type Replaced = readonly [replaced: Declaration, by: Declaration];

/** Which parent a standalone child belongs to. */
export type Parent =
  | { readonly kind: "entity"; readonly parent: Declaration }
  /** Known by name or id, and not in sight. */
  | { readonly kind: "outside" }
  /** One of these, or, where there are none, any. */
  | { readonly kind: "unknown"; readonly candidates: readonly Declaration[] };

export function takeInventory(resources: ResourcesByType, log: GapLog): Inventory {
  const byKind = new Map<ResourceKind, NameIndex>();
  const index = (kind: ResourceKind): NameIndex => byKind.get(kind) ?? nameIndex([], log);
  const parents = new Map<string, Parent>();
  const replaced: Replaced[] = [];
  const surroundings: Surroundings = {
    groupOf: (resource) => soleGroup(resource, index("resource-group")),
    homeOf: subscriptionsOf(resources),
  };
  let byUrn: ReadonlyMap<string, Declaration> | undefined;

  // The table names parents before their children, and resource groups before everything.
  for (const type of RESOURCE_TYPES) {
    const declared = (resources.read.get(type) ?? []).map((resource) => declare(resource, type, surroundings));
    const parentType = type.parent;
    const placed = parentType === undefined ? declared : declared.map((child) => place(child, parentType));
    byKind.set(type.kind, distinct(placed, log, replaced));
  }
  return {
    ofKind: (kind) => index(kind).declarations,
    index,
    replaced,
    byUrn: (urn) => {
      byUrn ??= new Map([...byKind.values()].flatMap((kind) => [...kind.byUrn()]));
      return byUrn.get(urn);
    },
    parentOf: (child) => parents.get(child.resource.urn) ?? { kind: "unknown", candidates: [] },
  };

  function place(child: Declaration, parentType: NonNullable<ResourceType["parent"]>): Declaration {
    const parent = findParent(child, parentType.property, index(parentType.kind));
    parents.set(child.resource.urn, parent);
    return parent.kind === "entity" ? adopted(child, parent.parent) : child;
  }
}

/** The resource group that `resourceGroupName` depends on, if it is one: the name itself may not be known yet. */
function soleGroup(resource: Resource, index: NameIndex): Identity | undefined {
  const groups = dependenciesAmong(resource, "resourceGroupName", index);
  const [group] = groups;
  if (groups.length !== 1 || group === undefined) return undefined;
  return { ...group.identity, resourceGroup: group.identity.names[0]?.toLowerCase() };
}

/**
 * The same thing may be seen twice: declared in one stack and read by another. What declares it counts; of two declarations, or of two that
 * only read it, the one with the smaller URN, so that the order of the resources changes nothing. Where these differ, no verdict rests on it.
 */
function distinct(declarations: readonly Declaration[], log: GapLog, replaced: Replaced[]): NameIndex {
  const byId = new Map<string, Declaration>();
  const losers: Declaration[] = [];
  for (const declaration of declarations) {
    const id = identifierOf(declaration);
    const other = byId.get(id);
    if (other === undefined || outranks(declaration, other)) byId.set(id, declaration);
    if (other !== undefined) losers.push(outranks(declaration, other) ? other : declaration);
  }
  const own = losers.map((loser): Replaced => [loser, byId.get(identifierOf(loser)) ?? loser]);
  replaced.push(...own);
  return nameIndex(
    [...byId.values()],
    log,
    byId,
    own.map(([loser, by]) => [loser.resource.urn, by] as const),
  );
}

/** The ARM id; a URN, which no ARM id can be taken for, where it is not known. */
function identifierOf({ identity, key }: Declaration): string {
  return identity.armId ?? key;
}

function outranks(declaration: Declaration, other: Declaration): boolean {
  if (declaration.isRead !== other.isRead) return other.isRead;
  return declaration.resource.urn < other.resource.urn;
}

function findParent(child: Declaration, property: string, index: NameIndex): Parent {
  const { identity, resource } = child;
  const name = identity.names[0];
  const dependencies = (): readonly Declaration[] => dependenciesAmong(resource, property, index);
  if (name === undefined)
    return mayComeFromElsewhere(resource, property) ? { kind: "unknown", candidates: [] } : soleParent(dependencies());
  const armId = identity.armId === undefined ? undefined : parentArmId(identity.armId);
  const found = findNamed(index, { ...identity, names: [name], armId }, dependencies);
  switch (found.kind) {
    case "one":
      return { kind: "entity", parent: found.declaration };
    case "none":
      return found.nameless.length === 0 ? { kind: "outside" } : { kind: "unknown", candidates: found.nameless };
    case "several":
      return { kind: "unknown", candidates: found.candidates };
  }
}

/** The parent whose name is not known, from what the name depends on. */
function soleParent(dependencies: readonly Declaration[]): Parent {
  const [only] = dependencies;
  if (dependencies.length === 1 && only !== undefined) return { kind: "entity", parent: only };
  return { kind: "unknown", candidates: dependencies };
}

/** What a property depends on, as far as it is of the index's kind. */
function dependenciesAmong(resource: Resource, property: string, index: NameIndex): readonly Declaration[] {
  const urns = dependenciesOf(resource, property);
  if (urns.length === 0) return [];
  const found = urns.map((urn) => index.byUrn().get(urn));
  return [...new Set(found.filter((declaration) => declaration !== undefined))];
}
