import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { join } from "node:path";
import type { Cloud } from "../../support/preview/azure-native.ts";
import { startAzureProvider } from "./azure-provider.ts";

/** What the CLI starts in place of the azure-native plugin. */
export interface ProviderPlugin {
  stop(): Promise<void>;
}

/**
 * Writes `pulumi-resource-azure-native` into `folder`. Each process of it is a relay: a plugin's first line names the port at which it
 * serves, and this one names a port of this process, where all of them share one cloud. The CLI ends the relay, and with it its provider.
 */
export async function installProviderPlugin(folder: string, cloud: Cloud): Promise<ProviderPlugin> {
  const relays = new Set<Socket>();
  const control = createServer((relay) => {
    relays.add(relay);
    const provider = startAzureProvider(cloud);
    // A relay that is killed resets its connection.
    relay.on("error", () => undefined);
    relay.once("close", async () => {
      relays.delete(relay);
      (await provider).stop();
    });
    provider.then(
      ({ port }) => relay.write(`${port}\n`),
      (error) => relay.destroy(error),
    );
  });
  control.listen(0, "127.0.0.1");
  await once(control, "listening");
  const { port } = control.address() as AddressInfo;
  const relay = `require("node:net").connect(${port}, "127.0.0.1").pipe(process.stdout)`;
  writeNodeScript(join(folder, "pulumi-resource-azure-native"), ["-e", relay, "--"]);
  return {
    stop: async () => {
      for (const relay of relays) relay.destroy();
      control.close();
      await once(control, "close");
    },
  };
}

/** Writes an executable that runs this process's Node with the arguments, and those of its own behind them. */
export function writeNodeScript(file: string, args: readonly string[]): void {
  const quoted = [process.execPath, ...args].map((arg) => `'${arg.replaceAll("'", "'\\''")}'`).join(" ");
  writeFileSync(file, `#!/bin/sh\nexec ${quoted} "$@"\n`, { mode: 0o755 });
}
