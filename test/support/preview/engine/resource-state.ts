import type { AnalyzedOptions } from "../analysis-request.ts";
import { asExported, type WireObject } from "../wire.ts";

/** What a program asks the engine for. */
export interface Registration {
  readonly type: string;
  readonly name: string;
  readonly custom: boolean;
  /** URN; empty for the stack. */
  readonly parent: string;
  /** `<urn>::<id>`; empty for components and where the default provider serves. */
  readonly provider: string;
  /** Version of the SDK, which names the default provider. */
  readonly version: string;
  readonly inputs: WireObject;
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly options: AnalyzedOptions;
}

export type Operation = "create" | "update" | "replace" | "same" | "read";

/** A resource after its registration. */
export interface ResourceState {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly custom: boolean;
  /** Whether the program only reads it: policies are not shown such resources. */
  readonly external: boolean;
  readonly operation: Operation;
  /** Undefined while it is not known, and for components. */
  readonly id: string | undefined;
  readonly parent: string;
  readonly provider: string;
  /** As the provider checked them, and as policies remediated them; secrets are still wrapped. */
  readonly inputs: WireObject;
  readonly outputs: WireObject;
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly options: AnalyzedOptions;
}

/** A `pulumi stack export --show-secrets`. */
export interface StackExport {
  readonly version: 3;
  readonly deployment: {
    readonly manifest: { readonly time: string; readonly magic: string; readonly version: string };
    readonly resources: readonly ExportedResource[];
  };
}

export interface ExportedResource {
  readonly urn: string;
  readonly custom: boolean;
  readonly id?: string;
  readonly type: string;
  readonly inputs?: WireObject;
  readonly outputs?: WireObject;
  readonly parent?: string;
  readonly dependencies?: readonly string[];
  readonly provider?: string;
  readonly propertyDependencies?: Readonly<Record<string, readonly string[]>>;
  readonly external?: true;
}

/** The time is fixed so that the same program gives the same bytes. */
export function exportOf(resources: readonly ResourceState[]): StackExport {
  return {
    version: 3,
    deployment: { manifest: { time: "2026-01-01T00:00:00Z", magic: "", version: "v3.245.0" }, resources: resources.map(exported) },
  };
}

function exported(state: ResourceState): ExportedResource {
  return {
    urn: state.urn,
    custom: state.custom,
    ...(state.id === undefined ? {} : { id: state.id }),
    type: state.type,
    ...(Object.keys(state.inputs).length === 0 ? {} : { inputs: asExported(state.inputs) }),
    ...(Object.keys(state.outputs).length === 0 ? {} : { outputs: asExported(state.outputs) }),
    ...(state.parent === "" ? {} : { parent: state.parent }),
    ...(state.external ? { external: true } : {}),
    ...(state.dependencies.length === 0 ? {} : { dependencies: state.dependencies }),
    ...(state.provider === "" ? {} : { provider: state.provider }),
    ...(Object.keys(state.propertyDependencies).length === 0 ? {} : { propertyDependencies: state.propertyDependencies }),
  };
}
