import { join } from "node:path";
import { type PolicyServer, startPolicyServer } from "../test/support/preview/policy-server.ts";
import { hubEstate } from "./hub-estate.ts";
import { median } from "./measure.ts";

const CHOKEPOINT = join(__dirname, "..");
const EMPTY = join(__dirname, "empty-pack");

const RESOURCES = 10_000;

/** Milliseconds. */
interface Run {
  readonly boot: number;
  /** All resources, one call each: what the recording of inputs adds is hard to see beside ten thousand round trips. */
  readonly inputs: number;
  /** The whole stack, one call. */
  readonly stack: number;
}

/** Boot and analysis of the pack in Pulumi's own policy server, beside a pack of the same shape that does nothing. */
export async function benchPolicyServer(rounds: number): Promise<void> {
  const resources = [...hubEstate(10_000, 5).resources()].slice(0, RESOURCES);
  const runs: { readonly own: Run[]; readonly empty: Run[] } = { own: [], empty: [] };
  for (let round = 0; round <= rounds; round += 1) {
    const own = await runOnce(CHOKEPOINT, resources);
    const empty = await runOnce(EMPTY, resources);
    if (round === 0) continue;
    runs.own.push(own);
    runs.empty.push(empty);
  }
  const of = (list: readonly Run[], figure: keyof Run): number => median(list.map((each) => each[figure]));
  const row = (title: string, figure: keyof Run): string => {
    const own = of(runs.own, figure) - of(runs.empty, figure);
    const each = figure === "boot" ? "" : `, ${((own * 1000) / resources.length).toFixed(1)} µs a resource`;
    return `  ${title.padEnd(26)} ${of(runs.own, figure).toFixed(0)} ms, an empty pack ${of(runs.empty, figure).toFixed(0)} ms: own ${own.toFixed(0)} ms${each}`;
  };
  console.log(`policy server, ${resources.length} resources, medians of ${rounds} alternating runs`);
  console.log(row("start", "boot"));
  console.log(row("inputs, a call a resource", "inputs"));
  console.log(row("the stack, one call", "stack"));
}

async function runOnce(pack: string, resources: readonly Record<string, unknown>[]): Promise<Run> {
  const started = process.hrtime.bigint();
  const server = await startPolicyServer({ pack });
  const boot = milliseconds(started);
  try {
    await server.configure({});
    return { boot, ...(await analyse(server, resources)) };
  } finally {
    await server.stop();
  }
}

async function analyse(server: PolicyServer, resources: readonly Record<string, unknown>[]): Promise<Omit<Run, "boot">> {
  const described = resources.map((each) => {
    const { urn, type, inputs, outputs } = each as { urn: string; type: string; inputs: never; outputs: never };
    return {
      before: { urn, type, name: urn.slice(urn.lastIndexOf(":") + 1), properties: inputs },
      after: { urn, type, name: urn.slice(urn.lastIndexOf(":") + 1), properties: outputs },
    };
  });
  const atFirst = process.hrtime.bigint();
  for (const { before } of described) await server.analyze(before);
  const inputs = milliseconds(atFirst);
  const afterInputs = process.hrtime.bigint();
  await server.analyzeStack(described.map(({ after }) => after));
  return { inputs, stack: milliseconds(afterInputs) };
}

function milliseconds(since: bigint): number {
  return Number(process.hrtime.bigint() - since) / 1e6;
}
