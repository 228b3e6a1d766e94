import type { Report } from "../../../src/report/report.ts";
import { randomOf } from "../world/random.ts";
import { withoutRules } from "../world/random-rules.ts";
import type { World } from "../world/world.ts";
import { type Deviation, deviations, everyoneIn, type Pair, pairsOf, silenced } from "./compare-hidden.ts";
import { type Case, type Law, reportOn, toldOf, truthOf } from "./counterexample.ts";
import { restsOnFalsehood } from "./premises.ts";

/** Under `strict` a verdict is that of the full network, or inconclusive. */
export const strictlyNothingElse: Law = (one) => wrongClaims(one, true).map(({ text }) => text);

/** Under `strict` an endpoint to which an appliance may lead past the firewall stays doubtful. */
export const strictlyDoubtful: Law = (one) => {
  const [truth, told] = [truthOf(one), toldOf(one)].map((resources) => reportOn(resources, one.world, true));
  if (truth === undefined || told === undefined) throw new Error("there are two");
  return silenced(truth, everyoneIn(one.world), told, one.world.configuration.complete).map(({ text }) => text);
};

/** With assumptions on a decided verdict is that of the full network, or the path lists an assumption that is not so. */
export const nothingElseUnlessAssumed: Law = (one) => {
  const scene = { world: one.world, truth: truthOf(one), told: toldOf(one) };
  return wrongClaims(one, false)
    .filter(({ path, pair }) => path === undefined || !restsOnFalsehood(path, pair, scene))
    .map(({ text, path }) => [text, ...(path?.assumptions ?? []).map((each) => `    ${each.code}: ${each.text}`)].join("\n"));
};

/** The order of the resources changes no byte of the report. */
export const whateverTheOrder: Law = (one) => {
  const told = toldOf(one);
  const reports = [told, randomOf(1).shuffle(told), [...told].reverse()].map((resources) =>
    JSON.stringify(reportOn(resources, one.world, one.world.configuration.strict)),
  );
  return new Set(reports).size === 1 ? [] : ["the order of the resources changes the report"];
};

/** What a firewall's rules deny it lets through where they are hidden: a claim is wrong only if it is so whichever of them are known. */
function wrongClaims(one: Case, strict: boolean): readonly Deviation[] {
  const told = reportOn(toldOf(one), one.world, strict);
  const [all = [], ...others] = withFewerRules(one.world).map((world) => {
    const truth = reportOn(truthOf({ ...one, world }), world, strict);
    return deviations(pairsIn(one, truth), told, world.configuration.complete);
  });
  return all.filter((claim) => others.every((claims) => claims.some((other) => isSameClaim(claim, other))));
}

function isSameClaim(one: Deviation, other: Deviation): boolean {
  return one.path === other.path && nameOf(one.pair) === nameOf(other.pair);
}

/** The world itself, then with every choice of firewalls whose rules are not in the program. */
function withFewerRules(world: World): readonly World[] {
  const worlds = [world];
  for (const { name, rules } of world.firewalls) {
    if (rules === undefined) continue;
    for (const each of [...worlds])
      worlds.push({ ...each, firewalls: each.firewalls.map((other) => (other.name === name ? withoutRules(other) : other)) });
  }
  return worlds;
}

function pairsIn(one: Case, report: Report): readonly Pair[] {
  return pairsOf(report, everyoneIn(one.world));
}

/** How much of what is decided in the full network stays so. A law about what is never said is no law. */
export interface Remainder {
  readonly decided: number;
  readonly stillDecided: number;
}

export function remainderOf(one: Case): Remainder {
  const isDecided = ({ verdict }: Pair): boolean => verdict !== undefined && verdict !== "inconclusive";
  const decided = pairsIn(one, reportOn(truthOf(one), one.world, false)).filter(isDecided);
  const told = reportOn(toldOf(one), one.world, false);
  const left = pairsIn(one, told).filter(isDecided);
  const names = new Set(left.map(nameOf));
  return { decided: decided.length, stillDecided: decided.filter((pair) => names.has(nameOf(pair))).length };
}

function nameOf({ gateway, endpoint, address }: Pair): string {
  return `${gateway} ${endpoint} ${address}`;
}
