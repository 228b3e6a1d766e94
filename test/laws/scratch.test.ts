import { writeFileSync } from "node:fs";
import { analyse } from "../../src/analysis.ts";
import { differences } from "../support/reference/compare.ts";
import { judgeWorld } from "../support/reference/reference.ts";
import { describeWorld } from "../support/world/describe-world.ts";
import { intentOf } from "../support/world/intent-of.ts";
import { randomWorld } from "../support/world/random-world.ts";
import { renderWorld } from "../support/world/render-world.ts";
import { shrinkWorld } from "../support/world/shrink-world.ts";
import type { World } from "../support/world/world.ts";

const kindOf = (x: string) =>
  x
    .replace(/^\S+ to \S+ \S+: /, "")
    .replace(/[ab]\d\S*|\d+\.\d+\.\d+\.\d+\S*/g, "#")
    .slice(0, 120);
const skip = (process.env["SKIP"] ?? "").split("|").filter(Boolean);
function diff(w: World, seed: number): readonly string[] {
  let d: readonly string[];
  try {
    d = differences(
      judgeWorld(w),
      analyse(renderWorld(w, { style: seed % 2 ? "inline" : "standalone", refreshed: seed % 3 === 0, shuffleSeed: seed }), intentOf(w))
        .report,
    );
  } catch (e) {
    return ["THROWN " + (e as Error).stack?.slice(0, 300)];
  }
  return d.filter((x) => !skip.some((s) => x.includes(s)));
}
test("stats", () => {
  const out: string[] = [];
  let bad = 0;
  const kinds = new Map<string, number>();
  const from = Number(process.env["FROM"] ?? 0);
  const max = Number(process.env["MAX"] ?? 8);
  for (let seed = from; seed < from + Number(process.env["N"] ?? 50); seed++) {
    const w = randomWorld(seed);
    const d = diff(w, seed);
    if (d.length === 0) continue;
    bad++;
    for (const x of d) kinds.set(kindOf(x), (kinds.get(kindOf(x)) ?? 0) + 1);
    if (bad > max) continue;
    const k = kindOf(d[0] as string);
    const small = shrinkWorld(w, (c) => diff(c, seed).some((x) => kindOf(x) === k));
    out.push(`SEED ${seed}\n${diff(small, seed).join("\n")}\n${describeWorld(small)}\n`);
  }
  writeFileSync(
    "/tmp/h3-diff.txt",
    `${bad} bad\n` +
      [...kinds]
        .sort((a, b) => b[1] - a[1])
        .map((x) => x[1] + " " + x[0])
        .join("\n") +
      "\n\n" +
      out.join("\n"),
  );
}, 600000);
