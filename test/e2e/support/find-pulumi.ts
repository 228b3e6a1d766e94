import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

/** The version that the tests were written with, the oldest that they run with, and the one that `build-pulumi.sh` builds. */
export const CLI_VERSION = "3.245.0";

export type FoundPulumi =
  /** `command` is an absolute path. */
  { readonly kind: "found"; readonly command: string } | { readonly kind: "missing"; readonly reason: string };

/** The first CLI on PATH that is new enough, else the one that `build-pulumi.sh` keeps in the user's cache. */
export function findPulumi(env: NodeJS.ProcessEnv = process.env): FoundPulumi {
  const folders = (env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  const commands = [...folders, cacheFolder(env)].map((folder) => join(folder, "pulumi")).filter((command) => existsSync(command));
  const refused: string[] = [];
  for (const command of new Set(commands)) {
    const version = versionOf(command);
    if (version !== undefined && isSuitable(version)) return { kind: "found", command };
    refused.push(`${command} is ${version === undefined ? "no Pulumi CLI" : `version ${version}`}`);
  }
  const reason = refused.length === 0 ? "there is no Pulumi CLI, neither on PATH nor in the cache" : refused.join(", ");
  return { kind: "missing", reason: `${reason}; version ${CLI_VERSION} or newer is needed (test/e2e/build-pulumi.sh builds it, with Go)` };
}

function cacheFolder(env: NodeJS.ProcessEnv): string {
  const cache = env["XDG_CACHE_HOME"] || join(env["HOME"] || homedir(), ".cache");
  return join(cache, "chokepoint", `pulumi-v${CLI_VERSION}`, "bin");
}

function versionOf(command: string): string | undefined {
  const { stdout } = spawnSync(command, ["version"], { encoding: "utf8", env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" } });
  return /^v?(\d+\.\d+\.\d+)/.exec(stdout ?? "")?.[1];
}

function isSuitable(version: string): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split(".").map(Number);
  const [wantedMajor = 0, wantedMinor = 0, wantedPatch = 0] = CLI_VERSION.split(".").map(Number);
  if (major !== wantedMajor) return false;
  return minor === wantedMinor ? patch >= wantedPatch : minor > wantedMinor;
}
