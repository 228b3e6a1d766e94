import { isNativeUpdate } from "../azure/declarations/identity.ts";
import { isNative } from "../azure/declarations/type-meaning.ts";
import { isAbsent, isList, isObject } from "../azure/values/field.ts";
import { type Properties, type PropertyValue, UNKNOWN } from "../resources/resource.ts";

/** What is known of a resource beside the inputs that were captured. */
export interface Circumstances {
  readonly type: string;
  readonly outputs: Properties;
  /** Paths of properties, as the program wrote them. */
  readonly ignoreChanges: readonly string[];
  /** Whether the program's value of a top-level property depends on other resources. */
  readonly isDependent: (property: string) => boolean;
}

/**
 * Returns the inputs that count. Those that were captured are not always those that a resource is made with. Where it is replaced, the engine
 * asks the policies first and puts the inputs together anew then, of what the program says alone: what `ignoreChanges` kept and what policies
 * remediated is gone. The outputs tell of it, because a preview copies into them what a resource is made with: where they say something else
 * than the inputs, they count. So they do of what is ignored in a resource that is deployed already.
 */
export function settledInputs(captured: Properties, circumstances: Circumstances): Properties {
  const { outputs, type, ignoreChanges } = circumstances;
  const toBeMade = isToBeMade(type, outputs);
  if (!toBeMade && ignoreChanges.length === 0) return captured;
  const ignored = ignoredProperties(ignoreChanges, captured, circumstances);
  let settled: Record<string, PropertyValue> | undefined;
  for (const name of new Set([...(toBeMade ? Object.keys(captured) : []), ...ignored])) {
    const value = settledValue(name, captured, { ...circumstances, isIgnored: ignored.has(name), toBeMade });
    if (value === captured[name]) continue;
    settled ??= { ...captured };
    settled[name] = value;
  }
  return settled ?? captured;
}

/** An update keeps the id of the classic provider, and the name of azure-native. */
function isToBeMade(type: string, outputs: Properties): boolean {
  return outputs["id"] === UNKNOWN && !isNativeUpdate(type, outputs);
}

/** By their first names: `subnets[0].routeTable` is of `subnets`. */
function ignoredProperties(paths: readonly string[], inputs: Properties, { outputs }: Circumstances): ReadonlySet<string> {
  const names = paths.map((path) => /^(?:\["([^"]*)"\]|([^.[]*))/.exec(path)).map((match) => match?.[1] ?? match?.[2] ?? "");
  return new Set(names.includes("*") ? [...Object.keys(inputs), ...Object.keys(outputs)] : names);
}

interface Standing extends Circumstances {
  readonly isIgnored: boolean;
  readonly toBeMade: boolean;
}

function settledValue(name: string, captured: Properties, standing: Standing): PropertyValue {
  const { isIgnored, toBeMade, type } = standing;
  const before = captured[name];
  const after = standing.outputs[name];
  // The names in the path are no outputs, and in a preview what nobody sets is not known either.
  if (after === undefined || (isAbsent(before) && after === UNKNOWN))
    return isIgnored && toBeMade && standing.isDependent(name) ? UNKNOWN : before;
  return merged(before, after, {
    // Azure adds to the lists of what is deployed, and the classic provider may change their order.
    lists: toBeMade && (isIgnored || isNative(type)),
    isCopy: toBeMade && (isIgnored || isRemediated(name, type)),
    type,
  });
}

interface Comparison {
  readonly lists: boolean;
  /** What is set is in the outputs too, and nothing else is known there. */
  readonly isCopy: boolean;
  readonly type: string;
}

/** The value with what the outputs say instead; the same one where they say the same. */
function merged(before: PropertyValue, after: PropertyValue, how: Comparison): PropertyValue {
  if (before === UNKNOWN || isAbsent(after)) return before;
  if (isAbsent(before) || after === UNKNOWN) return how.isCopy ? replaced(before, after) : before;
  if (isList(after)) return how.lists && isList(before) ? mergedList(before, after, how) : before;
  if (isObject(after)) return isObject(before) ? mergedObject(before, after, how) : before;
  return String(before).toLowerCase() === String(after).toLowerCase() ? before : after;
}

/** In a copy. */
function replaced(before: PropertyValue, after: PropertyValue): PropertyValue {
  return isAbsent(before) && after === UNKNOWN ? before : stated(after);
}

/** What the outputs say, without the members that nobody set. */
function stated(after: PropertyValue): PropertyValue {
  if (isList(after)) return after.map(stated);
  if (!isObject(after)) return after;
  return Object.fromEntries(Object.entries(after).flatMap(([name, value]) => (value === UNKNOWN ? [] : [[name, stated(value)]])));
}

function mergedList(before: readonly PropertyValue[], after: readonly PropertyValue[], how: Comparison): PropertyValue {
  if (before.length !== after.length) return stated(after);
  const items = after.map((item, index) => merged(before[index], item, how));
  return items.every((item, index) => item === before[index]) ? before : items;
}

/** A member that the outputs have no place for stays. */
function mergedObject(before: Properties, after: Properties, how: Comparison): PropertyValue {
  let result: Record<string, PropertyValue> | undefined;
  for (const [name, value] of Object.entries(after)) {
    const member = merged(before[name], value, { ...how, isCopy: how.isCopy || isRemediated(name, how.type) });
    if (member === before[name]) continue;
    result ??= { ...before };
    result[name] = member;
  }
  return result ?? before;
}

/** What the policy on subnets writes, where the program may say nothing. */
function isRemediated(name: string, type: string): boolean {
  return name === "privateEndpointNetworkPolicies" && isNative(type);
}
