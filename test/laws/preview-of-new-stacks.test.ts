import { analyse } from "../../src/analysis.ts";
import type { Report } from "../../src/report/report.ts";
import type { Resource } from "../../src/resources/resource.ts";
import { possibleWorld } from "../support/hiding/possible-world.ts";
import { AddressPlan } from "../support/preview/azure-native.ts";
import { intentOf } from "../support/world/intent-of.ts";
import { type ProgramStyle, programOf } from "../support/world/preview-program.ts";
import { decidedPart, isOtherwise, type OpenPair, sumOf, type Tally, tallyOf } from "../support/world/preview-tally.ts";
import { deploymentOf, previewOf, runOnce } from "../support/world/preview-world.ts";
import type { ProgramResource } from "../support/world/program.ts";
import { randomOf } from "../support/world/random.ts";
import { withoutRecords } from "../support/world/random-rarities.ts";
import { randomWorld } from "../support/world/random-world.ts";
import { hiddenFreedoms, looksOf } from "../support/world/twin.ts";
import type { World } from "../support/world/world.ts";

/**
 * What the preview of a new stack says, against what is so once it is deployed. Programs are written from random networks, in several styles.
 * Of what a preview leaves open, another program may be found whose preview is the same and whose deployment has another verdict: then nobody
 * could have decided it.
 * `CHOKEPOINT_PREVIEWS` says how many networks, `CHOKEPOINT_FIRST_PREVIEW` the first seed; the table is printed where there are more than usual.
 */

const USUAL = 30;
const WORLDS = Number(process.env["CHOKEPOINT_PREVIEWS"] ?? USUAL);
const FIRST = Number(process.env["CHOKEPOINT_FIRST_PREVIEW"] ?? 500_000);

interface Row {
  readonly values: ProgramStyle["values"];
  readonly subnets: ProgramStyle["subnets"];
  /** At least this part is decided: of all, and of what no other program with the same preview is known to refute. */
  readonly decided: number;
  readonly ofDecidable: number;
}

const ROWS: readonly Row[] = [
  { values: "literal", subnets: "standalone", decided: 0.95, ofDecidable: 0.95 },
  { values: "literal", subnets: "mixed", decided: 0.95, ofDecidable: 0.95 },
  // Which inline subnet has which route table, and which of them an endpoint is in, stands nowhere in a preview: most of it nobody can decide.
  { values: "literal", subnets: "inline", decided: 0.4, ofDecidable: 0.95 },
  { values: "outputs", subnets: "standalone", decided: 0.8, ofDecidable: 0.9 },
  { values: "outputs", subnets: "mixed", decided: 0.8, ofDecidable: 0.9 },
  { values: "outputs", subnets: "inline", decided: 0.3, ofDecidable: 0.8 },
];

/** Programs that are tried for each network, in search of one with the same preview and other verdicts. */
const TWINS = 12;

const printed: string[] = [];

test.each(ROWS)(
  "$values values, $subnets subnets: nothing is decided wrongly, and enough is decided",
  async ({ values, subnets, decided, ofDecidable }) => {
    const tallies: Tally[] = [];
    const decidable: Tally[] = [];
    for (let seed = FIRST; seed < FIRST + WORLDS; seed += 1) {
      const own = await tally(seed, values, subnets);
      tallies.push(own);
      decidable.push({ ...own, open: await withoutRefuted(own.open, seed, values, subnets) });
    }
    const [sum, left] = [sumOf(tallies), sumOf(decidable)];
    printed.push(describeRow(`${values}, ${subnets}`, sum, left));
    expect(sum.wrong).toEqual([]);
    expect(decidedPart(sum)).toBeGreaterThanOrEqual(decided);
    expect(decidedPart(left)).toBeGreaterThanOrEqual(ofDecidable);
  },
  60_000 + WORLDS * 500,
);

afterAll(() => {
  if (WORLDS > USUAL)
    process.stdout.write(
      `${["style | right | wrong | open | decided | decidable and open | decided of these | what keeps open", ...printed].join("\n")}\n`,
    );
});

test.each(["literal", "outputs"] as const)(
  "%s values: the deployed state, after a refresh and in a preview without changes, gives the same verdicts",
  async (values) => {
    for (let seed = FIRST; seed < FIRST + WORLDS / 2; seed += 1) {
      // What is made anew is synchronised (R10b).
      const world = worldOf(seed);
      const { deployed, refreshed, noChange } = await runOnce(programFor(world, seed, values, seed % 2 === 0 ? "inline" : "standalone"));
      const truth = verdictsOf(reportOf(deployed, world));
      expect({ seed, verdicts: verdictsOf(reportOf(refreshed, world)) }).toEqual({ seed, verdicts: truth });
      expect({ seed, verdicts: verdictsOf(reportOf(noChange, world)) }).toEqual({ seed, verdicts: truth });
    }
  },
  60_000 + WORLDS * 500,
);

async function tally(seed: number, values: ProgramStyle["values"], subnets: ProgramStyle["subnets"]): Promise<Tally> {
  const world = worldOf(seed);
  const { preview, refreshed } = await runOnce(programFor(world, seed, values, subnets));
  const { wrong, ...rest } = tallyOf(reportOf(preview, world), reportOf(refreshed, world));
  return { ...rest, wrong: wrong.map((text) => `seed ${seed}: ${text}`) };
}

function worldOf(seed: number): World {
  return withoutRecords(possibleWorld(randomWorld(seed)));
}

/** The pairs that no program was found to judge otherwise whose preview is the same. */
async function withoutRefuted(
  open: readonly OpenPair[],
  seed: number,
  values: ProgramStyle["values"],
  subnets: ProgramStyle["subnets"],
): Promise<readonly OpenPair[]> {
  if (open.length === 0) return open;
  const [world, random] = [worldOf(seed), randomOf(seed)];
  const look = async (other: World): Promise<string | undefined> => {
    try {
      return looksOf(await previewOf(programFor(other, seed, values, subnets)));
    } catch {
      // Nobody can write that program.
      return undefined;
    }
  };
  const own = await look(world);
  const freedoms = await hiddenFreedoms(world, random, own, look);
  let left = open;
  for (let twin = 0; twin < TWINS && left.length > 0; twin += 1) {
    const other = freedoms.reduce((each, freedom) => (random.chance(0.7) ? freedom(each, random) : each), world);
    if ((await look(other)) !== own) continue;
    const resources = await deployed(programFor(other, seed, values, subnets), random.pick(SKIPPED));
    if (resources === undefined) continue;
    const report = reportOf(resources, world);
    left = left.filter((pair) => !isOtherwise(pair, report));
  }
  return left;
}

/** How many addresses of every subnet others have before the endpoints are made. */
const SKIPPED = [0, 0, 1, 3, 7, 20, 60, 130];

/** Undefined where a subnet has not that many addresses. */
async function deployed(program: readonly ProgramResource[], skipped: number): Promise<readonly Resource[] | undefined> {
  try {
    return await deploymentOf(program, new AddressPlan(skipped));
  } catch {
    return undefined;
  }
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

function describeRow(style: string, sum: Tally, left: Tally): string {
  const counts = new Map<string, number>();
  for (const { reason } of left.open) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const [most = []] = [[...counts].sort(([, a], [, b]) => b - a).slice(0, 4)];
  const reasons = most.map(([reason, count]) => `${count} × ${reason}`).join("; ");
  const [decided, ofDecidable] = [sum, left].map((each) => `${(decidedPart(each) * 100).toFixed(1)} %`);
  return [style, sum.right, sum.wrong.length, sum.open.length, decided, left.open.length, ofDecidable, reasons].join(" | ");
}
