import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { createPolicies } from "../src/policies/index.ts";
import { blocksOf, filesEnding, ROOT, readPage } from "./documentation/markdown.ts";

/** A policy is a folder under src/policies; one name everywhere. */
const FOLDERS = readdirSync(join(ROOT, "src/policies"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

const REGISTERED = createPolicies();

/** The page of a policy, in this order. */
const SECTIONS = [
  "Summary",
  "Avoid",
  "Prefer",
  "Why",
  "When the answer is inconclusive",
  "Configuration",
  "What it does not see",
  "References",
];

/** Policies that report nothing, so that no example can show what they report; their page has no code to show either. */
const SILENT: ReadonlySet<string> = new Set(["private-endpoint-network-inputs"]);

test("every folder is registered in src/policies/index.ts, and every policy has its folder", () => {
  expect(REGISTERED.map(({ name }) => name).sort()).toEqual([...FOLDERS].sort());
});

describe.each(FOLDERS)("%s", (name) => {
  const page = join("src/policies", name, "README.md");

  test("has its policy and its page", () => {
    expect(["policy.ts", "README.md"].filter((file) => !existsSync(join(ROOT, "src/policies", name, file)))).toEqual([]);
  });

  test("has a page with its name and every section, each with something in it", () => {
    const [heading, ...sections] = readPage(page).split(/^## /m);
    expect(heading?.trim()).toBe(`# ${name}`);
    expect(sections.map((section) => section.split("\n")[0])).toEqual(SECTIONS);
    expect(sections.filter((section) => section.split("\n").slice(1).join("").trim() === "")).toEqual([]);
  });

  test("has a page that states its enforcement and severity as they are", () => {
    const policy = REGISTERED.find((each) => each.name === name);
    const kind = policy !== undefined && "validateStack" in policy ? "Stack policy" : "Resource policy";
    const line = readPage(page)
      .split("\n")
      .find((each) => each.startsWith(`${kind} · `));
    expect(line).toContain(`· ${policy?.enforcementLevel}`);
    if (line?.includes("severity") === true) expect(line).toContain(`severity ${policy?.severity}`);
  });

  test("shows code to avoid and code to prefer, unless it reports nothing", () => {
    const [, avoid = "", prefer = ""] = /^## Avoid$([\s\S]*)^## Prefer$([\s\S]*?)^## Why$/m.exec(readPage(page)) ?? [];
    const shown = [avoid, prefer].map((section) => blocksOf(section).some(({ language }) => language === "typescript"));
    expect(shown).toEqual(SILENT.has(name) ? [false, false] : [true, true]);
  });

  test("has a test that names it", () => {
    const naming = [...filesEnding(".test.ts", "test/policies"), ...filesEnding(".test.ts", "test/analyzer")].filter((file) =>
      readPage(file).includes(name),
    );
    expect(naming.length).toBeGreaterThan(0);
  });

  test("has an example that shows what it reports", () => {
    const showing = filesEnding("README.md", "examples").filter((file) => readPage(file).includes(name));
    expect(SILENT.has(name) || showing.length > 0).toBe(true);
  });

  test("stands in the table of the README", () => {
    expect(readPage("README.md")).toContain(`| [${name}](src/policies/${name}/README.md) `);
  });
});
