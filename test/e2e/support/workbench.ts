import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { load } from "js-yaml";
import { Cloud } from "../../support/preview/azure-native.ts";
import { findPulumi } from "./find-pulumi.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";
import { Project, type RunCli } from "./project.ts";
import { installProviderPlugin, type ProviderPlugin, writeNodeScript } from "./provider-plugin.ts";

/** The commands that can write the engine's events into a file. */
const WITH_EVENT_LOG: ReadonlySet<string> = new Set(["preview", "up", "refresh", "destroy"]);

/** What a Pulumi.yaml says here. */
export interface ProjectSettings {
  readonly name: string;
  readonly config?: Readonly<Record<string, unknown>>;
}

/**
 * A CLI with a backend, plugins and settings of its own in a temporary folder, and a cloud in front of which its azure-native provider
 * stands: no account is needed, and nothing of the user's is read or written.
 */
export class Workbench {
  readonly cloud: Cloud;
  /** Temporary; tests may put files of their own there. */
  readonly folder: string;
  private readonly command: string;
  private readonly plugin: ProviderPlugin;

  /** Rejects where there is no suitable CLI. */
  static async start(): Promise<Workbench> {
    const found = findPulumi();
    if (found.kind === "missing") throw new Error(found.reason);
    const folder = mkdtempSync(join(tmpdir(), "chokepoint-e2e-"));
    for (const name of ["bin", "backend", "home"]) mkdirSync(join(folder, name));
    const cloud = new Cloud();
    const plugin = await installProviderPlugin(join(folder, "bin"), cloud);
    // By this the CLI runs a Node pack where no Node language host is installed.
    writeNodeScript(join(folder, "bin", "pulumi-analyzer-policy-nodejs"), [require.resolve("@pulumi/pulumi/cmd/run-policy-pack")]);
    return new Workbench(found.command, folder, cloud, plugin);
  }

  private constructor(command: string, folder: string, cloud: Cloud, plugin: ProviderPlugin) {
    this.command = command;
    this.folder = folder;
    this.cloud = cloud;
    this.plugin = plugin;
  }

  async stop(): Promise<void> {
    await this.plugin.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A new project with the settings given, or those of the Pulumi.yaml in a folder. */
  async project(settings: ProjectSettings | string): Promise<Project> {
    const { name, config } = typeof settings === "string" ? readSettings(settings) : settings;
    const folder = join(this.folder, name);
    mkdirSync(folder);
    const plugins = { providers: [{ name: "azure-native", path: join(this.folder, "bin") }] };
    writeFileSync(join(folder, "Pulumi.yaml"), JSON.stringify({ name, runtime: "nodejs", plugins, config }));
    const { exitStatus, text } = await this.run(["stack", "init", "prod"], folder);
    if (exitStatus !== 0) throw new Error(text);
    return new Project(folder, (...call) => this.run(...call));
  }

  private async run(...[args, folder, env = {}]: Parameters<RunCli>): Promise<Outcome> {
    const eventLog = join(this.folder, "events.jsonl");
    const logged = WITH_EVENT_LOG.has(args[0] ?? "") ? ["--event-log", eventLog] : [];
    rmSync(eventLog, { force: true });
    const child = spawn(this.command, [...args, ...logged, "--non-interactive", "--color", "never"], {
      cwd: folder,
      env: { ...this.environment(), ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const written = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"] as const) {
      child[stream].setEncoding("utf8").on("data", (chunk) => {
        written[stream] += chunk;
      });
    }
    const exitStatus = await new Promise<number>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code) => resolve(code ?? -1));
    });
    // `policy analyze --json` writes the events to its standard output.
    const events = existsSync(eventLog) ? readFileSync(eventLog, "utf8") : written.stdout;
    return outcomeOf(exitStatus, written.stdout + written.stderr, events);
  }

  private environment(): NodeJS.ProcessEnv {
    const inherited = Object.entries(process.env).filter(([name]) => !/^(PULUMI|CHOKEPOINT)_/.test(name));
    return {
      ...Object.fromEntries(inherited),
      PATH: [join(this.folder, "bin"), dirname(this.command), process.env["PATH"]].join(delimiter),
      PULUMI_HOME: join(this.folder, "home"),
      PULUMI_BACKEND_URL: `file://${join(this.folder, "backend")}`,
      PULUMI_CONFIG_PASSPHRASE: "end-to-end tests",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      // Makes `--event-log` known.
      PULUMI_DEBUG_COMMANDS: "true",
    };
  }
}

function readSettings(folder: string): ProjectSettings {
  return load(readFileSync(join(folder, "Pulumi.yaml"), "utf8")) as ProjectSettings;
}
