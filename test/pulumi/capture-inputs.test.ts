import { unknownCheckingProxy } from "@pulumi/policy";
import { createInputCapture, type InputCapture } from "../../src/pulumi/capture-inputs.ts";

const GATE = "gate";
const ADVICE = "advice";
const SUBNET = "azure-native:network:Subnet";
const STACK = "pulumi:pulumi:Stack";

/** What one engine does to one process: s shows the root stack, a resource is shown with a value, and two stack policies ask. */
type Event = { show: string; type?: string; value?: string } | { ask: string; sees: Record<string, string>; captured?: boolean };

const root: Event = { show: "root", type: STACK };

const rows: readonly { what: string; events: readonly Event[] }[] = [
  { what: "a stack policy sees what was shown before", events: [root, { show: "a", value: "1" }, { ask: GATE, sees: { a: "1" } }] },
  {
    what: "two stack policies of one run see the same",
    events: [root, { show: "a", value: "1" }, { ask: GATE, sees: { a: "1" } }, { ask: ADVICE, sees: { a: "1" } }],
  },
  {
    what: "a resource shown again replaces what was shown first",
    events: [root, { show: "a", value: "1" }, { show: "a", value: "2" }, { ask: GATE, sees: { a: "2" } }],
  },
  {
    what: "the next run starts empty",
    events: [
      root,
      { show: "a", value: "1" },
      { ask: GATE, sees: { a: "1" } },
      root,
      { show: "b", value: "2" },
      { ask: GATE, sees: { b: "2" } },
    ],
  },
  {
    what: "the next run starts empty where the root stack is not shown first",
    events: [
      { show: "a", value: "1" },
      { ask: GATE, sees: { a: "1" } },
      { show: "b", value: "2" },
      { ask: GATE, sees: { b: "2" } },
    ],
  },
  {
    what: "a run that broke off before the stack analysis leaves nothing",
    events: [root, { show: "a", value: "1" }, root, { show: "b", value: "2" }, { ask: GATE, sees: { b: "2" } }],
  },
  {
    what: "a run in which nothing is shown says so, and does not see the run before",
    events: [
      root,
      { show: "a", value: "1" },
      { ask: GATE, sees: { a: "1" } },
      { ask: ADVICE, sees: { a: "1" } },
      { ask: GATE, sees: {}, captured: false },
      { ask: ADVICE, sees: {}, captured: false },
    ],
  },
  { what: "a first run in which nothing is shown says so", events: [{ ask: GATE, sees: {}, captured: false }] },
  {
    what: "resources of other types are shown, but not kept",
    events: [
      { show: "bucket", type: "aws:s3:Bucket", value: "1" },
      { ask: GATE, sees: {} },
    ],
  },
];

function play(capture: InputCapture, event: Event): void {
  if ("show" in event) {
    capture.capture({ urn: event.show, type: event.type ?? SUBNET, props: unknownCheckingProxy({ value: event.value }) });
    return;
  }
  const { seen, byUrn } = capture.take(event.ask);
  expect(Object.fromEntries([...byUrn].map(([urn, props]) => [urn, props["value"]]))).toEqual(event.sees);
  expect(seen).toBe(event.captured ?? true);
}

describe("captured inputs", () => {
  it.each(rows)("$what", ({ events }) => {
    const capture = createInputCapture((type) => type === SUBNET);
    for (const event of events) play(capture, event);
    expect.assertions(events.filter((event) => "ask" in event).length * 2);
  });

  it("of one run are one object, of two runs are two", () => {
    const capture = createInputCapture(() => true);
    const first = capture.take(GATE);
    expect(capture.take(ADVICE)).toBe(first);
    capture.capture({ urn: "a", type: SUBNET, props: {} });
    expect(capture.take(GATE)).not.toBe(first);
    expect(first.byUrn.size).toBe(0);
  });
});
