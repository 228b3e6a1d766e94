import { type Analysis, analyse } from "../../src/analysis.ts";
import { type FailOn, gate } from "../../src/cli/gate.ts";
import { readConfiguration } from "../../src/configuration/read-configuration.ts";
import { nextBaseline } from "../../src/difference/next-baseline.ts";
import { aliasesOf } from "../../src/difference/renames.ts";
import { stacksOf } from "../../src/exemption/stacks.ts";
import { renderJson } from "../../src/report/render-json.ts";
import type { Report } from "../../src/report/report.ts";
import { readStackExportRoot } from "../../src/sources/stack-export.ts";
import { exampleStack } from "../documentation/code-example.ts";
import { type ExampleResources as Resources, spokeAlone } from "../support/spoke-alone.ts";

function route(prefix: string, nextHopIpAddress?: string): object {
  return {
    name: prefix,
    addressPrefix: prefix,
    nextHopType: nextHopIpAddress === undefined ? "None" : "VirtualAppliance",
    nextHopIpAddress,
  };
}

function table(...routes: readonly object[]): Resources {
  return { "gateway-rt": { routes } } as Resources;
}

function endpoint(name: string, address: string): Resources {
  const ipConfigurations = [{ name: "ip", privateIPAddress: address }];
  return { [name]: { $type: "PrivateEndpoint", privateEndpointName: name, subnet: { id: "(the id of ep)" }, ipConfigurations } };
}

/** What becomes of sql in each. */
const INSPECTED: Resources = {};
const BYPASSED = table(route("10.0.0.0/8", "10.13.76.68"));
const UNDELIVERED = table(route("10.13.77.0/24"));
const INCONCLUSIVE = table(route("10.13.77.0/24", "10.13.76.99"));
const WEB = endpoint("web", "10.13.77.7");

interface Options {
  readonly configuration?: object;
  readonly baseline?: Report | undefined;
  readonly urns?: (urn: string) => string;
}

function audit(resources: Resources, { configuration = {}, baseline, urns = (urn) => urn }: Options = {}): Analysis {
  const intent = readConfiguration(
    {
      firewalls: ["10.13.76.68"],
      ...configuration,
      ...(baseline !== undefined && { baseline: JSON.parse([...renderJson(baseline)].join("")) }),
    },
    "test",
    { today: "2027-01-31" },
  );
  const text = JSON.stringify(exampleStack({ resources })).replaceAll(/urn:pulumi:[^"]*/g, urns);
  return analyse(readStackExportRoot(JSON.parse(text), "stack.json"), intent);
}

function written(resources: Resources, options: Options = {}): ReturnType<typeof nextBaseline> {
  const { report, intent, known } = audit(resources, options);
  const text = JSON.stringify(exampleStack({ resources })).replaceAll(/urn:pulumi:[^"]*/g, options.urns ?? ((urn) => urn));
  const read = readStackExportRoot(JSON.parse(text), "stack.json");
  return nextBaseline({ report, baseline: intent.baseline, known, aliases: aliasesOf(read), stacks: stacksOf(read) });
}

function outcomes({ paths }: Report): readonly string[] {
  return paths.map(({ id, verdict }) => `${id} ${verdict}`);
}

function failsAt(analysis: Analysis): readonly FailOn[] {
  return (["never", "bypassed", "inconclusive", "undelivered"] as const).filter((failOn) => gate(analysis, failOn, undefined).failed);
}

describe("a path of the baseline is advice while it is no worse", () => {
  const rows: readonly (readonly [before: Resources, now: Resources, what: string, isKnown: boolean])[] = [
    [BYPASSED, BYPASSED, "bypassed, as it was", true],
    [BYPASSED, INCONCLUSIVE, "bypassed, now inconclusive", true],
    [BYPASSED, UNDELIVERED, "bypassed, now undelivered", true],
    [INCONCLUSIVE, INCONCLUSIVE, "inconclusive, as it was", true],
    [INCONCLUSIVE, UNDELIVERED, "inconclusive, now undelivered", true],
    [INCONCLUSIVE, BYPASSED, "inconclusive, now bypassed", false],
    [UNDELIVERED, UNDELIVERED, "undelivered, as it was", true],
    [UNDELIVERED, INCONCLUSIVE, "undelivered, now inconclusive", false],
    [UNDELIVERED, BYPASSED, "undelivered, now bypassed", false],
    [INSPECTED, BYPASSED, "inspected, now bypassed", false],
    [INSPECTED, UNDELIVERED, "inspected, now undelivered", false],
  ];
  test.each(rows.map(([before, now, what, isKnown]) => ({ before, now, what, isKnown })))("$what", ({ before, now, isKnown }) => {
    const analysis = audit(now, { baseline: audit(before).report });
    expect([...analysis.known.paths].map(({ id }) => id)).toEqual(isKnown ? ["vpngw/sql"] : []);
    const strictest = { bypassed: 1, inconclusive: 2, undelivered: 3, inspected: 4 }[analysis.report.paths[0]?.verdict ?? "inspected"];
    // Advice fails at `undelivered` alone.
    expect(failsAt(analysis)).toEqual(isKnown ? ["undelivered"] : ["never", "bypassed", "inconclusive", "undelivered"].slice(strictest));
  });

  test("a new endpoint is not in it, however like the others", () => {
    const analysis = audit({ ...BYPASSED, ...WEB }, { baseline: audit(BYPASSED).report });
    expect([...analysis.known.paths].map(({ id }) => id)).toEqual(["vpngw/sql"]);
    expect(failsAt(analysis)).toEqual(["bypassed", "inconclusive", "undelivered"]);
  });

  test("neither levels nor onInconclusive bring it back, and disabled stays disabled", () => {
    const baseline = audit(BYPASSED).report;
    expect(failsAt(audit(BYPASSED, { baseline, configuration: { levels: { "CP-B03": "mandatory" } } }))).toEqual(["undelivered"]);
    expect(failsAt(audit(BYPASSED, { baseline, configuration: { levels: { "CP-B03": "disabled" } } }))).toEqual([]);
    const open = audit(INCONCLUSIVE).report;
    expect(failsAt(audit(INCONCLUSIVE, { baseline: open, configuration: { onInconclusive: "fail" } }))).toEqual(["undelivered"]);
  });

  test("the report is the same with it and without it, but for what is wrong with the baseline", () => {
    expect(audit(BYPASSED, { baseline: audit(BYPASSED).report }).report).toEqual(audit(BYPASSED).report);
  });
});

describe("what is wrong with a baseline", () => {
  const codes = ({ report }: Analysis): readonly string[] =>
    report.findings.map(({ code }) => code).filter((code) => code.startsWith("CP-E"));

  test("it has paths that are inspected now, or gone (CP-E04)", () => {
    const baseline = audit({ ...BYPASSED, ...WEB }).report;
    expect(codes(audit({ ...BYPASSED, ...WEB }, { baseline }))).toEqual([]);
    const [finding] = audit(INSPECTED, { baseline }).report.findings;
    expect([finding?.code, finding?.message.split(". ")[0]]).toEqual([
      "CP-E04",
      "The baseline still has 1 path inspected now and 1 path that is gone",
    ]);
  });

  test("it is of another stack (CP-E05), and nothing in it counts", () => {
    const baseline = audit(BYPASSED, { urns: (urn) => urn.replace("urn:pulumi:prod::", "urn:pulumi:dev::") }).report;
    const analysis = audit(BYPASSED, { baseline });
    expect(codes(analysis)).toEqual(["CP-E05"]);
    expect(analysis.report.findings[0]?.message).toContain("tells of network/dev, and of nothing in network/prod");
    expect(failsAt(analysis)).toEqual(["bypassed", "inconclusive", "undelivered"]);
  });

  test("paths of stacks that are not under test are neither gone nor another network", () => {
    const other = audit(BYPASSED, { urns: (urn) => urn.replace("urn:pulumi:prod::", "urn:pulumi:dev::") }).report;
    const own = audit(BYPASSED).report;
    const both = { ...own, paths: [...own.paths, ...other.paths] };
    expect(codes(audit(BYPASSED, { baseline: both }))).toEqual([]);
  });

  test("an empty one, or one whose paths are all inspected, is of no network", () => {
    expect(codes(audit(BYPASSED, { baseline: audit(INSPECTED).report }))).toEqual([]);
    expect(codes(audit(BYPASSED, { baseline: written(INSPECTED).report }))).toEqual([]);
  });
});

describe("the baseline that is written", () => {
  test("first has every path that is not inspected, with its evidence, and is a report like any other", () => {
    const { report, kept } = written({ ...BYPASSED, ...WEB });
    expect([outcomes(report), kept]).toEqual([["vpngw/sql bypassed", "vpngw/web bypassed"], 2]);
    expect(report.paths).toEqual(audit({ ...BYPASSED, ...WEB }).report.paths);
    expect(report.summary).toMatchObject({ paths: 2, bypassed: 2, inspected: 0 });
    expect(failsAt(audit({ ...BYPASSED, ...WEB }, { baseline: report }))).toEqual(["undelivered"]);
  });

  test("first has nothing that is exempted: that has its own date", () => {
    const exemption = { category: "waiver", reason: "r", approvedBy: "a", expires: "2027-12-31" };
    const configuration = { exemptions: [{ ...exemption, endpoint: "**::web" }] };
    expect(outcomes(written({ ...BYPASSED, ...WEB }, { configuration }).report)).toEqual(["vpngw/sql bypassed"]);
  });

  test.each<[what: string, before: Resources, now: Resources, paths: readonly string[]]>([
    ["keeps what is as it was", BYPASSED, BYPASSED, ["vpngw/sql bypassed"]],
    ["loses what is inspected", BYPASSED, INSPECTED, []],
    ["loses what is gone", { ...BYPASSED, ...WEB }, BYPASSED, ["vpngw/sql bypassed"]],
    ["takes nothing in that is new", BYPASSED, { ...BYPASSED, ...WEB }, ["vpngw/sql bypassed"]],
    ["notes what fares better, so that it cannot become as bad again", BYPASSED, UNDELIVERED, ["vpngw/sql undelivered"]],
    ["does not note that it is worse", UNDELIVERED, BYPASSED, ["vpngw/sql undelivered"]],
    ["does not take what is not known any more for better", BYPASSED, INCONCLUSIVE, ["vpngw/sql bypassed"]],
    ["notes what is known better", INCONCLUSIVE, UNDELIVERED, ["vpngw/sql undelivered"]],
  ])("then %s", (_what, before, now, paths) => {
    expect(outcomes(written(now, { baseline: written(before).report }).report)).toEqual(paths);
  });

  test("keeps what is of stacks that are not under test", () => {
    const other = written(BYPASSED, { urns: (urn) => urn.replace("urn:pulumi:prod::", "urn:pulumi:dev::") }).report;
    const { report, gone } = written(INSPECTED, { baseline: other });
    expect([outcomes(report), gone]).toEqual([["vpngw/sql bypassed"], 0]);
  });

  test("written twice is the same", () => {
    const first = written({ ...BYPASSED, ...WEB }).report;
    expect(written({ ...BYPASSED, ...WEB }, { baseline: first }).report).toEqual(first);
  });
});

describe("a resource that was renamed", () => {
  const rename = (urn: string): string => urn.replace("PrivateEndpoint::sql", "PrivateEndpoint::database");

  test("in a deployed stack, which has no aliases, is found by what it is like in Azure", () => {
    const analysis = audit(BYPASSED, { baseline: audit(BYPASSED).report, urns: rename });
    expect([...analysis.known.paths].map(({ id }) => id)).toEqual(["vpngw/database"]);
    expect(outcomes(written(BYPASSED, { baseline: audit(BYPASSED).report, urns: rename }).report)).toEqual(["vpngw/database bypassed"]);
  });
});

describe("a half check that proves a bypass (CP-H01)", () => {
  test.each<[what: string, before: Resources, now: Resources, fails: readonly FailOn[]]>([
    ["is advice if it stands in the baseline", spokeAlone(true, "Disabled"), spokeAlone(true, "Disabled"), ["undelivered"]],
    ["whatever leaves the routes in force", spokeAlone(true, "NetworkSecurityGroupEnabled"), spokeAlone(true, "Disabled"), ["undelivered"]],
    [
      "fails if it was not proven",
      spokeAlone(false, "Disabled"),
      spokeAlone(true, "Disabled"),
      ["bypassed", "inconclusive", "undelivered"],
    ],
    [
      "fails if policies were on",
      spokeAlone(true, "RouteTableEnabled"),
      spokeAlone(true, "Disabled"),
      ["bypassed", "inconclusive", "undelivered"],
    ],
    [
      "fails for an endpoint that is new",
      spokeAlone(true, "Disabled"),
      spokeAlone(true, "Disabled", WEB),
      ["bypassed", "inconclusive", "undelivered"],
    ],
  ])("%s", (_what, before, now, fails) => {
    expect(failsAt(audit(now, { baseline: audit(before).report }))).toEqual(fails);
    expect(failsAt(audit(now, { baseline: written(before).report }))).toEqual(fails);
  });

  test("leaves the baseline when it is mended, and stays in it where the stack is not under test", () => {
    const first = written(spokeAlone(true, "Disabled")).report;
    expect(first.findings.map(({ code }) => code)).toEqual(["CP-H01"]);
    expect(written(spokeAlone(true, "RouteTableEnabled"), { baseline: first }).report.findings).toEqual([]);
    expect(written(INSPECTED, { baseline: first, urns: (urn) => urn.replace(":prod::", ":dev::") }).report.findings).toEqual(
      first.findings,
    );
  });

  test("is advice where some of its endpoints are in the baseline and the others are exempted", () => {
    const exemption = { endpoint: "**::web", category: "waiver", reason: "r", approvedBy: "a", expires: "2027-12-31" };
    const analysis = audit(spokeAlone(true, "Disabled", WEB), {
      baseline: audit(spokeAlone(true, "Disabled")).report,
      configuration: { exemptions: [exemption] },
    });
    expect(failsAt(analysis)).toEqual(["undelivered"]);
  });
});

describe("a baseline that is none", () => {
  const message = (baseline: unknown): string => {
    try {
      readConfiguration({ baseline }, "chokepoint.yaml", { folder: __dirname });
      return "accepted";
    } catch (error) {
      return (error as Error).message;
    }
  };
  const sound = JSON.parse(JSON.stringify(audit(BYPASSED).report)) as Report;

  test.each<[what: string, baseline: unknown, message: string | RegExp]>([
    ["a list", [], /^chokepoint.yaml: baseline is no report of Chokepoint/],
    ["a number", 5, /baseline: 5, expected a string or an object/],
    [
      "something else",
      { deployment: {} },
      "chokepoint.yaml: baseline is no report of Chokepoint, expected what `chokepoint audit --format json` prints",
    ],
    [
      "another version",
      { ...sound, version: 2 },
      "chokepoint.yaml: baseline is a report of version 2; this version of Chokepoint reads version 1",
    ],
    [
      "a verdict that there is none of",
      { ...sound, paths: sound.paths.map((path) => ({ ...path, verdict: "fine" })) },
      /^chokepoint.yaml: baseline is no sound report: paths\[0\].verdict is "fine", expected /,
    ],
    [
      "a path without an endpoint",
      { ...sound, paths: sound.paths.map((path) => ({ ...path, endpoint: undefined })) },
      "chokepoint.yaml: baseline is no sound report: paths[0].endpoint is missing",
    ],
    [
      "an address that is none",
      { ...sound, paths: sound.paths.map((path) => ({ ...path, endpoint: { ...path.endpoint, addresses: ["10.0.0.400/32"] } })) },
      "chokepoint.yaml: baseline is no sound report: paths[0].endpoint.addresses has what is no prefix",
    ],
    ["a file that is not there", "nowhere.json", /^chokepoint.yaml: baseline: .*nowhere.json cannot be read: ENOENT/],
    ["a file that holds something else", "../../package.json", /package.json is no report of Chokepoint/],
    ["a file that is no JSON", "baseline.test.ts", /baseline.test.ts/],
    ["a sound one", sound, "accepted"],
  ])("%s", (_what, baseline, expected) => {
    expect(message(baseline)).toMatch(expected);
  });

  test("the name of a file where no file can be named", () => {
    expect(() => readConfiguration({ baseline: "b.json" }, "configuration of p")).toThrow(
      'configuration of p: baseline: "b.json" names a file, which only a configuration file can; expected the report itself',
    );
  });
});
