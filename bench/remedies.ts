import { join } from "node:path";
import { estateFile } from "./estate.ts";
import { hubEstate } from "./hub-estate.ts";
import { alternate } from "./measure.ts";

const ANALYSE = join(__dirname, "analyse-only.js");
const PARSE = join(__dirname, "parse-only.js");

/** What the remedies of a network, half of whose paths need one, add to its analysis; medians of alternating runs. */
export function benchRemedies(rounds: number): void {
  const estate = hubEstate(20_000, 10);
  const file = estateFile(estate);
  const [parse, without, remedies] = alternate(rounds, [
    { args: [PARSE, file] },
    { args: [ANALYSE, file] },
    { args: [ANALYSE, file, "remedies"] },
  ]);
  if (parse === undefined || without === undefined || remedies === undefined) throw new Error("nothing was measured");
  const ratio = remedies.seconds / without.seconds;
  const own = (remedies.seconds - parse.seconds) / (without.seconds - parse.seconds);
  console.log(`analysis of ${estate.endpoints} endpoints, with remedies and without, medians of ${rounds} alternating runs`);
  console.log(
    `  ${without.seconds.toFixed(2)} s, with remedies ${remedies.seconds.toFixed(2)} s: ${ratio.toFixed(2)} times; without parsing ${own.toFixed(2)} times`,
  );
}
