import { type Analysis, analyseWithRemedies } from "../analysis.ts";
import { renderJson } from "../report/render-json.ts";
import { renderText } from "../report/render-text.ts";
import type { Invocation } from "./arguments.ts";
import { type FailOn, gate } from "./gate.ts";
import { readIntent, readNetworkFiles } from "./input.ts";
import { note, painterFor, widthOfStdout, writeResult, writeResultFile } from "./output.ts";
import { writeBaseline } from "./write-baseline.ts";

/** Judges the network in the files; returns the exit status. */
export async function audit({ files, values }: Invocation): Promise<number> {
  const intent = await readIntent(values.get("config"));
  const resources = await readNetworkFiles(files);
  const analysis = analyseWithRemedies(resources, intent);
  const nothing = nothingToJudge(analysis);
  const { failed, text } = gate(analysis, values.get("fail-on") as FailOn, nothing);
  const [output, baseline] = [values.get("output"), values.get("write-baseline")];
  // First, so that one which is refused leaves nothing half done.
  if (baseline !== undefined) writeBaseline(baseline, analysis, resources);
  const texts = values.get("format") === "json" ? renderJson(analysis.report) : textOf(analysis, nothing, output === undefined);
  if (output === undefined) await writeResult(texts);
  else writeResultFile(texts, output);
  note(text);
  return failed ? 1 : 0;
}

function textOf({ report, known, remedies }: Analysis, nothing: string | undefined, isForStdout: boolean): Iterable<string> {
  const options = { nothing, known: known.paths, plan: remedies?.plan };
  if (!isForStdout) return renderText(report, options);
  return renderText(report, { ...options, width: widthOfStdout(), paint: painterFor(process.stdout.isTTY, process.env) });
}

/** Nothing examined is not a pass: says why there was nothing to judge, if so. */
function nothingToJudge({ report, network, topology }: Analysis): string | undefined {
  if (report.paths.length > 0 || report.unadvertised.length > 0) return undefined;
  if (network.endpoints.length === 0) return "nothing to judge: there is no private endpoint in the network";
  return topology.gateways.length === 0 ? "nothing to judge: there is no gateway in the network, so no path from on-premises" : undefined;
}
