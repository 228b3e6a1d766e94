import { execFileSync } from "node:child_process";
import { join } from "node:path";

/** Builds `dist` before the tests: the command and the pack are tested as they ship. Quick where nothing has changed. */
export default function build(): void {
  const root = join(__dirname, "..", "..");
  try {
    execFileSync(process.execPath, [require.resolve("typescript/bin/tsc"), "-b", "src"], { cwd: root, encoding: "utf8" });
  } catch (error) {
    throw new Error(`dist could not be built\n${(error as { readonly stdout?: string }).stdout ?? String(error)}`);
  }
}
