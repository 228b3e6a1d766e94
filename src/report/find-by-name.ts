import { InputError } from "../certainty/input-error.ts";
import { compareText } from "../certainty/order.ts";
import type { Entity } from "../model/network.ts";

/**
 * The one entity that people mean by `query`: its name, its name in the program, its URN or its ARM id, ARM names in any case.
 * `what` and `option` are for the message. Throws an InputError where nothing or several match, which lists them.
 */
export function findByName<T extends Entity>(entities: readonly T[], query: string, what: string, option: string): T {
  const wanted = query.toLowerCase();
  const matches = entities.filter(
    ({ name, logicalName, armId, resourceGroup, origin }) =>
      origin.resource === query ||
      armId === wanted ||
      name.toLowerCase() === wanted ||
      logicalName === query ||
      `${resourceGroup}/${name}`.toLowerCase() === wanted,
  );
  const [only, ...others] = matches;
  if (only !== undefined && others.length === 0) return only;
  if (only === undefined)
    throw new InputError(`${option} ${query}: no ${what} has this name. There are: ${listed(entities, (each) => each.name)}`);
  throw new InputError(
    `${option} ${query}: ${matches.length} ${what}s have this name; give the URN or the ARM id. They are: ${listed(matches, (each) => each.armId ?? each.origin.resource)}`,
  );
}

/** A few of them, in order, and how many more there are. */
export function listed<T>(entities: readonly T[], text: (entity: T) => string): string {
  if (entities.length === 0) return "none";
  const texts = entities.map(text).sort(compareText);
  const most = 20;
  return texts.length > most ? `${texts.slice(0, most).join(", ")} and ${texts.length - most} more` : texts.join(", ");
}
