import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { RunRequest } from "@pulumi/pulumi/proto/language_pb";
import type { MonitorServer } from "./monitor-server.ts";

/** A program: the folder with its Pulumi.yaml and index.ts, run in a process of its own, or a function, run in this process. */
export type Program = { readonly folder: string; readonly main?: string } | (() => unknown);

export interface RunOptions {
  readonly project: string;
  readonly stack: string;
  readonly organization: string;
  readonly preview: boolean;
  readonly config: Readonly<Record<string, string>>;
}

/** The runner of inline programs behind the Automation API; it is not in the SDK's declarations. */
interface InlineRunner {
  run(call: { readonly request: RunRequest }, done: (error: Error | undefined) => void): void;
}
const { LanguageServer } = require("@pulumi/pulumi/automation/server") as {
  readonly LanguageServer: new (program: () => Promise<unknown>) => InlineRunner;
};

const PARALLEL = 16;
const PRELOAD = join(__dirname, "preload.cjs");

/** Runs the program against the monitor to its end. Rejects with what it logged where it fails. */
export async function runProgram(program: Program, monitor: MonitorServer, options: RunOptions): Promise<void> {
  const failure = typeof program === "function" ? await runFunction(program, monitor, options) : await runFolder(program, monitor, options);
  if (failure !== undefined) throw new Error([...monitor.errors, failure].join("\n"));
}

/** Keeps the state of concurrent runs in this process apart. */
async function runFunction(program: () => unknown, monitor: MonitorServer, options: RunOptions): Promise<string | undefined> {
  const request = new RunRequest();
  request.setProject(options.project);
  request.setStack(options.stack);
  request.setOrganization(options.organization);
  request.setDryrun(options.preview);
  request.setParallel(PARALLEL);
  request.setMonitorAddress(monitor.address);
  request.setArgsList([monitor.address]);
  for (const [key, value] of Object.entries(options.config)) request.getConfigMap().set(key, value);

  const server = new LanguageServer(async () => toOutputs(await program()));
  return new Promise((resolve) => {
    // A failure is reported twice; the first report counts.
    server.run({ request }, (error) => resolve(error?.message));
  });
}

function toOutputs(result: unknown): Record<string, unknown> {
  return typeof result === "object" && result !== null ? { ...result } : {};
}

/** What Pulumi's language host starts for a Node program. */
async function runFolder(
  { folder, main = "index.ts" }: { readonly folder: string; readonly main?: string },
  monitor: MonitorServer,
  options: RunOptions,
): Promise<string | undefined> {
  const child = spawn(
    process.execPath,
    [
      ...["--require", PRELOAD, require.resolve("@pulumi/pulumi/cmd/run")],
      ...["--project", options.project, "--stack", options.stack, "--organization", options.organization],
      ...["--dry-run", String(options.preview), "--parallel", String(PARALLEL), "--root-directory", folder, "--pwd", folder],
      ...["--monitor", monitor.address, "--engine", monitor.address, main],
    ],
    {
      env: { ...process.env, PULUMI_CONFIG: JSON.stringify(options.config), PULUMI_CONFIG_SECRET_KEYS: "[]" },
      stdio: ["ignore", "ignore", "pipe"],
    },
  );
  let written = "";
  child.stderr.on("data", (chunk) => {
    written += chunk;
  });
  const [code] = await once(child, "close");
  return code === 0 ? undefined : `the program in ${folder} ended with status ${code}\n${written}`.trimEnd();
}
