import { readNetwork } from "./azure/read-network.ts";
import { type BaselinedIntent, findKnown, type KnownBefore } from "./difference/baseline.ts";
import { withOutdated } from "./difference/outdated.ts";
import { aliasesOf } from "./difference/renames.ts";
import { exempt } from "./exemption/exempt.ts";
import { stacksOf } from "./exemption/stacks.ts";
import type { Network } from "./model/network.ts";
import { proposeRemedies } from "./remedy/propose.ts";
import type { Remedies } from "./remedy/remedy.ts";
import { buildReport } from "./report/build-report.ts";
import type { Report } from "./report/report.ts";
import type { Resource } from "./resources/resource.ts";
import { withoutDependencies } from "./resources/without-dependencies.ts";
import { RoutingTables } from "./routing/subnet-routes.ts";
import { buildTopology } from "./topology/build-topology.ts";
import type { Topology } from "./topology/topology.ts";
import { findFindings } from "./verdict/find.ts";
import { judgePaths } from "./verdict/judge-paths.ts";
import type { JudgedNetwork } from "./verdict/judged-path.ts";

export interface Analysis {
  readonly intent: BaselinedIntent;
  readonly network: Network;
  readonly topology: Topology;
  readonly tables: RoutingTables;
  readonly judged: JudgedNetwork;
  readonly report: Report;
  /** What of the report stands in the baseline. */
  readonly known: KnownBefore;
  /** Undefined where nobody has looked for them. */
  readonly remedies: Remedies | undefined;
}

/**
 * The whole way of the data: resources and intent in, the report out. No files, no output, nothing random. Never throws on odd resources; throws an InputError
 * for a configured entry that fits several subnets.
 */
export function analyse(resources: readonly Resource[], intent: BaselinedIntent): Analysis {
  return analysisOf(resources, intent, () => undefined);
}

/**
 * The same with remedies for the paths in the report: changes of the resources that were made, read, judged and traced anew, so that each
 * promises what has been seen.
 */
export function analyseWithRemedies(resources: readonly Resource[], intent: BaselinedIntent): Analysis {
  return analysisOf(resources, intent, proposeRemedies);
}

function analysisOf(
  given: readonly Resource[],
  intent: BaselinedIntent,
  propose: (...asked: Parameters<typeof proposeRemedies>) => Remedies | undefined,
): Analysis {
  const resources = intent.strict ? given.map(withoutDependencies) : given;
  const network = readNetwork(resources);
  const topology = buildTopology(network, intent.complete, intent.entries);
  const tables = new RoutingTables(topology, intent);
  const judged = judgePaths(topology, intent, tables);
  const stacks = stacksOf(resources);
  const { exemptions, findings } = exempt(judged, findFindings(topology, intent, tables, judged), intent, stacks);
  const remedies = propose(resources, intent, { topology, tables, judged });
  const reported = buildReport(topology, intent, { ...judged, exemptions, remedies }, findings);
  const known = findKnown(intent.baseline, reported, aliasesOf(resources));
  const report = withOutdated(reported, intent.baseline, known, stacks);
  return { intent, network, topology, tables, judged, report, known, remedies };
}

export { effectiveRoutesTable } from "./report/effective-routes-table.ts";
export { type ExplainQuery, explainPaths } from "./report/explain-paths.ts";
