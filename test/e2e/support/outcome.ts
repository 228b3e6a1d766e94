/** What one command of the CLI did. */
export interface Outcome {
  readonly exitStatus: number;
  /** Standard output with standard error behind it, without colours. */
  readonly text: string;
  readonly violations: readonly Violation[];
  /** The stack policies of the last analysis that had nothing to report. One that was not applicable is in neither list. */
  readonly passed: readonly string[];
  readonly failed: readonly string[];
  /** Number of resources by operation, `same` among them. */
  readonly changes: Readonly<Record<string, number>>;
}

/** A policy violation, as the engine tells it. */
export interface Violation {
  readonly level: string;
  readonly severity: string | undefined;
  readonly policy: string;
  /** `Subnet ep`: type and name of the resource at which it stands. */
  readonly at: string;
  /** What the message ends with: `CP-B03`. */
  readonly code: string | undefined;
  readonly message: string;
}

/** Those of the engine's events that matter here. */
interface EngineEvent {
  readonly policyEvent?: {
    readonly resourceUrn: string;
    readonly message: string;
    readonly policyName: string;
    readonly enforcementLevel: string;
    readonly severity?: string;
  };
  readonly policyAnalyzeStackSummaryEvent?: { readonly passed?: readonly string[]; readonly failed?: readonly string[] };
  readonly summaryEvent?: { readonly resourceChanges: Readonly<Record<string, number>> | null };
}

/** Reads the engine's events, a line of JSON each; other lines are left out. */
export function outcomeOf(exitStatus: number, text: string, events: string): Outcome {
  const parsed = events
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as EngineEvent);
  const last = <Name extends keyof EngineEvent>(name: Name): EngineEvent[Name] | undefined =>
    parsed.findLast((event) => event[name] !== undefined)?.[name];
  const analysis = last("policyAnalyzeStackSummaryEvent");
  return {
    exitStatus,
    text,
    violations: parsed.flatMap(({ policyEvent }) => (policyEvent === undefined ? [] : [violation(policyEvent)])),
    passed: [...(analysis?.passed ?? [])].sort(),
    failed: [...(analysis?.failed ?? [])].sort(),
    changes: last("summaryEvent")?.resourceChanges ?? {},
  };
}

function violation(event: NonNullable<EngineEvent["policyEvent"]>): Violation {
  const { resourceUrn, message, policyName, enforcementLevel, severity } = event;
  const [, , types = "", name = ""] = resourceUrn.split("::");
  return {
    level: enforcementLevel,
    severity,
    policy: policyName,
    at: `${types.split(/[$:]/).at(-1)} ${name}`,
    code: /^\s*Code (CP-\w+)/m.exec(message)?.[1],
    message,
  };
}

/** The codes of the violations of one level, sorted; the message in place of a missing code. */
export function codes({ violations }: Outcome, level: string): readonly string[] {
  return violations
    .filter((candidate) => candidate.level === level)
    .map(({ code, message }) => code ?? message)
    .sort();
}

/** The lines under `Policies:` as a person sees them, up to the next section. */
export function policiesSection(text: string): string {
  return /^Policies:\n(?:(?: .*)?\n)*?(?=\n|\S|$)/m.exec(text)?.[0] ?? "";
}

/** The policies as a person sees them, whatever path the pack has. Throws where there is no such section. */
export function comparablePolicies(text: string): string {
  const section = policiesSection(text);
  if (section === "") throw new Error(`there is no section "Policies:" in\n${text}`);
  return section.replace(/\(local: .*\)$/m, "(local)");
}
