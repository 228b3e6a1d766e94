import { Server, ServerCredentials } from "@grpc/grpc-js";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";

/** A Pulumi program as a function; what it returns are the outputs of the stack. */
export type InlineProgram = () => unknown;

/** The inline programs of Pulumi's Automation API; not in the SDK's declarations. */
const { LanguageServer } = require("@pulumi/pulumi/automation/server") as {
  readonly LanguageServer: new (program: () => Promise<unknown>) => Record<string, never>;
};

export interface LanguageHost {
  /** For `--client`. */
  readonly address: string;
  stop(): void;
}

/**
 * Serves a program of this process to the CLI, as the Automation API does for inline programs: no language host needs to be installed.
 * The Automation API itself is not used, because it knows no `up` with a preview and hides exit statuses.
 */
export async function startLanguageHost(program: InlineProgram): Promise<LanguageHost> {
  const server = new Server();
  server.addService(LanguageRuntimeService, new LanguageServer(async () => outputsOf(await program())));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  return { address: `127.0.0.1:${port}`, stop: () => server.forceShutdown() };
}

function outputsOf(result: unknown): Record<string, unknown> {
  return typeof result === "object" && result !== null ? { ...result } : {};
}
