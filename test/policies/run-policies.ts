import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type Policies,
  type ReportViolation,
  type ResourceValidation,
  type ResourceValidationArgs,
  type StackValidationArgs,
  unknownCheckingProxy,
} from "@pulumi/policy";

/** A resource of a stack export, as the engine hands it on: values as on the wire. */
export interface DeployedResource {
  readonly urn: string;
  readonly type: string;
  readonly inputs?: Record<string, unknown>;
  readonly outputs?: Record<string, unknown>;
  readonly dependencies?: readonly string[];
  readonly propertyDependencies?: Readonly<Record<string, readonly string[]>>;
  readonly aliases?: readonly string[];
}

export interface ReportedViolation {
  readonly policy: string;
  readonly message: string;
  readonly urn: string;
  readonly enforcementLevel?: string;
  readonly severity?: string;
}

export interface PolicyRun {
  readonly violations: readonly ReportedViolation[];
  /** Policy → reason. */
  readonly notApplicable: Readonly<Record<string, string>>;
}

export interface RunOptions {
  /** Policy → configuration. */
  readonly config?: Readonly<Record<string, object>>;
  readonly disabled?: readonly string[];
}

export const UNKNOWN_ON_THE_WIRE = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The stack and the configuration of a published case. */
export function conformanceCase(name: string): {
  readonly resources: readonly DeployedResource[];
  readonly config: { readonly firewalls: readonly string[] };
} {
  const folder = join(__dirname, "../conformance/cases", name);
  const read = (file: string) => JSON.parse(readFileSync(join(folder, file), "utf8"));
  return { resources: read("stack.json").deployment.resources, config: read("config.json") };
}

/** The firewalls of a file's configuration in the form that a pack takes. */
export function forPack({ firewalls }: { readonly firewalls: readonly string[] }): {
  readonly firewalls: readonly { readonly address: string }[];
} {
  return { firewalls: firewalls.map((address) => ({ address })) };
}

class NotApplicable extends Error {}

/**
 * Runs policies on a stack as the SDK does: resource policies on the inputs of each resource, then stack policies on all outputs, each on
 * copies of its own behind proxies that throw on unknown values.
 */
export function runPolicies(
  policies: Policies,
  resources: readonly DeployedResource[],
  { config = {}, disabled = [] }: RunOptions = {},
): PolicyRun {
  const enabled = policies.filter(({ name, enforcementLevel }) => enforcementLevel !== "disabled" && !disabled.includes(name));
  const violations: ReportedViolation[] = [];
  const notApplicable: Record<string, string> = {};
  const reporter =
    (policy: string): ReportViolation =>
    (object: unknown) =>
      void violations.push({ policy, ...(object as Omit<ReportedViolation, "policy">) });

  for (const { urn, type, inputs = {} } of resources) {
    for (const policy of enabled) {
      if (!("validateResource" in policy)) continue;
      const args = {
        urn,
        type,
        name: nameOf(urn),
        props: proxied(inputs),
        stackTags: new Map(),
        getConfig: () => config[policy.name] ?? {},
      };
      void (policy.validateResource as ResourceValidation)(args as unknown as ResourceValidationArgs, reporter(policy.name));
    }
  }
  for (const policy of enabled) {
    if (!("validateStack" in policy)) continue;
    try {
      void policy.validateStack(stackArgs(resources, config[policy.name] ?? {}), reporter(policy.name));
    } catch (error) {
      if (!(error instanceof NotApplicable)) throw error;
      notApplicable[policy.name] = error.message;
    }
  }
  return { violations, notApplicable };
}

function stackArgs(resources: readonly DeployedResource[], config: object): StackValidationArgs {
  const known = new Set(resources.map(({ urn }) => urn));
  // The SDK resolves dependencies within the stack and drops the others.
  const refer = (urns: readonly string[]) => urns.filter((urn) => known.has(urn)).map((urn) => ({ urn }));
  const args = {
    resources: resources.map(({ urn, type, outputs = {}, dependencies = [], propertyDependencies = {}, aliases = [] }) => ({
      urn,
      type,
      name: nameOf(urn),
      props: proxied(outputs),
      opts: { aliases },
      dependencies: refer(dependencies),
      propertyDependencies: Object.fromEntries(Object.entries(propertyDependencies).map(([property, urns]) => [property, refer(urns)])),
    })),
    stackTags: new Map(),
    getConfig: () => structuredClone(config),
    notApplicable: (reason: string) => {
      throw new NotApplicable(reason);
    },
  };
  return args as unknown as StackValidationArgs;
}

function proxied(properties: Record<string, unknown>): unknown {
  return unknownCheckingProxy(structuredClone(properties));
}

function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}
