import type { Known } from "../../src/certainty/known.ts";
import type { FastPath } from "../../src/model/express-route.ts";
import { type Properties, type Resource, UNKNOWN } from "../../src/resources/resource.ts";
import { CLASSIC, made } from "./classic/support.ts";
import { armId, deployed, network, resource, urn } from "./support.ts";

const HUB = deployed("VirtualNetwork", "hub", "virtualNetworks/hub", {
  location: "westeurope",
  addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
  subnets: [{ name: "GatewaySubnet", addressPrefix: "10.0.0.0/27" }],
});
const gw = deployed("VirtualNetworkGateway", "gw", "virtualNetworkGateways/gw", {
  gatewayType: "ExpressRoute",
  ipConfigurations: [{ name: "ip", subnet: { id: armId("virtualNetworks/hub/subnets/GatewaySubnet") } }],
});
function only<T>(things: readonly T[]): T {
  const [thing] = things;
  if (thing === undefined || things.length > 1) throw new Error(`${things.length} things`);
  return thing;
}

const to = (path: string): Properties => ({ id: armId(path) });
const word = (value: Known<boolean>): string => (value.known ? (value.value ? "on" : "off") : "?");
const wordsOf = ({ isExpressRoute, bypass, privateLink, circuit }: FastPath): readonly string[] => [
  ...[isExpressRoute, bypass, privateLink].map(word),
  circuit.kind,
];

describe("FastPath (R59, R60)", () => {
  const circuit = (name: string, inputs: Properties): Resource =>
    deployed("ExpressRouteCircuit", name, `expressRouteCircuits/${name}`, { circuitName: name, ...inputs });
  const peering = deployed("ExpressRouteCircuitPeering", "private", "expressRouteCircuits/direct/peerings/AzurePrivatePeering", {
    circuitName: "direct",
    peeringName: "AzurePrivatePeering",
  });
  const direct = circuit("direct", { expressRoutePort: to("expressRoutePorts/p"), bandwidthInGbps: 10 });
  const fastPath = (inputs: Properties, dependsOn = {}): object => {
    const on = { connectionType: "ExpressRoute", virtualNetworkGateway1: to("virtualNetworkGateways/gw") };
    const net = network(
      HUB,
      gw,
      direct,
      peering,
      resource("VirtualNetworkGatewayConnection", "er", { inputs: { ...on, ...inputs }, dependsOn }),
    );
    const { fastPath: read } = only(net.connections);
    return wordsOf(read);
  };
  const BOTH = { expressRouteGatewayBypass: true, enablePrivateLinkFastPath: true };

  test.each<[string, object, readonly string[]]>([
    ["none", fastPath({}), ["on", "off", "off", "none"]],
    [
      "switched off, with a circuit out of sight",
      fastPath({ expressRouteGatewayBypass: false, peer: to("expressRouteCircuits/x") }),
      ["on", "off", "off", "none"],
    ],
    ["for machines", fastPath({ expressRouteGatewayBypass: true }), ["on", "on", "off", "none"]],
    ["for endpoints", fastPath({ ...BOTH, peer: to("expressRouteCircuits/direct") }), ["on", "on", "on", "entity"]],
    ["in another spelling", fastPath({ ...BOTH, peer: to("EXPRESSROUTECIRCUITS/DIRECT") }), ["on", "on", "on", "entity"]],
    ["with a circuit out of sight", fastPath({ ...BOTH, peer: to("expressRouteCircuits/x") }), ["on", "on", "on", "outside"]],
    ["without a circuit", fastPath(BOTH), ["on", "on", "on", "none"]],
    [
      "by a peering",
      fastPath({ ...BOTH, peer: to("expressRouteCircuits/direct/peerings/AzurePrivatePeering") }),
      ["on", "on", "on", "entity"],
    ],
    [
      "in a preview",
      fastPath({ ...BOTH, peer: { id: UNKNOWN } }, { peer: [urn("ExpressRouteCircuit", "direct")] }),
      ["on", "on", "on", "entity"],
    ],
    [
      "in a preview, by a peering",
      fastPath({ ...BOTH, peer: { id: UNKNOWN } }, { peer: [urn("ExpressRouteCircuitPeering", "private")] }),
      ["on", "on", "on", "entity"],
    ],
    ["that may be on", fastPath({ expressRouteGatewayBypass: UNKNOWN, enablePrivateLinkFastPath: UNKNOWN }), ["on", "?", "?", "none"]],
    ["of a connection of another kind", fastPath({ ...BOTH, connectionType: "IPsec" }), ["off", "on", "on", "none"]],
    ["of a connection whose kind is not known", fastPath({ ...BOTH, connectionType: UNKNOWN }), ["?", "on", "on", "none"]],
  ])("%s", (_, found, expected) => expect(found).toEqual(expected));

  test.each<[string, Properties, string]>([
    ["a port", { expressRoutePort: to("expressRoutePorts/p") }, "direct"],
    ["a port that is about to be made", { expressRoutePort: { id: UNKNOWN } }, "direct"],
    ["a provider", { serviceProviderProperties: { serviceProviderName: "Equinix" } }, "provider"],
    ["a provider whose name is not known", { serviceProviderProperties: { serviceProviderName: UNKNOWN } }, "provider"],
    ["a port, perhaps", { expressRoutePort: UNKNOWN, serviceProviderProperties: { serviceProviderName: "Equinix" } }, "?"],
    ["a provider, perhaps", { serviceProviderProperties: UNKNOWN }, "?"],
    ["neither", {}, "?"],
  ])("a circuit names %s", (_, inputs, expected) => {
    const { isDirect } = only(network(circuit("c", inputs)).circuits);
    expect(isDirect.known ? (isDirect.value ? "direct" : "provider") : "?").toBe(expected);
  });

  test.each<[Properties["x"], boolean | undefined]>([
    ["ErGw1AZ", false],
    ["ERGW2AZ", false],
    ["Standard", false],
    ["HighPerformance", false],
    ["ErGw3AZ", true],
    ["UltraPerformance", true],
    ["ErGwScale", true],
    ["ErGw9AZ", true],
    [undefined, true],
    [UNKNOWN, undefined],
  ])("a gateway of SKU %p may have it: %p", (name, expected) => {
    const inputs: Properties = { gatewayType: "ExpressRoute", ipConfigurations: [], sku: { name } };
    const { knowsFastPath } = only(network(deployed("VirtualNetworkGateway", "er", "virtualNetworkGateways/er", inputs)).gateways);
    expect(knowsFastPath.known ? knowsFastPath.value : undefined).toBe(expected);
  });
});

describe("FastPath of the classic provider", () => {
  const connection = (inputs: Properties): Resource =>
    made("connection", "er", "connections/er", {
      type: "ExpressRoute",
      virtualNetworkGatewayId: armId("virtualNetworkGateways/gw"),
      ...inputs,
    });
  const circuit = (inputs: Properties): Resource =>
    deployed("azure:network/expressRouteCircuit:ExpressRouteCircuit", "c", "expressRouteCircuits/c", { name: "c", ...inputs });
  const PORT = { expressRoutePortId: armId("expressRoutePorts/p"), bandwidthInGbps: 10, serviceProviderName: "", peeringLocation: "" };
  const BOTH = {
    expressRouteGatewayBypass: true,
    privateLinkFastPathEnabled: true,
    expressRouteCircuitId: armId("expressRouteCircuits/c"),
  };

  test.each<[string, Properties, readonly string[]]>([
    ["none", {}, ["on", "off", "off", "none"]],
    ["for endpoints", BOTH, ["on", "on", "on", "entity"]],
    ["that may be on", { ...BOTH, privateLinkFastPathEnabled: UNKNOWN }, ["on", "on", "?", "entity"]],
  ])("%s", (_, inputs, expected) => {
    const { fastPath } = only(network(HUB, gw, circuit(PORT), connection(inputs)).connections);
    expect(wordsOf(fastPath)).toEqual(expected);
  });

  test.each<[string, Properties, string]>([
    ["a port", PORT, "on"],
    ["a provider", { serviceProviderName: "Equinix", peeringLocation: "Amsterdam", bandwidthInMbps: 50, expressRoutePortId: "" }, "off"],
    ["neither that is known", { serviceProviderName: UNKNOWN, expressRoutePortId: UNKNOWN }, "?"],
  ])("a circuit names %s", (_, inputs, expected) => {
    const { isDirect } = only(network(circuit(inputs)).circuits);
    expect(word(isDirect)).toBe(expected);
  });

  test.each<[Properties["x"], string]>([
    ["ErGw1AZ", "off"],
    ["UltraPerformance", "on"],
    [UNKNOWN, "?"],
  ])("a gateway of SKU %p", (sku, expected) => {
    const inputs: Properties = { type: "ExpressRoute", sku, ipConfigurations: [] };
    const { knowsFastPath } = only(network(deployed(CLASSIC.gateway, "er", "virtualNetworkGateways/er", inputs)).gateways);
    expect(word(knowsFastPath)).toBe(expected);
  });

  test("of a virtual hub's gateway", () => {
    const hub = deployed("azure:network/virtualHub:VirtualHub", "hub", "virtualHubs/hub", {
      name: "hub",
      addressPrefix: "10.30.0.0/23",
      virtualWanId: armId("virtualWans/wan"),
    });
    const gateway = deployed("azure:network/expressRouteGateway:ExpressRouteGateway", "er", "expressRouteGateways/er", {
      name: "er",
      virtualHubId: armId("virtualHubs/hub"),
    });
    const on = deployed(
      "azure:network/expressRouteConnection:ExpressRouteConnection",
      "c",
      "expressRouteGateways/er/expressRouteConnections/c",
      {
        name: "c",
        expressRouteGatewayId: armId("expressRouteGateways/er"),
        expressRouteCircuitPeeringId: armId("expressRouteCircuits/c/peerings/AzurePrivatePeering"),
        expressRouteGatewayBypassEnabled: true,
        privateLinkFastPathEnabled: true,
      },
    );
    const { hubSide } = only(network(hub, gateway, circuit(PORT), on).gateways);
    expect(hubSide?.fastPaths.items.map(({ fastPath, isOwn }) => [...wordsOf(fastPath), isOwn])).toEqual([
      ["on", "on", "on", "entity", true],
    ]);
  });
});
