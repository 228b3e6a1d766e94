import type { Assumption } from "../certainty/assumption.ts";
import type { Gap } from "../certainty/known.ts";
import { append } from "../certainty/order.ts";
import type { PlacedEndpoint } from "../topology/topology.ts";
import type { Piece } from "./endpoint-pieces.ts";
import type { Judgement } from "./judgement.ts";

/** Some addresses of an endpoint, and what becomes of packets for them. */
export interface JudgedPiece {
  readonly piece: Piece;
  readonly judgement: Judgement;
  readonly reaches: boolean;
}

/**
 * Brings the pieces of one endpoint together. Several known addresses are all reached: each piece stands for itself, where there is a path
 * at all. Otherwise one of the pieces is true: where their verdicts differ, none is known, and each says what it would be (R78).
 */
export function settlePieces(judged: readonly JudgedPiece[], endpoint: PlacedEndpoint, strict: boolean): readonly JudgedPiece[] {
  const { addresses, subnet } = endpoint.endpoint;
  if (addresses.kind === "dynamic") return settleAlternatives(judged, endpoint, strict);
  if (subnet.kind !== "unknown") return judged.filter((each) => each.reaches);
  const byAddress = new Map<number, JudgedPiece[]>();
  for (const each of judged) append(byAddress, each.piece.interval.first, each);
  return [...byAddress.values()]
    .filter((each) => each.some(({ reaches }) => reaches))
    .flatMap((each) => settleAlternatives(each, endpoint, strict));
}

/** Exactly one of the pieces is true. */
function settleAlternatives(judged: readonly JudgedPiece[], endpoint: PlacedEndpoint, strict: boolean): readonly JudgedPiece[] {
  const assumption = inferredSubnet(endpoint);
  const verdicts = new Set(judged.map(({ judgement }) => judgement.verdict));
  if (verdicts.size === 1 && judged.every((each) => each.reaches)) {
    if (assumption === undefined || verdicts.has("inconclusive")) return judged;
    const settled = judged.map((each) => ({ ...each, judgement: assuming(each.judgement, assumption) }));
    return strict ? settled.map((each) => ({ ...each, judgement: withoutAssumption(each.judgement, assumption) })) : settled;
  }
  const { addresses } = endpoint.endpoint;
  const doubts = [endpoint.gap, addresses.kind === "dynamic" ? addresses.gap : undefined].filter((gap) => gap !== undefined);
  return judged.map((each) => ({ ...each, judgement: undecided(each.judgement, doubts) }));
}

/** CP-A05: the subnet is known only as one of several. */
function inferredSubnet({ endpoint, gap }: PlacedEndpoint): Assumption | undefined {
  if (endpoint.subnet.kind !== "unknown" || gap === undefined) return undefined;
  return {
    code: "CP-A05",
    text: `the subnet of ${endpoint.name} is one of those that it may be in, and all of them agree`,
    resource: gap.resource,
    property: gap.property,
  };
}

function assuming(judgement: Judgement, assumption: Assumption): Judgement {
  return { ...judgement, assumptions: [...judgement.assumptions, assumption] };
}

function withoutAssumption(judgement: Judgement, { code, text, resource, property }: Assumption): Judgement {
  const gap: Gap = { resource: resource ?? "", property: property ?? "", text: `strict leaves assumption ${code} out: ${text}` };
  return { ...judgement, verdict: "inconclusive", code: "CP-I12", gaps: [gap] };
}

function undecided(judgement: Judgement, doubts: readonly Gap[]): Judgement {
  if (judgement.verdict === "inconclusive") return judgement;
  const gaps = doubts.map((gap) => ({
    ...gap,
    text: `${gap.text}; with these addresses the path would be ${judgement.verdict}${judgement.code === undefined ? "" : ` (${judgement.code})`}`,
  }));
  return { ...judgement, verdict: "inconclusive", code: "CP-I09", disposition: "insufficient-information", assumptions: [], gaps };
}

/** Pieces with the same outcome share a path. */
export function groupPieces(judged: readonly JudgedPiece[]): readonly (readonly JudgedPiece[])[] {
  if (judged.length === 1) return [judged];
  const groups = new Map<string, JudgedPiece[]>();
  for (const each of judged) append(groups, outcomeOf(each), each);
  return [...groups.values()];
}

function outcomeOf({ judgement, piece }: JudgedPiece): string {
  const hops = judgement.trace?.hops.map(({ point, decision }) => {
    const { chosen } = decision;
    const route =
      chosen.kind === "host" ? chosen.host.subnet.key : `${chosen.route.label} ${chosen.route.prefix?.base}/${chosen.route.prefix?.length}`;
    return `${point.routes.subnet.key} ${route}`;
  });
  return [
    piece.subnet.key,
    judgement.verdict,
    judgement.code,
    judgement.disposition,
    ...judgement.gaps.map((gap) => gap.text),
    ...(hops ?? []),
  ].join("\n");
}
