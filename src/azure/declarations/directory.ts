import type { Gap } from "../../certainty/known.ts";
import type { Resource } from "../../resources/resource.ts";
import type { ResourceKind } from "../types/resource-types.ts";
import type { GapLog } from "../values/gap-log.ts";
import type { Declaration } from "./declaration.ts";
import type { Families } from "./families.ts";
import type { Inventory } from "./inventory.ts";
import { type MissingSubnets, missingSubnets } from "./missing-subnets.ts";
import { type NameIndex, nameIndex } from "./name-index.ts";

/** Everything that a reference can mean, inline children included. */
export interface Directory {
  readonly index: (kind: ResourceKind) => NameIndex;
  /** The declaration that a URN stands for, where its kind is known. */
  readonly byUrn: (urn: string) => Declaration | undefined;
  /** Any resource, of known kind or not. */
  readonly resource: (urn: string) => Resource | undefined;
  /** The parent of a child that is a resource of its own, where it is in sight. */
  readonly parentOf: (child: Declaration) => Declaration | undefined;
  readonly subnetsOf: (network: Declaration) => { readonly subnets: readonly Declaration[]; readonly open: Gap | undefined };
  readonly missing: MissingSubnets;
}

export function buildDirectory(resources: readonly Resource[], inventory: Inventory, subnets: Families, log: GapLog): Directory {
  let subnetIndex: NameIndex | undefined;
  let byUrn: ReadonlyMap<string, Resource> | undefined;
  return {
    index: (kind) => {
      if (kind !== "subnet") return inventory.index(kind);
      subnetIndex ??= nameIndex(allSubnets(subnets), log);
      return subnetIndex;
    },
    byUrn: (urn) => subnets.replacements.get(urn) ?? inventory.byUrn(urn),
    resource: (urn) => {
      byUrn ??= new Map(resources.map((resource) => [resource.urn, resource]));
      return byUrn.get(urn);
    },
    parentOf: (child) => {
      const parent = inventory.parentOf(child);
      return parent.kind === "entity" ? parent.parent : undefined;
    },
    subnetsOf: (network) => {
      const children = subnets.children.get(network.key);
      return { subnets: children === undefined ? [] : [...children.declared, ...children.listed], open: children?.open };
    },
    missing: missingSubnets(log),
  };
}

/** Every subnet once: in sight under its network, or alone. */
export function allSubnets({ children, orphans }: Families): readonly Declaration[] {
  const subnets = orphans.map(({ child }) => child);
  for (const { declared, listed } of children.values()) {
    for (const subnet of declared) subnets.push(subnet);
    for (const subnet of listed) subnets.push(subnet);
  }
  return subnets;
}
