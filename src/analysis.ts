import { readNetwork } from "./azure/read-network.ts";
import { type BaselinedIntent, findKnown, type KnownBefore } from "./difference/baseline.ts";
import { withOutdated } from "./difference/outdated.ts";
import { aliasesOf } from "./difference/renames.ts";
import { exempt } from "./exemption/exempt.ts";
import { stacksOf } from "./exemption/stacks.ts";
import type { Network } from "./model/network.ts";
import { buildReport } from "./report/build-report.ts";
import type { Report } from "./report/report.ts";
import type { Resource } from "./resources/resource.ts";
import { withoutDependencies } from "./resources/without-dependencies.ts";
import { RoutingTables } from "./routing/subnet-routes.ts";
import { buildTopology } from "./topology/build-topology.ts";
import type { Topology } from "./topology/topology.ts";
import { findFindings } from "./verdict/find.ts";
import { judgePaths } from "./verdict/judge-paths.ts";

export interface Analysis {
  readonly intent: BaselinedIntent;
  readonly network: Network;
  readonly topology: Topology;
  readonly tables: RoutingTables;
  readonly report: Report;
  /** What of the report stands in the baseline. */
  readonly known: KnownBefore;
}

/**
 * The whole way of the data: resources and intent in, the report out. No files, no output, nothing random. Never throws on odd resources; throws an InputError
 * for a configured entry that fits several subnets.
 */
export function analyse(resources: readonly Resource[], intent: BaselinedIntent): Analysis {
  const network = readNetwork(intent.strict ? resources.map(withoutDependencies) : resources);
  const topology = buildTopology(network, intent.complete, intent.entries);
  const tables = new RoutingTables(topology, intent);
  const judged = judgePaths(topology, intent, tables);
  const { exemptions, findings } = exempt(judged, findFindings(topology, intent, tables, judged), intent, stacksOf(resources));
  const reported = buildReport(topology, intent, { ...judged, exemptions }, findings);
  const known = findKnown(intent.baseline, reported, aliasesOf(resources));
  const report = withOutdated(reported, intent.baseline, known, stacksOf(resources));
  return { intent, network, topology, tables, report, known };
}

export { effectiveRoutesTable } from "./report/effective-routes-table.ts";
export { type ExplainQuery, explainPaths } from "./report/explain-paths.ts";
