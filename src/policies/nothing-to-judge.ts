import type { AnalysedStack } from "../pulumi/analyse-stack.ts";
import { levelOf } from "../pulumi/enforcement.ts";
import { counted } from "../report/render-layout.ts";

/** What matters to paths alone: values that are not known, exemptions that have expired or match nothing, a baseline of other stacks. */
const FOR_PATHS: ReadonlySet<string> = new Set(["CP-I14", "CP-E01", "CP-E02", "CP-E05"]);

/**
 * Returns why there is nothing to judge in a stack with neither endpoints nor ways in from on-premises, as a full sentence; undefined where
 * there is, or where something was found that is to be said all the same. One configuration serves many stacks, and most have no such network.
 */
export function nothingToJudge({ analysis: { network, topology, report }, intent }: AnalysedStack): string | undefined {
  // A gateway of another stack, which a peering proves, is no reason to speak of a network without endpoints.
  const isInSight = network.endpoints.length > 0 || topology.gateways.some(({ unseen }) => unseen === undefined);
  const isToBeSaid = report.findings.some(({ code }) => !FOR_PATHS.has(code) || levelOf(intent, code) === "mandatory");
  if (isInSight || isToBeSaid) return undefined;
  const nothing = "There are neither private endpoints nor virtual network gateways in this stack, so there is nothing to judge.";
  const unread = network.gaps.filter(({ isPending }) => isPending !== true).length;
  return unread === 0 ? nothing : `${nothing} ${counted(unread, "thing")} in it could not be read.`;
}
