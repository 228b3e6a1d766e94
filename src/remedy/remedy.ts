import type { JudgedPath } from "../verdict/judged-path.ts";
import type { Step } from "./candidate.ts";
import type { Cost } from "./cost.ts";

/** Changes that were made and traced: every path of `mends` is inspected then, and none is worse. */
export interface ProvedRemedy {
  readonly steps: readonly Step[];
  readonly mends: readonly JudgedPath[];
  /** Codes of assumptions that the paths rest on then and do not now, for example CP-A10. */
  readonly assumptions: readonly string[];
  readonly cost: Cost;
}

export interface Remedies {
  readonly byPath: ReadonlyMap<JudgedPath, ProvedRemedy>;
  /** Paths for which changes were made and traced. */
  readonly tried: ReadonlySet<JudgedPath>;
  /** Undefined where nothing can be mended. */
  readonly plan: Plan | undefined;
  /** Whether some paths were not looked into, because there are too many of different kinds. */
  readonly isCut: boolean;
}

/** All remedies of a network in an order in which no step opens a bypass or drops what arrived before. */
export interface Plan {
  readonly stages: readonly Stage[];
  /** How many paths it mends. */
  readonly paths: number;
}

/** Steps of which none waits for another. */
export interface Stage {
  readonly steps: readonly Step[];
}
