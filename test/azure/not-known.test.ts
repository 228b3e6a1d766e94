import { KNOWN_PROPERTIES, NEWEST_API_VERSION } from "../../src/azure/types/known-properties.ts";
import { RESOURCE_TYPES } from "../../src/azure/types/resource-types.ts";
import { type PropertyValue, UNKNOWN } from "../../src/resources/resource.ts";
import { resourceShape } from "../support/preview/azure-native/sdk-types.ts";
import { deployed, network, resource, urn } from "./support.ts";

const HUB = urn("VirtualNetwork", "hub");

/** A network of which `property` is something that no API had. */
function hub(property: PropertyValue, version = ""): ReturnType<typeof resource> {
  return resource(`azure-native:network${version}:VirtualNetwork`, "hub", {
    inputs: { virtualNetworkName: "hub", location: "westeurope", addressSpace: { addressPrefixes: ["10.0.0.0/16"] }, fastLane: property },
  });
}

describe("properties that nobody has looked at", () => {
  test.each<[string, PropertyValue, boolean]>([
    ["a value", true, true],
    ["a value that is not known yet", UNKNOWN, true],
    ["null", null, false],
    ["nothing", undefined, false],
  ])("%s: noted %s", (_, value, isNoted) => {
    const { unmodelled, gaps } = network(hub(value));
    const expected = { resource: HUB, property: "fastLane", text: "this version of Chokepoint does not know the property" };
    expect(unmodelled).toEqual(isNoted ? [{ rule: "unknown property", gap: expected, scope: { kind: "network", network: HUB } }] : []);
    expect(gaps).toEqual(isNoted ? [expected] : []);
  });

  const routeTable = (route: object): readonly ReturnType<typeof resource>[] => [
    resource("RouteTable", "rt", { inputs: { routeTableName: "rt", routes: [{ name: "a", addressPrefix: "10.0.0.0/8", ...route }] } }),
  ];
  test.each<[string, readonly ReturnType<typeof resource>[], string, object]>([
    [
      "a subnet inside its network",
      [resource("VirtualNetwork", "hub", { inputs: { virtualNetworkName: "hub", location: "x", subnets: [{ name: "a", fastLane: 1 }] } })],
      "subnets[0].fastLane",
      { kind: "network", network: HUB },
    ],
    [
      "a route inside its table",
      routeTable({ nextHopType: "None", fastLane: 1 }),
      "routes[0].fastLane",
      { kind: "route-table", routeTable: urn("RouteTable", "rt") },
    ],
    [
      "a gateway",
      [resource("VirtualNetworkGateway", "gw", { inputs: { virtualNetworkGatewayName: "gw", gatewayType: "Vpn", fastLane: 1 } })],
      "fastLane",
      { kind: "gateway", gateway: urn("VirtualNetworkGateway", "gw") },
    ],
    [
      "an endpoint",
      [resource("PrivateEndpoint", "pe", { inputs: { privateEndpointName: "pe", fastLane: 1 } })],
      "fastLane",
      { kind: "endpoint", endpoint: urn("PrivateEndpoint", "pe") },
    ],
  ])("of %s leave its paths open", (_, resources, property, scope) => {
    const found = network(...resources).unmodelled.filter(({ rule }) => rule === "unknown property");
    expect(found.map((each) => [each.gap.property, each.scope])).toEqual([[property, scope]]);
  });

  test("what Azure answered is no setting", () => {
    expect(network({ ...hub(undefined), inputs: undefined, outputs: { fastLane: true } }).unmodelled).toEqual([]);
  });

  test("what Azure answers about something deployed, and Pulumi's own notes, are none", () => {
    const notes = { __defaults: [], location: "westeurope", addressSpace: { addressPrefixes: ["10.0.0.0/16"] } };
    expect(network(deployed("VirtualNetwork", "hub", "virtualNetworks/hub", notes, { fastLane: true })).unmodelled).toEqual([]);
  });
});

test.each(RESOURCE_TYPES.flatMap(({ kind, module, typeName }) => (KNOWN_PROPERTIES[kind] === undefined ? [] : [[kind, module, typeName]])))(
  "every input of a %s in the SDK has been looked at",
  (kind, module, typeName) => {
    const inputs = resourceShape(`azure-native:${module}:${typeName}`)?.inputs ?? [];
    expect(inputs.length).toBeGreaterThan(4);
    expect(inputs.filter((name) => KNOWN_PROPERTIES[kind as keyof typeof KNOWN_PROPERTIES]?.has(name) !== true)).toEqual([]);
  },
);

describe("API versions", () => {
  test.each<[string, string, string | undefined]>([
    ["none", "", undefined],
    ["an old one", "/v20180801", undefined],
    ["the newest that is known", `/v${NEWEST_API_VERSION.replaceAll("-", "")}`, undefined],
    ["a newer one", "/v20260301", "its API version 2026-03-01 is newer than 2025-07-01, the newest that this version of Chokepoint knows"],
    [
      "a newer preview",
      "/v20260301preview",
      "its API version 2026-03-01 is newer than 2025-07-01, the newest that this version of Chokepoint knows",
    ],
  ])("%s", (_, version, text) => {
    expect(network(hub(undefined, version)).gaps.map((gap) => gap.text)).toEqual(text === undefined ? [] : [text]);
  });

  test("a newer one is told once for a stack, of the first resource", () => {
    const token = "azure-native_network_v20260301:network:RouteTable";
    const tables = ["b", "a", "c"].map((name) => resource(token, name, { inputs: { routeTableName: name } }));
    expect(network(...tables).gaps.map((gap) => gap.resource)).toEqual([urn(token, "a")]);
  });
});
