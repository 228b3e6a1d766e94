import { type StackValidationArgs, unknownCheckingProxy } from "@pulumi/policy";
import type { Analysis } from "../../src/analysis.ts";
import { type AnalysedStack, createStackAnalyser, type StackAnalyser } from "../../src/pulumi/analyse-stack.ts";
import type { Block } from "../../src/pulumi/read-intent.ts";
import { type Answer, stackValidation } from "../../src/pulumi/stack-policy.ts";
import type { Resource } from "../../src/resources/resource.ts";

const GATE = "gate";
const ADVICE = "advice";
const INPUTS = "inputs";
const SUBNET = "azure-native:network:Subnet";
const STACK_URN = "urn:pulumi:prod::net::pulumi:pulumi:Stack::net-prod";
const SUBNET_URN = `urn:pulumi:prod::net::${SUBNET}::ep`;
const NOTHING: Answer = { kind: "violations", violations: [] };

class NotApplicable extends Error {}

interface Reported {
  readonly message: string;
  readonly urn: string;
  readonly enforcementLevel?: string;
}

/** A stack of one subnet, as the SDK hands it to each policy: a new copy behind proxies every time. */
function stackArgs(config: Block, prefix = "10.0.0.0/24"): StackValidationArgs {
  const args = {
    resources: [
      {
        urn: STACK_URN,
        type: "pulumi:pulumi:Stack",
        name: "net-prod",
        props: unknownCheckingProxy({}),
        dependencies: [],
        propertyDependencies: {},
      },
      {
        urn: SUBNET_URN,
        type: SUBNET,
        name: "ep",
        props: unknownCheckingProxy({ addressPrefix: prefix }),
        dependencies: [],
        propertyDependencies: {},
      },
    ],
    stackTags: new Map(),
    getConfig: () => config,
    notApplicable: (reason: string) => {
      throw new NotApplicable(reason);
    },
  };
  return args as unknown as StackValidationArgs;
}

const fakeAnalysis = (resources: readonly Resource[]): Analysis => ({ marker: resources }) as unknown as Analysis;

/** An engine that counts how often it is asked. */
function countingAnalyser(analyse: (resources: readonly Resource[]) => Analysis = fakeAnalysis): {
  analyser: StackAnalyser;
  calls: Resource[][];
} {
  const calls: Resource[][] = [];
  const analyser = createStackAnalyser({
    isRelevantType: (type) => type === SUBNET,
    analyse: (resources) => {
      calls.push([...resources]);
      return analyse(resources);
    },
  });
  return { analyser, calls };
}

/** Shows a run's inputs, as the engine does before the stack analysis. */
function showInputs(analyser: StackAnalyser, value = "10.0.0.0/24"): void {
  const shown = [
    { urn: STACK_URN, type: "pulumi:pulumi:Stack", props: unknownCheckingProxy({}) },
    { urn: SUBNET_URN, type: SUBNET, props: unknownCheckingProxy({ addressPrefix: value }) },
  ];
  for (const args of shown) analyser.capture(args as never);
}

/** Runs one policy of a run: what it reported, or why it was not applicable. */
function run(
  analyser: StackAnalyser,
  policy: string,
  { args = stackArgs({}), judge = () => NOTHING }: { args?: StackValidationArgs; judge?: (analysed: AnalysedStack) => Answer } = {},
): readonly Reported[] | string {
  const reported: Reported[] = [];
  const validate = stackValidation(analyser, { policy, inheritsFrom: policy === GATE ? undefined : GATE, capturedBy: INPUTS }, judge);
  try {
    void validate(args, (object: unknown) => void reported.push(object as Reported));
    return reported;
  } catch (error) {
    if (error instanceof NotApplicable) return error.message;
    throw error;
  }
}

describe("the analysis of a stack", () => {
  it("is made once for the policies of a run", () => {
    const { analyser, calls } = countingAnalyser();
    const seen: Analysis[] = [];
    const judge = ({ analysis }: AnalysedStack): Answer => {
      seen.push(analysis);
      return NOTHING;
    };
    showInputs(analyser);
    expect(run(analyser, GATE, { judge })).toEqual([]);
    expect(run(analyser, ADVICE, { judge })).toEqual([]);
    expect(calls).toHaveLength(1);
    expect(seen[1]).toBe(seen[0]);
  });

  const rows: readonly { what: string; first: [Block, string]; second: [Block, string]; between: string | undefined }[] = [
    { what: "the inputs differ", first: [{}, "10.0.0.0/24"], second: [{}, "10.0.0.0/24"], between: "10.0.1.0/24" },
    { what: "the outputs differ", first: [{}, "10.0.0.0/24"], second: [{}, "10.0.1.0/24"], between: "10.0.0.0/24" },
    { what: "the configuration differs", first: [{}, "10.0.0.0/24"], second: [{ strict: true }, "10.0.0.0/24"], between: "10.0.0.0/24" },
    { what: "no inputs are captured any more", first: [{}, "10.0.0.0/24"], second: [{}, "10.0.0.0/24"], between: undefined },
  ];
  it.each(rows)("is made anew in the next run of the process, where $what", ({ first, second, between }) => {
    const { analyser, calls } = countingAnalyser();
    showInputs(analyser);
    run(analyser, GATE, { args: stackArgs(...first) });
    if (between !== undefined) showInputs(analyser, between);
    run(analyser, GATE, { args: stackArgs(...second) });
    expect(calls.map(([subnet]) => [subnet?.inputs?.["addressPrefix"], subnet?.outputs?.["addressPrefix"]])).toEqual([
      ["10.0.0.0/24", first[1]],
      [between, second[1]],
    ]);
  });
});

describe("a stack that cannot be judged", () => {
  const defect = () => {
    throw new TypeError("x is not iterable");
  };
  const failing = () => countingAnalyser(defect).analyser;

  it("is a mandatory violation at the stack, with what to report", () => {
    const analyser = failing();
    showInputs(analyser);
    const [only, ...others] = run(analyser, GATE) as readonly Reported[];
    expect(others).toEqual([]);
    expect(only).toMatchObject({ urn: STACK_URN, enforcementLevel: "mandatory" });
    expect(only?.message).toMatch(/^Nothing was judged, because of a defect in Chokepoint\. .*\nTypeError: x is not iterable\n {4}at /);
  });

  it("is reported once, by the first policy that runs", () => {
    const analyser = failing();
    showInputs(analyser);
    run(analyser, GATE);
    expect(run(analyser, ADVICE)).toBe("Nothing was judged, for the reason that gate reports.");
  });

  it("is reported again in the next run", () => {
    const analyser = failing();
    for (const _ of [1, 2]) {
      showInputs(analyser);
      expect(run(analyser, GATE)).toHaveLength(1);
    }
  });

  it("is a mandatory violation where the judging itself fails", () => {
    const { analyser } = countingAnalyser();
    showInputs(analyser);
    expect(run(analyser, GATE, { judge: defect })).toEqual([expect.objectContaining({ urn: STACK_URN, enforcementLevel: "mandatory" })]);
  });

  it("is a mandatory violation where the configuration is wrong, with the message and no stack trace", () => {
    const { analyser, calls } = countingAnalyser();
    showInputs(analyser);
    const reported = run(analyser, GATE, { args: stackArgs({ stricd: true }) });
    expect(reported).toEqual([expect.objectContaining({ urn: STACK_URN, enforcementLevel: "mandatory" })]);
    const message = (reported as readonly Reported[])[0]?.message ?? "";
    expect(message).toMatch(/^Nothing was judged, because the configuration is wrong\.\nconfiguration of gate: stricd: .*strict/);
    expect(message).not.toContain("    at ");
    expect(calls).toEqual([]);
    expect(run(analyser, ADVICE)).toBe("Nothing was judged, for the reason that gate reports.");
  });

  it("is a mandatory violation of the second policy, where only its configuration is wrong", () => {
    const { analyser } = countingAnalyser();
    showInputs(analyser);
    expect(run(analyser, GATE)).toEqual([]);
    expect(run(analyser, ADVICE, { args: stackArgs({ strict: true }) })).toEqual([
      expect.objectContaining({ urn: STACK_URN, enforcementLevel: "mandatory", message: expect.stringContaining("another configuration") }),
    ]);
  });

  it("is a mandatory violation of the second policy, where the first is disabled and there is nothing to inherit", () => {
    const { analyser } = countingAnalyser();
    showInputs(analyser);
    run(analyser, GATE, { args: stackArgs({ strict: true }) });
    showInputs(analyser);
    expect(run(analyser, ADVICE)).toEqual([
      expect.objectContaining({ urn: STACK_URN, enforcementLevel: "mandatory", message: expect.stringContaining("is disabled") }),
    ]);
  });
});

describe("a policy that has nothing to examine", () => {
  const nothing = (): Answer => ({ kind: "not-applicable", reason: "There is nothing to judge." });

  it("is not applicable, by the SDK's own exception", () => {
    const { analyser } = countingAnalyser();
    showInputs(analyser);
    expect(run(analyser, GATE, { judge: nothing })).toBe("There is nothing to judge.");
  });
});

describe("a stack whose inputs were not captured", () => {
  it("is a mandatory violation of the first policy that runs, beside what it finds", () => {
    const { analyser } = countingAnalyser();
    const found = { message: "found", urn: SUBNET_URN, level: undefined, severity: undefined };
    const judge = (): Answer => ({ kind: "violations", violations: [found] });
    expect(run(analyser, GATE, { judge })).toEqual([
      expect.objectContaining({
        urn: STACK_URN,
        enforcementLevel: "mandatory",
        message: expect.stringMatching(/because the policy inputs is disabled/),
      }),
      { message: "found", urn: SUBNET_URN },
    ]);
    expect(run(analyser, ADVICE, { judge })).toEqual([{ message: "found", urn: SUBNET_URN }]);
  });
});
