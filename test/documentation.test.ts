import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { UNMODELLED_PROPERTIES } from "../src/azure/types/unmodelled-properties.ts";
import { UNMODELLED_TYPES } from "../src/azure/types/unmodelled-types.ts";
import { COMMANDS } from "../src/cli/commands.ts";
import { configurationSchema, NOT_BUILT_YET } from "../src/configuration/schema.ts";
import { keysAt } from "../src/configuration/schema-shape.ts";
import { ALL_CODES, CODES, isAssumptionCode } from "../src/report/codes.ts";
import { type CodeExample, exampleStack, resultOf } from "./documentation/code-example.ts";
import { expectBlock } from "./documentation/expect-block.ts";
import { anchorsOf, blocksOf, filesEnding, linksOf, ROOT, readPage, undefinedReferences } from "./documentation/markdown.ts";

const PAGES = filesEnding(".md");
const RULES = "docs/azure-routing.md";

describe("links", () => {
  test.each(PAGES)("%s leads to files and headings that exist", (file) => {
    const broken = linksOf(readPage(file)).filter((target) => {
      if (/^[a-z]+:/i.test(target)) return false;
      const [path = "", anchor] = target.split("#");
      const absolute = path === "" ? join(ROOT, file) : join(ROOT, dirname(file), path);
      if (!existsSync(absolute)) return true;
      return (
        anchor !== undefined && (statSync(absolute).isDirectory() || !anchorsOf(readPage(absolute.slice(ROOT.length + 1))).has(anchor))
      );
    });
    expect(broken).toEqual([]);
  });

  test(`${RULES} defines all of its sources`, () => {
    expect(undefinedReferences(readPage(RULES))).toEqual([]);
  });
});

describe("rules", () => {
  const headings = anchorsOf(readPage(RULES));
  const files = [...filesEnding(".ts", "src"), ...filesEnding(".ts", "examples"), ...PAGES].filter((file) => file !== RULES);

  test("every rule and contradiction that is cited has its heading", () => {
    const missing = [...files, RULES].flatMap((file) =>
      [...readPage(file).matchAll(/\b([RC]\d{1,2}b?)\b/g)].flatMap(([, rule = ""]) =>
        headings.has(rule.toLowerCase()) ? [] : [`${file}: ${rule}`],
      ),
    );
    expect(missing).toEqual([]);
  });

  test("every rule says how sure it is", () => {
    const sections = readPage(RULES)
      .split(/^#{2,3} /m)
      .filter((section) => /^R\d+b?\n/.test(section));
    expect(sections.length).toBeGreaterThanOrEqual(79);
    expect(sections.filter((section) => !/`(documented|lab-measured|lab-claimed|inferred|disputed)`/.test(section))).toEqual([]);
  });

  test("every published case of the tests stands in its table", () => {
    const cases = [...readPage(RULES).matchAll(/^\| ([A-Z]\d) +\|/gm)].map(([, name]) => name);
    const tested = readdirSync(join(ROOT, "test/conformance/cases")).map((folder) => folder.split("-")[0]);
    expect([...new Set(tested)].filter((name) => !cases.includes(name))).toEqual([]);
  });
});

describe("codes", () => {
  const sources = filesEnding(".ts", "src")
    .filter((file) => file !== "src/report/codes.ts")
    .map(readPage);
  const pages = readdirSync(join(ROOT, "docs/codes")).filter((name) => name !== "README.md");

  test("each code has a page, and each page a code", () => {
    expect(pages.map((name) => name.replace(".md", "")).sort()).toEqual([...ALL_CODES].sort());
  });

  test.each(ALL_CODES)("the page of %s and the table say what the code says", (code) => {
    const { title, text, level, severity } = CODES[code];
    const [heading, , enforcement = "", , sentence] = readPage(`docs/codes/${code}.md`).split("\n");
    expect([heading, sentence]).toEqual([`# ${code}: ${title}`, text]);
    expect(enforcement).toContain(isAssumptionCode(code) ? "Assumption" : ` · ${level} · severity ${severity}`);
    const row = readPage("docs/codes/README.md")
      .split("\n")
      .find((line) => line.startsWith(`| [${code}](${code}.md) `));
    expect(row?.split("|").map((cell) => cell.trim())).toEqual(expect.arrayContaining([title, text]));
  });

  test.each(ALL_CODES)("the example of %s has the result that the page shows", (code) => {
    const file = `docs/codes/${code}.md`;
    const [change, result] = blocksOf(readPage(file));
    if (change === undefined || result === undefined) {
      expect(readPage(file)).toMatch(/This version of Chokepoint [^.]*does\s+not\s+report\s+the\s+code/);
      expect(sources.filter((source) => source.includes(`"${code}"`))).toEqual([]);
      return;
    }
    expect([change.marker, result.marker]).toEqual(["change", "result"]);
    const actual = resultOf(JSON.parse(change.text) as CodeExample, code);
    expect(actual).toContain(code);
    expectBlock(file, result, actual);
  });

  test("blog-4.json is the example of CP-B03", () => {
    const [change] = blocksOf(readPage("docs/codes/CP-B03.md"));
    const { deployment } = JSON.parse(readPage("docs/examples/blog-4.json"));
    const changed = JSON.parse(JSON.stringify(exampleStack(JSON.parse(change?.text ?? "")))) as typeof deployment;
    expect(inputsOf(deployment)).toEqual(inputsOf(changed.deployment));
  });
});

function inputsOf({ resources }: { readonly resources: readonly { readonly urn: string; readonly inputs: unknown }[] }): unknown {
  return Object.fromEntries(resources.map(({ urn, inputs }) => [urn, inputs]));
}

describe("completeness", () => {
  test("docs/limits.md names everything that is not modelled", () => {
    const limits = readPage("docs/limits.md");
    const names = [
      ...UNMODELLED_PROPERTIES.map(({ property }) => property),
      ...UNMODELLED_TYPES.map(({ token }) => token.slice(token.lastIndexOf(":") + 1)),
    ];
    expect(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(limits))).toEqual([]);
  });

  test("docs/configuration.md has every property of the configuration, and what is refused", () => {
    const page = readPage("docs/configuration.md");
    const headings = [...page.matchAll(/^### (.+)$/gm)].map(([, title]) => title);
    expect([...headings].sort()).toEqual([...keysAt(configurationSchema, [])].sort());
    expect(NOT_BUILT_YET.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });

  test("every npm script that a page names is there", () => {
    const { scripts } = JSON.parse(readPage("package.json")) as { scripts: Readonly<Record<string, string>> };
    const named = PAGES.flatMap((file) => [...readPage(file).matchAll(/npm run ([a-z:-]+)/g)].map(([, name = ""]) => name));
    expect([...new Set(named)].filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });

  test("every option that a page shows is one of the command's", () => {
    const known = new Set([
      "help",
      "version",
      ...COMMANDS.flatMap(({ options }) => options.filter(({ isLater }) => !isLater).map(({ name }) => name)),
    ]);
    const shown = PAGES.flatMap((file) =>
      [...readPage(file).matchAll(/^(?:npx )?chokepoint .*$/gm)].flatMap(([line]) =>
        [...line.matchAll(/--([a-z-]+)/g)].map(([, name = ""]) => name),
      ),
    );
    expect(shown.filter((name) => !known.has(name))).toEqual([]);
  });
});
