import { analyse } from "../../src/analysis.ts";
import type { Intent } from "../../src/model/intent.ts";
import { type Resource, UNKNOWN } from "../../src/resources/resource.ts";
import { armId, resource } from "../azure/support.ts";
import { intentOf } from "../support/world/intent-of.ts";
import { renderWorld } from "../support/world/render-world.ts";
import { blog, changed, EXACT, input, toBeMade, urn } from "./attack.ts";

/** One thing with several writers, and values that may come from elsewhere: nothing of it may be decided by what happens to be in sight. */

const WORLD = blog([EXACT]);
const INTENT: Intent = { ...intentOf(WORLD), strict: true };
const STACK = renderWorld(WORLD, { style: "standalone", refreshed: false });
const NEW = STACK.map(toBeMade);
const ELSEWHERE = "urn:pulumi:prod::network::pulumi:pulumi:StackReference::other";

const twin = (type: string, name: string, inputs: Resource["inputs"]): Resource =>
  resource(type, name, { inputs: { resourceGroupName: "net", ...inputs } });
const otherEndpointSubnet = (name: string): Resource =>
  twin("Subnet", name, {
    virtualNetworkName: "spoke1",
    subnetName: "ep",
    addressPrefix: "10.13.77.0/26",
    privateEndpointNetworkPolicies: "Disabled",
  });

function verdicts(resources: readonly Resource[], intent: Intent): readonly string[] {
  const { paths } = analyse(resources, intent).report;
  return [...new Set(paths.filter(({ endpoint }) => endpoint.name === "sql").map(({ verdict }) => verdict))];
}

test("all of it known, the network is inspected", () => {
  expect([verdicts(STACK, INTENT), verdicts(NEW, { ...INTENT, strict: false })]).toEqual([["inspected"], ["inspected"]]);
});

test.each<[string, readonly Resource[]]>([
  ["inline subnets that are not known, beside resources (R79)", changed(STACK, "VirtualNetwork spoke1", input({ subnets: UNKNOWN }))],
  ["one inline subnet that is not known, beside resources", changed(STACK, "VirtualNetwork spoke1", input({ subnets: [UNKNOWN] }))],
  ["a subnet that two resources declare, the other last", [...STACK, otherEndpointSubnet("zzz")]],
  ["a subnet that two resources declare, the other first", [otherEndpointSubnet("aaa"), ...STACK]],
  ["the same before any of it is made", [otherEndpointSubnet("aaa"), ...NEW]],
  [
    "a gateway's subnet that two resources declare",
    [...STACK, twin("Subnet", "zzz", { virtualNetworkName: "hub", subnetName: "GatewaySubnet", addressPrefix: "10.13.76.0/27" })],
  ],
  [
    "a template that makes routes",
    [
      ...STACK,
      resource("azure-native:resources:Deployment", "more", {
        inputs: { properties: { template: { resources: [{ type: "Microsoft.Network/routeTables/routes" }] } } },
      }),
    ],
  ],
  [
    "a template that is not in sight",
    [...STACK, resource("azure-native:resources:Deployment", "more", { inputs: { properties: UNKNOWN } })],
  ],
])("%s: inconclusive", (_, resources) => {
  expect(verdicts(resources, INTENT)).toEqual(["inconclusive"]);
  expect(verdicts([...resources].reverse(), INTENT)).toEqual(["inconclusive"]);
});

test("a template of other services changes nothing", () => {
  const template = { resources: [{ type: "Microsoft.Insights/components" }] };
  const other = resource("azure-native:resources:Deployment", "app", { inputs: { properties: { template } } });
  expect(verdicts([...STACK, other], INTENT)).toEqual(["inspected"]);
});

test.each<[string, string, Parameters<typeof input>]>([
  [
    "a subnet's route table",
    "Subnet hub-GatewaySubnet",
    [{ routeTable: { id: UNKNOWN } }, { routeTable: [urn("RouteTable", "gateway"), ELSEWHERE] }],
  ],
  ["an endpoint's subnet", "PrivateEndpoint sql", [{ subnet: { id: UNKNOWN } }, { subnet: [urn("Subnet", "spoke1-ep"), ELSEWHERE] }]],
  [
    "a gateway's subnet",
    "VirtualNetworkGateway vpngw",
    [{ ipConfigurations: UNKNOWN }, { ipConfigurations: [urn("Subnet", "hub-GatewaySubnet"), ELSEWHERE] }],
  ],
])("%s that depends on one of the network and on another stack: inconclusive, whatever is accepted", (_, which, change) => {
  const resources = changed(STACK, which, (each) => ({ ...input(...change)(each), id: undefined }));
  expect(verdicts(resources, { ...INTENT, strict: false })).toEqual(["inconclusive"]);
});

test("the interface that Azure made for an endpoint is no other holder of the endpoint's address", () => {
  const world = blog([EXACT, "10.13.77.6/32 via 10.13.76.200"]);
  const nic = resource("NetworkInterface", "sql.nic", {
    id: armId("networkInterfaces/sql.nic"),
    outputs: {
      name: "sql.nic",
      privateEndpoint: { id: armId("privateEndpoints/other") },
      ipConfigurations: [{ name: "ip", privateIPAddress: "10.13.77.6", subnet: { id: armId("virtualNetworks/spoke1/subnets/ep") } }],
    },
  });
  const stack = changed(renderWorld(world, { style: "standalone", refreshed: false }), "PrivateEndpoint sql", toBeMade);
  expect(verdicts([...stack, nic], INTENT)).toEqual(verdicts(stack, INTENT));
  expect(verdicts(stack, INTENT)).toEqual(["inconclusive"]);
});

describe("the preview of an update hides what Azure listed of a table (CP-A07)", () => {
  /** As the provider previews an update: the name stays known, everything else that was only answered is not. */
  const updated = (each: Resource): Resource => ({
    ...each,
    id: undefined,
    outputs: { ...each.inputs, id: UNKNOWN, name: each.outputs?.["name"], routes: each.inputs?.["routes"] ?? UNKNOWN },
  });
  const assumptions = (resources: readonly Resource[]): readonly string[] =>
    analyse(resources, { ...INTENT, strict: false }).report.paths.flatMap((path) => path.assumptions.map(({ code }) => code));

  test("routes that are resources of their own are taken to be all, and under strict they are not", () => {
    const resources = changed(withOwnRoutes(), "RouteTable gateway", updated);
    expect([verdicts(resources, { ...INTENT, strict: false }), assumptions(resources)]).toEqual([["inspected"], ["CP-A07"]]);
    expect(verdicts(resources, INTENT)).toEqual(["inconclusive"]);
  });

  test("routes in the inputs of the table replace what was there", () => {
    const resources = changed(renderWorld(WORLD, { style: "inline", refreshed: false }), "RouteTable gateway", updated);
    expect([verdicts(resources, { ...INTENT, strict: false }), assumptions(resources)]).toEqual([["inspected"], []]);
  });

  test("a table that is to be made has no routes but its own", () => {
    const resources = changed(withOwnRoutes(), "RouteTable gateway", toBeMade);
    expect(assumptions(resources)).toEqual([]);
  });

  function withOwnRoutes(): readonly Resource[] {
    expect(STACK.some(({ type }) => type.endsWith(":Route"))).toBe(true);
    return STACK;
  }
});
