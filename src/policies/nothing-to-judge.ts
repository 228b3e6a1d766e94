import type { Analysis } from "../analysis.ts";
import { counted } from "../report/render-layout.ts";

/** Returns why there is nothing to judge in a network with neither endpoints nor gateways, as a full sentence; undefined where there is. */
export function nothingToJudge({ network, topology, report }: Pick<Analysis, "network" | "topology" | "report">): string | undefined {
  if (network.endpoints.length + topology.gateways.length + report.findings.length > 0) return undefined;
  const nothing = "There are neither private endpoints nor virtual network gateways in this stack, so there is nothing to judge.";
  return network.gaps.length === 0 ? nothing : `${nothing} ${counted(network.gaps.length, "thing")} in it could not be read.`;
}
