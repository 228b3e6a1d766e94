import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, readPage } from "../documentation/markdown.ts";
import { rowsUnder, withRowsUnder } from "../documentation/tables.ts";
import { KNOWN_MISMATCHES } from "./known-mismatches.ts";
import { publishedCases } from "./published-cases.ts";

/** The inventory: each rule that is documented or measured has a case that shows it, or a reason why it can have none. */

const PAGE = "docs/azure-routing.md";
const page = readPage(PAGE);
const CASES = publishedCases();

/** Rule → how sure it is. */
const RULES = new Map(
  page
    .split(/^#{2,3} /m)
    .filter((section) => /^R\d+b?\n/.test(section))
    .map((section) => [
      section.slice(0, section.indexOf("\n")),
      new Set([...section.matchAll(/`(documented|lab-measured)`/g)].map(([, word]) => word)),
    ]),
);
const REASONS = new Map(rowsUnder(page, "Rules without a case").map(([rule = "", reason = ""]) => [rule, reason]));

/** `S3`, of `S3-routes`: what stands in the tables of the page. */
function shortName(name: string): string {
  return name.split("-")[0] ?? name;
}

function casesOf(rule: string): readonly string[] {
  return [...new Set(CASES.filter(({ expected }) => expected.rules.includes(rule)).map(({ name }) => shortName(name)))].sort();
}

describe("rules and cases", () => {
  test("every rule that is documented or measured has a case, or a reason why it has none", () => {
    const sure = [...RULES].filter(([, words]) => words.size > 0).map(([rule]) => rule);
    expect(sure.length).toBeGreaterThan(70);
    expect(sure.filter((rule) => casesOf(rule).length === 0 && !REASONS.has(rule))).toEqual([]);
  });

  test("no rule has both, and reasons are given for rules that exist", () => {
    const odd = [...REASONS].filter(([rule, reason]) => reason === "" || !RULES.has(rule) || casesOf(rule).length > 0);
    expect(odd.map(([rule]) => rule)).toEqual([]);
  });

  test("the page says which case shows which rule", () => {
    const rows = [...RULES.keys()].filter((rule) => casesOf(rule).length > 0).map((rule) => [rule, casesOf(rule).join(", ")]);
    const heading = "Which case shows which rule";
    if (process.env["UPDATE_DOCS"] === "1") writeFileSync(join(ROOT, PAGE), withRowsUnder(page, heading, rows));
    expect(rowsUnder(readPage(PAGE), heading)).toEqual(rows);
  });

  test("a case cites rules that exist, and at least one", () => {
    const odd = CASES.filter(({ expected }) => expected.rules.length === 0 || expected.rules.some((rule) => !RULES.has(rule)));
    expect(odd.map(({ name }) => name)).toEqual([]);
  });

  test("the cases are those in the table of the page, and no two have one name", () => {
    const listed = rowsUnder(page, "Published cases").map(([name = ""]) => name);
    expect([...new Set(CASES.map(({ name }) => shortName(name)))].sort()).toEqual([...listed].sort());
    expect(new Set(CASES.map(({ name }) => name)).size).toBe(CASES.length);
  });

  test("known mismatches are cases, and each says why", () => {
    const rows = rowsUnder(page, "Known mismatches");
    expect(rows.filter((row) => row.length !== 4 || row.includes(""))).toEqual([]);
    expect([...KNOWN_MISMATCHES].filter((name) => !CASES.some((each) => each.name === name))).toEqual([]);
  });
});
