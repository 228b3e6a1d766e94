import { type FailOn, gate } from "../../src/cli/gate.ts";
import { readConfiguration } from "../../src/configuration/read-configuration.ts";
import { type KnownBefore, NOTHING_KNOWN } from "../../src/difference/baseline.ts";
import type { Finding, Path, Report } from "../../src/report/report.ts";
import { inspectedPath, path, report, urn, WAIVER } from "../report/sample.ts";

const THRESHOLDS: readonly FailOn[] = ["never", "bypassed", "inconclusive", "undelivered"];

const INCONCLUSIVE: Path = path({ name: "kv", verdict: "inconclusive", code: "CP-I01", disposition: "insufficient-information" });
const UNDELIVERED: Path = path({ name: "lost", verdict: "undelivered", code: "CP-N01", disposition: "null-routed" });
const UNREACHED = { endpoint: "far", resource: urn("PrivateEndpoint", "far"), code: "CP-U01", reason: "no gateway" } as const;

function finding(code: string, policy = "private-endpoint-routing-advice"): Finding {
  return { policy, code, severity: "high", resource: null, message: "…" };
}

/** The thresholds at which the audit fails. */
function failsAt(what: Report, configuration: object, nothing?: string, known: KnownBefore = NOTHING_KNOWN): readonly FailOn[] {
  const intent = readConfiguration(configuration, "test");
  return THRESHOLDS.filter((failOn) => gate({ report: what, intent, known }, failOn, nothing).failed);
}

const ALL = THRESHOLDS;
const FROM_BYPASSED: readonly FailOn[] = ["bypassed", "inconclusive", "undelivered"];
const FROM_INCONCLUSIVE: readonly FailOn[] = ["inconclusive", "undelivered"];
const FROM_UNDELIVERED: readonly FailOn[] = ["undelivered"];

describe("the audit fails at", () => {
  test.each<[what: string, report: Report, configuration: object, fails: readonly FailOn[]]>([
    ["an inspected path", report([inspectedPath("a", "10.13.77.4")]), {}, []],
    ["a bypassed path", report([path()]), {}, FROM_BYPASSED],
    ["an inconclusive path", report([INCONCLUSIVE]), {}, FROM_INCONCLUSIVE],
    ["an undelivered path", report([UNDELIVERED]), {}, FROM_UNDELIVERED],
    ["an endpoint without a path", report([], { unreached: [UNREACHED] }), {}, FROM_INCONCLUSIVE],
    ["an endpoint without a path in a closed world", report([], { unreached: [UNREACHED] }), { complete: true }, []],
    ["an advisory finding", report([], { findings: [finding("CP-G03")] }), {}, FROM_UNDELIVERED],
    ["the endpoint half where no gateway is proven", report([], { findings: [finding("CP-H01")] }), {}, FROM_UNDELIVERED],
    [
      "the endpoint half where a gateway is proven",
      report([], { findings: [finding("CP-H01", "private-endpoint-traffic-inspected")] }),
      {},
      FROM_BYPASSED,
    ],
    ["a bypass that is not advertised", report([], { unadvertised: [path()] }), {}, FROM_UNDELIVERED],
    ["an undelivered path that is not advertised", report([], { unadvertised: [UNDELIVERED] }), {}, []],

    ["an exempted bypass", report([path({ exemption: WAIVER })]), {}, []],
    ["an exempted bypass beside another", report([path({ exemption: WAIVER }), path({ name: "web" })]), {}, FROM_BYPASSED],
    ["an exempted bypass whose code is mandatory", report([path({ exemption: WAIVER })]), { levels: { "CP-B03": "mandatory" } }, []],
    [
      "an exempted inconclusive path, onInconclusive: fail",
      report([{ ...INCONCLUSIVE, exemption: WAIVER }]),
      { onInconclusive: "fail" },
      [],
    ],
    ["an exempted bypass that is not advertised", report([], { unadvertised: [path({ exemption: WAIVER })] }), {}, []],

    ["an inconclusive path, onInconclusive: fail", report([INCONCLUSIVE]), { onInconclusive: "fail" }, ALL],
    ["an endpoint without a path, onInconclusive: fail", report([], { unreached: [UNREACHED] }), { onInconclusive: "fail" }, ALL],
    ["an undelivered path, onInconclusive: fail", report([UNDELIVERED]), { onInconclusive: "fail" }, FROM_UNDELIVERED],

    ["a path whose code is mandatory", report([UNDELIVERED]), { levels: { "CP-N01": "mandatory" } }, ALL],
    ["a finding whose code is mandatory", report([], { findings: [finding("CP-G03")] }), { levels: { "CP-G03": "mandatory" } }, ALL],
    ["an endpoint without a path, CP-U01 mandatory", report([], { unreached: [UNREACHED] }), { levels: { "CP-U01": "mandatory" } }, ALL],
    ["a bypass whose code is advisory", report([path()]), { levels: { "CP-B03": "advisory" } }, FROM_UNDELIVERED],
    ["a bypass whose code is disabled", report([path()]), { levels: { "CP-B03": "disabled" } }, []],
    ["a bypass, another code lowered", report([path()]), { levels: { "CP-B01": "disabled" } }, FROM_BYPASSED],
    [
      "an inconclusive path whose code is advisory, as it is by default",
      report([INCONCLUSIVE]),
      { levels: { "CP-I01": "advisory" } },
      FROM_INCONCLUSIVE,
    ],
    [
      "the same, onInconclusive: fail",
      report([INCONCLUSIVE]),
      { levels: { "CP-I01": "advisory" }, onInconclusive: "fail" },
      FROM_INCONCLUSIVE,
    ],
    [
      "a proven endpoint half made advisory",
      report([], { findings: [finding("CP-H01", "private-endpoint-traffic-inspected")] }),
      { levels: { "CP-H01": "advisory" } },
      FROM_UNDELIVERED,
    ],
    [
      "a bypass that is not advertised, its code mandatory",
      report([], { unadvertised: [path()] }),
      { levels: { "CP-B03": "mandatory" } },
      FROM_UNDELIVERED,
    ],
    [
      "a bypass that is not advertised, its code disabled",
      report([], { unadvertised: [path()] }),
      { levels: { "CP-B03": "disabled" } },
      [],
    ],
  ])("%s", (_what, what, configuration, fails) => {
    expect(failsAt(what, configuration)).toEqual(fails);
  });

  test("nothing to judge", () => {
    expect(failsAt(report([]), {}, "nothing to judge")).toEqual(FROM_INCONCLUSIVE);
    expect(failsAt(report([]), { onInconclusive: "fail" }, "nothing to judge")).toEqual(ALL);
  });
});

describe("the line on standard error", () => {
  test.each<[what: string, report: Report, configuration: object, nothing: string | undefined, text: string]>([
    [
      "passes",
      report([inspectedPath("a", "10.13.77.4")]),
      {},
      undefined,
      "1 path: 0 bypassed, 0 inconclusive, 0 undelivered, 1 inspected (--fail-on bypassed: passed)",
    ],
    [
      "fails and says by what",
      report([path(), INCONCLUSIVE], { findings: [finding("CP-G03")] }),
      { levels: { "CP-G03": "mandatory" } },
      undefined,
      "2 paths: 1 bypassed, 1 inconclusive, 0 undelivered, 0 inspected; 1 finding (--fail-on bypassed: failed by 1 finding, 1 bypassed)",
    ],
    [
      "tells of bypasses that pass only by the configuration",
      report([path(), path({ name: "web" })]),
      { levels: { "CP-B03": "disabled" } },
      undefined,
      "2 paths: 2 bypassed, 0 inconclusive, 0 undelivered, 0 inspected (--fail-on bypassed: passed; levels spare 2 bypassed)",
    ],
    [
      "does not count exempted bypasses among those that levels spare",
      report([path({ exemption: WAIVER }), path({ name: "web" })]),
      { levels: { "CP-B03": "advisory" } },
      undefined,
      "2 paths: 2 bypassed, 0 inconclusive, 0 undelivered, 0 inspected; 1 exempted (--fail-on bypassed: passed; levels spare 1 bypassed)",
    ],
    [
      "says that nothing was judged",
      report([]),
      {},
      "nothing to judge: there is no private endpoint in the network",
      "nothing to judge: there is no private endpoint in the network (--fail-on bypassed: passed)",
    ],
  ])("%s", (_what, what, configuration, nothing, text) => {
    expect(gate({ report: what, intent: readConfiguration(configuration, "test"), known: NOTHING_KNOWN }, "bypassed", nothing).text).toBe(
      text,
    );
  });
});
