import type { Resource } from "../resources/resource.ts";

/** `project/stack` of a resource, from its URN; undefined for an ARM id, which tells of no stack. */
export function stackOf(resource: string): string | undefined {
  const [, stack, project] = /^urn:pulumi:(.+?)::(.+?)::/.exec(resource) ?? [];
  return stack === undefined || project === undefined ? undefined : `${project}/${stack}`;
}

/** The stacks that the resources are of. */
export function stacksOf(resources: readonly Resource[]): ReadonlySet<string> {
  const stacks = new Set<string>();
  for (const { urn } of resources) {
    const stack = stackOf(urn);
    if (stack !== undefined) stacks.add(stack);
  }
  return stacks;
}
