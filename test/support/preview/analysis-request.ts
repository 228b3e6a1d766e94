import type { WireObject } from "./wire.ts";

/** One resource as the engine hands it to a policy pack: before the operation with its checked inputs, at the end with its outputs. */
export interface AnalyzedResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly properties: WireObject;
  readonly options?: Partial<AnalyzedOptions>;
  readonly provider?: { readonly urn: string; readonly type: string; readonly name: string; readonly properties: WireObject };
}

/** What only the analysis of the whole stack is told. */
export interface AnalyzedStackResource extends AnalyzedResource {
  readonly parent?: string;
  readonly dependencies?: readonly string[];
  readonly propertyDependencies?: Readonly<Record<string, readonly string[]>>;
}

export interface AnalyzedOptions {
  readonly protect: boolean;
  readonly ignoreChanges: readonly string[];
  readonly aliases: readonly string[];
  readonly additionalSecretOutputs: readonly string[];
  readonly deleteBeforeReplace: boolean | undefined;
  readonly parent: string;
}

/** The levels as the protocol numbers them. */
export type EnforcementLevel = "advisory" | "mandatory" | "disabled" | "remediate";
export type PolicySeverity = "unspecified" | "low" | "medium" | "high" | "critical";

export interface Diagnostic {
  readonly policyName: string;
  readonly policyPackName: string;
  readonly policyPackVersion: string;
  readonly message: string;
  readonly description: string;
  readonly enforcementLevel: EnforcementLevel;
  readonly severity: PolicySeverity;
  /** Empty where the policy named none. */
  readonly urn: string;
}

export interface NotApplicable {
  readonly policyName: string;
  readonly reason: string;
}

export interface AnalysisResponse {
  readonly diagnostics: readonly Diagnostic[];
  readonly notApplicable: readonly NotApplicable[];
}

/** What a policy changed in the inputs of one resource, or why it could not. */
export interface Remediation {
  readonly policyName: string;
  readonly policyPackName: string;
  readonly policyPackVersion: string;
  readonly description: string;
  readonly properties: WireObject | undefined;
  readonly diagnostic: string;
}

export interface PackInfo {
  readonly name: string;
  readonly version: string;
  readonly policies: readonly {
    readonly name: string;
    readonly description: string;
    readonly enforcementLevel: EnforcementLevel;
    /** The configuration schema's properties, as JSON schema. */
    readonly configSchema: WireObject | undefined;
  }[];
}

/** Configuration of one policy: its own properties, and the level under the name that Pulumi reserves for it. */
export interface PolicyConfig {
  readonly enforcementLevel?: EnforcementLevel;
  readonly [property: string]: unknown;
}
