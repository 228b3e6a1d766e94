import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { credentials, type ServiceError } from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import type { AnalyzeResponse, RemediateResponse } from "@pulumi/pulumi/proto/analyzer_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { AnalysisResponse, AnalyzedResource, AnalyzedStackResource, PackInfo, PolicyConfig, Remediation } from "./analysis-request.ts";
import {
  analysisFromProto,
  analyzeRequest,
  analyzeStackRequest,
  configureRequest,
  packInfoFromProto,
  remediationsFromProto,
} from "./analyzer-protocol.ts";
import { reconcileConfig } from "./policy-config.ts";

export interface PolicyServerOptions {
  /** The folder with PulumiPolicy.yaml. */
  readonly pack: string;
  /** Environment variables in addition to those of this process. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Pulumi's own policy server, running a pack in a process of its own, spoken to as the engine does. */
export interface PolicyServer {
  readonly info: PackInfo;
  /**
   * Sends what a file given to `--policy-pack-config` says: policy name → level, or level and properties; "all" → level.
   * Levels and defaults that it leaves out come from the pack. Throws for a policy that the pack has not.
   */
  configure(config: Readonly<Record<string, string | PolicyConfig>>): Promise<void>;
  /** Before the resource's operation, with its checked inputs. */
  analyze(resource: AnalyzedResource): Promise<AnalysisResponse>;
  remediate(resource: AnalyzedResource): Promise<readonly Remediation[]>;
  /** At the end, with the outputs of all resources. Fails for a reply above 4 MiB, as it does with the CLI. */
  analyzeStack(resources: readonly AnalyzedStackResource[]): Promise<AnalysisResponse>;
  /** What the pack wrote to its standard output and error after it had started. */
  written(): string;
  stop(): Promise<void>;
}

/** Starts the server; rejects with what the pack wrote if it ends before it listens. */
export async function startPolicyServer(options: PolicyServerOptions): Promise<PolicyServer> {
  const program = require.resolve("@pulumi/pulumi/cmd/run-policy-pack");
  // The first argument is the engine's address, which nothing dials before a policy logs through the engine.
  const child = spawn(process.execPath, [program, "127.0.0.1:1", "."], {
    cwd: options.pack,
    env: { ...process.env, ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const log = { text: "" };
  const port = await listeningPort(child, log);
  const client = new AnalyzerClient(`127.0.0.1:${port}`, credentials.createInsecure());
  const info = packInfoFromProto(await answer((done) => client.getAnalyzerInfo(new Empty(), done)));

  return {
    info,
    configure: async (config) => {
      await answer((done) => client.configure(configureRequest(reconcileConfig(info, config)), done));
    },
    analyze: async (resource) => analysisFromProto(await answer<AnalyzeResponse>((done) => client.analyze(analyzeRequest(resource), done))),
    remediate: async (resource) =>
      remediationsFromProto(await answer<RemediateResponse>((done) => client.remediate(analyzeRequest(resource), done))),
    analyzeStack: async (resources) =>
      analysisFromProto(await answer<AnalyzeResponse>((done) => client.analyzeStack(analyzeStackRequest(resources), done))),
    written: () => log.text,
    stop: async () => {
      client.close();
      // Like the CLI, and there is no other way: the server has no graceful end.
      if (child.exitCode === null && child.kill()) await once(child, "exit");
    },
  };
}

/** The port that the server writes as its first line; everything else that the process writes goes into `log`. */
function listeningPort(child: ChildProcess, log: { text: string }): Promise<number> {
  return new Promise((resolve, reject) => {
    let output = "";
    child.stdout?.on("data", (chunk) => {
      output += chunk;
      const firstLine = /^(\d+)\r?\n/.exec(output);
      if (firstLine === null) return;
      resolve(Number(firstLine[1]));
      log.text += output.slice(firstLine[0].length);
      output = firstLine[0];
    });
    child.stderr?.on("data", (chunk) => {
      log.text += chunk;
    });
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the policy server ended with status ${code}:\n${output}${log.text}`)));
  });
}

function answer<Response>(call: (done: (error: ServiceError | null, response: Response) => void) => unknown): Promise<Response> {
  return new Promise((resolve, reject) => {
    call((error, response) => (error === null ? resolve(response) : reject(error)));
  });
}
