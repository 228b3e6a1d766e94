import { Cloud } from "./azure-native.ts";
import { Deployment, type DeploymentOptions } from "./engine/deployment.ts";
import { startMonitor } from "./engine/monitor-server.ts";
import { exportOf, type ResourceState, type StackExport } from "./engine/resource-state.ts";
import { type Program, runProgram } from "./engine/run-program.ts";
import { isStack } from "./engine/urn.ts";
import type { WireObject } from "./wire.ts";

export type { ResourceState, StackExport } from "./engine/resource-state.ts";
export type { Program } from "./engine/run-program.ts";

export interface EmbeddedStackOptions {
  readonly project?: string;
  readonly stack?: string;
  readonly organization?: string;
  /** Keys with their namespace: `azure-native:location`. */
  readonly config?: Readonly<Record<string, string>>;
  /** Azure, to be shared with other stacks. */
  readonly cloud?: Cloud;
  /** The stacks whose outputs the program may refer to. */
  readonly others?: readonly EmbeddedStack[];
}

/** What one run registered, in the order of registration; the stack and the providers are among them, as they are with the CLI. */
export interface Run {
  readonly resources: readonly ResourceState[];
  /** The stack's own outputs. */
  readonly outputs: WireObject;
}

/**
 * A stack, and an engine that runs programs against it without any Pulumi CLI, plugin or account: the SDK's own runtime talks over gRPC to a
 * resource monitor, which answers as the engine and the azure-native provider do. It knows no transforms,
 * hooks, aliases, imports or ignored changes.
 */
export class EmbeddedStack {
  readonly cloud: Cloud;
  private readonly options: EmbeddedStackOptions;
  private deployed: Run = { resources: [], outputs: {} };

  constructor(options: EmbeddedStackOptions = {}) {
    this.options = options;
    this.cloud = options.cloud ?? new Cloud();
  }

  /** `organization/project/stack`. */
  get fullName(): string {
    return `${this.organization}/${this.project}/${this.stack}`;
  }

  /** What `pulumi preview` computes: of a new stack, or, after `up`, of the change to what is deployed. */
  preview(program: Program, beforeOperation?: DeploymentOptions["beforeOperation"]): Promise<Run> {
    return this.run(program, true, beforeOperation);
  }

  /** Deploys, and deletes what the program no longer declares. */
  async up(program: Program): Promise<Run> {
    this.deployed = await this.run(program, false, undefined);
    return this.deployed;
  }

  /** Replaces the recorded outputs by what Azure answers now. */
  refresh(): void {
    const resources = this.deployed.resources.map((state) =>
      state.id !== undefined && this.cloud.find(state.id) !== undefined ? { ...state, outputs: this.cloud.outputsOf(state.id) } : state,
    );
    this.deployed = { ...this.deployed, resources };
  }

  /** `pulumi stack export --show-secrets`. */
  export(): StackExport {
    return exportOf(this.deployed.resources);
  }

  get outputs(): WireObject {
    return this.deployed.outputs;
  }

  private get organization(): string {
    return this.options.organization ?? "organization";
  }

  private get project(): string {
    return this.options.project ?? "network";
  }

  private get stack(): string {
    return this.options.stack ?? "prod";
  }

  private async run(program: Program, preview: boolean, beforeOperation: DeploymentOptions["beforeOperation"]): Promise<Run> {
    const names = { project: this.project, stack: this.stack, organization: this.organization };
    const config = this.options.config ?? {};
    const deployment = new Deployment({
      ...names,
      preview,
      config,
      old: this.deployed.resources,
      cloud: this.cloud,
      outputsOfStack: (name) => this.options.others?.find((other) => other.fullName === name)?.outputs,
      beforeOperation,
    });
    const monitor = await startMonitor(deployment);
    try {
      await runProgram(program, monitor, { ...names, preview, config });
    } finally {
      monitor.stop();
    }
    if (!preview) deployment.deleteUnregistered();
    const resources = [...deployment.states.values()];
    return { resources, outputs: resources.find(({ urn }) => isStack(urn))?.outputs ?? {} };
  }
}
