import type { Resource } from "../resources/resource.ts";
import { parentArmId } from "./arm-id.ts";
import { adopted, type Declaration, declare, dependenciesOf, displayNameOf, type Identity } from "./declaration.ts";
import type { GapLog } from "./gap-log.ts";
import { findNamed, type NameIndex, nameIndex } from "./name-index.ts";
import { RESOURCE_TYPES, type ResourceKind, type ResourceType } from "./resource-types.ts";
import type { ResourcesByType } from "./sort-resources.ts";

/** Every resource of a known type, once, by kind; children know their parents. */
export interface Inventory {
  readonly ofKind: (kind: ResourceKind) => readonly Declaration[];
  readonly index: (kind: ResourceKind) => NameIndex;
  /** The declaration of the resource with this URN; where two resources are one thing, the one that counts. */
  readonly byUrn: ReadonlyMap<string, Declaration>;
  /** The parent of a standalone child. */
  readonly parentOf: (child: Declaration) => Parent;
}

/** Which parent a standalone child belongs to. */
export type Parent =
  | { readonly kind: "entity"; readonly parent: Declaration }
  /** Known by name or id, and not in sight. */
  | { readonly kind: "outside" }
  /** One of these, or, where there are none, any. */
  | { readonly kind: "unknown"; readonly candidates: readonly Declaration[] };

export function takeInventory(resources: ResourcesByType, log: GapLog): Inventory {
  const byKind = new Map<ResourceKind, NameIndex>();
  const index = (kind: ResourceKind): NameIndex => byKind.get(kind) ?? nameIndex([]);
  const byUrn = new Map<string, Declaration>();
  const parents = new Map<string, Parent>();
  const groupOf = (resource: Resource): Identity | undefined => soleGroup(resource, byUrn);

  // The table names parents before their children, and resource groups before everything.
  for (const type of RESOURCE_TYPES) {
    const declared = (resources.read.get(type) ?? []).map((resource) => declare(resource, type, groupOf));
    const parentType = type.parent;
    const placed = parentType === undefined ? declared : declared.map((child) => place(child, parentType));
    byKind.set(type.kind, distinct(placed, byUrn, log));
  }
  return {
    ofKind: (kind) => index(kind).declarations,
    index,
    byUrn,
    parentOf: (child) => parents.get(child.resource.urn) ?? { kind: "unknown", candidates: [] },
  };

  function place(child: Declaration, parentType: NonNullable<ResourceType["parent"]>): Declaration {
    const parent = findParent(child, parentType, byUrn, index(parentType.kind));
    parents.set(child.resource.urn, parent);
    return parent.kind === "entity" ? adopted(child, parent.parent) : child;
  }
}

/** The resource group that `resourceGroupName` depends on, if it is one: the name itself may not be known yet. */
function soleGroup(resource: Resource, byUrn: ReadonlyMap<string, Declaration>): Identity | undefined {
  const groups = (resource.propertyDependencies["resourceGroupName"] ?? [])
    .map((urn) => byUrn.get(urn))
    .filter((group) => group?.kind === "resource-group");
  const [group] = groups;
  if (groups.length !== 1 || group === undefined) return undefined;
  return { ...group.identity, resourceGroup: group.identity.names[0]?.toLowerCase() };
}

/**
 * The same thing may be seen twice: declared in one stack and read by another. What declares it counts; of two declarations
 * the one with the smaller URN, so that the order of the resources changes nothing.
 */
function distinct(declarations: readonly Declaration[], byUrn: Map<string, Declaration>, log: GapLog): NameIndex {
  const byId = new Map<string, Declaration>();
  const losers: Declaration[] = [];
  for (const declaration of declarations) {
    const id = identifierOf(declaration);
    const other = byId.get(id);
    byUrn.set(declaration.resource.urn, declaration);
    if (other === undefined || outranks(declaration, other)) byId.set(id, declaration);
    if (other !== undefined) losers.push(outranks(declaration, other) ? other : declaration);
  }
  for (const loser of losers) {
    const winner = byId.get(identifierOf(loser)) ?? loser;
    byUrn.set(loser.resource.urn, winner);
    if (loser.isRead) continue;
    log.note(loser.resource.urn, "", `declares ${displayNameOf(loser)}, as ${winner.resource.urn} does, which is taken`);
  }
  return nameIndex([...byId.values()], byId);
}

/** The ARM id; a URN, which no ARM id can be taken for, where it is not known. */
function identifierOf({ identity, key }: Declaration): string {
  return identity.armId ?? key;
}

function outranks(declaration: Declaration, other: Declaration): boolean {
  if (declaration.isRead !== other.isRead) return other.isRead;
  return declaration.resource.urn < other.resource.urn;
}

function findParent(
  child: Declaration,
  { kind, property }: NonNullable<ResourceType["parent"]>,
  byUrn: ReadonlyMap<string, Declaration>,
  index: NameIndex,
): Parent {
  const { identity } = child;
  const name = identity.names[0];
  const dependencies = dependenciesOf(child.resource, property)
    .map((urn) => byUrn.get(urn))
    .filter((parent) => parent !== undefined)
    .filter((parent) => parent.kind === kind);
  if (name === undefined) {
    const [only] = dependencies;
    return dependencies.length === 1 && only !== undefined
      ? { kind: "entity", parent: only }
      : { kind: "unknown", candidates: dependencies };
  }
  const armId = identity.armId === undefined ? undefined : parentArmId(identity.armId);
  const found = findNamed(index, { ...identity, names: [name], armId }, dependencies);
  switch (found.kind) {
    case "one":
      return { kind: "entity", parent: found.declaration };
    case "none":
      return { kind: "outside" };
    case "several":
      return { kind: "unknown", candidates: found.candidates };
  }
}
