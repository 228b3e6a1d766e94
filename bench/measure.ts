import { spawnSync } from "node:child_process";

/** What one process took: wall seconds from outside, peak memory as the process itself reports it at its end. */
export interface Measurement {
  readonly seconds: number;
  readonly megabytes: number;
}

const REPORTER = `data:text/javascript,${encodeURIComponent(
  'import { writeSync } from "node:fs"; process.on("exit", () => writeSync(3, String(process.resourceUsage().maxRSS)));',
)}`;

/** Runs a Node program once. Throws where it ends with a status that is not among the expected ones. */
export function measure(args: readonly string[], expected: readonly number[] = [0]): Measurement {
  const started = process.hrtime.bigint();
  const { status, output, stderr } = spawnSync(process.execPath, ["--max-old-space-size=16000", "--import", REPORTER, ...args], {
    stdio: ["ignore", "ignore", "pipe", "pipe"],
    maxBuffer: 1 << 28,
  });
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  if (status === null || !expected.includes(status))
    throw new Error(`node ${args.join(" ")} ended with ${status}: ${stderr.toString().slice(0, 500)}`);
  return { seconds, megabytes: Number(output[3]?.toString() ?? "0") / 1024 };
}

/** Runs the programs in turn, A B A B …, after one round that does not count; the medians of each. */
export function alternate(
  rounds: number,
  programs: readonly { readonly args: readonly string[]; readonly expected?: readonly number[] }[],
): readonly Measurement[] {
  const runs = programs.map((): Measurement[] => []);
  for (let round = 0; round <= rounds; round += 1) {
    programs.forEach(({ args, expected }, n) => {
      const result = measure(args, expected);
      if (round > 0) runs[n]?.push(result);
    });
  }
  return runs.map((each) => ({
    seconds: median(each.map(({ seconds }) => seconds)),
    megabytes: median(each.map(({ megabytes }) => megabytes)),
  }));
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
