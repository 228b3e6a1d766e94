import type { ResourceValidationArgs, StackValidationArgs } from "@pulumi/policy";
import isEqual from "fast-deep-equal";
import type { Analysis } from "../analysis.ts";
import type { BaselinedIntent } from "../difference/baseline.ts";
import type { Resource } from "../resources/resource.ts";
import { type CapturedInputs, createInputCapture } from "./capture-inputs.ts";
import { messageOf } from "./describe-failure.ts";
import { type Block, CONFIGURATION_VARIABLE, readIntent } from "./read-intent.ts";
import { readStack, type Stack } from "./read-stack.ts";

/** What the policies need of the engine. */
export interface Engine {
  readonly isRelevantType: (type: string) => boolean;
  readonly analyse: (resources: readonly Resource[], intent: BaselinedIntent) => Analysis;
}

/** Who asks for an analysis. */
export interface Asking {
  readonly policy: string;
  /** The policy whose configuration this one shares; undefined for that policy itself. */
  readonly inheritsFrom: string | undefined;
}

export interface AnalysedStack {
  readonly stack: Stack;
  readonly intent: BaselinedIntent;
  readonly analysis: Analysis;
  /** Whether the inputs of the stack's resources were not captured; true for the first policy of a run that asks. */
  readonly blind: boolean;
}

export type Outcome =
  | { readonly kind: "analysed"; readonly analysed: AnalysedStack }
  /** Nothing was judged: the configuration is wrong (`InputError`), or there is a defect. */
  | { readonly kind: "failed"; readonly error: unknown }
  /** The same, and an earlier policy of this run said so already. */
  | { readonly kind: "failed-before"; readonly by: string };

/** What the policies of one pack share. */
export interface StackAnalyser {
  readonly capture: (args: ResourceValidationArgs) => void;
  /** Never throws: what an exception would do is the SDK's choice, and for unknown values it is to pass the stack. */
  readonly analyse: (args: StackValidationArgs, asking: Asking) => Outcome;
}

/** What is remembered of a run from one policy to the next. */
interface Run {
  readonly blocks: Map<string, Block>;
  latest: { readonly resources: readonly Resource[]; readonly intent: BaselinedIntent; readonly analysis: Analysis } | undefined;
  failure: { readonly text: string; readonly by: string } | undefined;
}

/**
 * Returns an analyser that reads each stack once a policy, because the SDK hands every policy a copy of its own, and analyses
 * it once a run. A run is told by its captured inputs. An analysis serves again only for the same resources and the same
 * intent, so it is never stale, whatever the process is used for.
 */
export function createStackAnalyser(engine: Engine): StackAnalyser {
  const inputs = createInputCapture(engine.isRelevantType);
  const runs = new WeakMap<CapturedInputs, Run>();

  function runOf(captured: CapturedInputs): Run {
    const found = runs.get(captured);
    if (found !== undefined) return found;
    const run: Run = { blocks: new Map(), latest: undefined, failure: undefined };
    runs.set(captured, run);
    return run;
  }

  function analysisOf(run: Run, resources: readonly Resource[], intent: BaselinedIntent): Analysis {
    const { latest } = run;
    if (latest !== undefined && isEqual(latest.intent, intent) && isEqual(latest.resources, resources)) {
      return latest.analysis;
    }
    const analysis = engine.analyse(resources, intent);
    run.latest = { resources, intent, analysis };
    return analysis;
  }

  return {
    capture: inputs.capture,
    analyse: (args, { policy, inheritsFrom }) => {
      const captured = inputs.take(policy);
      const run = runOf(captured);
      try {
        const isFirst = run.blocks.size === 0;
        const own = args.getConfig<Block>();
        run.blocks.set(policy, own);
        const inherited = inheritsFrom === undefined ? undefined : run.blocks.get(inheritsFrom);
        const intent = readIntent({ policy, own, inheritsFrom, inherited, file: process.env[CONFIGURATION_VARIABLE] });
        const stack = readStack(args.resources, captured.byUrn, engine.isRelevantType);
        const analysis = analysisOf(run, stack.resources, intent);
        return { kind: "analysed", analysed: { stack, intent, analysis, blind: isFirst && !captured.seen && stack.resources.length > 0 } };
      } catch (error) {
        const text = messageOf(error);
        if (run.failure?.text === text) return { kind: "failed-before", by: run.failure.by };
        run.failure = { text, by: policy };
        return { kind: "failed", error };
      }
    },
  };
}
