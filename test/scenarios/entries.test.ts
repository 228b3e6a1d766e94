import { analyse } from "../../src/analysis.ts";
import { readNetwork } from "../../src/azure/read-network.ts";
import { readConfiguration } from "../../src/configuration/read-configuration.ts";
import { UNKNOWN } from "../../src/resources/resource.ts";
import { placeEntries } from "../../src/topology/place-entries.ts";
import { blogWorld, table } from "../support/world/hand-made.ts";
import { renderWorld } from "../support/world/render-world.ts";
import type { World, WorldPolicies } from "../support/world/world.ts";
import { changed, input } from "./attack.ts";

/** Appliances by which on-premises comes in, as the configuration names them: each is judged like a gateway, at a network interface. */

const FIREWALL = "10.13.76.68";
const SDWAN = { subnet: "hub/sdwan", name: "sdwan" };

/** The published topology without its gateway; the hub has a subnet with an SD-WAN appliance. */
function sdwanWorld(routes: readonly string[], policies: WorldPolicies): World {
  const world = blogWorld({ policies });
  const [hub, ...others] = world.networks;
  if (hub === undefined) throw new Error("the world has no hub");
  const sdwan = { name: "sdwan", prefixes: ["10.13.76.128/26"], policies: "Disabled", routeTable: "sdwan-rt" } as const;
  return {
    ...world,
    networks: [{ ...hub, subnets: [...hub.subnets, sdwan] }, ...others],
    routeTables: [table("sdwan-rt", ...routes)],
    gateways: [],
    // A peering that uses a gateway would prove one.
    peerings: world.peerings.map((half) => ({ ...half, useRemoteGateways: false })),
    connections: [],
    localGateways: [],
    endpoints: world.endpoints.filter(({ name }) => name === "sql"),
    nics: [{ name: "sdwan-nic", subnet: "hub/sdwan", address: "10.13.76.132", forwarding: true }],
  };
}

const configurationOf = (more: object) => readConfiguration({ firewalls: [FIREWALL], ...more }, "chokepoint.yaml");

describe("what comes in by an appliance is judged where its subnet sends it", () => {
  test.each<[string, readonly string[], WorldPolicies, object, string, string | null, readonly string[]]>([
    ["no user route", [], "Disabled", {}, "bypassed", "CP-B01", []],
    ["the exact range, policies off", [`10.13.77.0/24 via ${FIREWALL}`], "Disabled", {}, "bypassed", "CP-B04", []],
    // Measured at network interfaces: none of CP-A10 to CP-A12.
    ["the exact range, policies on (R33)", [`10.13.77.0/24 via ${FIREWALL}`], "RouteTableEnabled", {}, "inspected", null, []],
    ["longer than the range, policies on (R35)", [`10.13.77.0/26 via ${FIREWALL}`], "RouteTableEnabled", {}, "inspected", null, []],
    ["a summary, policies on", [`10.0.0.0/8 via ${FIREWALL}`], "RouteTableEnabled", {}, "bypassed", "CP-B03", []],
    ["a /32, policies off (R37, not R38)", [`10.13.77.6/32 via ${FIREWALL}`], "Disabled", {}, "inspected", null, []],
    ["a /32, policies off, strict", [`10.13.77.6/32 via ${FIREWALL}`], "Disabled", { strict: true }, "inspected", null, []],
    ["a route to nowhere", ["10.13.77.6/32 None"], "Disabled", {}, "undelivered", "CP-N01", []],
  ])("%s", (_, routes, policies, more, verdict, code, assumptions) => {
    const resources = renderWorld(sdwanWorld(routes, policies), { style: "standalone", refreshed: true });
    const { paths, unreached } = analyse(resources, configurationOf({ entries: [SDWAN], ...more })).report;
    expect(unreached).toEqual([]);
    expect(paths).toMatchObject([
      {
        id: "sdwan/sql",
        gateway: { name: "sdwan", kind: "appliance", mode: null, instances: [] },
        sources: ["on-premises"],
        verdict,
        code,
        assumptions: assumptions.map((each) => ({ code: each })),
      },
    ]);
    expect(paths[0]?.hops[0]?.node).toBe("hub/sdwan");
  });
});

const EXACT = sdwanWorld([`10.13.77.0/24 via ${FIREWALL}`], "RouteTableEnabled");
const deployed = (world: World = EXACT) => renderWorld(world, { style: "standalone", refreshed: true });
const inline = () => renderWorld(EXACT, { style: "inline", refreshed: false });
const [SUBNET] = deployed().filter(({ type, name }) => type.endsWith(":Subnet") && name === "hub-sdwan");

describe("an entry names its subnet", () => {
  test.each<[string, string]>([
    ["by network and subnet, in any case", "HUB/SdWan"],
    ["by a glob", "h*b/sdw*"],
    ["by ARM id", String(SUBNET?.id)],
    ["by an ARM id of any subscription", String(SUBNET?.id).replace(/subscriptions\/[^/]+/, "subscriptions/*")],
    ["by URN", String(SUBNET?.urn)],
  ])("%s", (_, subnet) => {
    expect(idsOf(deployed(), { entries: [{ subnet, name: "sdwan" }] })).toEqual(["sdwan/sql inspected"]);
  });

  test("by network and subnet where it is inline", () => {
    expect(idsOf(inline(), { entries: [SDWAN] })).toEqual(["sdwan/sql inspected"]);
  });

  test.each<[string, string]>([
    ["a network that is not in sight", "elsewhere/sdwan"],
    ["an ARM id of another subscription", String(SUBNET?.id).replace(/subscriptions\/[^/]+/, "subscriptions/other")],
    ["a URN that is not in sight", "urn:pulumi:other::network::azure-native:network:Subnet::hub-sdwan"],
  ])("%s is another stack's business", (_, subnet) => {
    const { report } = analyse(deployed(), configurationOf({ entries: [{ subnet, name: "sdwan" }] }));
    expect(report.paths).toEqual([]);
    expect(report.unreached).toMatchObject([
      { endpoint: "sql", code: "CP-U01", reason: "there is no gateway in the network, and the configuration names no entry in it" },
    ]);
  });

  test("a subnet that is missing in a network in sight may be another stack's: nothing is known of its routes", () => {
    const { paths } = analyse(deployed(), configurationOf({ entries: [{ subnet: "hub/other", name: "ipsec" }] })).report;
    expect(paths).toMatchObject([{ id: "ipsec/sql", verdict: "inconclusive", gateway: { kind: "appliance" } }]);
    expect(paths[0]?.gaps.map(({ text }) => text).join()).toContain('the subnet "hub/other", which is not in the stack or its context');
  });

  test("a name that fits several subnets is an error that lists them", () => {
    expect(() => analyse(deployed(), configurationOf({ entries: [{ subnet: "hub/*Subnet", name: "sdwan" }] }))).toThrow(
      /entries\[0\]\.subnet: "hub\/\*Subnet" fits 2 subnets, expected one; give the ARM id or the URN\. They are: .*gatewaysubnet/,
    );
  });

  test("two of one name in one network may be one subnet, as far as is known: it is open which, and no error", () => {
    const network = readNetwork(deployed());
    const own = network.subnets.find(({ name }) => name === "sdwan");
    if (own === undefined) throw new Error("the hub has no such subnet");
    const { entries } = configurationOf({ entries: [SDWAN] });
    const listed = { ...own, key: "listed", armId: undefined };
    const [placed, ...others] = placeEntries(entries, { ...network, subnets: [...network.subnets, listed] });
    expect(others).toEqual([]);
    expect(placed?.subnets.map(({ key }) => key).sort()).toEqual([own.key, "listed"].sort());
    expect(placed?.gap?.text).toContain("is not known");
  });

  test("a subnet whose name is not known may be it", () => {
    const resources = changed(renderWorld(EXACT, { style: "standalone", refreshed: false }), "Subnet hub-sdwan", (subnet) => ({
      ...input({ subnetName: UNKNOWN })(subnet),
      id: undefined,
      outputs: undefined,
    }));
    expect(idsOf(resources, { entries: [SDWAN] })).toEqual(["sdwan/sql inconclusive"]);
    expect(idsOf(resources, { entries: [{ ...SDWAN, subnet: String(SUBNET?.urn) }] })).toEqual(["sdwan/sql inspected"]);
  });
});

describe("other parts of the configuration know entries by name", () => {
  test("a firewall that is meant for another gateway does not count", () => {
    const firewalls = [{ address: FIREWALL, gateways: ["vpngw"] }];
    const { paths } = analyse(deployed(), configurationOf({ firewalls, entries: [SDWAN] })).report;
    expect(paths).toMatchObject([{ verdict: "inconclusive", code: "CP-I08" }]);
    expect(idsOf(deployed(), { firewalls: [{ address: FIREWALL, gateways: ["sd*"] }], entries: [SDWAN] })).toEqual(["sdwan/sql inspected"]);
  });

  test.each<[string, object, readonly string[]]>([
    ["its own prefixes", { entries: [{ ...SDWAN, prefixes: ["172.16.0.0/12"] }], onPremises: ["192.168.0.0/24"] }, ["172.16.0.0/12"]],
    ["those of all gateways", { entries: [SDWAN], onPremises: ["192.168.0.0/24"] }, ["192.168.0.0/24"]],
    [
      "those of others do not count",
      { entries: [SDWAN], onPremises: [{ prefix: "192.168.0.0/24", gateways: ["vpngw"] }] },
      ["on-premises"],
    ],
  ])("sources: %s", (_, more, sources) => {
    expect(analyse(deployed(), configurationOf(more)).report.paths.map((path) => path.sources)).toEqual([sources]);
  });
});

test("a gateway and an entry of one name are told apart", () => {
  const both = {
    ...blogWorld({ policies: "RouteTableEnabled" }),
    ...EXACT,
    gateways: blogWorld({}).gateways,
    peerings: blogWorld({}).peerings,
  };
  const ids = idsOf(deployed(both), { entries: [{ ...SDWAN, name: "vpngw" }] });
  expect(new Set(ids.map((id) => id.split(" ")[0])).size).toBe(2);
});

test("what Azure's gateways cannot bear an appliance can: no CP-G01, CP-G03, CP-G05", () => {
  const world = sdwanWorld([`0.0.0.0/0 via ${FIREWALL}`, `10.13.76.128/26 via ${FIREWALL}`], "RouteTableEnabled");
  const tables = world.routeTables.map((each) => ({ ...each, propagationDisabled: true }));
  const { findings } = analyse(deployed({ ...world, routeTables: tables }), configurationOf({ entries: [SDWAN] })).report;
  expect(findings).toEqual([]);
});

test("host routes at an entry break when an endpoint is added (CP-G06)", () => {
  const world = sdwanWorld([`10.13.77.6/32 via ${FIREWALL}`], "Disabled");
  const { findings } = analyse(deployed(world), configurationOf({ entries: [SDWAN] })).report;
  expect(findings).toMatchObject([{ code: "CP-G06", message: expect.stringContaining("a /32 user route at the entry sdwan") }]);
});

test("the rules of a firewall deny what comes in by an appliance only if they deny every source: it may translate addresses (R62)", () => {
  const rules = (sources: string) => ({
    networkRuleCollections: [
      {
        name: "deny",
        priority: 100,
        action: { type: "Deny" },
        rules: [{ name: "all", sourceAddresses: [sources], destinationAddresses: ["*"], destinationPorts: ["*"], protocols: ["Any"] }],
      },
      {
        name: "allow",
        priority: 200,
        action: { type: "Allow" },
        rules: [{ name: "all", sourceAddresses: ["*"], destinationAddresses: ["*"], destinationPorts: ["*"], protocols: ["Any"] }],
      },
    ],
  });
  const entries = [{ ...SDWAN, prefixes: ["172.16.0.0/12"] }];
  const denying = (sources: string) => changed(deployed(), "AzureFirewall azfw", input(rules(sources)));
  expect(idsOf(denying("172.16.0.0/12"), { entries })).toEqual(["sdwan/sql inspected"]);
  expect(idsOf(denying("*"), { entries })).toEqual(["sdwan/sql undelivered"]);
});

function idsOf(resources: Parameters<typeof analyse>[0], more: object): readonly string[] {
  return analyse(resources, configurationOf(more)).report.paths.map(({ id, verdict }) => `${id} ${verdict}`);
}

test("an ARM id of a subscription that is not known yet is a listed assumption", () => {
  const resources = renderWorld(EXACT, { style: "standalone", refreshed: false }).map((resource) => ({
    ...resource,
    id: undefined,
    outputs: undefined,
  }));
  const entries = [{ ...SDWAN, subnet: String(SUBNET?.id) }];
  const { paths } = analyse(resources, configurationOf({ entries })).report;
  expect(paths).toMatchObject([{ verdict: "inspected" }]);
  expect(paths[0]?.assumptions).toContainEqual(
    expect.objectContaining({ code: "CP-A08", text: expect.stringContaining("the entry sdwan") }),
  );
  expect(idsOf(resources, { entries, strict: true })).toEqual(["sdwan/sql inconclusive"]);
});

test("an entry in a network out of sight is named by the endpoint half, and proves nothing by itself (CP-H01)", () => {
  const world = { ...EXACT, peerings: EXACT.peerings.map((half) => ({ ...half, useRemoteGateways: false })) };
  const spoke = deployed({
    ...world,
    networks: world.networks.map((each) => ({
      ...each,
      subnets: each.subnets.map((subnet) => ({ ...subnet, policies: "Disabled" as const })),
    })),
  })
    .filter(({ name, type }) => !/^(hub|azfw|sdwan)/.test(name) || type.endsWith("Peering"))
    .filter(({ name }) => name !== "hub-to-spoke1");
  const { findings } = analyse(spoke, configurationOf({ entries: [SDWAN] })).report;
  expect(findings.filter(({ code }) => code === "CP-H01")).toMatchObject([
    { policy: "private-endpoint-routing-advice", message: expect.stringContaining("by the entry sdwan, where only a /32 user route") },
  ]);
});
