import type { Report } from "../../../src/report/report.ts";
import type { Advice } from "./way-back.ts";

/** Where a report says something else of replies than the reference, a line for each difference; empty where they agree. */
export function wayBackDifferences(expected: readonly Advice[], { findings }: Report): readonly string[] {
  const wanted = expected.map(({ code, about, detail }) => `${code} ${about}: ${detail}`);
  const found = findings.filter(({ code }) => code.startsWith("CP-W")).map(inWords);
  return [
    ...wanted.filter((each) => !found.includes(each)).map((each) => `missing: ${each}`),
    ...found.filter((each, index) => !wanted.includes(each) || found.indexOf(each) !== index).map((each) => `too much: ${each}`),
  ];
}

/** A finding in the words of the reference. */
function inWords({ code, resource, message }: Report["findings"][number]): string {
  const detail = PATTERNS.flatMap(([pattern, say]) => {
    const found = pattern.exec(message);
    return found === null ? [] : say(found);
  });
  return `${code} ${resource?.slice(resource.lastIndexOf("::") + 2)}: ${detail.join(" | ")}`;
}

const PATTERNS: readonly (readonly [pattern: RegExp, say: (found: readonly string[]) => string])[] = [
  [
    /^One network, (.+), has the gateway \((.+)\), the firewall \S+ and the private endpoints \((.+?)\)\. .* (do not translate \(R63\)|is not known: .+)\. To settle it/,
    ([, network, gateways, subnets, state]) => `${state?.startsWith("do not") ? "kept" : "unknown"}: ${gateways} in ${network}, ${subnets}`,
  ],
  [/^The network rules of \S+ keep the source of requests to the private endpoints in (.+?) \(R63\)\. /, ([, subnets]) => subnets ?? ""],
  [/^The tag (\S+) of \S+ has no effect: /, ([, tag]) => `misspelt ${tag}`],
  [/^The virtual machine \S+ has the tag /, () => "on its machine"],
  [
    /^Of the appliances behind (\S+), (.+) ha(?:s|ve) the tag \S+, and (.+) ha(?:s|ve) not: /,
    ([, balancer, names, others]) => `behind ${balancer} ${names} have it, ${others} not`,
  ],
];
