import { analyse, effectiveRoutesTable } from "../../src/analysis.ts";
import { readConfiguration } from "../../src/configuration/read-configuration.ts";
import { readStackExport } from "../../src/sources/stack-export.ts";
import { CLASSIC_SPELLINGS, describeSpelling, EVERY_SPELLING, respell } from "../support/world/respell.ts";
import { expectRoutes, expectVerdicts, publishedCases } from "./published-cases.ts";

const CASES = publishedCases();

describe.each(CASES.map((each) => [each.name, each] as const))("%s", (_, published) => {
  const spellings = [
    ["as published", published.document] as const,
    ...[...EVERY_SPELLING, ...CLASSIC_SPELLINGS].map(
      (spelling) => [describeSpelling(spelling), respell(published.document, spelling)] as const,
    ),
  ];

  test.each(spellings)("%s", (_spelling, document) => {
    const analysis = analyse(
      readStackExport(JSON.stringify(document), `${published.name}/stack.json`),
      readConfiguration(published.configuration, `${published.name}/config.json`),
    );
    expectVerdicts(published, analysis.report);
    expectRoutes(published, (subnet) => effectiveRoutesTable(analysis, subnet, "subnet").routes);
  });
});

test("the cases state something: verdicts, routes or absent prefixes", () => {
  expect(CASES.length).toBeGreaterThanOrEqual(15);
  const silent = CASES.filter(({ expected }) => Object.keys({ ...expected.verdicts, ...expected.routes, ...expected.absent }).length === 0);
  expect(silent.map(({ name }) => name)).toEqual([]);
});
