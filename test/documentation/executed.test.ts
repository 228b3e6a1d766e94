import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
import { transformSync } from "@swc/core";
import { InputError } from "../../src/certainty/input-error.ts";
import { parseConfigurationText } from "../../src/configuration/parse-configuration-text.ts";
import { readConfiguration } from "../../src/configuration/read-configuration.ts";
import { readSubnetPolicies } from "../../src/configuration/subnet-policies.ts";
import { expectBlock } from "./expect-block.ts";
import { type Block, blocksOf, filesEnding, ROOT, readPage } from "./markdown.ts";

/** The blocks that have such a marker, with their page. Pages are read anew for each: an update changes them. */
function marked(pattern: RegExp): readonly (readonly [title: string, file: string, index: number])[] {
  return filesEnding(".md").flatMap((file) =>
    blocksOf(readPage(file)).flatMap(({ marker, line }, index) =>
      pattern.test(marker) ? [[`${file}:${line}`, file, index] as const] : [],
    ),
  );
}

function blockAt(file: string, index: number): Block {
  const block = blocksOf(readPage(file))[index];
  if (block === undefined) throw new Error(`${file} has no block ${index + 1}`);
  return block;
}

describe("configurations", () => {
  const read = ({ text }: Block): unknown =>
    readConfiguration(parseConfigurationText(text, "chokepoint.yaml"), "chokepoint.yaml", { folder: join(ROOT, "docs/examples") });

  test.each(marked(/^configuration$/))("%s is accepted", (_title, file, index) => {
    expect(() => read(blockAt(file, index))).not.toThrow();
  });

  test.each(marked(/^configuration of the pack$/))("%s is accepted", (_title, file, index) => {
    const policies = JSON.parse(blockAt(file, index).text) as Readonly<Record<string, unknown>>;
    for (const [policy, block] of Object.entries(policies)) {
      const { enforcementLevel: _level, ...configuration } = block as Readonly<Record<string, unknown>>;
      const readBlock = policy === "private-endpoint-subnet-policies" ? readSubnetPolicies : readConfiguration;
      expect(() => readBlock(configuration, policy)).not.toThrow();
    }
  });

  test.each(marked(/^refused$/))("%s is refused with the message below it", (_title, file, index) => {
    let message = "accepted";
    try {
      read(blockAt(file, index));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      ({ message } = error);
    }
    expectBlock(file, blockAt(file, index + 1), message);
  });
});

describe("commands", () => {
  test.each(marked(/^run/))("%s prints what the page shows", (_title, file, index) => {
    const block = blockAt(file, index);
    const [, status = "0", command = ""] = /^run(?:, exit (\d))?: chokepoint (.+)$/.exec(block.marker) ?? [];
    const run = spawnSync(process.execPath, ["dist/cli/main.js", ...command.split(" ")], { cwd: ROOT, encoding: "utf8" });
    expect({ status: run.status, stderr: run.status === Number(status) ? "" : run.stderr }).toEqual({ status: Number(status), stderr: "" });
    expectBlock(file, block, (run.stdout === "" ? run.stderr : run.stdout).trimEnd());
  });

  test.each(marked(/^library$/))("%s runs and prints what the page shows", (_title, file, index) => {
    const { code } = transformSync(blockAt(file, index).text, { jsc: { parser: { syntax: "typescript" } }, module: { type: "commonjs" } });
    // In the root folder the package finds itself by its name, through its exports.
    const output = execFileSync(process.execPath, ["-e", code], { cwd: ROOT, encoding: "utf8" });
    expectBlock(file, blockAt(file, index + 1), output.trimEnd());
  });
});
