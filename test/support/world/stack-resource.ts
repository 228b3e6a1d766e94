import type { Properties, Resource } from "../../../src/resources/resource.ts";
import { armId, tokenOf, urnOf } from "./spelling.ts";

/** A resource of the test stack before its token is spelled. Dependencies are given as `Type name` for each input property. */
export interface Declaration {
  readonly type: string;
  readonly name: string;
  /** Below Microsoft.Network, or the whole id. */
  readonly path: string;
  readonly inputs: Properties;
  /** Beside `id` and `name`, which every resource answers. */
  readonly outputs: Properties;
  readonly dependsOn: Readonly<Record<string, readonly string[]>>;
}

/** The resource as it stands in the state of a stack. */
export function resourceOf(declaration: Declaration, apiVersion: string | undefined): Resource {
  const { type, name, path, inputs, outputs, dependsOn } = declaration;
  const token = tokenOf(type, apiVersion);
  const urns = (targets: readonly string[]): readonly string[] => targets.map((target) => urnOfTarget(target, apiVersion));
  const propertyDependencies = Object.fromEntries(Object.entries(dependsOn).map(([property, targets]) => [property, urns(targets)]));
  const id = path.startsWith("/") ? path : armId(path);
  return {
    urn: urnOf(token, name),
    type: token,
    name,
    id,
    inputs: { resourceGroupName: "net", ...inputs },
    outputs: { id, name: path.split("/").at(-1), ...outputs },
    dependencies: [...new Set(Object.values(propertyDependencies).flat())],
    propertyDependencies,
    origin: "stack",
  };
}

function urnOfTarget(target: string, apiVersion: string | undefined): string {
  const [type = "", name = ""] = target.split(" ");
  return urnOf(tokenOf(type, apiVersion), name);
}
