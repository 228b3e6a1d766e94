import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Report } from "../../src/report/report.ts";
import type { RoutesTable } from "../../src/report/routes-table.ts";
import { describeSpelling, EVERY_SPELLING, respell } from "../support/world/respell.ts";
import { agreeingCases, spellingsOf } from "./known-mismatches.ts";
import { expectRoutes, expectVerdicts } from "./published-cases.ts";

/** The published cases in the spellings of the default version, through the built command as a process of its own. */

const COMMAND = join(__dirname, "../../dist/cli/main.js");
const SPELLINGS = EVERY_SPELLING.filter(({ apiVersion }) => apiVersion === undefined);

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "chokepoint-conformance-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(agreeingCases().map((each, index) => [each.name, each, index] as const))("%s", (_, published, index) => {
  test.each(spellingsOf(published, index, SPELLINGS).map((spelling) => [describeSpelling(spelling), spelling] as const))(
    "%s",
    async (title, spelling) => {
      const base = join(folder, `${published.name} ${title}`.replaceAll(/\W+/g, "-"));
      writeFileSync(`${base}-stack.json`, JSON.stringify(respell(published.document, spelling)));
      writeFileSync(`${base}-config.json`, JSON.stringify(published.configuration));
      const input = [`${base}-stack.json`, "--config", `${base}-config.json`, "--format", "json"];
      const { verdicts, findings } = published.expected;
      if (verdicts !== undefined || findings !== undefined) {
        const { status, stdout } = await run(["audit", ...input]);
        expectVerdicts(published, JSON.parse(stdout) as Report);
        expect(status).toBe(Object.values(verdicts ?? {}).includes("bypassed") ? 1 : 0);
      }
      const subnets = Object.keys({ ...published.expected.routes, ...published.expected.absent });
      const tables = new Map<string, RoutesTable>();
      for (const subnet of subnets)
        tables.set(subnet, JSON.parse((await run(["routes", ...input, "--subnet", subnet])).stdout) as RoutesTable);
      expectRoutes(published, (subnet) => tables.get(subnet)?.routes ?? []);
    },
  );
});

function run(args: readonly string[]): Promise<{ readonly status: number; readonly stdout: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [COMMAND, ...args], { maxBuffer: 1 << 26 }, (error, stdout) =>
      resolve({ status: typeof error?.code === "number" ? error.code : 0, stdout }),
    );
  });
}
