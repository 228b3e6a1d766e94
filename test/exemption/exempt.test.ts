import { analyse } from "../../src/analysis.ts";
import { gate } from "../../src/cli/gate.ts";
import { readConfiguration } from "../../src/configuration/read-configuration.ts";
import { NOTHING_KNOWN } from "../../src/difference/baseline.ts";
import type { Report } from "../../src/report/report.ts";
import { readStackExportRoot } from "../../src/sources/stack-export.ts";
import { exampleStack } from "../documentation/code-example.ts";
import { EXAMPLE_GROUP, type ExampleResources as Resources, spokeAlone } from "../support/spoke-alone.ts";

const URN = "urn:pulumi:prod::network::azure-native:network:";
const TODAY = "2027-01-31";
const STATED = { category: "waiver", reason: "cut over in February", approvedBy: "Ada", expires: TODAY };

function endpoint(name: string, address: string | undefined): Resources[string] {
  const ipConfigurations = address === undefined ? [] : [{ name: "ip", privateIPAddress: address }];
  return { $type: "PrivateEndpoint", privateEndpointName: name, subnet: { id: "(the id of ep)" }, ipConfigurations };
}

/** The example network with a summary route: sql, web and SQL bypass the firewall. */
const BYPASSED: Resources = {
  "gateway-rt": {
    routes: [{ name: "spokes", addressPrefix: "10.0.0.0/8", nextHopType: "VirtualAppliance", nextHopIpAddress: "10.13.76.68" }],
  },
  web: endpoint("web", "10.13.77.7"),
};

function audit(exemptions: readonly object[], resources: Resources = BYPASSED, today = TODAY, configuration: object = {}): Report {
  const stated = exemptions.map((each) => ({ ...STATED, ...each }));
  const intent = readConfiguration({ firewalls: ["10.13.76.68"], ...configuration, exemptions: stated }, "test", { today });
  return analyse(readStackExportRoot(exampleStack({ resources }), "stack.json"), intent).report;
}

function exempted({ paths, unadvertised }: Report): readonly string[] {
  return [...paths, ...unadvertised].flatMap(({ id, exemption }) => (exemption === null ? [] : [id]));
}

function codes({ findings }: Report): readonly string[] {
  return findings.map(({ code }) => code).filter((code) => code.startsWith("CP-E"));
}

describe("an exemption exempts the paths that its globs match", () => {
  test.each<[what: string, exemption: object, paths: readonly string[], codes: readonly string[]]>([
    ["the URN of an endpoint", { endpoint: `${URN}PrivateEndpoint::sql` }, ["vpngw/sql"], []],
    ["the end of a URN", { endpoint: "**::sql" }, ["vpngw/sql"], []],
    ["the ARM id of an endpoint", { endpoint: `${EXAMPLE_GROUP}/privateEndpoints/sql` }, ["vpngw/sql"], []],
    [
      "an ARM id in other letters, which ARM takes for the same",
      { endpoint: `${EXAMPLE_GROUP.toUpperCase()}/PRIVATEENDPOINTS/SQL` },
      ["vpngw/sql"],
      [],
    ],
    ["a URN in other letters, which is another resource", { endpoint: `${URN}PrivateEndpoint::SQL` }, [], ["CP-E02"]],
    ["a part of a URN", { endpoint: "urn:pulumi:prod::network" }, [], ["CP-E02"]],
    ["the end of an ARM id", { endpoint: "**/privateEndpoints/s*" }, ["vpngw/sql"], []],
    ["* within one part only", { endpoint: "/subscriptions/*/privateEndpoints/sql" }, [], ["CP-E02"]],
    ["the gateway, for two endpoints", { gateway: `${URN}VirtualNetworkGateway::vpngw`, max: 2 }, ["vpngw/sql", "vpngw/web"], []],
    ["the ARM id of the gateway", { gateway: "**/virtualNetworkGateways/vpngw", endpoint: "**::web" }, ["vpngw/web"], []],
    ["another gateway", { gateway: "**/virtualNetworkGateways/ergw", endpoint: "**::web" }, [], ["CP-E02"]],
    ["the subnet", { subnet: `${URN}Subnet::ep`, max: 2 }, ["vpngw/sql", "vpngw/web"], []],
    ["the ARM id of the subnet", { subnet: "**/virtualNetworks/spoke1/subnets/ep", max: 2 }, ["vpngw/sql", "vpngw/web"], []],
    ["all that is given, not any of it", { subnet: "**/subnets/ep", endpoint: "**/privateEndpoints/web" }, ["vpngw/web"], []],
    ["two where one is meant", { subnet: "**/subnets/ep" }, [], ["CP-E03"]],
    ["two where one is allowed by the number", { subnet: "**/subnets/ep", max: 1 }, [], ["CP-E03"]],
    ["more allowed than there are", { subnet: "**/subnets/ep", max: 20 }, ["vpngw/sql", "vpngw/web"], []],
    ["in its stack", { endpoint: "**::sql", stacks: "network/prod" }, ["vpngw/sql"], []],
    ["in stacks that match", { endpoint: "**::sql", stacks: "net*/prod" }, ["vpngw/sql"], []],
    ["in another stack: neither exempted nor unused", { endpoint: "**::sql", stacks: "network/dev" }, [], []],
    ["nothing, in another stack", { endpoint: "**::nosuch", stacks: "network/dev" }, [], []],
    ["nothing, in this one", { endpoint: "**::nosuch", stacks: "network/*" }, [], ["CP-E02"]],
    ["expired the day before", { endpoint: "**::sql", expires: "2027-01-30" }, [], ["CP-E01"]],
    ["expired, of another stack", { endpoint: "**::sql", expires: "2026-01-31", stacks: "network/dev" }, [], ["CP-E01"]],
    ["expired and nothing to exempt", { endpoint: "**::nosuch", expires: "2026-01-31" }, [], ["CP-E01"]],
    ["the day it expires still counts", { endpoint: "**::sql", expires: "2027-01-31" }, ["vpngw/sql"], []],
  ])("%s", (_what, exemption, paths, expected) => {
    const report = audit([exemption]);
    expect({ paths: exempted(report), codes: codes(report), count: report.summary.exempted }).toEqual({
      paths,
      codes: expected,
      count: paths.length,
    });
  });
});

describe("what is not known for sure matches no glob", () => {
  test("an endpoint that is yet to be made in a group that is not known has no ARM id: its URN counts", () => {
    const resources = { ...BYPASSED, web: { ...endpoint("web", "10.13.77.7"), $new: true, resourceGroupName: "(not known yet)" } };
    expect(exempted(audit([{ endpoint: "**/privateEndpoints/web" }], resources))).toEqual([]);
    expect(exempted(audit([{ endpoint: "**::web" }], resources))).toEqual(["vpngw/web"]);
  });

  test("a subnet that its network declares has no URN: that of the network is not meant", () => {
    const resources: Resources = {
      ...BYPASSED,
      ep: null,
      spoke1: { subnets: [{ name: "ep", addressPrefix: "10.13.77.0/26", privateEndpointNetworkPolicies: "RouteTableEnabled" }] },
      sql: { subnet: { id: `${EXAMPLE_GROUP}/virtualNetworks/spoke1/subnets/ep` } },
      web: null,
    };
    expect(exempted(audit([{ subnet: `${URN}VirtualNetwork::spoke1` }], { ...resources, web: null }))).toEqual([]);
    expect(exempted(audit([{ subnet: "**/virtualNetworks/spoke1/subnets/ep" }], { ...resources, web: null }))).toEqual(["vpngw/sql"]);
  });

  test("an inferred subnet (CP-A05) is no subnet that a glob matches", () => {
    const resources: Resources = {
      ...BYPASSED,
      web: null,
      sql: { $new: true, subnet: { id: "(not known yet)" }, $dependsOn: { subnet: ["spoke1"] } },
    };
    const report = audit([{ subnet: "**/subnets/ep" }], resources);
    expect(report.paths.flatMap(({ assumptions }) => assumptions.map(({ code }) => code))).toContain("CP-A05");
    expect(exempted(report)).toEqual([]);
  });
});

describe("an appliance by which on-premises may come in", () => {
  const resources: Resources = {
    nva: { $type: "Subnet", virtualNetworkName: "hub", subnetName: "nva", addressPrefix: "10.13.76.128/27" },
    nic: {
      $type: "NetworkInterface",
      networkInterfaceName: "nic",
      enableIPForwarding: true,
      ipConfigurations: [{ name: "ip", subnet: { id: "(the id of nva)" }, privateIPAddress: "10.13.76.132" }],
    },
    "gateway-rt": {
      routes: [
        { name: "spoke", addressPrefix: "10.13.77.0/24", nextHopType: "VirtualAppliance", nextHopIpAddress: "10.13.76.68" },
        { name: "branches", addressPrefix: "10.98.0.0/16", nextHopType: "VirtualAppliance", nextHopIpAddress: "10.13.76.132" },
      ],
    },
  };

  test.each<[what: string, gateway: string, configuration: object, paths: readonly string[]]>([
    ["is known by its own resource where routes point to it", `${URN}NetworkInterface::nic`, {}, ["nic/sql"]],
    ["and not by its subnet", `${URN}Subnet::nva`, {}, []],
    [
      "is known by its subnet where the configuration names that",
      `${URN}Subnet::nva`,
      { entries: [{ subnet: "hub/nva", name: "sdwan" }] },
      ["sdwan/sql"],
    ],
    [
      "also by the ARM id of the subnet",
      "**/virtualNetworks/hub/subnets/nva",
      { entries: [{ subnet: "hub/nva", name: "sdwan" }] },
      ["sdwan/sql"],
    ],
  ])("%s", (_what, gateway, configuration, paths) => {
    const report = audit([{ gateway }], resources, TODAY, configuration);
    expect(report.paths.map(({ id }) => id)).toEqual([expect.stringMatching(/^(nic|sdwan)\/sql$/), "vpngw/sql"]);
    expect(exempted(report)).toEqual(paths);
  });
});

function spoke(useRemoteGateways: boolean): Resources {
  return spokeAlone(useRemoteGateways, "Disabled", { web: endpoint("web", "10.13.77.7") });
}

describe("a half check that proves a bypass (CP-H01)", () => {
  const policyOf = (report: Report): readonly string[] =>
    report.findings.filter(({ code }) => code === "CP-H01").map(({ policy }) => policy.replace("private-endpoint-", ""));

  test.each<[what: string, exemptions: readonly object[], policies: readonly string[]]>([
    ["fails without exemptions", [], ["traffic-inspected"]],
    ["is advice where all endpoints of the subnet are exempted", [{ subnet: "**/subnets/ep", max: 2 }], ["routing-advice"]],
    ["fails where one of them is not", [{ endpoint: "**::sql" }], ["traffic-inspected"]],
    ["fails where the exemption speaks of one gateway", [{ gateway: "**/vpngw", subnet: "**/subnets/ep", max: 2 }], ["traffic-inspected"]],
    ["fails where the exemption has expired", [{ subnet: "**/subnets/ep", max: 2, expires: "2026-01-01" }], ["traffic-inspected"]],
  ])("%s", (_what, exemptions, policies) => {
    expect(policyOf(audit(exemptions, spoke(true)))).toEqual(policies);
  });

  test("a gateway glob, however wide, matches no gateway that is not in sight", () => {
    const report = audit(
      [
        { gateway: "**/virtualNetworks/hub", endpoint: "**::sql" },
        { gateway: "**::network::**", endpoint: "**::web" },
      ],
      spoke(false),
    );
    expect(report.paths.map(({ id }) => id)).toEqual(["unknown/sql", "unknown/web"]);
    expect(exempted(report)).toEqual([]);
  });
});

describe("several exemptions", () => {
  test("of two for one path the first is named, and both are used", () => {
    const report = audit([
      { endpoint: "**::sql", reason: "first" },
      { endpoint: "**/privateEndpoints/sql", reason: "second" },
    ]);
    expect(report.paths.map(({ exemption }) => exemption?.reason)).toEqual(["first", undefined]);
    expect(codes(report)).toEqual([]);
  });

  test("one that is too wide does not stand in the way of one that is not", () => {
    const report = audit([{ subnet: "**/subnets/ep" }, { endpoint: "**::web" }]);
    expect(exempted(report)).toEqual(["vpngw/web"]);
    expect(codes(report)).toEqual(["CP-E03"]);
  });

  test("findings name the exemption and are in the order of the configuration", () => {
    const report = audit([{ endpoint: "**::nosuch" }, { subnet: "**/subnets/ep" }, { endpoint: "**::sql", expires: "2026-12-31" }]);
    expect(report.findings.map(({ code, message }) => [code, message.slice(0, message.indexOf(")") + 1)])).toEqual([
      ["CP-E02", "exemptions[0] (endpoint **::nosuch; approved by Ada)"],
      ["CP-E03", "exemptions[1] (subnet **/subnets/ep; approved by Ada)"],
      ["CP-E01", "exemptions[2] (endpoint **::sql; approved by Ada)"],
    ]);
  });
});

describe("an exempted path", () => {
  const one = audit([{ endpoint: "**::sql" }]);

  test("keeps its verdict and evidence, and says who exempted it", () => {
    const [sql, web] = one.paths;
    expect(sql?.exemption).toEqual({ category: "waiver", reason: "cut over in February", approvedBy: "Ada", expires: TODAY });
    expect([sql?.verdict, sql?.code, sql?.hops.length]).toEqual([web?.verdict, web?.code, web?.hops.length]);
    expect(one.summary).toMatchObject({ paths: 2, bypassed: 2, exempted: 1 });
  });

  test("fails nothing, and the others fail as before", () => {
    const failed = (exemptions: readonly object[], configuration: object, failOn: "bypassed" | "undelivered" | "never"): boolean => {
      const intent = readConfiguration(configuration, "test", { today: TODAY });
      return gate({ report: audit(exemptions, BYPASSED, TODAY, configuration), intent, known: NOTHING_KNOWN }, failOn, undefined).failed;
    };
    const both = [{ subnet: "**/subnets/ep", max: 2 }];
    expect(failed([{ endpoint: "**::sql" }], {}, "bypassed")).toBe(true);
    expect(failed(both, {}, "bypassed")).toBe(false);
    expect(failed(both, {}, "undelivered")).toBe(false);
    expect(failed(both, { levels: { "CP-B03": "mandatory" } }, "never")).toBe(false);
  });

  test("that is inspected has none, so that nothing is counted twice", () => {
    const report = audit([{ endpoint: "**::sql" }], {});
    expect([report.summary.inspected, report.summary.exempted, codes(report)]).toEqual([1, 0, ["CP-E02"]]);
  });

  test("in several pieces counts once", () => {
    // Of one /32 route and a summary, the piece of that address fares otherwise.
    const resources: Resources = {
      ...BYPASSED,
      ep: { privateEndpointNetworkPolicies: "Disabled" },
      web: { ...endpoint("web", undefined), $new: true },
    };
    const routes = [
      { name: "spokes", addressPrefix: "10.0.0.0/8", nextHopType: "VirtualAppliance", nextHopIpAddress: "10.13.76.68" },
      { name: "one", addressPrefix: "10.13.77.9/32", nextHopType: "VirtualAppliance", nextHopIpAddress: "10.13.76.68" },
    ];
    const report = audit([{ endpoint: "**::web" }], { ...resources, "gateway-rt": { routes } });
    expect(exempted(report).length).toBeGreaterThan(1);
    expect(new Set(exempted(report).map((id) => id.split("#")[0]))).toEqual(new Set(["vpngw/web"]));
  });
});
