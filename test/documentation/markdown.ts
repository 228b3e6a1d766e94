import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";

export const ROOT = resolve(__dirname, "../..");

/** A fenced block of a page, with the HTML comment on the line before it, if there is one. */
export interface Block {
  /** `<!-- run: … -->` without its brackets; empty where the block has none. */
  readonly marker: string;
  readonly language: string;
  readonly text: string;
  /** Of the opening fence, from 1. */
  readonly line: number;
}

const SKIPPED: ReadonlySet<string> = new Set([".git", "coverage", "dist", "node_modules", "out"]);

/** Every file below the folder whose name ends so; paths relative to the root of the repository. */
export function filesEnding(suffix: string, folder = "."): readonly string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter(({ name }) => !SKIPPED.has(name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesEnding(suffix, path);
      return entry.name.endsWith(suffix) ? [relative(".", path)] : [];
    })
    .sort();
}

export function readPage(file: string): string {
  return readFileSync(join(ROOT, file), "utf8");
}

/** The fenced blocks of a page, in order. */
export function blocksOf(text: string): readonly Block[] {
  const lines = text.split("\n");
  const blocks: Block[] = [];
  for (let start = 0; start < lines.length; start += 1) {
    const language = /^```(\S*)/.exec(lines[start] ?? "")?.[1];
    if (language === undefined) continue;
    const end = lines.indexOf("```", start + 1);
    if (end === -1) throw new Error(`the block at line ${start + 1} has no end`);
    const marker = /^<!-- (.*) -->$/.exec(lines[start - 1] ?? "")?.[1] ?? "";
    blocks.push({ marker, language, text: lines.slice(start + 1, end).join("\n"), line: start + 1 });
    start = end;
  }
  return blocks;
}

/** The page with other text in the block that opens at this line. */
export function withBlockText(page: string, { line, text }: Block, replacement: string): string {
  const lines = page.split("\n");
  lines.splice(line, text.split("\n").length, ...replacement.split("\n"));
  return lines.join("\n");
}

/** A page without its fenced blocks and its code in backticks: the prose. */
export function proseOf(text: string): string {
  return text.replaceAll(/^```[\s\S]*?^```$/gm, "").replaceAll(/`[^`\n]*`/g, "");
}

/** Where links of a page point: inline ones and definitions of references. */
export function linksOf(text: string): readonly string[] {
  const prose = proseOf(text);
  const inline = [...prose.matchAll(/\]\(([^()\s]+)\)/g)];
  const definitions = [...prose.matchAll(/^\[[^\]]+\]: (\S+)$/gm)];
  return [...inline, ...definitions].map(([, target]) => target ?? "");
}

/** `[text][label]` and `[label]` that no definition explains: they are shown with their brackets. */
export function undefinedReferences(text: string): readonly string[] {
  const prose = proseOf(text);
  const defined = new Set([...prose.matchAll(/^\[([^\]]+)\]: /gm)].map(([, label]) => label));
  const used = [...prose.matchAll(/(?<!\])\[([^\][]+)\](?![(:[])/g)].map(([, label]) => label ?? "");
  return used.filter((label) => !defined.has(label) && !/^[ x]$/.test(label));
}

/** The names that a link to the page may have behind `#`: its headings as GitHub writes them, and ids. */
export function anchorsOf(text: string): ReadonlySet<string> {
  const headings = [...text.replaceAll(/^```[\s\S]*?^```$/gm, "").matchAll(/^#{1,6} (.+)$/gm)].map(([, title]) => slugOf(title ?? ""));
  const ids = [...text.matchAll(/<a id="([^"]+)">/g)].map(([, id]) => id ?? "");
  return new Set([...headings, ...ids]);
}

function slugOf(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replaceAll(" ", "-");
}
