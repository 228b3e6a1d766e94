import type { Assumption } from "../certainty/assumption.ts";
import type { Gap } from "../certainty/known.ts";
import type { HostRoute } from "./host-routes.ts";
import type { BeatenRoute } from "./prefer.ts";
import type { Route } from "./route.ts";

/** Which route forwards at a point, with its evidence. */
export interface Decision {
  readonly chosen: Chosen;
  /** Routes that cover the address and lose, ranked. */
  readonly beaten: readonly BeatenRoute[];
  /** The /32 of a private endpoint where it loses, and why. */
  readonly beatenHost: { readonly host: HostRoute; readonly because: string } | undefined;
  /** The best route apart from the /32: the second question of the decision tree asks whether it is user-defined (R33). */
  readonly bestOther: Route;
  readonly assumptions: readonly Assumption[];
}

export type Chosen = { readonly kind: "route"; readonly route: Route } | { readonly kind: "host"; readonly host: HostRoute };

/** Exactly one of the decisions is true. `doubts` is empty where there is one. */
export interface Choice {
  readonly decisions: readonly Decision[];
  readonly doubts: readonly Doubt[];
}

/** Why more than one decision is possible; the code is that of an inconclusive verdict. */
export interface Doubt {
  readonly code: "CP-I01" | "CP-I02" | "CP-I03" | "CP-I04" | "CP-I11" | "CP-I15";
  readonly gap: Gap;
}
