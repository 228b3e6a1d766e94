import { type Analysis, analyseWithRemedies, explainPaths } from "../analysis.ts";
import { InputError } from "../certainty/input-error.ts";
import { findByName } from "../report/find-by-name.ts";
import { renderExplanations } from "../report/render-explanation.ts";
import { renderExplanationsJson } from "../report/render-json.ts";
import type { Invocation } from "./arguments.ts";
import { readIntent, readNetworkFiles } from "./input.ts";
import { painterFor, widthOfStdout, writeResult } from "./output.ts";

/** Explains the paths to one endpoint; returns the exit status. */
export async function explain({ files, values }: Invocation): Promise<number> {
  const intent = await readIntent(values.get("config"));
  const analysis = analyseWithRemedies(await readNetworkFiles(files), intent);
  const to = values.get("to") ?? "";
  const [from, gateway] = [values.get("from"), values.get("gateway")];
  const explanations = explainPaths(analysis, { to, ...(from !== undefined && { from }), ...(gateway !== undefined && { gateway }) });
  if (explanations.length === 0) throw new InputError(nothingToExplain(analysis, to));
  const { firewalls } = analysis.report;
  const paint = painterFor(process.stdout.isTTY, process.env);
  await writeResult(
    values.get("format") === "json"
      ? [renderExplanationsJson(explanations)]
      : renderExplanations(explanations, { firewalls, width: widthOfStdout(), paint }),
  );
  return 0;
}

/** Why the endpoint has no path to explain. */
function nothingToExplain({ report, network }: Analysis, to: string): string {
  const { name, origin } = findByName(network.endpoints, to, "private endpoint", "--to");
  const unreached = report.unreached.find(({ resource }) => resource === origin.resource);
  return unreached === undefined
    ? `no path to ${name} comes from the given prefix through the given gateway`
    : `no path from on-premises to ${name} is known: ${unreached.reason} (${unreached.code})`;
}
