import { analyse, effectiveRoutesTable } from "../analysis.ts";
import { renderRoutesJson } from "../report/render-json.ts";
import { renderRoutes } from "../report/render-routes.ts";
import type { Invocation } from "./arguments.ts";
import { readIntent, readNetworkFiles } from "./input.ts";
import { painterFor, widthOfStdout, writeResult } from "./output.ts";

/** Lists the effective routes of one subnet; returns the exit status. */
export async function routes({ files, values }: Invocation): Promise<number> {
  const intent = await readIntent(values.get("config"));
  const analysis = analyse(await readNetworkFiles(files), intent);
  const table = effectiveRoutesTable(analysis, values.get("subnet") ?? "", values.get("as") === "nic" ? "nic" : "subnet");
  const paint = painterFor(process.stdout.isTTY, process.env);
  await writeResult(values.get("format") === "json" ? [renderRoutesJson(table)] : renderRoutes(table, { width: widthOfStdout(), paint }));
  return 0;
}
