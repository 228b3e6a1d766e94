import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { REQUIRED } from "./support/describe-with-pulumi.ts";
import { findPulumi } from "./support/find-pulumi.ts";

test("the end-to-end tests have a Pulumi CLI, or say that they are skipped", () => {
  const found = findPulumi();
  if (found.kind === "found") return;
  if (REQUIRED) throw new Error(`CHOKEPOINT_E2E is "required", but ${found.reason}`);
  process.stderr.write(`SKIPPED: the end-to-end tests with the Pulumi CLI did not run: ${found.reason}\n`);
});

describe("findPulumi", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "chokepoint-find-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** A command `pulumi` that prints a version. */
  function cli(path: string, version: string): string {
    const command = join(folder, path, "pulumi");
    mkdirSync(join(folder, path), { recursive: true });
    writeFileSync(command, `#!/bin/sh\necho ${version}\n`, { mode: 0o755 });
    return command;
  }
  const find = (): ReturnType<typeof findPulumi> => findPulumi({ PATH: `${join(folder, "a")}:${join(folder, "b")}`, HOME: folder });

  test("takes the first on PATH that is new enough", () => {
    cli("a", "v3.244.9");
    const command = cli("b", "v3.300.0");
    expect(find()).toEqual({ kind: "found", command });
  });

  test("else takes the one that was built into the cache", () => {
    cli("a", "v2.400.0");
    const command = cli(".cache/chokepoint/pulumi-v3.245.0/bin", "v3.245.0");
    expect(find()).toEqual({ kind: "found", command });
  });

  test("says which ones are too old", () => {
    const old = cli("a", "v3.100.0");
    expect(find()).toEqual({ kind: "missing", reason: expect.stringContaining(`${old} is version 3.100.0; version 3.245.0 or newer`) });
  });

  test("says that there is none", () => {
    expect(find()).toEqual({
      kind: "missing",
      reason: expect.stringContaining("there is no Pulumi CLI, neither on PATH nor in the cache"),
    });
  });
});
