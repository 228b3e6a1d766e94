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
  /** Every way that decides the verdict. Empty where nothing is known. */
  readonly ways: readonly PathWay[];
}

/** A way, and the first of the addresses to which it leads: they all fare alike on it. */
export interface PathWay {
  readonly trace: Trace;
  readonly destination: number;
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
