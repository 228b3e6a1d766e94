import { analyse, effectiveRoutesTable } from "../../src/analysis.ts";
import { readConfiguration } from "../../src/configuration/read-configuration.ts";
import type { Report } from "../../src/report/report.ts";
import type { RoutesTable } from "../../src/report/routes-table.ts";
import { readStackExport } from "../../src/sources/stack-export.ts";
import { describeSpelling, EVERY_SPELLING, respell } from "../support/world/respell.ts";
import { type PublishedCase, publishedCases, type Row } from "./published-cases.ts";

const CASES = publishedCases();

describe.each(CASES.map((each) => [each.name, each] as const))("%s", (_, published) => {
  const spellings = [["as published", published.document] as const, ...EVERY_SPELLING.map((spelling) => [describeSpelling(spelling), respell(published.document, spelling)] as const)];

  test.each(spellings)("%s", (_spelling, document) => {
    const analysis = analyse(readStackExport(JSON.stringify(document), `${published.name}/stack.json`), readConfiguration(published.configuration, `${published.name}/config.json`));
    expectVerdicts(published, analysis.report);
    expectRoutes(published, (subnet) => effectiveRoutesTable(analysis, subnet, "subnet"));
  });
});

test("the cases state something: verdicts, routes or absent prefixes", () => {
  expect(CASES.length).toBeGreaterThanOrEqual(15);
  const silent = CASES.filter(({ expected }) => Object.keys({ ...expected.verdicts, ...expected.routes, ...expected.absent }).length === 0);
  expect(silent.map(({ name }) => name)).toEqual([]);
});

/** Every path of a named pair has the verdict, and each pair has at least one path. */
function expectVerdicts({ expected }: PublishedCase, report: Report): void {
  for (const [pair, verdict] of Object.entries(expected.verdicts ?? {})) {
    const paths = report.paths.filter(({ gateway, endpoint }) => `${gateway.name}/${endpoint.name}` === pair);
    expect({ pair, verdicts: [...new Set(paths.map((path) => path.verdict))] }).toEqual({ pair, verdicts: [verdict] });
  }
}

function expectRoutes({ expected }: PublishedCase, routesOf: (subnet: string) => RoutesTable): void {
  for (const [subnet, rows] of Object.entries(expected.routes ?? {})) {
    const found = routesOf(subnet).routes.map(({ source, state, prefix, nextHopType, nextHop }): Row => [source, state, prefix, nextHopType, nextHop]);
    for (const row of rows) expect(found).toContainEqual(row);
  }
  for (const [subnet, prefixes] of Object.entries(expected.absent ?? {})) {
    const found = routesOf(subnet).routes.map(({ prefix }) => prefix);
    for (const prefix of prefixes) expect(found).not.toContain(prefix);
  }
}
