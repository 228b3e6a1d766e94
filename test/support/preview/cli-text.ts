import { styleText } from "node:util";
import type { Diagnostic } from "./analysis-request.ts";
import type { Operation, ResourceState } from "./engine/resource-state.ts";
import { isProvider, nameOf, typeOf } from "./engine/urn.ts";
import type { PolicyPreview } from "./preview-with-policies.ts";

export interface CliTextOptions {
  /** Name of the stack. */
  readonly stack: string;
  /** What was given to `--policy-pack`. */
  readonly packPath: string;
  readonly colour?: boolean;
  /** Whether to list the resources; otherwise only the policies and the summary. */
  readonly resources?: boolean;
}

type Paint = (style: "bold" | "red" | "yellow", text: string) => string;

const MARKS: Readonly<Record<Operation, string>> = { create: "+", update: "~", replace: "+-", same: " ", read: " " };

/** The preview as the CLI prints it where there is no terminal: resources, policies in its order, what failed, and the summary. */
export function cliText(preview: PolicyPreview, options: CliTextOptions): string {
  const paint: Paint = options.colour ? styleText : (_style, text) => text;
  const stack = preview.run.resources.find(({ type }) => type === "pulumi:pulumi:Stack");
  const failed = preview.exitStatus !== 0;
  return [
    paint("bold", `Previewing update (${options.stack}):`),
    ...(options.resources === false ? [] : preview.run.resources.filter(isShown).map(resourceLine)),
    "",
    ...policiesSection(preview, options, paint),
    "",
    ...(failed
      ? [paint("bold", "Diagnostics:"), `  pulumi:pulumi:Stack (${stack?.name ?? ""}):`, `    ${paint("red", "error:")} preview failed`]
      : summarySection(preview.run.resources, paint)),
    "",
  ].join("\n");
}

function isShown({ type, operation }: ResourceState): boolean {
  return !isProvider(type) && operation !== "read" && operation !== "same";
}

function resourceLine({ operation, urn }: ResourceState): string {
  return ` ${MARKS[operation]}  ${typeOf(urn)} ${nameOf(urn)} ${operation}`;
}

function policiesSection(
  { pack, diagnostics, remediations }: PolicyPreview,
  { packPath }: CliTextOptions,
  paint: Paint,
): readonly string[] {
  const mandatory = diagnostics.some(({ enforcementLevel }) => enforcementLevel === "mandatory");
  const mark = mandatory ? "❌" : diagnostics.length > 0 ? "⚠️" : "✅";
  return [
    paint("bold", "Policies:"),
    `    ${mark} ${pack.name}@v${pack.version} (local: ${packPath})`,
    ...[...countBy(remediations.map(({ policyName }) => policyName))].map(
      ([name, count]) => `        - [remediate]  ${name}  (${count} ${count === 1 ? "resource" : "resources"})`,
    ),
    ...[...diagnostics].sort(inCliOrder).flatMap((diagnostic) => violation(diagnostic, paint)),
  ];
}

function violation({ enforcementLevel, severity, policyName, urn, message }: Diagnostic, paint: Paint): readonly string[] {
  const graded = severity === "unspecified" ? "" : ` [severity: ${severity}]`;
  const heading = paint(enforcementLevel === "mandatory" ? "red" : "yellow", `[${enforcementLevel}]${graded}  ${policyName}`);
  const lines = message.replace(/\n$/, "").split("\n");
  return [`        - ${heading}  (${typeOf(urn)}: ${nameOf(urn)})`, ...lines.map((line) => `          ${line}`)];
}

const LEVELS: readonly string[] = ["mandatory", "remediate", "advisory", "disabled"];
const SEVERITIES: readonly string[] = ["critical", "high", "medium", "low", "unspecified"];

/** Mandatory ones first, then the most severe, then by policy and URN. */
function inCliOrder(a: Diagnostic, b: Diagnostic): number {
  return (
    LEVELS.indexOf(a.enforcementLevel) - LEVELS.indexOf(b.enforcementLevel) ||
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    compare(a.policyName, b.policyName) ||
    compare(a.urn, b.urn)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function summarySection(resources: readonly ResourceState[], paint: Paint): readonly string[] {
  const counts = countBy(resources.filter(({ type }) => !isProvider(type)).map(({ operation }) => operation));
  const changes = (["create", "update", "replace"] as const).flatMap((operation) => {
    const count = counts.get(operation);
    return count === undefined ? [] : [`    ${MARKS[operation]} ${count} to ${operation}`];
  });
  const same = counts.get("same");
  return [paint("bold", "Resources:"), ...changes, ...(same === undefined ? [] : [`    ${same} unchanged`])];
}

function countBy<Key extends string>(keys: readonly Key[]): ReadonlyMap<Key, number> {
  const counts = new Map<Key, number>();
  for (const key of [...keys].sort()) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
