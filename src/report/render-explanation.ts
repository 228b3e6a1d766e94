import type { ExplainedRemedy, Explanation, Question } from "./explanation.ts";
import { type FindingOptions, renderFinding, toneOf } from "./render-finding.ts";
import { capitalised, clean, DEFAULT_WIDTH, wrap } from "./render-layout.ts";
import { type Painter, plain } from "./render-paint.ts";

/** Explanations for people: each path with every route of every hop, the two questions that decide at the gateway (R33), then the way back. */
export function* renderExplanations(
  explanations: readonly Explanation[],
  options: Omit<FindingOptions, "beaten">,
): Generator<string, void, void> {
  const { width = DEFAULT_WIDTH, paint = plain } = options;
  for (const [index, { path, questions, wayBack, remedy }] of explanations.entries()) {
    const code = path.code === null ? "" : ` (${clean(path.code)})`;
    yield `${index === 0 ? "" : "\n"}${clean(path.id)}: ${paint(toneOf(path.verdict), path.verdict)}${code}\n\n`;
    yield `${renderFinding(path, { ...options, width, paint, beaten: "all" })}\n`;
    if (questions.length > 0) yield `\n${paint("strong", "Does the endpoint's own /32 route stay in force at the gateway?")}\n`;
    for (const [n, question] of questions.entries()) yield `${questionLines(question, n + 1, width, paint).join("\n")}\n`;
    if (wayBack.length > 0) yield `\n${paint("strong", "The way back")}\n`;
    for (const sentence of wayBack) yield `${wrap(clean(sentence), width, "  ", "    ").join("\n")}\n`;
    if (remedy !== undefined) yield* remedyParts(remedy, width, paint);
  }
}

/** The steps, what they cost, and each change as it is written in a program. */
function* remedyParts(
  { steps, assumptions, costs, snippets }: ExplainedRemedy,
  width: number,
  paint: Painter,
): Generator<string, void, void> {
  const premise = assumptions.length === 0 ? "" : ` on assumption ${assumptions.join(", ")}`;
  yield `\n${paint("strong", "What mends it")} (traced: inspected then${premise}, and no path worse)\n`;
  for (const [n, step] of steps.entries()) yield `${wrap(clean(`${capitalised(step)}.`), width, `  ${n + 1}. `, "     ").join("\n")}\n`;
  yield `\n${paint("strong", "What it costs")}\n`;
  for (const cost of costs) yield `${wrap(clean(cost), width, "  - ", "    ").join("\n")}\n`;
  for (const [title, language] of [
    ["In TypeScript", "typescript"],
    ["In YAML", "yaml"],
  ] as const) {
    yield `\n${paint("strong", title)}\n`;
    for (const snippet of snippets)
      yield `${snippet[language]
        .split("\n")
        .map((line) => `  ${clean(line)}`)
        .join("\n")}\n`;
  }
}

function questionLines({ question, answer, detail }: Question, number: number, width: number, paint: Painter): string[] {
  const [first = "", ...more] = wrap(clean(question), width, `  ${number}. `, "     ");
  return [
    first,
    ...more,
    ...wrap(`${answer.toUpperCase()}: ${clean(detail)}`, width, "     ", "       ").map((line, index) =>
      index === 0 ? paint("strong", line) : line,
    ),
  ];
}
