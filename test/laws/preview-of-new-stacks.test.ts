import { analyse } from "../../src/analysis.ts";
import type { Report } from "../../src/report/report.ts";
import type { Resource } from "../../src/resources/resource.ts";
import { possibleWorld } from "../support/hiding/possible-world.ts";
import { intentOf } from "../support/world/intent-of.ts";
import { type ProgramStyle, programOf } from "../support/world/preview-program.ts";
import { decidedPart, sumOf, type Tally, tallyOf } from "../support/world/preview-tally.ts";
import { runOnce } from "../support/world/preview-world.ts";
import type { ProgramResource } from "../support/world/program.ts";
import { withoutRecords } from "../support/world/random-rarities.ts";
import { randomWorld } from "../support/world/random-world.ts";
import type { World } from "../support/world/world.ts";

/**
 * What the preview of a new stack says, against what is so once it is deployed. Programs are written from random networks, in several styles.
 * `CHOKEPOINT_PREVIEWS` says how many networks, `CHOKEPOINT_FIRST_PREVIEW` the first seed; the table is printed where there are more than usual.
 */

const USUAL = 30;
const WORLDS = Number(process.env["CHOKEPOINT_PREVIEWS"] ?? USUAL);
const FIRST = Number(process.env["CHOKEPOINT_FIRST_PREVIEW"] ?? 500_000);

interface Row {
  readonly values: ProgramStyle["values"];
  readonly subnets: ProgramStyle["subnets"];
  /** At least this part is decided. */
  readonly decided: number;
}

const ROWS: readonly Row[] = [
  { values: "literal", subnets: "standalone", decided: 0.95 },
  { values: "literal", subnets: "mixed", decided: 0.95 },
  // Which inline subnet has which route table, and which of them an endpoint is in, stands nowhere in a preview.
  { values: "literal", subnets: "inline", decided: 0.45 },
  { values: "outputs", subnets: "standalone", decided: 0.8 },
  { values: "outputs", subnets: "mixed", decided: 0.3 },
  { values: "outputs", subnets: "inline", decided: 0.2 },
];

const printed: string[] = [];

test.each(ROWS)(
  "$values values, $subnets subnets: nothing is decided wrongly, and enough is decided",
  async ({ values, subnets, decided }) => {
    const tallies: Tally[] = [];
    for (let seed = FIRST; seed < FIRST + WORLDS; seed += 1) tallies.push(await tally(seed, values, subnets));
    const sum = sumOf(tallies);
    printed.push(describeRow(`${values}, ${subnets}`, sum));
    expect(sum.wrong).toEqual([]);
    expect(decidedPart(sum)).toBeGreaterThanOrEqual(decided);
  },
  60_000 + WORLDS * 500,
);

afterAll(() => {
  if (WORLDS > USUAL) process.stdout.write(`${["style | right | wrong | open | decided | what keeps open", ...printed].join("\n")}\n`);
});

test.each(["literal", "outputs"] as const)(
  "%s values: the deployed state, after a refresh and in a preview without changes, gives the same verdicts",
  async (values) => {
    for (let seed = FIRST; seed < FIRST + WORLDS / 2; seed += 1) {
      // What is made anew is synchronised (R10b).
      const world = withoutRecords(possibleWorld(randomWorld(seed)));
      const { deployed, refreshed, noChange } = await runOnce(programFor(world, seed, values, seed % 2 === 0 ? "inline" : "standalone"));
      const truth = verdictsOf(reportOf(deployed, world));
      expect({ seed, verdicts: verdictsOf(reportOf(refreshed, world)) }).toEqual({ seed, verdicts: truth });
      expect({ seed, verdicts: verdictsOf(reportOf(noChange, world)) }).toEqual({ seed, verdicts: truth });
    }
  },
  60_000 + WORLDS * 500,
);

async function tally(seed: number, values: ProgramStyle["values"], subnets: ProgramStyle["subnets"]): Promise<Tally> {
  const world = withoutRecords(possibleWorld(randomWorld(seed)));
  const { preview, refreshed } = await runOnce(programFor(world, seed, values, subnets));
  const { wrong, ...rest } = tallyOf(reportOf(preview, world), reportOf(refreshed, world));
  return { ...rest, wrong: wrong.map((text) => `seed ${seed}: ${text}`) };
}

/** Routes inline in every other program, unless their next hops would wait for the very networks that the tables belong to. */
function programFor(
  world: World,
  seed: number,
  values: ProgramStyle["values"],
  subnets: ProgramStyle["subnets"],
): readonly ProgramResource[] {
  if (seed % 2 === 0) {
    try {
      return programOf(world, { values, subnets, routes: "inline" });
    } catch {
      // Nobody can write that program.
    }
  }
  return programOf(world, { values, subnets, routes: "standalone" });
}

function reportOf(resources: readonly Resource[], world: World): Report {
  return analyse(resources, { ...intentOf(world), strict: false }).report;
}

function verdictsOf({ paths, unadvertised, unreached }: Report): readonly string[] {
  return [
    ...paths.map(({ id, verdict, code, endpoint }) => `${id} ${endpoint.addresses.join(" ")} ${verdict} ${code}`),
    ...unadvertised.map(({ id, verdict }) => `${id} unadvertised ${verdict}`),
    ...unreached.map(({ endpoint }) => `${endpoint} unreached`),
  ];
}

function describeRow(style: string, sum: Tally): string {
  const counts = new Map<string, number>();
  for (const reason of sum.open) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const [most = []] = [[...counts].sort(([, a], [, b]) => b - a).slice(0, 4)];
  const reasons = most.map(([reason, count]) => `${count} × ${reason}`).join("; ");
  return [style, sum.right, sum.wrong.length, sum.open.length, `${(decidedPart(sum) * 100).toFixed(1)} %`, reasons].join(" | ");
}
