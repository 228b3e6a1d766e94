import { analyse } from "../../src/analysis.ts";
import { readConfiguration } from "../../src/configuration/read-configuration.ts";
import { createPack } from "../../src/pack.ts";
import { createPolicies } from "../../src/policies/index.ts";
import { readStackExportRoot } from "../../src/sources/stack-export.ts";
import {
  conformanceCase,
  type DeployedResource,
  forPack,
  type ReportedViolation,
  runPolicies,
  UNKNOWN_ON_THE_WIRE,
} from "./run-policies.ts";

const INPUTS = "private-endpoint-network-inputs";
const GATE = "private-endpoint-traffic-inspected";
const ADVICE = "private-endpoint-routing-advice";
const SUBNET_POLICIES = "private-endpoint-subnet-policies";
const URN = "urn:pulumi:prod::network::";
const STACK = `${URN}pulumi:pulumi:Stack::network-prod`;

function run(
  name: string,
  config: object = {},
  options: { policies?: ReturnType<typeof createPolicies>; disabled?: readonly string[] } = {},
) {
  const { resources, config: firewalls } = conformanceCase(name);
  return runPolicies(options.policies ?? createPolicies(), resources, {
    config: { [GATE]: { ...forPack(firewalls), ...config } },
    disabled: options.disabled ?? [],
  });
}

const summary = ({ policy, urn, enforcementLevel, message }: ReportedViolation) => ({
  policy,
  urn,
  level: enforcementLevel,
  code: /^Code (CP-[A-Z]\d\d), see policies\/(\S+)\.$/m.exec(message)?.[1],
});

describe("the policies of the pack", () => {
  it("are four, in the order in which they run", () => {
    expect(createPolicies().map(({ name, enforcementLevel }) => [name, enforcementLevel])).toEqual([
      [INPUTS, "advisory"],
      [GATE, "mandatory"],
      [ADVICE, "advisory"],
      [SUBNET_POLICIES, "disabled"],
    ]);
  });

  it("share one configuration schema, without defaults, which the command line would fill in where a configuration is inherited", () => {
    const [, gate, advice] = createPolicies();
    expect(advice?.configSchema).toBe(gate?.configSchema);
    expect(JSON.stringify(gate?.configSchema)).not.toContain('"default"');
  });

  it("belong to a pack that is plain data", () => {
    expect(createPack().policies).toHaveLength(4);
  });
});

describe("the measured cases", () => {
  const rows: readonly { name: string; gate: readonly { urn: string; code: string; endpoints: number }[] }[] = [
    { name: "S1-no-user-routes", gate: [{ urn: "azure-native:network:Subnet::spoke1-ep", code: "CP-B01", endpoints: 3 }] },
    { name: "S2-host-user-routes", gate: [{ urn: "azure-native:network:VirtualNetwork::spoke1", code: "CP-B02", endpoints: 3 }] },
    { name: "S3-policies-and-exact-prefix", gate: [] },
    { name: "S4-policies-and-summary", gate: [{ urn: "azure-native:network:RouteTable::gateway", code: "CP-B03", endpoints: 3 }] },
    {
      name: "S5-exact-prefix-without-policies",
      gate: [{ urn: "azure-native:network/v20230501:Subnet::spoke1-ep", code: "CP-B04", endpoints: 3 }],
    },
  ];

  it.each(rows)("$name", ({ name, gate }) => {
    const { violations, notApplicable } = run(name);
    const own = violations.filter(({ policy }) => policy === GATE);
    expect(own.map(summary)).toEqual(gate.map(({ urn, code }) => ({ policy: GATE, urn: URN + urn, code, level: undefined })));
    for (const [index, { message }] of own.entries()) {
      expect(message).toMatch(/^Traffic from on-premises\s(.*\s)?to private endpoint \S+ \([\d.]+\)\sbypasses the firewall/);
      expect(message.match(/And (\d+) more endpoints/)?.[1]).toBe(String((gate[index]?.endpoints ?? 0) - 1));
    }
    expect(notApplicable).toEqual({});
  });
});

describe("enforcement", () => {
  const rows: readonly { what: string; config: object; level: string | undefined; count: number }[] = [
    { what: "is that of the policy where the configuration says nothing", config: {}, level: undefined, count: 1 },
    {
      what: "is that of the code where the configuration gives one",
      config: { levels: { "CP-B01": "advisory" } },
      level: "advisory",
      count: 1,
    },
    { what: "is not touched by the level of another code", config: { levels: { "CP-B02": "disabled" } }, level: undefined, count: 1 },
    { what: "is none where the code is disabled", config: { levels: { "CP-B01": "disabled" } }, level: undefined, count: 0 },
  ];
  it.each(rows)("of a bypass $what", ({ config, level, count }) => {
    const own = run("S1-no-user-routes", config).violations.filter(({ policy }) => policy === GATE);
    expect(own.map(({ enforcementLevel }) => enforcementLevel)).toEqual(Array.from({ length: count }, () => level));
  });

  it("of an inconclusive path is mandatory where the configuration says fail, and its code says nothing else", () => {
    // No firewall is designated and there is none with an address: every path is inconclusive.
    const { resources } = conformanceCase("S3-policies-and-exact-prefix");
    const withoutFirewall = resources.filter(({ type }) => !type.endsWith(":AzureFirewall"));
    const levels = (config: object) =>
      runPolicies(createPolicies(), withoutFirewall, { config: { [GATE]: config } })
        .violations.filter(({ message }) => /^Code CP-I08/m.test(message))
        .map(({ policy, enforcementLevel }) => [policy, enforcementLevel]);
    expect(levels({})).toEqual([[ADVICE, undefined]]);
    expect(levels({ onInconclusive: "fail" })).toEqual([[ADVICE, "mandatory"]]);
    expect(levels({ onInconclusive: "fail", levels: { "CP-I08": "advisory" } })).toEqual([[ADVICE, "advisory"]]);
  });
});

describe("exempted paths", () => {
  const exemption = { category: "waiver", reason: "cut over in January", approvedBy: "Ada", expires: "2099-12-31" };

  it("fail nothing, and are advice at the stack", () => {
    const { violations } = run("S1-no-user-routes", { exemptions: [{ ...exemption, gateway: "**::vpngw", max: 9 }] });
    expect(violations.filter(({ policy }) => policy === GATE)).toEqual([]);
    const told = violations.filter(({ message }) => message.includes("exempted"));
    expect(told.map(({ policy, urn, enforcementLevel }) => [policy, urn, enforcementLevel])).toEqual([[ADVICE, STACK, "advisory"]]);
    expect(told[0]?.message.replaceAll(/\s+/g, " ")).toBe(
      "3 paths are exempted and fail nothing. - vpngw → endpoint1 (10.13.77.4) and 2 more endpoints of spoke1/ep: bypassed (CP-B01), waiver until 2099-12-31, approved by Ada: cut over in January",
    );
  });

  it("leave the others as mandatory as they were, and an exemption that is too wide leaves all", () => {
    const mandatory = (exemptions: readonly object[]) =>
      run("S1-no-user-routes", { exemptions })
        .violations.filter(({ policy }) => policy === GATE)
        .map(({ message }) => message.match(/And (\d+) more/)?.[1]);
    expect(mandatory([])).toEqual(["2"]);
    expect(mandatory([{ ...exemption, endpoint: "**::endpoint1" }])).toEqual(["1"]);
    expect(mandatory([{ ...exemption, gateway: "**::vpngw", max: 2 }])).toEqual(["2"]);
  });
});

describe("paths of the baseline", () => {
  const first = (changes: object = {}) => {
    const { resources, config } = conformanceCase("S1-no-user-routes");
    const { report } = analyse(
      readStackExportRoot({ deployment: { resources } }, "stack.json"),
      readConfiguration({ ...config, ...changes }, "test"),
    );
    return JSON.parse(JSON.stringify(report)) as typeof report;
  };

  it("are advice, and say why", () => {
    const { violations } = run("S1-no-user-routes", { baseline: first() });
    expect(violations.filter(({ policy }) => policy === GATE).map(summary)).toEqual([
      { policy: GATE, urn: `${URN}azure-native:network:Subnet::spoke1-ep`, level: "advisory", code: "CP-B01" },
    ]);
    expect(violations[0]?.message).toContain("\nIt stands in the baseline and is no worse, so it is advice.");
  });

  it("do not speak for paths that are new", () => {
    const baseline = first();
    const { violations } = run("S1-no-user-routes", { baseline: { ...baseline, paths: baseline.paths.slice(1) } });
    expect(violations.filter(({ policy }) => policy === GATE).map(({ enforcementLevel }) => enforcementLevel)).toEqual([
      undefined,
      "advisory",
    ]);
  });

  it("are found again under the alias that the engine found in the state", () => {
    const baseline = first();
    const was = (name: string) => `${URN}azure-native:network:PrivateEndpoint::${name}`;
    const renamed = {
      ...baseline,
      paths: baseline.paths.map((path) => ({
        ...path,
        endpoint: { ...path.endpoint, name: "x", resource: `${path.endpoint.resource}-old` },
      })),
    };
    const { resources, config } = conformanceCase("S1-no-user-routes");
    const levels = (aliases: (urn: string) => readonly string[]) =>
      runPolicies(
        createPolicies(),
        resources.map((each) => ({ ...each, aliases: aliases(each.urn) })),
        {
          config: { [GATE]: { ...forPack(config), baseline: renamed } },
        },
      )
        .violations.filter(({ policy }) => policy === GATE)
        .map(({ enforcementLevel }) => enforcementLevel);
    expect(levels(() => [])).toEqual([undefined]);
    expect(levels((urn) => (urn === was("sql") ? [`${urn}-old`] : []))).toEqual([undefined, "advisory"]);
    expect(levels((urn) => [`${urn}-old`])).toEqual(["advisory"]);
  });
});

describe("a spoke whose hub is another stack", () => {
  const { resources, config } = conformanceCase("S1-no-user-routes");
  const spoke = resources.filter(({ urn }) => /::(network-prod|spoke1|spoke1-ep|spoke1-to-hub|endpoint\d|sql)$/.test(urn));
  const withPolicies = (value: string) =>
    spoke.map((each) => {
      const replace = (properties: Record<string, unknown> = {}) =>
        "privateEndpointNetworkPolicies" in properties ? { ...properties, privateEndpointNetworkPolicies: value } : properties;
      return { ...each, inputs: replace(each.inputs), outputs: replace(each.outputs) };
    });
  const judged = (value: string) => runPolicies(createPolicies(), withPolicies(value), { config: { [GATE]: forPack(config) } });

  it("fails where its peering proves a gateway and the policies are off", () => {
    const own = judged("Disabled").violations.filter(({ policy }) => policy === GATE);
    expect(own.map(summary)).toEqual([
      { policy: GATE, urn: `${URN}azure-native:network:Subnet::spoke1-ep`, code: "CP-H01", level: undefined },
    ]);
  });

  it("does not pass where the policies are on: its half is sound, and the other is not in sight", () => {
    const { violations, notApplicable } = judged("RouteTableEnabled");
    expect(violations.filter(({ policy }) => policy === GATE)).toEqual([]);
    expect(violations.filter(({ policy }) => policy === ADVICE).map((each) => summary(each).code)).toContain("CP-I04");
    expect(notApplicable).toEqual({});
  });
});

describe("a network that on-premises is not told of", () => {
  /** Gateway transit is off, and the gateway's connections speak BGP. */
  function withoutTransit(config: object) {
    const { resources, config: firewalls } = conformanceCase("S1-no-user-routes");
    const off = { allowGatewayTransit: false, useRemoteGateways: false };
    const changed = resources.map((each) =>
      each.type.endsWith(":VirtualNetworkPeering")
        ? { ...each, inputs: { ...each.inputs, ...off }, outputs: { ...each.outputs, ...off } }
        : each,
    );
    return runPolicies(createPolicies(), changed, { config: { [GATE]: { ...forPack(firewalls), ...config } } }).violations;
  }

  it("is advice where it would be bypassed, whatever is mandatory for the code", () => {
    const violations = withoutTransit({ levels: { "CP-B01": "mandatory" } });
    expect(violations.map(summary)).toEqual([
      { policy: ADVICE, urn: `${URN}azure-native:network:Subnet::spoke1-ep`, code: "CP-B01", level: undefined },
    ]);
    expect(violations[0]?.message).toMatch(/^On-premises is not told of this network by the gateway \(R23\)/);
    expect(violations[0]?.severity).toBe("low");
  });

  it("is not mentioned where the code is disabled", () => {
    expect(withoutTransit({ levels: { "CP-B01": "disabled" } })).toEqual([]);
  });
});

describe("a configuration that is wrong", () => {
  it("is one mandatory violation at the stack, and nothing is judged", () => {
    const { violations, notApplicable } = run("S1-no-user-routes", { firewals: [] });
    expect(violations).toEqual([expect.objectContaining({ policy: GATE, urn: STACK, enforcementLevel: "mandatory" })]);
    expect(violations[0]?.message).toMatch(/^Nothing was judged, because the configuration is wrong\.\n.*firewals/);
    expect(Object.keys(notApplicable)).toEqual([ADVICE]);
  });

  it("is one that the second policy would have to inherit from a disabled one", () => {
    const { violations } = run("S1-no-user-routes", {}, { disabled: [GATE] });
    expect(violations).toEqual([expect.objectContaining({ policy: ADVICE, urn: STACK, enforcementLevel: "mandatory" })]);
  });
});

describe("a stack with nothing to judge", () => {
  /** Nor does a peering use a gateway: that would prove one. */
  const rows: readonly { what: string; drop: RegExp; notApplicable: readonly string[] }[] = [
    {
      what: "has neither endpoints nor gateways",
      drop: /:PrivateEndpoint$|:VirtualNetwork(Gateway|GatewayConnection|Peering)$/,
      notApplicable: [GATE, ADVICE],
    },
    { what: "has no endpoints", drop: /:PrivateEndpoint$/, notApplicable: [GATE] },
    { what: "has no gateways", drop: /:VirtualNetwork(Gateway|GatewayConnection|Peering)$/, notApplicable: [GATE] },
  ];
  it.each(rows)("$what: not applicable is no pass", ({ drop, notApplicable }) => {
    const { resources, config } = conformanceCase("S3-policies-and-exact-prefix");
    const kept = resources.filter(({ type }) => !drop.test(type));
    const result = runPolicies(createPolicies(), kept, { config: { [GATE]: forPack(config) } });
    expect(Object.keys(result.notApplicable)).toEqual(expect.arrayContaining([...notApplicable]));
    expect(result.violations.filter(({ policy }) => policy === GATE)).toEqual([]);
  });
});

describe("endpoints without a path", () => {
  it.each([
    { complete: false, codes: ["CP-U01"] },
    { complete: true, codes: [] },
  ])("are advice unless the network is complete: $complete", ({ complete, codes }) => {
    const { resources } = conformanceCase("T1");
    const { violations } = runPolicies(createPolicies(), resources, { config: { [GATE]: { complete } } });
    expect(violations.map((each) => [each.policy, summary(each).code])).toEqual(codes.map((code) => [ADVICE, code]));
  });
});

/** The stack with every output, or every value of one input, replaced by what stands for an unknown. */
function hidden(
  resources: readonly DeployedResource[],
  hide: (property: string, half: "inputs" | "outputs") => boolean,
): readonly DeployedResource[] {
  const replace = (properties: Record<string, unknown> = {}, half: "inputs" | "outputs") =>
    Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, hide(name, half) ? UNKNOWN_ON_THE_WIRE : value]));
  return resources.map((resource) => ({
    ...resource,
    inputs: replace(resource.inputs, "inputs"),
    outputs: replace(resource.outputs, "outputs"),
  }));
}

describe("values that are not known yet", () => {
  const names = [
    "S1-no-user-routes",
    "S2-host-user-routes",
    "S3-policies-and-exact-prefix",
    "S4-policies-and-summary",
    "S5-exact-prefix-without-policies",
  ];
  const properties = [
    ...new Set(names.flatMap((name) => conformanceCase(name).resources.flatMap(({ inputs = {} }) => Object.keys(inputs)))),
  ].sort();

  it.each(properties)("of %s never make a policy throw, and never make a bypass inspected", (property) => {
    for (const name of names) {
      const { resources, config } = conformanceCase(name);
      const { violations } = runPolicies(
        createPolicies(),
        hidden(resources, (each) => each === property || each === "id"),
        {
          config: { [GATE]: { ...forPack(config), strict: true } },
        },
      );
      expect(violations.filter(({ message }) => message.includes("defect"))).toEqual([]);
      if (name !== "S3-policies-and-exact-prefix") expect(violations.length).toBeGreaterThan(0);
    }
  });

  it("at every place at once do not throw", () => {
    const { resources } = conformanceCase("S4-policies-and-summary");
    const { violations } = runPolicies(
      createPolicies(),
      hidden(resources, () => true),
    );
    expect(violations.filter(({ message }) => message.includes("defect"))).toEqual([]);
  });
});

describe("two previews in one process", () => {
  it("do not mix, whatever their order", () => {
    const policies = createPolicies();
    const codes = (name: string) =>
      run(name, {}, { policies })
        .violations.filter(({ policy }) => policy === GATE)
        .map((each) => summary(each).code);
    expect(codes("S1-no-user-routes")).toEqual(["CP-B01"]);
    expect(codes("S3-policies-and-exact-prefix")).toEqual([]);
    expect(codes("S4-policies-and-summary")).toEqual(["CP-B03"]);
    expect(codes("S3-policies-and-exact-prefix")).toEqual([]);
  });

  it("do not mix where the second cannot see inputs", () => {
    const policies = createPolicies();
    run("S3-policies-and-exact-prefix", {}, { policies });
    const { violations } = run("S3-policies-and-exact-prefix", {}, { policies, disabled: [INPUTS] });
    expect(violations[0]).toMatchObject({ policy: GATE, urn: STACK, enforcementLevel: "mandatory" });
    expect(violations[0]?.message).toContain(`because the policy ${INPUTS} is disabled`);
  });
});
