import type { Resource } from "./resource.ts";

/**
 * The resource without what was recorded that it depends on. A dependency is a good hint at what an unknown value will be, but no proof: the
 * value may be worked out from it in any way.
 */
export function withoutDependencies(resource: Resource): Resource {
  return { ...resource, dependencies: [], propertyDependencies: {} };
}
