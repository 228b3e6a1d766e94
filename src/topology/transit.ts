import type { Known } from "../certainty/known.ts";
import type { Link } from "./topology.ts";

/** "yes", "no" or "unknown": three-valued logic in words. */
export type Answer = "yes" | "no" | "unknown";

/**
 * Whether a gateway in the link's own network serves the remote one (R23): `allowGatewayTransit` on the gateway's side and
 * `useRemoteGateways` on the other. A half that is not in sight is unknown.
 */
export function transitTo(link: Link): Answer {
  const allow = answerOf(link.half?.allowGatewayTransit);
  const use = answerOf(link.remoteHalf?.useRemoteGateways);
  if (allow === "no" || use === "no") return "no";
  return allow === "yes" && use === "yes" ? "yes" : "unknown";
}

function answerOf(value: Known<boolean> | undefined): Answer {
  if (value === undefined || !value.known) return "unknown";
  return value.value ? "yes" : "no";
}
