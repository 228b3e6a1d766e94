import { existsSync, mkdirSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Estate, writeEstate } from "./estate.ts";
import { alternate } from "./measure.ts";

const ROOT = join(__dirname, "..");
const AUDIT = join(ROOT, "dist/cli/main.js");
const PARSE = join(__dirname, "parse-only.js");

const ESTATES: readonly Estate[] = [
  { endpoints: 10_000, hubs: 5 },
  { endpoints: 20_000, hubs: 10 },
  { endpoints: 100_000, hubs: 20 },
];

/** `audit` as a whole process beside one that only reads and parses the same file; medians of alternating runs. */
export function benchAudit(rounds: number): void {
  const folder = join(tmpdir(), "chokepoint-bench");
  mkdirSync(folder, { recursive: true });
  const ownCost: { readonly endpoints: number; readonly microseconds: number }[] = [];
  console.log(`audit against reading and parsing the same file, medians of ${rounds} alternating runs`);
  console.log("endpoints  hubs  file MB   parse s   audit s   ratio   parse MB   audit MB   ratio   own µs/endpoint");
  for (const estate of ESTATES) {
    const file = join(folder, `estate-${estate.endpoints}-${estate.hubs}.json`);
    if (!existsSync(file)) writeEstate(file, estate);
    const [parse, audit] = alternate(rounds, [{ args: [PARSE, file] }, { args: [AUDIT, "audit", file, "--fail-on", "never"] }]);
    if (parse === undefined || audit === undefined) throw new Error("nothing was measured");
    const own = ((audit.seconds - parse.seconds) / estate.endpoints) * 1e6;
    ownCost.push({ endpoints: estate.endpoints, microseconds: own });
    const cells = [
      String(estate.endpoints).padStart(9),
      String(estate.hubs).padStart(4),
      (statSync(file).size / 1e6).toFixed(0).padStart(7),
      parse.seconds.toFixed(2).padStart(8),
      audit.seconds.toFixed(2).padStart(8),
      (audit.seconds / parse.seconds).toFixed(2).padStart(6),
      parse.megabytes.toFixed(0).padStart(9),
      audit.megabytes.toFixed(0).padStart(9),
      (audit.megabytes / parse.megabytes).toFixed(2).padStart(6),
      own.toFixed(1).padStart(16),
    ];
    console.log(cells.join("  "));
  }
  const small = ownCost.find(({ endpoints }) => endpoints === 10_000);
  const large = ownCost.find(({ endpoints }) => endpoints === 100_000);
  if (small !== undefined && large !== undefined)
    console.log(`own cost per endpoint, 100,000 against 10,000: ${(large.microseconds / small.microseconds).toFixed(2)}`);
}
