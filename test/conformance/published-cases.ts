import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Verdict } from "../../src/report/report.ts";
import type { ExportDocument } from "../support/world/export-document.ts";

/** A published observation as input and expectation; see the README beside this file. */
export interface PublishedCase {
  readonly name: string;
  readonly configuration: object;
  readonly document: ExportDocument;
  readonly expected: Expectation;
}

export interface Expectation {
  readonly source: string;
  /** `gateway/endpoint` → the verdict of every path between the two. */
  readonly verdicts?: Readonly<Record<string, Verdict>>;
  /** `network/subnet` → [source, state, prefix, next hop type, next hop address]. */
  readonly routes?: Readonly<Record<string, readonly Row[]>>;
  /** `network/subnet` → prefixes that no row may have. */
  readonly absent?: Readonly<Record<string, readonly string[]>>;
}

export type Row = readonly [string, string, string, string, string | null];

const CASES = join(__dirname, "cases");

export function publishedCases(): readonly PublishedCase[] {
  return readdirSync(CASES).map((name) => {
    const read = (file: string): unknown => JSON.parse(readFileSync(join(CASES, name, file), "utf8"));
    return { name, configuration: read("config.json") as object, document: read("stack.json") as ExportDocument, expected: read("expect.json") as Expectation };
  });
}
