import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Report, Verdict } from "../../src/report/report.ts";
import type { RouteRow } from "../../src/report/routes-table.ts";
import type { ExportDocument } from "../support/world/export-document.ts";
import { WRITTEN_CASES } from "./written/index.ts";
import { asPublished } from "./written/written-case.ts";

/** A published observation as input and expectation; see the README beside this file. */
export interface PublishedCase {
  readonly name: string;
  readonly isWritten: boolean;
  /** The classic provider has no words for it. */
  readonly isNativeOnly: boolean;
  readonly configuration: object;
  readonly document: ExportDocument;
  readonly expected: Expectation;
}

export interface Expectation {
  readonly source: string;
  /** The rules of docs/azure-routing.md that the case shows. */
  readonly rules: readonly string[];
  /** `gateway/endpoint` → the verdict of every path between the two. */
  readonly verdicts?: Readonly<Record<string, Verdict>>;
  /** `network/subnet` → [source, state, prefix, next hop type, next hop address]. */
  readonly routes?: Readonly<Record<string, readonly Row[]>>;
  /** `network/subnet` → prefixes that no row may have. */
  readonly absent?: Readonly<Record<string, readonly string[]>>;
  /** Codes that must be among the findings: what the source warns of. */
  readonly findings?: readonly string[];
}

export type Row = readonly [string, string, string, string, string | null];

const CASES = join(__dirname, "cases");

/** Those that exist as files, and those that are written in few words. */
export function publishedCases(): readonly PublishedCase[] {
  return [...filedCases(), ...WRITTEN_CASES.map(asPublished)];
}

function filedCases(): readonly PublishedCase[] {
  return readdirSync(CASES).map((name) => {
    const read = (file: string): unknown => JSON.parse(readFileSync(join(CASES, name, file), "utf8"));
    return {
      name,
      isWritten: false,
      isNativeOnly: false,
      configuration: read("config.json") as object,
      document: read("stack.json") as ExportDocument,
      expected: read("expect.json") as Expectation,
    };
  });
}

/** Every path of a named pair has the verdict, each pair has at least one path, and what the source warns of is found. */
export function expectVerdicts({ expected }: PublishedCase, report: Report): void {
  for (const [pair, verdict] of Object.entries(expected.verdicts ?? {})) {
    const paths = report.paths.filter(({ gateway, endpoint }) => `${gateway.name}/${endpoint.name}` === pair);
    expect({ pair, verdicts: [...new Set(paths.map((path) => path.verdict))] }).toEqual({ pair, verdicts: [verdict] });
  }
  const codes = new Set(report.findings.map(({ code }) => code));
  expect((expected.findings ?? []).filter((code) => !codes.has(code))).toEqual([]);
}

/** The named rows are among those of the subnet, and no row has an absent prefix. */
export function expectRoutes({ expected }: PublishedCase, routesOf: (subnet: string) => readonly RouteRow[]): void {
  for (const [subnet, rows] of Object.entries(expected.routes ?? {})) {
    const found = routesOf(subnet).map(
      ({ source, state, prefix, nextHopType, nextHop }): Row => [source, state, prefix, nextHopType, nextHop],
    );
    for (const row of rows) expect(found).toContainEqual(row);
  }
  for (const [subnet, prefixes] of Object.entries(expected.absent ?? {})) {
    const found = routesOf(subnet).map(({ prefix }) => prefix);
    for (const prefix of prefixes) expect(found).not.toContain(prefix);
  }
}
