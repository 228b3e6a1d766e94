import type { Entity } from "../model/network.ts";

/**
 * Names for path ids: the name in the program, else resourceGroup/name; where two of the entities would get the same, each of these is
 * written subscription/resourceGroup/name, and failing that by its URN (contract, "The report").
 */
export function pathNames(entities: Iterable<Entity>): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  let unnamed: readonly Entity[] = [...entities];
  for (const level of [shortName, longName, urnName]) {
    const owners = new Map<string, Entity | undefined>();
    for (const entity of unnamed) {
      const name = level(entity);
      owners.set(name, owners.has(name) ? undefined : entity);
    }
    for (const [name, owner] of owners) if (owner !== undefined) names.set(owner.key, name);
    unnamed = unnamed.filter(({ key }) => !names.has(key));
    if (unnamed.length === 0) break;
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
