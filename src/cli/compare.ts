import { analyse } from "../analysis.ts";
import type { BaselinedIntent } from "../difference/baseline.ts";
import { type Comparison, type FoundChange, findChanges } from "../difference/comparison.ts";
import { isReport, readReport } from "../difference/read-report.ts";
import { type Aliases, aliasesOf } from "../difference/renames.ts";
import { comparisonText, renderComparison } from "../difference/render-comparison.ts";
import { renderComparisonMarkdown } from "../difference/render-markdown.ts";
import { counted, DEFAULT_WIDTH } from "../report/render-layout.ts";
import type { Report } from "../report/report.ts";
import type { Invocation } from "./arguments.ts";
import { type FailOn, failsAt } from "./gate.ts";
import { readIntent, readSavedOrNetwork } from "./input.ts";
import { note, painterFor, widthOfStdout, writeResult, writeResultFile } from "./output.ts";

/** Compares two networks, each a saved report or an export; returns the exit status. */
export async function compare({ files: [first = "", second = ""], values }: Invocation): Promise<number> {
  // A comparison needs no baseline: it has what was.
  const intent: BaselinedIntent = { ...(await readIntent(values.get("config"))), baseline: undefined };
  const [before, after] = [await readSide(first, intent), await readSide(second, intent)];
  const found = findChanges(before.report, after.report, after.aliases);
  const comparison: Comparison = {
    version: 1,
    before: before.report.summary,
    after: after.report.summary,
    changes: found.map(({ change }) => change),
  };
  const output = values.get("output");
  const texts = rendered(comparison, values.get("format") ?? "", output === undefined);
  if (output === undefined) await writeResult(texts);
  else writeResultFile(texts, output);
  const failOn = values.get("fail-on") as FailOn;
  const failing = found.filter((each) => isFailure(each, intent, failOn)).length;
  const gate = failing === 0 ? "passed" : `failed by ${counted(failing, "path")}`;
  note(`${comparisonText(comparison.changes)} (--fail-on ${failOn}: ${gate})`);
  return failing > 0 ? 1 : 0;
}

interface Side {
  readonly report: Report;
  readonly aliases: Aliases;
}

async function readSide(file: string, intent: BaselinedIntent): Promise<Side> {
  const read = await readSavedOrNetwork(file, isReport);
  if (read.kind === "saved") return { report: readReport(read.root, read.name), aliases: new Map() };
  const { resources } = read;
  return { report: analyse(resources, intent).report, aliases: aliasesOf(resources) };
}

/** Something that is worse, or new, and would fail an audit by itself. */
function isFailure({ change: { kind }, after }: FoundChange, intent: BaselinedIntent, failOn: FailOn): boolean {
  return (kind === "worse" || kind === "added") && after !== undefined && failsAt(after, intent, failOn);
}

function rendered(comparison: Comparison, format: string, isForStdout: boolean): Iterable<string> {
  if (format === "json") return [`${JSON.stringify(comparison, null, 2)}\n`];
  if (format === "markdown") return renderComparisonMarkdown(comparison);
  const isTerminal = isForStdout && process.stdout.isTTY;
  return renderComparison(comparison, isForStdout ? widthOfStdout() : DEFAULT_WIDTH, painterFor(isTerminal, process.env));
}
