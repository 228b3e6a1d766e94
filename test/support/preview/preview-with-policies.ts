import type {
  AnalyzedResource,
  AnalyzedStackResource,
  Diagnostic,
  NotApplicable,
  PackInfo,
  PolicyConfig,
  Remediation,
} from "./analysis-request.ts";
import { EmbeddedStack, type Program, type ResourceState, type Run } from "./embedded-engine.ts";
import { isStack, urnOfProvider } from "./engine/urn.ts";
import { type PolicyServer, type PolicyServerOptions, startPolicyServer } from "./policy-server.ts";
import type { WireObject } from "./wire.ts";

export interface PolicyPreviewOptions extends PolicyServerOptions {
  /** What a file given to `--policy-pack-config` says. */
  readonly policyConfig?: Readonly<Record<string, string | PolicyConfig>>;
  /** The stack to preview against; a new one unless given. */
  readonly stack?: EmbeddedStack;
}

/** Everything that `pulumi preview --policy-pack` learns. */
export interface PolicyPreview {
  readonly run: Run;
  readonly pack: PackInfo;
  /** In the order of their arrival; each with a URN, as the engine gives the stack's to those that name none. */
  readonly diagnostics: readonly Diagnostic[];
  readonly remediations: readonly (Remediation & { readonly urn: string })[];
  readonly notApplicable: readonly NotApplicable[];
  /** 1 if a mandatory policy was violated, as with the CLI. */
  readonly exitStatus: 0 | 1;
}

/**
 * Previews a program with a policy pack as the CLI does: the real policy server, configured first, sees each resource as it is registered
 * (remediations, then analysis) and at the end all resources of the stack. Reads and deletions are not shown to it.
 */
export async function previewWithPolicies(program: Program, options: PolicyPreviewOptions): Promise<PolicyPreview> {
  const server = await startPolicyServer(options);
  try {
    await server.configure(options.policyConfig ?? {});
    return await previewAgainst(server, program, options.stack ?? new EmbeddedStack());
  } finally {
    await server.stop();
  }
}

/** The same with a server that runs already and is configured: several previews in one process, as with the Automation API. */
export async function previewAgainst(server: PolicyServer, program: Program, stack: EmbeddedStack): Promise<PolicyPreview> {
  const diagnostics: Diagnostic[] = [];
  const remediations: (Remediation & { readonly urn: string })[] = [];
  const notApplicable: NotApplicable[] = [];

  const beforeOperation = async (resource: AnalyzedResource): Promise<WireObject> => {
    let properties = resource.properties;
    for (const remediation of await server.remediate(resource)) {
      if (remediation.diagnostic !== "") diagnostics.push(advice(remediation, resource.urn));
      else remediations.push({ ...remediation, urn: resource.urn });
      properties = remediation.properties ?? properties;
    }
    const response = await server.analyze({ ...resource, properties });
    // The engine puts the analysed resource in the place of whatever resource the policy named.
    diagnostics.push(...response.diagnostics.map((diagnostic) => ({ ...withoutRemediate(diagnostic), urn: resource.urn })));
    notApplicable.push(...response.notApplicable);
    return properties;
  };

  const run = await stack.preview(program, beforeOperation);
  const stackUrn = run.resources.find(({ urn }) => isStack(urn))?.urn ?? "";
  const states = new Map(run.resources.map((state) => [state.urn, state]));
  const response = await server.analyzeStack(
    run.resources.filter(({ external }) => !external).map((state) => asAnalyzed(state, states.get(urnOfProvider(state.provider)))),
  );
  diagnostics.push(
    ...response.diagnostics.map((diagnostic) => ({ ...diagnostic, urn: diagnostic.urn === "" ? stackUrn : diagnostic.urn })),
  );
  notApplicable.push(...response.notApplicable);
  const failed = diagnostics.some(({ enforcementLevel }) => enforcementLevel === "mandatory");
  return { run, pack: server.info, diagnostics, remediations, notApplicable, exitStatus: failed ? 1 : 0 };
}

/** A remediation that could not run is reported as a violation that fails nothing. */
function advice({ policyName, policyPackName, policyPackVersion, description, diagnostic }: Remediation, urn: string): Diagnostic {
  const level = { enforcementLevel: "advisory", severity: "unspecified" } as const;
  return { policyName, policyPackName, policyPackVersion, description, message: diagnostic, urn, ...level };
}

/** A resource that a remediation left in violation is a violation of a mandatory policy. */
function withoutRemediate(diagnostic: Diagnostic): Diagnostic {
  return diagnostic.enforcementLevel === "remediate" ? { ...diagnostic, enforcementLevel: "mandatory" } : diagnostic;
}

function asAnalyzed(state: ResourceState, provider: ResourceState | undefined): AnalyzedStackResource {
  const { urn, type, name, outputs, options, parent, dependencies, propertyDependencies } = state;
  return {
    urn,
    type,
    name,
    properties: outputs,
    // Unlike the analysis of one resource, that of the stack is told the parent outside the options.
    options: { ...options, parent: "" },
    ...(provider === undefined
      ? {}
      : { provider: { urn: provider.urn, type: provider.type, name: provider.name, properties: provider.inputs } }),
    parent,
    dependencies,
    propertyDependencies,
  };
}
