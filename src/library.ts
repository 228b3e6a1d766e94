/**
 * The engine, for people's own tests and tools: resources and intent in, the report out. Nothing here reads files, prints,
 * listens, or needs the Pulumi SDK.
 */
export { type Analysis, analyse, effectiveRoutesTable, explainPaths } from "./analysis.ts";
export { InputError } from "./certainty/input-error.ts";
export { readConfiguration } from "./configuration/read-configuration.ts";
export type {
  DesignatedFirewall,
  EnforcementLevel,
  Exemption,
  HostRouteOverride,
  Intent,
  OnPremisesPrefix,
} from "./model/intent.ts";
export type { Explanation, Question } from "./report/explanation.ts";
export type {
  BeatenRoute,
  Disposition,
  Finding,
  Hop,
  HopRoute,
  Path,
  Report,
  ReportedAssumption,
  ReportedExemption,
  ReportedFirewall,
  ReportedGap,
  Severity,
  Summary,
  UnreachedEndpoint,
  Verdict,
} from "./report/report.ts";
export type { RouteRow, RoutesTable } from "./report/routes-table.ts";
export { type Properties, type PropertyValue, type Resource, UNKNOWN } from "./resources/resource.ts";
export { readStackExport } from "./sources/stack-export.ts";
