import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type InlineProgram, startLanguageHost } from "./language-host.ts";
import type { Outcome } from "./outcome.ts";
import { ROOT } from "./root.ts";

export interface PolicyOptions {
  /** Contents of the file for `--policy-pack-config`, or its path; no such option unless given. */
  readonly config?: string | Readonly<Record<string, unknown>>;
  /** More flags for the command. */
  readonly flags?: readonly string[];
  /** More environment variables. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs the CLI in a folder and waits for its end. */
export type RunCli = (args: readonly string[], folder: string, env?: Readonly<Record<string, string>>) => Promise<Outcome>;

/** A Pulumi project with a stack `prod`. Its commands are those of the CLI, with the policy pack. */
export class Project {
  private readonly folder: string;
  private readonly cli: RunCli;

  constructor(folder: string, cli: RunCli) {
    this.folder = folder;
    this.cli = cli;
  }

  preview(program: InlineProgram, options: PolicyOptions = {}): Promise<Outcome> {
    return this.runProgram(["preview"], program, this.policyFlags(options), options);
  }

  /** Previews and then, if that passes, deploys. */
  up(program: InlineProgram, options: PolicyOptions = {}): Promise<Outcome> {
    return this.runProgram(["up", "--yes"], program, this.policyFlags(options), options);
  }

  /** Deploys at once. */
  upWithoutPreview(program: InlineProgram, options: PolicyOptions = {}): Promise<Outcome> {
    return this.runProgram(["up", "--yes", "--skip-preview"], program, this.policyFlags(options), options);
  }

  /** Deploys without the policy pack: the stack that a test begins with. Rejects where that fails. */
  async deploy(program: InlineProgram): Promise<void> {
    const { exitStatus, text } = await this.runProgram(["up", "--yes", "--skip-preview"], program, [], {});
    if (exitStatus !== 0) throw new Error(text);
  }

  /** Judges what is deployed; no program is run. */
  analyze(options: PolicyOptions = {}): Promise<Outcome> {
    return this.run(["policy", "analyze", ...this.policyFlags(options)], options);
  }

  refresh(): Promise<Outcome> {
    return this.run(["refresh", "--yes", "--skip-preview"], {});
  }

  /** Writes what is deployed into a file, as people do for `chokepoint audit`. Rejects where that fails. */
  async exportTo(file: string): Promise<void> {
    const { exitStatus, text } = await this.run(["stack", "export", "--file", file], {});
    if (exitStatus !== 0) throw new Error(text);
  }

  destroy(options: PolicyOptions = {}): Promise<Outcome> {
    return this.run(["destroy", "--yes"], options);
  }

  private async runProgram(
    command: readonly string[],
    program: InlineProgram,
    flags: readonly string[],
    options: PolicyOptions,
  ): Promise<Outcome> {
    const host = await startLanguageHost(program);
    try {
      return await this.run([...command, ...flags, "--client", host.address, "--exec-kind", "auto.inline"], options);
    } finally {
      host.stop();
    }
  }

  private run(command: readonly string[], { flags = [], env }: PolicyOptions): Promise<Outcome> {
    return this.cli([...command, "--stack", "prod", ...flags], this.folder, env);
  }

  private policyFlags({ config }: PolicyOptions): readonly string[] {
    const pack = ["--policy-pack", ROOT];
    if (config === undefined) return pack;
    if (typeof config === "string") return [...pack, "--policy-pack-config", config];
    const file = join(this.folder, "policy-config.json");
    writeFileSync(file, JSON.stringify(config));
    return [...pack, "--policy-pack-config", file];
  }
}
