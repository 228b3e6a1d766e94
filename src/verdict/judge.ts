import type { Assumption } from "../certainty/assumption.ts";
import type { Gap } from "../certainty/known.ts";
import { isRouteTableAware } from "../routing/choose-route.ts";
import type { Decision, Doubt } from "../routing/decision.ts";
import type { Designation } from "../tracing/designation.ts";
import type { Trace, TraceTree } from "../tracing/trace.ts";
import type { Judgement, Verdict } from "./judgement.ts";

/** Judges the ways of a packet. `strict`: a verdict that rests on an assumption is inconclusive. */
export function judge(tree: TraceTree, designation: Designation, strict: boolean): Judgement {
  switch (tree.kind) {
    case "end":
      return judgeTrace(tree.trace, designation, strict);
    case "every":
      return worstOf(tree.branches.map((branch) => judge(branch, designation, strict)));
    case "one":
      return agreed(
        tree.branches.map((branch) => judge(branch, designation, strict)),
        tree.doubts,
      );
    default:
      return tree satisfies never;
  }
}

/** The worst comes first: both happen, so the worst counts. */
const SEVERITY: Readonly<Record<Verdict, number>> = { bypassed: 0, inconclusive: 1, undelivered: 2, inspected: 3 };

export function compareVerdicts(a: Verdict, b: Verdict): number {
  return SEVERITY[a] - SEVERITY[b];
}

function worstOf(judgements: readonly Judgement[]): Judgement {
  const worst = judgements.reduce((a, b) => (compareVerdicts(b.verdict, a.verdict) < 0 ? b : a));
  // All of them have to hold for `inspected`; one is enough for anything worse.
  return worst.verdict === "inspected" ? { ...worst, assumptions: unitedAssumptions(judgements) } : worst;
}

/** One of them is true: decided only where all agree. */
export function agreed(judgements: readonly Judgement[], doubts: readonly Doubt[]): Judgement {
  const [first, ...others] = judgements;
  if (first === undefined)
    return {
      verdict: "inconclusive",
      code: "CP-I11",
      disposition: "insufficient-information",
      trace: undefined,
      assumptions: [],
      gaps: doubts.map((each) => each.gap),
    };
  const assumptions = unitedAssumptions(judgements);
  if (others.every((each) => each.verdict === first.verdict)) {
    return {
      ...first,
      assumptions,
      gaps:
        first.verdict === "inconclusive"
          ? unitedGaps([...doubts.map((each) => each.gap), ...judgements.flatMap((each) => each.gaps)])
          : first.gaps,
    };
  }
  const [doubt] = [...doubts].sort((a, b) => DOUBT_ORDER.indexOf(a.code) - DOUBT_ORDER.indexOf(b.code));
  const open = judgements.filter((each) => each.verdict === "inconclusive");
  const worst = judgements.reduce((a, b) => (compareVerdicts(b.verdict, a.verdict) < 0 ? b : a));
  return {
    verdict: "inconclusive",
    code: doubt?.code ?? open[0]?.code ?? "CP-I11",
    disposition: "insufficient-information",
    trace: worst.trace,
    assumptions: [],
    gaps: unitedGaps([...doubts.map((each) => each.gap), ...open.flatMap((each) => each.gaps)]),
  };
}

/** The reason that a person can settle most easily names the verdict. */
const DOUBT_ORDER: readonly Doubt["code"][] = ["CP-I02", "CP-I03", "CP-I01", "CP-I11"];

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
      assumptions,
      gaps: assumptions.map(gapOfAssumption),
    };
  }
  return { ...judged, disposition: trace.disposition, trace, assumptions: judged.verdict === "inconclusive" ? [] : assumptions, gaps };
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
  return isOff && bestOther.nextHop.kind === "virtual-appliance" ? "CP-B04" : "CP-B06";
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
