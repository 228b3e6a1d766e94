import { clean } from "../report/render-layout.ts";
import type { Change, Comparison, Difference } from "./comparison.ts";
import { comparisonText, movementOf, subjectOf } from "./render-comparison.ts";

/** Rows of the table: a comment on a pull request has a largest size. */
const ROWS = 100;

/** The comparison as Markdown, for a comment on a pull request. */
export function* renderComparisonMarkdown({ changes }: Comparison): Generator<string, void, void> {
  yield `**Chokepoint:** ${comparisonText(changes)}.\n`;
  if (changes.length === 0) return;
  yield "\n| | path | verdict | what is different |\n| --- | --- | --- | --- |\n";
  for (const change of changes.slice(0, ROWS)) yield row(change);
  if (changes.length > ROWS) yield `\n… and ${changes.length - ROWS} more.\n`;
}

function row(change: Change): string {
  const cells = [change.kind, subjectOf(change), movementOf(change)].map(escaped);
  return `| ${[...cells, change.differences.map(differenceText).join("<br>")].join(" | ")} |\n`;
}

function differenceText({ place, property, before, after }: Difference): string {
  return `${escaped(`${place}, ${property}`)}: ${escaped(before)} ⇒ ${escaped(after)}`;
}

/** Names come from files that anyone may have written: none becomes a link, a mention, a tag or a cell of its own. */
function escaped(text: string): string {
  return clean(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replace(/[\\`*_{}[\]()#+!|~>]/g, "\\$&")
    .replaceAll("@", "&#64;")
    .replaceAll("://", ":\u200b//");
}
