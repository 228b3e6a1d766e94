import { analyse, effectiveRoutesTable } from "../../src/analysis.ts";
import { readConfiguration } from "../../src/configuration/read-configuration.ts";
import { readStackExport } from "../../src/sources/stack-export.ts";
import { CLASSIC_SPELLINGS, describeSpelling, EVERY_SPELLING, respell } from "../support/world/respell.ts";
import { KNOWN_MISMATCHES } from "./known-mismatches.ts";
import { expectRoutes, expectVerdicts, publishedCases } from "./published-cases.ts";

const CASES = publishedCases();

describe.each(CASES.map((each) => [each.name, each] as const))("%s", (_, published) => {
  const spellings = [
    ["as published", published.document] as const,
    ...[...EVERY_SPELLING, ...(published.isNativeOnly ? [] : CLASSIC_SPELLINGS)].map(
      (spelling) => [describeSpelling(spelling), respell(published.document, spelling)] as const,
    ),
  ];

  test.each(spellings)("%s", (_spelling, document) => {
    const analysis = analyse(
      readStackExport(JSON.stringify(document), `${published.name}/stack.json`),
      readConfiguration(published.configuration, `${published.name}/config.json`),
    );
    const expectAgreement = (): void => {
      expectVerdicts(published, analysis.report);
      expectRoutes(published, (subnet) => effectiveRoutesTable(analysis, subnet, "subnet").routes);
    };
    if (KNOWN_MISMATCHES.has(published.name)) expect(expectAgreement).toThrow();
    else expectAgreement();
  });
});

test("the cases state something: verdicts, routes, absent prefixes or findings", () => {
  expect(CASES.length).toBeGreaterThanOrEqual(15);
  const silent = CASES.filter(
    ({ expected: { verdicts, routes, absent, findings = [] } }) =>
      Object.keys({ ...verdicts, ...routes, ...absent }).length + findings.length === 0,
  );
  expect(silent.map(({ name }) => name)).toEqual([]);
});
