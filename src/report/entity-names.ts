import type { Entity } from "../model/network.ts";

/**
 * How entities are named in path ids: the name in the program, else resourceGroup/name; where two of the given entities would get the same,
 * each of these is written subscription/resourceGroup/name, and failing that by its key (contract, "The report").
 */
export function pathNames(entities: readonly Entity[]): (entity: Entity) => string {
  const shared = sharedNames(entities, shortName);
  if (shared.size === 0) return shortName;
  const sharedToo = sharedNames(
    entities.filter((each) => shared.has(shortName(each))),
    longName,
  );
  return (entity) => {
    if (!shared.has(shortName(entity))) return shortName(entity);
    return sharedToo.has(longName(entity)) ? entity.key : longName(entity);
  };
}

/** The names that more than one of them would get. */
function sharedNames(entities: readonly Entity[], nameOf: (entity: Entity) => string): ReadonlySet<string> {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const entity of entities) {
    const name = nameOf(entity);
    if (seen.has(name)) shared.add(name);
    seen.add(name);
  }
  return shared;
}

function shortName({ logicalName, resourceGroup, name }: Entity): string {
  return logicalName ?? (resourceGroup === undefined ? name : `${resourceGroup}/${name}`);
}

function longName({ subscription, resourceGroup, name }: Entity): string {
  return [subscription ?? "unknown", resourceGroup ?? "unknown", name].join("/");
}
