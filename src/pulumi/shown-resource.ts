import type { ResourceValidationArgs } from "@pulumi/policy";
import type { Resource } from "../resources/resource.ts";
import { originOf, readProvider } from "./read-stack.ts";
import { readProperties } from "./unknown-values.ts";

/**
 * Returns a resource as a resource policy is shown it, before its operation: what it asks for, and nothing of what Azure answers. No inputs
 * where they are empty: then the state holds a resource that the program only reads.
 */
export function shownResource({ urn, type, name, props, provider }: ResourceValidationArgs): Resource {
  const inputs = readProperties(props);
  return {
    urn,
    type,
    name,
    id: undefined,
    inputs: Object.keys(inputs).length > 0 ? inputs : undefined,
    outputs: undefined,
    dependencies: [],
    propertyDependencies: {},
    origin: originOf(urn),
    provider: readProvider(provider),
  };
}
