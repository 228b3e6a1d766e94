import { isList, isObject, type Properties, type PropertyValue, type Resource, UNKNOWN } from "./resource.ts";
import { parseUrn } from "./urn.ts";

/** One step in the program: a property that gets another value, a resource that is made, or one that goes. */
export interface ResourceChange {
  /** The URN; of a resource that is to be made, the one that it will have. */
  readonly resource: string;
  /** Path in the inputs, in the provider's own spelling: `subnets[0].privateEndpointNetworkPolicies`. Empty: the resource as a whole. */
  readonly property: string;
  /** Null: it is not set, or not there. */
  readonly before: PropertyValue;
  /** Null: it is removed; an item of a list closes up. A value that is not known yet is in `outputs`. */
  readonly after: PropertyValue;
  /** Where in `after` a value stands that is another resource's output; the path is empty for `after` itself. */
  readonly outputs: readonly OutputUse[];
}

export interface OutputUse {
  readonly path: string;
  readonly resource: string;
  readonly property: string;
}

/**
 * Returns the resources as they are after the changes. Each was made out for the resources as they are before: what is added to a list comes
 * to its end, and what is removed goes last. Throws for a change that fits no resource: a defect of whoever made it.
 */
export function applyChanges(resources: readonly Resource[], changes: readonly ResourceChange[]): readonly Resource[] {
  const changed = new Map<string, Resource | undefined>();
  const wanted = new Set(changes.map(({ resource }) => resource));
  for (const each of resources) if (wanted.has(each.urn)) changed.set(each.urn, each);
  const made: string[] = [];
  for (const change of inOrder(changes)) {
    if (!changed.has(change.resource)) made.push(change.resource);
    changed.set(change.resource, applied(changed.get(change.resource), change));
  }
  const kept = resources.flatMap((each) => (wanted.has(each.urn) ? (changed.get(each.urn) ?? []) : [each]));
  const gone = new Set(
    resources.flatMap(({ urn, id }) => (id !== undefined && wanted.has(urn) && changed.get(urn) === undefined ? [id] : [])),
  );
  const left = gone.size === 0 ? kept : kept.map((each) => withoutItems(each, (item) => gone.has(String(item["id"]))));
  return [...left, ...made.flatMap((urn) => changed.get(urn) ?? [])];
}

/** What Azure answered of a resource, without what is not there any more: the deployment that removes it is over. */
function withoutItems(resource: Resource, isGone: (item: Properties) => boolean): Resource {
  const { outputs } = resource;
  if (outputs === undefined) return resource;
  const isGoneItem = (item: PropertyValue): boolean => isObject(item) && isGone(item);
  const lists = Object.entries(outputs).flatMap(([name, value]) =>
    isList(value) && value.some(isGoneItem) ? [[name, value.filter((item) => !isGoneItem(item))] as const] : [],
  );
  return lists.length === 0 ? resource : { ...resource, outputs: { ...outputs, ...Object.fromEntries(lists) } };
}

/** Items leave a list from its end, so that the places of the others stay what they were. */
function inOrder(changes: readonly ResourceChange[]): readonly ResourceChange[] {
  const removals = changes.filter(isRemovalOfItem);
  const indexOf = ({ property }: ResourceChange): number => Number(partsOf(property).at(-1));
  return [...changes.filter((each) => !isRemovalOfItem(each)), ...removals.sort((a, b) => indexOf(b) - indexOf(a))];
}

function isRemovalOfItem({ property, after }: ResourceChange): boolean {
  return after === null && property.endsWith("]");
}

function applied(resource: Resource | undefined, change: ResourceChange): Resource | undefined {
  const { property, after } = change;
  if (property === "") return after === null ? undefined : joined(resource, made(change));
  if (resource === undefined) throw new Error(`there is no ${change.resource} to set ${property} of`);
  // Of what is only read, what Azure answered is all that there is.
  const side = resource.inputs === undefined ? "outputs" : "inputs";
  const properties = withValue(resource[side] ?? {}, partsOf(property), change);
  if (!isObject(properties)) throw new Error(`${property} is no property`);
  const set = { ...withDependencies(resource, change), [side]: properties };
  const gone = isRemovalOfItem(change) && isObject(change.before) ? change.before["name"] : undefined;
  return gone === undefined ? set : withoutItems(set, ({ name }) => name === gone);
}

/** What is made for two purposes serves both: its lists hold the items of both. */
function joined(earlier: Resource | undefined, resource: Resource): Resource {
  if (earlier?.inputs === undefined || resource.inputs === undefined) return resource;
  const inputs: Record<string, PropertyValue> = { ...earlier.inputs };
  for (const [name, value] of Object.entries(resource.inputs)) {
    const before = inputs[name];
    inputs[name] = isList(before) && isList(value) ? [...before, ...value] : value;
  }
  const propertyDependencies = { ...earlier.propertyDependencies, ...resource.propertyDependencies };
  return {
    ...resource,
    inputs,
    propertyDependencies,
    dependencies: [...new Set([...earlier.dependencies, ...resource.dependencies])].sort(),
  };
}

function made(change: ResourceChange): Resource {
  const { resource: urn, after } = change;
  const { type, name } = parseUrn(urn) ?? { type: "", name: "" };
  const resource: Resource = {
    urn,
    type,
    name,
    id: undefined,
    inputs: after as Properties,
    outputs: {},
    dependencies: [],
    propertyDependencies: {},
    origin: "",
  };
  return withDependencies(resource, change);
}

function withDependencies(resource: Resource, { property, outputs }: ResourceChange): Resource {
  if (outputs.length === 0) return resource;
  const propertyDependencies: Record<string, readonly string[]> = { ...resource.propertyDependencies };
  for (const use of outputs) {
    const [top] = partsOf(property === "" ? use.path : property);
    if (typeof top === "string") propertyDependencies[top] = [...new Set([...(propertyDependencies[top] ?? []), use.resource])].sort();
  }
  const dependencies = [...new Set([...resource.dependencies, ...outputs.map((use) => use.resource)])].sort();
  return { ...resource, dependencies, propertyDependencies };
}

/** `routes[2].name` as `routes`, 2, `name`. */
export function partsOf(path: string): readonly (string | number)[] {
  return [...path.matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map(([, index, name]) => (index === undefined ? (name ?? "") : Number(index)));
}

/** The value at the path; undefined where there is none, `UNKNOWN` below what is not known. */
export function valueAt(value: PropertyValue, parts: readonly (string | number)[]): PropertyValue {
  const [part, ...rest] = parts;
  if (part === undefined || value === UNKNOWN) return value;
  if (typeof part === "number") return isList(value) ? valueAt(value[part], rest) : undefined;
  return isObject(value) ? valueAt(value[part], rest) : undefined;
}

function withValue(value: PropertyValue, [part, ...rest]: readonly (string | number)[], change: ResourceChange): PropertyValue {
  if (part === undefined) return change.after;
  if (typeof part === "string") {
    const properties = isObject(value) ? value : {};
    return { ...properties, [part]: withValue(properties[part], rest, change) };
  }
  const items = isList(value) ? value : [];
  if (rest.length > 0) return items.map((item, index) => (index === part ? withValue(item, rest, change) : item));
  if (change.before === null) return [...items, change.after];
  return items.flatMap((item, index) => (index !== part ? [item] : change.after === null ? [] : [change.after]));
}
