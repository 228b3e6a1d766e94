import type { Assumption } from "../certainty/assumption.ts";
import type { Gap } from "../certainty/known.ts";
import type { AddressHolder, Subnet } from "../model/network.ts";
import type { Doubt } from "../routing/decision.ts";
import type { Disposition } from "./trace.ts";

/** The end of a way. `crosses`: the packet is taken to cross a designated firewall there (CP-A01). */
export interface Ending {
  readonly kind: "end";
  readonly disposition: Disposition;
  readonly code: string | undefined;
  readonly gap: Gap | undefined;
  readonly crosses: boolean;
}

/** What becomes of a packet at a place: its end, or what it comes to next, from where the walk goes on. */
export type Step =
  | Ending
  /** Delivered to whoever has the address in that network; undefined: one that is not in sight. */
  | { readonly kind: "network"; readonly network: string | undefined }
  | { readonly kind: "holder"; readonly holder: AddressHolder; readonly designated: boolean }
  /** On from the appliance, by the routes of this subnet. */
  | { readonly kind: "onward"; readonly via: AddressHolder; readonly subnet: Subnet }
  /** On to the router of another virtual hub. */
  | { readonly kind: "hub"; readonly router: string }
  | { readonly kind: "assuming"; readonly assumption: Assumption; readonly step: Step }
  /** All of them happen. */
  | { readonly kind: "every"; readonly steps: readonly Step[] }
  /** Exactly one of them is true. */
  | { readonly kind: "one"; readonly steps: readonly Step[]; readonly doubts: readonly Doubt[] };

export function ending(disposition: Disposition, code: string, gap: Gap | undefined, crosses = false): Ending {
  return { kind: "end", disposition, code, gap, crosses };
}

/** Without an assumption the step itself. */
export function assuming(assumption: Assumption | undefined, step: Step): Step {
  return assumption === undefined ? step : { kind: "assuming", assumption, step };
}

export function oneOfSteps(steps: readonly Step[], doubts: readonly Doubt[]): Step {
  return { kind: "one", steps, doubts };
}
