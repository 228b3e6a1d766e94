import type { PolicyResource } from "@pulumi/policy";
import type { Properties, Provider, Resource } from "../resources/resource.ts";
import { type Circumstances, settledInputs } from "./settled-inputs.ts";
import { readProperties } from "./unknown-values.ts";

/** A stack as a stack policy sees it. */
export interface Stack {
  /** Those of the types that the readers know, with both halves. */
  readonly resources: readonly Resource[];
  /** URNs of everything in the stack. A violation names one of them: a preview shows any other at the stack. */
  readonly urns: ReadonlySet<string>;
  /** URN of the stack itself, for what concerns no single resource. */
  readonly urn: string;
}

/** The part of a stack policy's resource that is read here. */
export type StackResource = Pick<PolicyResource, "urn" | "type" | "name"> & {
  readonly props: unknown;
  readonly dependencies: readonly { readonly urn: string }[];
  readonly propertyDependencies: Readonly<Record<string, readonly { readonly urn: string }[]>>;
  readonly opts?: Partial<Pick<PolicyResource["opts"], "aliases" | "ignoreChanges">> | undefined;
  readonly provider?: { readonly urn: string; readonly props: unknown } | undefined;
};

/**
 * Returns the stack's network resources: outputs as handed, inputs as captured earlier under the same URN. Inputs are
 * undefined where none were captured, and where they are empty: nothing in Azure can be made without any, so the state holds
 * a resource that the program only reads, and "not set" must not be concluded from them. What has neither is not there: it is
 * new, and `--target` or `--exclude` leaves it out.
 */
export function readStack(
  resources: readonly StackResource[],
  inputs: ReadonlyMap<string, Properties>,
  isRelevantType: (type: string) => boolean,
): Stack {
  const urn = urnOfStack(resources);
  const origin = originOf(urn);
  return {
    resources: resources.filter(({ type }) => isRelevantType(type)).flatMap((resource) => readResource(resource, inputs, origin)),
    urns: new Set(resources.map((resource) => resource.urn)),
    urn,
  };
}

function readResource(resource: StackResource, inputs: ReadonlyMap<string, Properties>, origin: string): readonly Resource[] {
  const outputs = readProperties(resource.props);
  const id = outputs["id"];
  const captured = inputs.get(resource.urn) ?? {};
  const isEmpty = Object.keys(captured).length === 0;
  if (isEmpty && Object.keys(outputs).length === 0) return [];
  const read: Resource = {
    urn: resource.urn,
    type: resource.type,
    name: resource.name,
    id: typeof id === "string" && id !== "" ? id : undefined,
    inputs: isEmpty ? undefined : settledInputs(captured, circumstancesOf(resource, outputs)),
    outputs,
    dependencies: resource.dependencies.map(({ urn }) => urn),
    propertyDependencies: Object.fromEntries(
      Object.entries(resource.propertyDependencies).map(([property, dependencies]) => [property, dependencies.map(({ urn }) => urn)]),
    ),
    origin,
    provider: readProvider(resource.provider),
    ...aliasesOf(resource),
  };
  return [read];
}

function circumstancesOf({ type, opts, propertyDependencies }: StackResource, outputs: Properties): Circumstances {
  return {
    type,
    outputs,
    ignoreChanges: opts?.ignoreChanges ?? [],
    isDependent: (property) => (propertyDependencies[property] ?? []).length > 0,
  };
}

/** In a preview the engine names the one URN under which it found the resource in the state: a program cannot claim another. */
function aliasesOf({ opts }: StackResource): Pick<Resource, "aliases"> {
  const aliases = opts?.aliases ?? [];
  return aliases.length === 0 ? {} : { aliases };
}

export function readProvider(provider: StackResource["provider"]): Provider | undefined {
  if (provider === undefined) return undefined;
  const subscription = readProperties(provider.props)["subscriptionId"];
  return { urn: provider.urn, subscription: typeof subscription === "string" && subscription !== "" ? subscription : undefined };
}

/** The URN of the root stack, or what it must be: `urn:pulumi:<stack>::<project>::…` names both in every resource. */
export function urnOfStack(resources: readonly Pick<StackResource, "urn" | "type">[]): string {
  const root = resources.find(({ type }) => type === "pulumi:pulumi:Stack");
  if (root !== undefined) return root.urn;
  const { stack, project } = partsOf(resources[0]?.urn ?? "");
  return `urn:pulumi:${stack}::${project}::pulumi:pulumi:Stack::${project}-${stack}`;
}

export function originOf(urn: string): string {
  const { stack, project } = partsOf(urn);
  return `stack ${project}/${stack}`;
}

function partsOf(urn: string): { readonly stack: string; readonly project: string } {
  const [stack = "", project = ""] = urn.replace(/^urn:pulumi:/, "").split("::", 2);
  return { stack: stack || "unknown", project: project || "unknown" };
}
