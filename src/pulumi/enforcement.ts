import type { EnforcementLevel, Intent } from "../model/intent.ts";
import type { Verdict } from "../report/report.ts";

/**
 * Returns the level that the configuration gives a code: `levels` first, then `onInconclusive`. Undefined where it gives
 * none: then the level of the policy holds.
 */
export function levelOf(intent: Intent, code: string | null, verdict?: Verdict): EnforcementLevel | undefined {
  const byCode = code === null ? undefined : intent.levels[code];
  if (byCode !== undefined) return byCode;
  return verdict === "inconclusive" && intent.onInconclusive === "fail" ? "mandatory" : undefined;
}
