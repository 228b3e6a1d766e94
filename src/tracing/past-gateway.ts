import type { Doubt } from "../routing/decision.ts";
import type { PastGateway } from "../topology/place-fast-path.ts";
import type { Trace, TraceTree } from "./trace.ts";

/**
 * The ways of a packet where FastPath may take it past the gateway (R61). Past it the packet may come straight to the endpoint, or be routed as
 * the gateway would route it. Some of the traffic may come through the gateway all the same: that happens too.
 */
export function withFastPath(tree: TraceTree, past: PastGateway | undefined): TraceTree {
  if (past === undefined) return tree;
  const doubts = past.gaps.map((gap): Doubt => ({ code: "CP-I15", gap }));
  const around = besides(tree, doubts);
  return past.isNotAll ? { kind: "every", branches: [tree, around] } : around;
}

function besides(tree: TraceTree, doubts: readonly Doubt[]): TraceTree {
  switch (tree.kind) {
    case "end":
      if (isDirect(tree.trace)) return tree;
      return { kind: "one", branches: [tree, ...doubts.map(({ gap }) => openEnd(tree.trace, gap))], doubts };
    case "every":
    case "one":
      return { ...tree, branches: tree.branches.map((branch) => besides(branch, doubts)) };
    default:
      return tree satisfies never;
  }
}

/** Whether the packet comes straight to the endpoint and no user route covers it: then every way does. */
function isDirect({ appliances, disposition, hops }: Trace): boolean {
  const [first] = hops;
  if (disposition !== "delivered" || appliances.length > 0 || first === undefined) return false;
  const { beaten, bestOther } = first.decision;
  return [bestOther, ...beaten.map(({ route }) => route)].every(({ source }) => source !== "User");
}

/** Nobody knows how the packet fares. */
function openEnd(trace: Trace, gap: Doubt["gap"]): TraceTree {
  const { hops } = trace;
  return {
    kind: "end",
    trace: { hops, disposition: "insufficient-information", code: "CP-I15", gap, crossed: false, appliances: [], assumptions: [] },
  };
}
