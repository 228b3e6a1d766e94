import { formatPrefix } from "../../../src/address/prefix.ts";
import { type Properties, type Resource, UNKNOWN } from "../../../src/resources/resource.ts";
import { armId, describeReference, gapsOf, network, resource } from "../support.ts";
import { CLASSIC, got, HUB, hubSubnet, made, subnetId, tableTo } from "./support.ts";

const GATEWAY_SUBNET = hubSubnet("GatewaySubnet", "10.0.0.0/27");
const ip = (name: string): Properties => ({ name, subnetId: subnetId("hub/GatewaySubnet"), publicIpAddressId: "p" });

function gateway(inputs: Properties): Resource {
  return made("gateway", "gw", "virtualNetworkGateways/gw", { type: "Vpn", ipConfigurations: [ip("0")], ...inputs });
}

describe("a gateway", () => {
  test.each<[string, Properties, object]>([
    ["active/standby", {}, { kind: { value: "vpn" }, activeActive: { value: false } }],
    ["active/active", { activeActive: true, ipConfigurations: [ip("0"), ip("1")] }, { activeActive: { value: true } }],
    ["of ExpressRoute", { type: "ExpressRoute" }, { kind: { value: "express-route" } }],
    ["whose mode is not known", { activeActive: UNKNOWN }, { activeActive: { known: false, gap: { property: "activeActive" } } }],
    ["whose type is not known", { type: UNKNOWN }, { kind: { known: false, gap: { property: "type" } } }],
  ])("%s", (_, inputs, expected) => {
    const net = network(HUB, GATEWAY_SUBNET, gateway(inputs));
    expect(net.gateways).toMatchObject([expected]);
    expect(net.gateways.map(({ subnet }) => describeReference(net, subnet))).toEqual(["entity hub/GatewaySubnet"]);
  });

  test.each<[string, Properties, readonly string[], string | undefined]>([
    ["one pool", { addressSpaces: ["172.16.0.0/24"] }, ["172.16.0.0/24"], undefined],
    [
      "one for all and one for some",
      { addressSpaces: ["172.16.0.0/24"], virtualNetworkGatewayClientConnections: [{ name: "c", addressPrefixes: ["172.17.0.0/24"] }] },
      ["172.16.0.0/24", "172.17.0.0/24"],
      undefined,
    ],
    ["a pool that is not known", { addressSpaces: [UNKNOWN] }, [], "vpnClientConfiguration.addressSpaces[0]"],
    [
      "a pool of some that is not known",
      { addressSpaces: ["172.16.0.0/24"], virtualNetworkGatewayClientConnections: [{ name: "c", addressPrefixes: UNKNOWN }] },
      ["172.16.0.0/24"],
      "vpnClientConfiguration.virtualNetworkGatewayClientConnections[0].addressPrefixes",
    ],
    ["no pool", { addressSpaces: [] }, [], "vpnClientConfiguration.addressSpaces"],
  ])("with point-to-site clients: %s", (_, vpnClientConfiguration, pools, open) => {
    const { pointToSite } = network(HUB, GATEWAY_SUBNET, gateway({ vpnClientConfiguration })).gateways[0] ?? {};
    expect(pointToSite?.items.map(formatPrefix)).toEqual(pools);
    expect(pointToSite?.open?.property).toBe(open);
  });
});

describe("a connection", () => {
  const GATEWAY = armId("virtualNetworkGateways/gw");
  const site = made("site", "site", "localNetworkGateways/site", { addressSpaces: ["192.168.0.0/24"], gatewayAddress: "203.0.113.1" });
  const connection = (inputs: Properties): Resource =>
    made("connection", "c", "connections/c", { type: "IPsec", virtualNetworkGatewayId: GATEWAY, ...inputs });

  test.each<[string, Properties, object]>([
    ["to a site", { localNetworkGatewayId: armId("localNetworkGateways/site") }, { kind: { value: "ipsec" }, bgp: { value: false } }],
    ["with BGP, in version 6", { bgpEnabled: true }, { bgp: { value: true } }],
    ["with BGP, up to version 5", { enableBgp: true }, { bgp: { value: true } }],
    ["with BGP not known", { enableBgp: UNKNOWN }, { bgp: { known: false, gap: { property: "enableBgp" } } }],
    [
      "to another gateway",
      { type: "Vnet2Vnet", peerVirtualNetworkGatewayId: armId("virtualNetworkGateways/far") },
      { kind: { value: "vnet-to-vnet" }, peerGateway: { kind: "outside" } },
    ],
    [
      "of ExpressRoute",
      { type: "ExpressRoute", expressRouteCircuitId: armId("expressRouteCircuits/x") },
      { kind: { value: "express-route" } },
    ],
    [
      "of nobody knows which gateway",
      { virtualNetworkGatewayId: UNKNOWN },
      { gateway: { kind: "unknown", gap: { property: "virtualNetworkGatewayId" } } },
    ],
  ])("%s", (_, inputs, expected) => {
    expect(network(HUB, GATEWAY_SUBNET, gateway({}), site, connection(inputs)).connections).toMatchObject([expected]);
  });

  test("the prefixes of a site, known or not", () => {
    const prefixes = (addressSpaces: Properties["x"]): object | undefined =>
      network(made("site", "site", "localNetworkGateways/site", { addressSpaces })).localNetworkGateways[0]?.prefixes;
    expect(prefixes(["192.168.0.0/24"])).toMatchObject({ items: [{ length: 24 }], open: undefined });
    expect(prefixes(["192.168.0.0/24", UNKNOWN])).toMatchObject({ items: [{ length: 24 }], open: { property: "addressSpaces[1]" } });
    expect(prefixes(undefined)).toEqual({ items: [], open: undefined });
  });
});

describe("a route table", () => {
  const propagation = (...resources: readonly Resource[]): unknown => {
    const [table] = network(...resources).routeTables;
    return table?.propagationDisabled.known === true ? table.propagationDisabled.value : table?.propagationDisabled.gap.property;
  };

  test.each<[string, Properties, boolean | string]>([
    ["propagates by default", {}, false],
    ["of version 6 that does", { bgpRoutePropagationEnabled: true }, false],
    ["of version 6 that does not", { bgpRoutePropagationEnabled: false }, true],
    ["up to version 5 that does", { disableBgpRoutePropagation: false }, false],
    ["up to version 5 that does not", { disableBgpRoutePropagation: true }, true],
    ["of version 6, not known", { bgpRoutePropagationEnabled: UNKNOWN }, "bgpRoutePropagationEnabled"],
    ["up to version 5, not known", { disableBgpRoutePropagation: UNKNOWN }, "disableBgpRoutePropagation"],
    ["with text in place of true or false", { bgpRoutePropagationEnabled: "no" }, "bgpRoutePropagationEnabled"],
  ])("%s (R20)", (_, inputs, expected) => {
    expect(propagation(made("table", "rt", "routeTables/rt", inputs))).toBe(expected);
  });

  test("that is yet to be made has no routes but those of the program, though the preview hides what Azure will list", () => {
    const table = (outputs: Properties): Resource =>
      resource(CLASSIC.table, "rt", { inputs: { name: "rt", resourceGroupName: "net" }, outputs });
    const listed: Properties = { name: "rt", routes: UNKNOWN };
    expect(network(table(listed)).routeTables).toMatchObject([{ unlisted: undefined, routes: { items: [], open: undefined } }]);
    expect(network(table({ ...listed, id: UNKNOWN })).routeTables).toMatchObject([{ unlisted: undefined }]);
  });

  test("that was read answers with both names", () => {
    const answer = { bgpRoutePropagationEnabled: false, disableBgpRoutePropagation: true, routes: [] };
    expect(propagation(got("table", "rt", "routeTables/rt", answer))).toBe(true);
  });

  test("has the routes inside of it and beside it", () => {
    const inside = network(tableTo("rt", "10.0.0.4")).routeTables[0]?.routes;
    const beside = network(
      made("table", "rt", "routeTables/rt", {}),
      made("route", "r", "routeTables/rt/routes/r", {
        routeTableName: "rt",
        addressPrefix: "10.1.0.0/16",
        nextHopType: "VirtualAppliance",
        nextHopInIpAddress: "10.0.0.4",
      }),
    ).routeTables[0]?.routes;
    const hop = { kind: "virtual-appliance", addresses: { items: [{ known: true, value: 0x0a000004 }], open: undefined } };
    const route = {
      name: "r",
      prefix: { value: { kind: "prefix", prefix: { length: 16 } } },
      nextHop: { value: hop },
      presence: "certain",
    };
    expect(inside).toMatchObject({ items: [route], open: undefined });
    expect(beside).toMatchObject({ items: [route], open: undefined });
  });

  test("whose next hop is none has an empty address in the answer", () => {
    const routes = [{ name: "r", addressPrefix: "10.1.0.0/16", nextHopType: "None", nextHopInIpAddress: "" }];
    const net = network(got("table", "rt", "routeTables/rt", { routes }));
    expect(net.routeTables[0]?.routes.items).toMatchObject([{ nextHop: { known: true, value: { kind: "none" } } }]);
    expect(gapsOf(net)).toEqual([]);
  });

  test.each<[string, Properties, string]>([
    ["an address that is none", { nextHopType: "VirtualAppliance", nextHopInIpAddress: "firewall" }, "routes[0].nextHopInIpAddress"],
    ["an address that is empty", { nextHopType: "VirtualAppliance", nextHopInIpAddress: "" }, "routes[0].nextHopInIpAddress"],
    ["an address that is not known", { nextHopType: "VirtualAppliance", nextHopInIpAddress: UNKNOWN }, "routes[0].nextHopInIpAddress"],
    ["a type that is none", { nextHopType: "Firewall" }, "routes[0].nextHopType"],
    ["a prefix that is none", { addressPrefix: "10.0.0.0/99", nextHopType: "None" }, "routes[0].addressPrefix"],
  ])("says where in the program %s stands", (_, route, property) => {
    const routes = [{ name: "r", addressPrefix: "10.1.0.0/16", ...route }];
    expect(network(made("table", "rt", "routeTables/rt", { routes })).gaps).toMatchObject([{ property }]);
  });
});
