import type { Path, Report, Verdict } from "../../../src/report/report.ts";
import { type Properties, type PropertyValue, type Resource, UNKNOWN } from "../../../src/resources/resource.ts";
import { baseOf, sizeOf, textOf } from "../reference/addresses.ts";

/** What a reader of the report would do with a remedy: change the program, deploy, and refresh. */

type Change = Path["remedies"][number]["changes"][number];

/** Removals last, for places in lists are those of the program as it is; an item is found again by its name. */
export function applyRemedy(resources: readonly Resource[], changes: readonly Change[]): readonly Resource[] {
  const isRemoval = ({ after, property }: Change): boolean => after === null && property !== "";
  const ordered = [...changes.filter((each) => !isRemoval(each)), ...changes.filter(isRemoval)];
  let now = resources;
  for (const change of ordered) now = applied(now, change);
  return now;
}

/** What an earlier change makes can be referred to by a later one. */
function applied(now: readonly Resource[], change: Change): readonly Resource[] {
  if (change.property !== "") return now.map((each) => (each.urn === change.resource ? edited(each, change, now) : each));
  if (change.after === null) return withoutResource(now, change.resource);
  const made = newResource(change, now);
  const earlier = now.find(({ urn }) => urn === made.urn);
  return earlier === undefined ? [...now, made] : now.map((each) => (each === earlier ? together(each, made) : each));
}

function withoutResource(resources: readonly Resource[], urn: string): readonly Resource[] {
  const gone = resources.find((each) => each.urn === urn);
  if (gone === undefined) throw new Error(`there is no ${urn} to remove`);
  // Azure lists it no more.
  return resources.filter((each) => each !== gone).map((each) => ({ ...each, outputs: unlisted(each.outputs, gone.id) }));
}

function unlisted(outputs: Properties | undefined, id: string | undefined): Properties | undefined {
  if (outputs === undefined || id === undefined) return outputs;
  const entries = Object.entries(outputs).map(([name, value]): [string, PropertyValue] => [
    name,
    Array.isArray(value) ? value.filter((item) => (item as Properties | null)?.["id"] !== id) : value,
  ]);
  return Object.fromEntries(entries);
}

/** What two remedies make for one subnet is one table with the routes of both. */
function together(one: Resource, other: Resource): Resource {
  const entries = Object.entries(other.inputs ?? {}).map(([name, value]): [string, PropertyValue] => {
    const earlier = one.inputs?.[name];
    return [name, Array.isArray(value) && Array.isArray(earlier) ? [...earlier, ...value] : value];
  });
  return { ...one, inputs: Object.fromEntries(entries) };
}

function newResource({ resource: urn, after }: Change, resources: readonly Resource[]): Resource {
  const type = (urn.split("::")[2] ?? "").split("$").at(-1) ?? "";
  const { value, uses } = interpolated(after, resources);
  return {
    urn,
    type,
    name: urn.split("::").at(-1) ?? "",
    id: undefined,
    inputs: value as Properties,
    outputs: {},
    dependencies: [],
    propertyDependencies: Object.fromEntries(
      Object.keys(value as Properties).map((name) => [name, uses.filter((use) => use.top === name).map((use) => use.urn)]),
    ),
    origin: "",
  };
}

function edited(resource: Resource, change: Change, resources: readonly Resource[]): Resource {
  const { property, before, after } = change;
  const side = resource.inputs === undefined ? "outputs" : "inputs";
  const copy = structured(resource[side] ?? {}) as Record<string, PropertyValue>;
  const { value, uses } = interpolated(after, resources);
  put(copy, property, { value, before, after });
  const top = property.split(/[.[]/)[0] ?? "";
  const dependsOn = [...(resource.propertyDependencies[top] ?? []), ...uses.map(({ urn }) => urn)];
  const changed: Resource = { ...resource, [side]: copy, propertyDependencies: { ...resource.propertyDependencies, [top]: dependsOn } };
  return after === null ? withoutListed(changed, top, nameIn(before)) : changed;
}

/** What Azure lists of the items of an inline list is what the program says, after the deployment. */
function withoutListed(resource: Resource, list: string, name: PropertyValue): Resource {
  const listed = resource.outputs?.[list];
  if (name === undefined || !Array.isArray(listed)) return resource;
  return { ...resource, outputs: { ...resource.outputs, [list]: listed.filter((item) => nameIn(item) !== name) } };
}

interface Put {
  readonly value: PropertyValue;
  readonly before: unknown;
  readonly after: unknown;
}

function put(root: object, property: string, { value, before, after }: Put): void {
  const steps = property.replace(/\[(\d+)\]/g, ".$1").split(".");
  const last = steps.pop() ?? "";
  let holder = root as Record<string, unknown>;
  for (const [at, step] of steps.entries()) {
    holder[step] ??= /^\d+$/.test(steps[at + 1] ?? last) ? [] : {};
    holder = holder[step] as Record<string, unknown>;
  }
  if (!Array.isArray(holder)) holder[last] = value;
  else if (after === null)
    holder.splice(
      holder.findIndex((item) => nameIn(item) === nameIn(before)),
      1,
    );
  else if (before === null) holder.push(value);
  else holder[Number(last)] = value;
}

function nameIn(item: unknown): PropertyValue {
  return (item as Properties | null)?.["name"];
}

interface Use {
  readonly top: string;
  readonly urn: string;
}

/** `${name.property}` is another resource's output: not known before the deployment, but known whose it is. */
function interpolated(after: unknown, resources: readonly Resource[]): { readonly value: PropertyValue; readonly uses: readonly Use[] } {
  const uses: Use[] = [];
  const visit = (value: unknown, top: string): PropertyValue => {
    const name = typeof value === "string" ? /^\$\{([^.}]+)\./.exec(value)?.[1] : undefined;
    if (name !== undefined) {
      for (const { urn } of resources.filter((each) => each.urn.endsWith(`::${name}`))) uses.push({ top, urn });
      return UNKNOWN;
    }
    if (Array.isArray(value)) return value.map((item) => visit(item, top));
    if (typeof value !== "object" || value === null) return value as PropertyValue;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, visit(item, top === "" ? key : top)]));
  };
  return { value: visit(after, ""), uses };
}

function structured(value: PropertyValue): PropertyValue {
  if (Array.isArray(value)) return value.map(structured);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, structured(item)]));
}

const SEVERITY: readonly Verdict[] = ["bypassed", "inconclusive", "undelivered", "inspected"];

/** The worst verdict for each gateway, endpoint and address. */
export function verdictsOf({ paths, unadvertised }: Report): ReadonlyMap<string, Verdict> {
  const verdicts = new Map<string, Verdict>();
  for (const path of [...paths, ...unadvertised])
    for (const key of keysOf(path)) {
      const earlier = verdicts.get(key);
      if (earlier === undefined || SEVERITY.indexOf(path.verdict) < SEVERITY.indexOf(earlier)) verdicts.set(key, path.verdict);
    }
  return verdicts;
}

/** One for each address: how they are put together into prefixes depends on what fares alike. */
export function keysOf({ gateway, endpoint }: Path): readonly string[] {
  return endpoint.addresses.flatMap(addressesIn).map((address) => `${gateway.name} ${endpoint.name} ${address}`);
}

function addressesIn(cidr: string): readonly string[] {
  const size = sizeOf(cidr);
  return size > 256 ? [cidr] : Array.from({ length: size }, (_, n) => textOf(baseOf(cidr) + n));
}

/** Paths that fare worse than before, or are new and not inspected, or were inspected and are gone. */
export function worsened(before: ReadonlyMap<string, Verdict>, after: ReadonlyMap<string, Verdict>): readonly string[] {
  const old = [...before].filter(([key, verdict]) => {
    const now = after.get(key);
    return now === undefined ? verdict === "inspected" : SEVERITY.indexOf(now) < SEVERITY.indexOf(verdict);
  });
  const added = [...after].filter(([key, verdict]) => verdict !== "inspected" && !before.has(key));
  return [...old, ...added].map(([key]) => key);
}
