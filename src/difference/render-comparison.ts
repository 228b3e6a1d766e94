import { clean, counted, enumerated, formatCount, wrap } from "../report/render-layout.ts";
import type { Painter, Tone } from "../report/render-paint.ts";
import { CHANGE_KINDS, type Change, type ChangeKind, type Comparison, type Outcome } from "./comparison.ts";

const TITLES: Readonly<Record<ChangeKind, readonly [title: string, tone: Tone]>> = {
  worse: ["Worse", "bad"],
  added: ["Added", "doubt"],
  removed: ["Removed", "strong"],
  better: ["Better", "good"],
};

/** Entries for each kind; what is beyond is counted. */
const SHOWN = 200;

/** The comparison for people, the worst first and the counts last. */
export function* renderComparison({ changes }: Comparison, width: number, paint: Painter): Generator<string, void, void> {
  for (const kind of CHANGE_KINDS) {
    const own = changes.filter((change) => change.kind === kind);
    if (own.length === 0) continue;
    const [title, tone] = TITLES[kind];
    yield `${paint(tone, title)} (${counted(own.length, "path")})\n\n`;
    for (const change of own.slice(0, SHOWN)) yield `${entryLines(change, width).join("\n")}\n`;
    if (own.length > SHOWN) yield `  … and ${formatCount(own.length - SHOWN)} more; --format json has them all\n`;
    yield "\n";
  }
  yield `${wrap(`${comparisonText(changes)}.`, width).join("\n")}\n`;
}

function entryLines(change: Change, width: number): readonly string[] {
  return [
    ...wrap(`${clean(subjectOf(change))}: ${movementOf(change)}`, width, "  ", "      "),
    ...change.differences.flatMap(({ place, property, before, after }) => [
      ...wrap(clean(`${place}, ${property}:`), width, "    ", "      "),
      ...wrap(clean(`was ${before}`), width, "      ", "        "),
      ...wrap(clean(`is  ${after}`).replace("is  ", "is\u00a0 "), width, "      ", "        "),
    ]),
  ];
}

/** `1 worse, 0 added, 0 removed, 2 better`; where nothing changed, that. */
export function comparisonText(changes: readonly Change[]): string {
  if (changes.length === 0) return "No path has another verdict, and none is new or gone";
  return CHANGE_KINDS.map((kind) => `${formatCount(changes.filter((change) => change.kind === kind).length)} ${kind}`).join(", ");
}

/** `vpngw → sql (10.13.77.6/32)` */
export function subjectOf({ gateway, endpoint, addresses }: Change): string {
  return `${gateway} → ${endpoint}${addresses.length === 0 ? "" : ` (${enumerated(addresses, 4)})`}`;
}

/** `inspected → bypassed (CP-B03)`; of what is new or gone the one verdict. */
export function movementOf({ before, after }: Change): string {
  return [before, after].flatMap((each) => (each === null ? [] : [outcomeText(each)])).join(" → ");
}

function outcomeText({ verdict, code, exempted }: Outcome): string {
  return `${verdict}${code === null ? "" : ` (${clean(code)})`}${exempted ? ", exempted" : ""}`;
}
