import type { PropertyValue, Resource } from "../../../src/resources/resource.ts";
import { isList, isObject } from "./places.ts";

/**
 * The resources with everything recorded that their inputs refer to, as if each id and each parent's name were an output of the resource that
 * it belongs to. A child that stands in its parent's inputs belongs to the parent.
 */
export function withTrueDependencies(resources: readonly Resource[]): readonly Resource[] {
  // An association has the id of its subnet: that is the subnet's, which comes first.
  const byId = new Map([...resources].reverse().flatMap(({ id, urn }) => (id === undefined ? [] : [[id.toLowerCase(), urn] as const])));
  return resources.map((resource) => {
    const found = Object.entries(resource.inputs ?? {}).map(([property, value]) => {
      const owners = idsIn(value).flatMap((id) => ownerOf(id, byId) ?? []);
      return [property, [...new Set([...(resource.propertyDependencies[property] ?? []), ...owners])]] as const;
    });
    const propertyDependencies = Object.fromEntries(found.filter(([, urns]) => urns.length > 0));
    return { ...resource, propertyDependencies, dependencies: [...new Set(Object.values(propertyDependencies).flat())] };
  });
}

function idsIn(value: PropertyValue): readonly string[] {
  if (typeof value === "string") return value.toLowerCase().startsWith("/subscriptions/") ? [value.toLowerCase()] : [];
  if (isList(value)) return value.flatMap(idsIn);
  return isObject(value) ? Object.values(value).flatMap(idsIn) : [];
}

function ownerOf(id: string, byId: ReadonlyMap<string, string>): string | undefined {
  for (let part = id; part.includes("/"); part = part.slice(0, part.lastIndexOf("/"))) {
    const urn = byId.get(part);
    if (urn !== undefined) return urn;
  }
  return undefined;
}
