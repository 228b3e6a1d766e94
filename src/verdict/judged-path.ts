import type { Interval } from "../address/prefix.ts";
import type { Gap } from "../certainty/known.ts";
import type { Subnet } from "../model/network.ts";
import type { PlacedEndpoint, PlacedGateway } from "../topology/topology.ts";
import type { Trace } from "../tracing/trace.ts";
import type { Judgement } from "./judgement.ts";

/** A gateway, an endpoint, those of its addresses that fare alike, and the verdict. */
export interface JudgedPath {
  /** Undefined: a gateway that is not in sight. */
  readonly gateway: PlacedGateway | undefined;
  readonly endpoint: PlacedEndpoint;
  /** Undefined where the endpoint's subnet is not in sight. */
  readonly subnet: Subnet | undefined;
  /** In address order, adjacent ones joined; empty where nothing is known. */
  readonly intervals: readonly Interval[];
  readonly judgement: Judgement;
  /** The judgements of the further pieces of its addresses, by the first address of each; it shares their verdict. */
  readonly further: readonly { readonly judgement: Judgement; readonly destination: number }[];
}

/** A way, and the first of the addresses to which it leads: they all fare alike on it. */
export interface PathWay {
  readonly trace: Trace;
  readonly destination: number;
}

/** Every way that decides the verdict of the path; none where nothing is known. */
export function waysOf({ judgement, intervals, further }: JudgedPath): readonly PathWay[] {
  const pieces = [{ judgement, destination: intervals[0]?.first ?? 0 }, ...further];
  return pieces.flatMap((piece) => piece.judgement.ways.map((trace) => ({ trace, destination: piece.destination })));
}

export interface JudgedNetwork {
  readonly paths: readonly JudgedPath[];
  /** R23: on-premises is not told of the endpoint's network. */
  readonly unadvertised: readonly JudgedPath[];
  readonly unreached: readonly Unreached[];
}

export interface Unreached {
  readonly endpoint: PlacedEndpoint;
  readonly reason: string;
}

/** A reason why a path that nothing is known of may exist. */
export interface UnseenEntry {
  readonly code: "CP-I04" | "CP-I05" | "CP-I11";
  readonly gaps: readonly Gap[];
}
