import { statSync } from "node:fs";
import { join } from "node:path";
import { type Estate, estateFile } from "./estate.ts";
import { hubEstate } from "./hub-estate.ts";
import { alternate } from "./measure.ts";
import { wanEstate } from "./wan-estate.ts";

const ROOT = join(__dirname, "..");
const AUDIT = join(ROOT, "dist/cli/main.js");
const PARSE = join(__dirname, "parse-only.js");

const ESTATES: readonly Estate[] = [hubEstate(10_000, 5), hubEstate(20_000, 10), hubEstate(100_000, 20), wanEstate(10_000, 20)];

/** `audit` as a whole process beside one that only reads and parses the same file; medians of alternating runs. */
export function benchAudit(rounds: number): void {
  const ownCost: { readonly estate: Estate; readonly microseconds: number }[] = [];
  console.log(`audit against reading and parsing the same file, medians of ${rounds} alternating runs`);
  console.log("estate       endpoints  hubs    paths  file MB   parse s   audit s   ratio   parse MB   audit MB   ratio   own µs/path");
  for (const estate of ESTATES) {
    const file = estateFile(estate);
    const [parse, audit] = alternate(rounds, [{ args: [PARSE, file] }, { args: [AUDIT, "audit", file, "--fail-on", "never"] }]);
    if (parse === undefined || audit === undefined) throw new Error("nothing was measured");
    const own = ((audit.seconds - parse.seconds) / estate.paths) * 1e6;
    ownCost.push({ estate, microseconds: own });
    const cells = [
      estate.name.padEnd(11),
      String(estate.endpoints).padStart(9),
      String(estate.hubs).padStart(4),
      String(estate.paths).padStart(7),
      (statSync(file).size / 1e6).toFixed(0).padStart(7),
      parse.seconds.toFixed(2).padStart(8),
      audit.seconds.toFixed(2).padStart(8),
      (audit.seconds / parse.seconds).toFixed(2).padStart(6),
      parse.megabytes.toFixed(0).padStart(9),
      audit.megabytes.toFixed(0).padStart(9),
      (audit.megabytes / parse.megabytes).toFixed(2).padStart(6),
      own.toFixed(1).padStart(12),
    ];
    console.log(cells.join("  "));
  }
  const costOf = (endpoints: number): number =>
    ownCost.find(({ estate }) => estate.name === "hubs" && estate.endpoints === endpoints)?.microseconds ?? Number.NaN;
  console.log(`own cost per path, 100,000 against 10,000: ${(costOf(100_000) / costOf(10_000)).toFixed(2)}`);
}
