import { codeEntry } from "../report/codes.ts";
import { clean, counted, enumerated, wrap } from "../report/render-layout.ts";
import { resourceName, resourceText } from "../report/render-words.ts";
import type { Finding, UnreachedEndpoint } from "../report/report.ts";
import type { AnalysedStack } from "./analyse-stack.ts";
import { levelOf } from "./enforcement.ts";
import { type Violation, WIDTH } from "./report-violations.ts";

/**
 * Returns a violation for each thing that is found apart from paths, at its resource where that is in this stack. What is
 * said of several resources in the same words is one violation, at the first of them.
 */
export function findingViolations(findings: readonly Finding[], { stack, intent }: AnalysedStack): readonly Violation[] {
  return groupBy(findings, ({ policy, code, severity, message }) => [policy, code, severity, message].join("\n")).flatMap(
    ([first, ...others]): readonly Violation[] => {
      const { policy, code, severity, resource, message } = first;
      const level = levelOf(intent, code);
      if (level === "disabled") return [];
      const names = others.map((each) => resourceName(each.resource ?? ""));
      const lines = [withPlace(message, resource), ...sameLine(names, "resource")];
      return [{ message: messageOf(lines, code, policy), urn: urnIn(stack, resource), level, severity }];
    },
  );
}

/** Returns a violation for each reason why endpoints have no path, at the first endpoint that it holds for. */
export function unreachedViolations(
  unreached: readonly UnreachedEndpoint[],
  policy: string,
  { stack, intent }: AnalysedStack,
): readonly Violation[] {
  const level = levelOf(intent, "CP-U01", "inconclusive");
  if (level === "disabled") return [];
  return groupBy(unreached, ({ reason }) => reason).map(([first, ...others]) => {
    const text = `No path from on-premises to private endpoint ${first.endpoint} is known: ${first.reason.replace(/\.$/, "")}.`;
    const names = others.map(({ endpoint }) => endpoint);
    return {
      message: messageOf([text, ...sameLine(names, "endpoint")], first.code, policy),
      urn: urnIn(stack, first.resource),
      level,
      severity: codeEntry(first.code)?.severity,
    };
  });
}

/** A finding in full sentences stands by itself; a mere clause is about its resource. */
function withPlace(message: string, resource: string | null): string {
  if (message.endsWith(".") || resource === null) return message;
  return `${resourceText(resource)}: ${message}.`;
}

function sameLine(names: readonly string[], what: string): readonly string[] {
  return names.length === 0 ? [] : [`The same holds for ${counted(names.length, `more ${what}`)}: ${enumerated(names)}.`];
}

function messageOf(texts: readonly string[], code: string, policy: string): string {
  const lines = texts.flatMap((text) => text.split("\n")).flatMap((line) => wrap(clean(line), WIDTH, "", "  "));
  return [...lines, `Code ${code}, see policies/${policy}.`].join("\n");
}

function urnIn({ urns, urn }: AnalysedStack["stack"], resource: string | null): string {
  return resource !== null && urns.has(resource) ? resource : urn;
}

/** Groups in the order of their first items; none is empty. */
function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): readonly (readonly [T, ...T[]])[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}
