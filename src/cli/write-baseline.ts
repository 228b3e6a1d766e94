import { existsSync, realpathSync } from "node:fs";
import type { Analysis } from "../analysis.ts";
import { InputError } from "../certainty/input-error.ts";
import { nextBaseline } from "../difference/next-baseline.ts";
import { aliasesOf } from "../difference/renames.ts";
import { stacksOf } from "../exemption/stacks.ts";
import { renderJson } from "../report/render-json.ts";
import { counted, formatCount } from "../report/render-layout.ts";
import type { Resource } from "../resources/resource.ts";
import { note, writeResultFile } from "./output.ts";

/**
 * Writes the baseline for the network as it is. A file that exists and is not the baseline of the configuration is left alone: it would grow by
 * what is new without a word. Throws an InputError then.
 */
export function writeBaseline(file: string, { report, intent: { baseline }, known }: Analysis, resources: readonly Resource[]): void {
  if (existsSync(file) && (baseline?.file === undefined || realpathSync(file) !== realpathSync(baseline.file))) {
    throw new InputError(
      `--write-baseline ${file}: the file exists and is not the baseline of the configuration. To let it shrink, name it there (baseline: ${file}); to begin anew, delete it`,
    );
  }
  const next = nextBaseline({ report, baseline, known, aliases: aliasesOf(resources), stacks: stacksOf(resources) });
  writeResultFile(renderJson(next.report), file);
  const left = [next.mended > 0 ? `${formatCount(next.mended)} inspected` : "", next.gone > 0 ? `${formatCount(next.gone)} gone` : ""];
  const out = left.filter((each) => each !== "").join(", ");
  note(`${file}: ${counted(next.kept, "path")} in the baseline${out === "" ? "" : `; no longer in it: ${out}`}`);
}
