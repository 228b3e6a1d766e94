import type { Gap } from "../../certainty/known.ts";
import type { UnmodelledScope } from "../../model/network.ts";
import type { ResourceKind } from "../types/resource-types.ts";
import type { GapLog } from "../values/gap-log.ts";
import { contradictions } from "./contradicting-reads.ts";
import { collectionOf, type Declaration, displayNameOf } from "./declaration.ts";
import type { Inventory } from "./inventory.ts";

/** What two resources declare, each by itself: the last writer wins, and who that is is not known (R79). Or what was read of two times. */
export interface Twin {
  readonly gap: Gap;
  /** Of the two the one that is read. */
  readonly taken: Declaration;
  /** Which properties differ; undefined where any may: of two writers it is not known what else they write. */
  readonly differences: readonly string[] | undefined;
}

/** What of the inventory is there twice so that something rests on which of the two counts. */
export function findTwins(inventory: Inventory, log: GapLog): readonly Twin[] {
  const isDeclared = declaredChildren(inventory);
  return inventory.replaced.flatMap(([other, taken]) => twinOf(other, taken, isDeclared, log) ?? []);
}

/** Undefined where nothing rests on it: one only reads what the other declares, or both say the same. */
function twinOf(other: Declaration, taken: Declaration, isDeclared: IsDeclaredChild, log: GapLog): Twin | undefined {
  const { urn } = other.resource;
  if (!other.isRead && urn !== taken.resource.urn) {
    const gap = log.note(urn, "", `declares ${displayNameOf(other)}, as ${taken.resource.urn} does, which is taken`);
    return { gap, taken, differences: undefined };
  }
  if (other.isRead && !taken.isRead) return undefined;
  const differences = contradictions(other, taken).filter((property) => !isDeclared(taken, property));
  const [first] = differences;
  return first === undefined ? undefined : { gap: log.note(urn, first, describeTimes(other, taken)), taken, differences };
}

/** Whether what differs is in a child that is declared as a resource of its own: that counts, whatever its parent's list was. */
type IsDeclaredChild = (parent: Declaration, property: string) => boolean;

function declaredChildren({ ofKind, parentOf }: Inventory): IsDeclaredChild {
  let declared: ReadonlySet<string> | undefined;
  const nameOf = (kind: ResourceKind, name: string): string => `${collectionOf(kind)}["${name.toLowerCase()}"]`;
  const find = (): ReadonlySet<string> =>
    new Set(
      CHILDREN.flatMap(ofKind).flatMap((child) => {
        const [parent, name] = [parentOf(child), child.identity.names.at(-1)];
        const isKnown = !child.isRead && parent.kind === "entity" && name !== undefined;
        return isKnown ? [`${parent.parent.key} ${nameOf(child.kind, name)}`] : [];
      }),
    );
  return ({ key }, property) => {
    declared ??= find();
    const end = property.indexOf('"]');
    return end > 0 && declared.has(`${key} ${property.slice(0, end + 2)}`);
  };
}

const CHILDREN = ["subnet", "peering", "route", "backend-pool"] as const satisfies readonly ResourceKind[];

function describeTimes({ resource: { urn, origin } }: Declaration, { resource: taken }: Declaration): string {
  const which = "which of them is of now is not known; refresh both";
  return urn === taken.urn
    ? `says something else in ${origin} than in ${taken.origin}: ${which}`
    : `is something else than ${taken.urn} says of it: ${which}`;
}

/** Which paths it can change that the other one of the two counts. `parentOf`: the parent of a child, where it is known. */
export function scopeOfTwin({ taken, differences }: Twin, parentOf: (child: Declaration) => Declaration | undefined): UnmodelledScope {
  const owner = ASPECTS.has(taken.kind) ? parentOf(taken) : taken;
  switch (owner?.kind) {
    case "private-endpoint":
      return { kind: "endpoint", endpoint: owner.key };
    case "route-table":
      return { kind: "route-table", routeTable: owner.key };
    case "virtual-network":
      return differences?.every(isOfSubnetOnly) === true ? { kind: "network", network: owner.key } : { kind: "everything" };
    default:
      return { kind: "everything" };
  }
}

/** Children that change no more than their parents do. */
const ASPECTS: ReadonlySet<ResourceKind> = new Set<ResourceKind>(["dns-zone-group", "route", "subnet"]);

/** What a subnet does with packets, and with its own endpoints. Where it lies counts elsewhere too: a peering may route single subnets (R26). */
function isOfSubnetOnly(property: string): boolean {
  return /^(?:subnets\[.*\]\.)?(?:routeTable|privateEndpointNetworkPolicies)$/.test(property);
}
