import type { Analysis } from "../../src/analysis.ts";
import { readConfiguration } from "../../src/configuration/read-configuration.ts";
import { NOTHING_KNOWN } from "../../src/difference/baseline.ts";
import type { AnalysedStack } from "../../src/pulumi/analyse-stack.ts";
import { findingViolations, unreachedViolations } from "../../src/pulumi/finding-violations.ts";
import type { Finding, UnreachedEndpoint } from "../../src/report/report.ts";

const ADVICE = "private-endpoint-routing-advice";
const STACK = "urn:pulumi:prod::net::pulumi:pulumi:Stack::net-prod";
const urn = (type: string, name: string) => `urn:pulumi:prod::net::azure-native:network:${type}::${name}`;
const TABLE = urn("RouteTable", "gateway-rt");
const [A, B] = [urn("PrivateEndpoint", "a"), urn("PrivateEndpoint", "b")];

function analysed(configuration: object = {}): AnalysedStack {
  return {
    stack: { resources: [], urns: new Set([STACK, TABLE, A, B]), urn: STACK },
    intent: readConfiguration(configuration, "test"),
    analysis: { known: NOTHING_KNOWN } as Analysis,
    blind: false,
  };
}

function finding(code: string, resource: string | null, message: string): Finding {
  return { policy: ADVICE, code, severity: "high", resource, message };
}

describe("a finding", () => {
  const rows: readonly { what: string; findings: readonly Finding[]; configuration?: object; violations: readonly object[] }[] = [
    {
      what: "stands at its resource, with its severity, its code and the policy's page",
      findings: [finding("CP-G01", TABLE, "A sentence.")],
      violations: [{ urn: TABLE, severity: "high", level: undefined, message: `A sentence.\nCode CP-G01, see policies/${ADVICE}.` }],
    },
    {
      what: "stands at the stack where its resource is none of this stack",
      findings: [finding("CP-G01", "/subscriptions/s/x", "A sentence.")],
      violations: [{ urn: STACK }],
    },
    {
      what: "stands at the stack where it has no resource",
      findings: [finding("CP-G01", null, "A sentence.")],
      violations: [{ urn: STACK }],
    },
    {
      what: "that is no sentence is said of its resource",
      findings: [finding("CP-I05", TABLE, "disablePeeringRoute: is not modelled")],
      violations: [
        { urn: TABLE, message: `gateway-rt (RouteTable): disablePeeringRoute: is not modelled.\nCode CP-I05, see policies/${ADVICE}.` },
      ],
    },
    {
      what: "that holds for several resources is one, at the first",
      findings: [finding("CP-I05", A, "is not modelled"), finding("CP-G01", TABLE, "A sentence."), finding("CP-I05", B, "is not modelled")],
      violations: [
        {
          urn: A,
          message: `a (PrivateEndpoint): is not modelled.\nThe same holds for 1 more resource: b.\nCode CP-I05, see policies/${ADVICE}.`,
        },
        { urn: TABLE },
      ],
    },
    {
      what: "that something is not known is one with all others of the kind, at the stack, after the rest",
      findings: [
        finding("CP-I14", A, "the address is not known yet"),
        finding("CP-I14", B, "the address is not known yet"),
        finding("CP-I14", TABLE, "routes[0]: has no next hop"),
        finding("CP-G01", TABLE, "A sentence."),
      ],
      violations: [
        { urn: TABLE },
        {
          urn: STACK,
          message: [
            "3 things are not known or not understood. A path to which one matters names it.",
            "- a (PrivateEndpoint): the address is not known yet. The same: b.",
            "- gateway-rt (RouteTable): routes[0]: has no next hop.",
            `Code CP-I14, see policies/${ADVICE}.`,
          ].join("\n"),
        },
      ],
    },
    {
      what: "that something is not known is counted where there are many of the kind",
      findings: Array.from({ length: 30 }, (_, index) => finding("CP-I14", TABLE, `routes[${index}]: has no next hop`)),
      violations: [
        { message: expect.stringMatching(/^30 things [\s\S]*routes\[19\]: has no next hop\.\n- and 10 more of this kind\nCode CP-I14/) },
      ],
    },
    {
      what: "that something is not known is none where the code is disabled",
      findings: [finding("CP-I14", A, "the address is not known yet")],
      configuration: { levels: { "CP-I14": "disabled" } },
      violations: [],
    },
    {
      what: "has the level of its code",
      findings: [finding("CP-G01", TABLE, "A."), finding("CP-G02", TABLE, "B."), finding("CP-G03", TABLE, "C.")],
      configuration: { levels: { "CP-G01": "mandatory", "CP-G02": "disabled" } },
      violations: [{ level: "mandatory" }, { level: undefined }],
    },
    {
      what: "cannot forge lines or move a cursor",
      findings: [finding("CP-G01", TABLE, "\u001b[2Jnothing\u2028wrong.")],
      violations: [{ message: `\ufffd[2Jnothing\ufffdwrong.\nCode CP-G01, see policies/${ADVICE}.` }],
    },
  ];
  it.each(rows)("$what", ({ findings, configuration, violations }) => {
    expect(findingViolations(findings, analysed(configuration))).toEqual(violations.map((each) => expect.objectContaining(each)));
  });
});

describe("endpoints without a path", () => {
  const unreached = (endpoint: string, resource: string, reason: string): UnreachedEndpoint => ({
    endpoint,
    resource,
    code: "CP-U01",
    reason,
  });

  it("are one violation a reason", () => {
    const given = [
      unreached("a", A, "there is no gateway"),
      unreached("b", B, "there is no gateway"),
      unreached("c", "/subscriptions/c", "another"),
    ];
    expect(unreachedViolations(given, ADVICE, analysed())).toEqual([
      {
        urn: A,
        level: undefined,
        severity: "medium",
        message: `No path from on-premises to private endpoint a is known: there is no gateway.\nThe same holds for 1 more endpoint: b.\nCode CP-U01, see policies/${ADVICE}.`,
      },
      expect.objectContaining({ urn: STACK }),
    ]);
  });

  it.each([
    { configuration: { onInconclusive: "fail" }, levels: ["mandatory"] },
    { configuration: { onInconclusive: "fail", levels: { "CP-U01": "advisory" } }, levels: ["advisory"] },
    { configuration: { levels: { "CP-U01": "disabled" } }, levels: [] },
  ])("count as inconclusive: $configuration", ({ configuration, levels }) => {
    const violations = unreachedViolations([unreached("a", A, "there is no gateway")], ADVICE, analysed(configuration));
    expect(violations.map(({ level }) => level)).toEqual(levels);
  });
});
