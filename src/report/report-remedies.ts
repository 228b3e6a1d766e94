import type { ProvedRemedy, Remedies } from "../remedy/remedy.ts";
import { UNKNOWN } from "../resources/resource.ts";
import type { OutputUse, ResourceChange } from "../resources/resource-change.ts";
import type { JudgedPath } from "../verdict/judged-path.ts";
import { rememberSearch } from "./path-outcomes.ts";
import { costClauses, ownersOf, stepsText } from "./remedy-text.ts";
import { nameOfUrn } from "./render-snippet.ts";
import type { Path, Remedy } from "./report.ts";

/** What mends the paths of one network, as the report tells of it: many paths share a remedy. */
export class RemedyReporter {
  readonly #remedies: Remedies | undefined;
  readonly #reported = new Map<ProvedRemedy, Path["remedies"]>();

  constructor(remedies: Remedies | undefined) {
    this.#remedies = remedies;
  }

  remediesOf(judged: JudgedPath): Path["remedies"] {
    const remedy = this.#remedies?.byPath.get(judged);
    if (remedy === undefined) return NONE;
    const own = this.#reported.get(remedy) ?? [reportRemedy(remedy)];
    this.#reported.set(remedy, own);
    return own;
  }

  /** For whoever wants to know more of it than the report says. */
  remember(path: Path, judged: JudgedPath): Path {
    const { byPath, tried } = this.#remedies ?? {};
    const remedy = byPath?.get(judged);
    return remedy === undefined && tried?.has(judged) !== true ? path : rememberSearch(path, { remedy });
  }
}

const NONE: Path["remedies"] = [];

function reportRemedy(remedy: ProvedRemedy): Remedy {
  const owners = ownersOf(remedy);
  const elsewhere =
    owners.length === 0 ? "" : `; it is for the owner of ${owners.map(nameOfUrn).join(", ")}, which this program only reads`;
  const { assumptions } = remedy;
  const premises = assumptions.length === 0 ? [] : [`inspected then on assumption ${assumptions.join(", ")}`];
  const costs = [...premises, ...costClauses(remedy.cost)];
  const text = `${stepsText(remedy)}${elsewhere}${costs.length === 0 ? "" : ` (${costs.join("; ")})`}`;
  return { text, changes: remedy.steps.flatMap(({ changes }) => changes.map(reportChange)), verdictAfter: "inspected" };
}

export function reportChange({ resource, property, before, after, outputs }: ResourceChange): Remedy["changes"][number] {
  return { resource, property, before: written(before, "", []), after: written(after, "", outputs) };
}

/** The value with outputs of other resources as Pulumi's YAML writes them: `${fw.ipConfigurations[0].privateIPAddress}`. */
function written(value: unknown, path: string, outputs: readonly OutputUse[]): unknown {
  if (value === UNKNOWN) {
    const use = outputs.find((each) => each.path === path);
    return use === undefined ? "(not known yet)" : `\${${nameOfUrn(use.resource)}.${use.property}}`;
  }
  if (Array.isArray(value)) return value.map((item, index) => written(item, `${path}[${index}]`, outputs));
  if (typeof value !== "object" || value === null) return value ?? null;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(entries.map(([name, item]) => [name, written(item, path === "" ? name : `${path}.${name}`, outputs)]));
}
