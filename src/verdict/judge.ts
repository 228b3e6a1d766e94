import type { Assumption } from "../certainty/assumption.ts";
import type { Gap } from "../certainty/known.ts";
import { isRouteTableAware } from "../routing/choose-route.ts";
import type { Decision, Doubt } from "../routing/decision.ts";
import type { Designation } from "../tracing/designation.ts";
import type { Trace, TraceTree } from "../tracing/trace.ts";
import type { Judgement, Verdict } from "./judgement.ts";

/**
 * Judges the ways of a packet. `trees`: one for each world that may be true, `doubts`: why there are several.
 * `strict`: a verdict that rests on an assumption is inconclusive.
 */
export function judge(trees: readonly TraceTree[], doubts: readonly Doubt[], designation: Designation, strict: boolean): Judgement {
  const found: Doubt[] = [...doubts];
  const alternatives = anyOf(trees.map((tree) => alternativesOf(tree, designation, strict, found)));
  return decide(alternatives, found);
}

/** What may come of it: at most one judgement for each verdict. Only at the very end does more than one mean that nothing is known. */
type Alternatives = ReadonlyMap<Verdict, Judgement>;

function alternativesOf(tree: TraceTree, designation: Designation, strict: boolean, doubts: Doubt[]): Alternatives {
  switch (tree.kind) {
    case "end": {
      const judgement = judgeTrace(tree.trace, designation, strict);
      return new Map([[judgement.verdict, judgement]]);
    }
    case "every":
      return tree.branches.map((branch) => alternativesOf(branch, designation, strict, doubts)).reduce(bothOf);
    case "one": {
      const alternatives = anyOf(tree.branches.map((branch) => alternativesOf(branch, designation, strict, doubts)));
      if (alternatives.size > 1) doubts.push(...tree.doubts);
      return alternatives;
    }
    default:
      return tree satisfies never;
  }
}

/** One of them is true: all that any of them may yield may come out. */
function anyOf(branches: readonly Alternatives[]): Alternatives {
  const [only, ...others] = branches;
  if (only !== undefined && others.length === 0) return only;
  const united = new Map<Verdict, Judgement>();
  for (const branch of branches) for (const judgement of branch.values()) unite(united, judgement);
  return united;
}

/** Both happen: the worse of each pair may come out. */
function bothOf(a: Alternatives, b: Alternatives): Alternatives {
  const united = new Map<Verdict, Judgement>();
  for (const one of a.values()) for (const other of b.values()) unite(united, worseOf(one, other));
  return united;
}

function unite(judgements: Map<Verdict, Judgement>, judgement: Judgement): void {
  const same = judgements.get(judgement.verdict);
  if (same === undefined) judgements.set(judgement.verdict, judgement);
  else
    judgements.set(judgement.verdict, {
      ...same,
      ways: [...new Set([...same.ways, ...judgement.ways])],
      assumptions: unitedAssumptions([same, judgement]),
      gaps: isOpen(same) ? unitedGaps([...same.gaps, ...judgement.gaps]) : same.gaps,
    });
}

function isOpen({ verdict }: Judgement): boolean {
  return verdict === "inconclusive";
}

/** The worst comes first: both happen, so the worst counts. */
const SEVERITY: Readonly<Record<Verdict, number>> = { bypassed: 0, inconclusive: 1, undelivered: 2, inspected: 3 };

export function compareVerdicts(a: Verdict, b: Verdict): number {
  return SEVERITY[a] - SEVERITY[b];
}

function worseOf(a: Judgement, b: Judgement): Judgement {
  const worse = compareVerdicts(b.verdict, a.verdict) < 0 ? b : a;
  // Of two that fare alike both are told of, so that their order means nothing; the worse of two that do not is enough.
  return a.verdict === b.verdict ? { ...worse, ways: [...a.ways, ...b.ways], assumptions: unitedAssumptions([a, b]) } : worse;
}

/** Decided only where nothing else may come out. */
function decide(alternatives: Alternatives, doubts: readonly Doubt[]): Judgement {
  const judgements = [...alternatives.values()].sort((a, b) => compareVerdicts(a.verdict, b.verdict));
  const [worst, ...others] = judgements;
  const [doubt] = [...doubts].sort((a, b) => DOUBT_ORDER.indexOf(a.code) - DOUBT_ORDER.indexOf(b.code));
  const reasons = doubts.map(({ gap }) => gap);
  if (worst !== undefined && others.length === 0)
    return isOpen(worst) ? { ...worst, gaps: unitedGaps([...reasons, ...worst.gaps]) } : worst;
  const open = judgements.filter(isOpen);
  return {
    verdict: "inconclusive",
    code: doubt?.code ?? open[0]?.code ?? "CP-I11",
    disposition: "insufficient-information",
    trace: worst?.trace,
    ways: [],
    assumptions: NONE,
    gaps: unitedGaps([...reasons, ...open.flatMap(({ gaps }) => gaps)]),
  };
}

/** The reason that a person can settle most easily names the verdict. */
const DOUBT_ORDER: readonly Doubt["code"][] = ["CP-I04", "CP-I02", "CP-I03", "CP-I01", "CP-I15", "CP-I11"];

function judgeTrace(trace: Trace, designation: Designation, strict: boolean): Judgement {
  const onward = trace.crossed && trace.disposition === "insufficient-information" ? [onwardAssumption(trace)] : [];
  const judged = verdictOf(trace);
  // A packet that is lost is lost whatever is designated.
  const designated = judged.verdict === "undelivered" ? [] : designation.assumptions;
  const assumptions = unitedAssumptions([{ assumptions: [...designated, ...trace.assumptions, ...onward] }]);
  const gaps = trace.gap === undefined || judged.verdict === "inspected" ? [] : [trace.gap];
  if (strict && assumptions.length > 0 && judged.verdict !== "inconclusive") {
    return {
      verdict: "inconclusive",
      code: "CP-I12",
      disposition: trace.disposition,
      trace,
      ways: [],
      assumptions,
      gaps: assumptions.map(gapOfAssumption),
    };
  }
  return {
    ...judged,
    disposition: trace.disposition,
    trace,
    ways: [trace],
    assumptions: judged.verdict === "inconclusive" ? [] : assumptions,
    gaps,
  };
}

/** The contract's table of dispositions. */
function verdictOf(trace: Trace): { readonly verdict: Verdict; readonly code: string | undefined } {
  switch (trace.disposition) {
    case "delivered":
      return trace.crossed ? { verdict: "inspected", code: undefined } : { verdict: "bypassed", code: bypassCode(trace) };
    case "insufficient-information":
      return trace.crossed ? { verdict: "inspected", code: undefined } : { verdict: "inconclusive", code: trace.code };
    case "leaves-network":
      return { verdict: trace.code?.startsWith("CP-N") ? "undelivered" : "inconclusive", code: trace.code };
    case "null-routed":
    case "no-route":
    case "next-hop-unreachable":
    case "loop":
    case "denied":
      return { verdict: "undelivered", code: trace.code };
    default:
      return trace.disposition satisfies never;
  }
}

function bypassCode(trace: Trace): string {
  const [first] = trace.hops;
  return trace.appliances.length > 0 || first === undefined ? "CP-B05" : directCode(first.decision);
}

/** Why the packet goes straight to the endpoint: what the best other route is, and what the policies are. */
function directCode(decision: Decision): string {
  const { bestOther, chosen, beaten } = decision;
  if (bestOther.source !== "User") return beaten.some(({ route }) => route.source === "User") ? "CP-B03" : "CP-B01";
  if (bestOther.prefix?.length === 32) return "CP-B02";
  const isOff =
    chosen.kind === "host" && chosen.host.subnet.networkPolicies.known && !isRouteTableAware(chosen.host.subnet.networkPolicies.value);
  return isOff && ["virtual-appliance", "hub-appliance"].includes(bestOther.nextHop.kind) ? "CP-B04" : "CP-B06";
}

function onwardAssumption(trace: Trace): Assumption {
  const firewall = trace.appliances.at(-1)?.name ?? "the designated firewall";
  return {
    code: "CP-A01",
    text: `the packet crosses the designated firewall and is sent on to the endpoint from there (${trace.gap?.text ?? `the onward way of ${firewall} is not in the network`})`,
    resource: trace.gap?.resource,
    property: trace.gap?.property,
  };
}

function gapOfAssumption({ code, text, resource, property }: Assumption): Gap {
  return { resource: resource ?? "", property: property ?? "", text: `strict leaves assumption ${code} out: ${text}` };
}

function unitedAssumptions(judgements: readonly { readonly assumptions: readonly Assumption[] }[]): readonly Assumption[] {
  const byText = new Map<string, Assumption>();
  for (const { assumptions } of judgements)
    for (const each of assumptions) byText.set(`${each.code}\n${each.resource}\n${each.property}\n${each.text}`, each);
  return byText.size === 0 ? NONE : [...byText.keys()].sort().flatMap((key) => byText.get(key) ?? []);
}

const NONE: readonly Assumption[] = [];

function unitedGaps(gaps: readonly Gap[]): readonly Gap[] {
  const byText = new Map(gaps.map((each) => [`${each.resource}\n${each.property}\n${each.text}`, each]));
  return [...byText.keys()].sort().flatMap((key) => byText.get(key) ?? []);
}
