import { append } from "../certainty/order.ts";
import type { Entity } from "../model/network.ts";

/**
 * Names for path ids: the name in the program, else resourceGroup/name; where two of the entities would get the same, each of these is
 * written subscription/resourceGroup/name, and failing that by its URN (contract, "The report").
 */
export function pathNames(entities: Iterable<Entity>): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const level of [shortName, longName, urnName]) {
    const groups = new Map<string, Entity[]>();
    for (const entity of entities) if (!names.has(entity.key)) append(groups, level(entity), entity);
    for (const [name, group] of groups) if (group.length === 1 && group[0] !== undefined) names.set(group[0].key, name);
  }
  return names;
}

function shortName({ logicalName, resourceGroup, name }: Entity): string {
  return logicalName ?? (resourceGroup === undefined ? name : `${resourceGroup}/${name}`);
}

function longName({ subscription, resourceGroup, name }: Entity): string {
  return [subscription ?? "unknown", resourceGroup ?? "unknown", name].join("/");
}

function urnName({ key }: Entity): string {
  return key;
}
