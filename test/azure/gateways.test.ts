import { formatPrefix } from "../../src/address/prefix.ts";
import { type Properties, type Resource, UNKNOWN } from "../../src/resources/resource.ts";
import { armId, deployed, describeReference, gapsOf, network, resource, urn } from "./support.ts";

const HUB = deployed("VirtualNetwork", "hub", "virtualNetworks/hub", {
  location: "westeurope",
  addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
  subnets: [{ name: "GatewaySubnet", addressPrefix: "10.0.0.0/27" }],
});
const IP = { ipConfigurations: [{ name: "ip", subnet: { id: armId("virtualNetworks/hub/subnets/GatewaySubnet") } }] };
const gateway = (inputs: Properties, name = "gw"): Resource =>
  deployed("VirtualNetworkGateway", name, `virtualNetworkGateways/${name}`, { ...IP, ...inputs });

describe("a gateway", () => {
  test.each<[string, Properties, object, readonly string[]]>([
    ["VPN", { gatewayType: "Vpn" }, { kind: { value: "vpn" }, activeActive: { value: false }, pointToSite: undefined }, []],
    ["VPN in capitals", { gatewayType: "VPN" }, { kind: { value: "vpn" } }, []],
    ["ExpressRoute", { gatewayType: "expressRoute" }, { kind: { value: "express-route" } }, []],
    ["active/active", { gatewayType: "Vpn", activeActive: true }, { activeActive: { value: true } }, []],
    ["active/active, as early versions say it", { gatewayType: "Vpn", active: true }, { activeActive: { value: true } }, []],
    [
      "perhaps active/active",
      { gatewayType: "Vpn", activeActive: UNKNOWN },
      { activeActive: { known: false } },
      ["gw.activeActive: is not known yet"],
    ],
    [
      "of another type",
      { gatewayType: "LocalGateway" },
      { kind: { known: false } },
      ['gw.gatewayType: "LocalGateway" is not one of Vpn, ExpressRoute'],
    ],
    ["without type", {}, { kind: { known: false } }, ["gw.gatewayType: is not set, expected one of Vpn, ExpressRoute"]],
  ])("may be %s", (_, inputs, expected, gaps) => {
    const net = network(HUB, gateway(inputs));
    expect(net.gateways).toMatchObject([expected]);
    expect(describeReference(net, net.gateways[0]!.subnet)).toBe("entity hub/GatewaySubnet");
    expect(gapsOf(net)).toEqual(gaps);
  });

  test.each<[string, Properties["x"], readonly string[] | undefined, readonly string[]]>([
    ["none", undefined, undefined, []],
    ["a pool", { vpnClientAddressPool: { addressPrefixes: ["172.16.0.0/24"] } }, ["172.16.0.0/24"], []],
    [
      "pools by connection",
      { vngClientConnectionConfigurations: [{ vpnClientAddressPool: { addressPrefixes: ["172.16.1.0/24"] } }] },
      ["172.16.1.0/24"],
      [],
    ],
    ["an unknown configuration", UNKNOWN, [], ["gw.vpnClientConfiguration: is not known yet"]],
    ["a configuration without pool", {}, [], ["gw.vpnClientConfiguration.vpnClientAddressPool: names no address pool of the clients"]],
  ])("has for point-to-site clients: %s", (_, vpnClientConfiguration, prefixes, gaps) => {
    const net = network(HUB, gateway({ gatewayType: "Vpn", vpnClientConfiguration }));
    expect(net.gateways[0]!.pointToSite?.items.map(formatPrefix)).toEqual(prefixes);
    expect(gapsOf(net)).toEqual(gaps);
    expect(net.gateways[0]!.pointToSite?.open === undefined).toBe(gaps.length === 0);
  });

  test.each<[string, Properties, string]>([
    ["no IP configurations", { ipConfigurations: [] }, "gw.ipConfigurations[0]: is not set, expected an object with an id"],
    [
      "IP configurations that are not set",
      { ipConfigurations: undefined },
      "gw.ipConfigurations: is not set, expected an object with an id",
    ],
    ["no subnet", { ipConfigurations: [{}] }, "gw.ipConfigurations[0].subnet: is not set, expected an object with an id"],
    [
      "IP configurations that are not known",
      { ipConfigurations: UNKNOWN },
      "gw.ipConfigurations: is not known yet and depends on nothing that it could mean; give the id as text to settle it",
    ],
  ])("with %s is in a subnet that is not known", (_, inputs, gap) => {
    const net = network(HUB, gateway({ gatewayType: "Vpn", ...inputs }));
    expect(describeReference(net, net.gateways[0]!.subnet)).toBe("unknown []");
    expect(gapsOf(net)).toEqual([gap]);
  });
});

describe("a connection", () => {
  const gw = gateway({ gatewayType: "Vpn" });
  const other = gateway({ gatewayType: "Vpn" }, "other");
  const site = deployed("LocalNetworkGateway", "site", "localNetworkGateways/site", {
    localNetworkAddressSpace: { addressPrefixes: ["192.168.0.0/24", "fd00::/8"] },
  });
  const connect = (inputs: Properties, dependsOn: Record<string, readonly string[]> = {}): Resource =>
    resource("VirtualNetworkGatewayConnection", "con", { inputs, dependsOn });
  const to = (path: string): Properties => ({ id: armId(path) });

  test.each<[string, Resource, readonly [string, string, string, string]]>([
    [
      "to a site",
      connect({
        connectionType: "IPsec",
        virtualNetworkGateway1: to("virtualNetworkGateways/gw"),
        localNetworkGateway2: to("localNetworkGateways/site"),
      }),
      ["ipsec", "entity gw", "entity site", "none"],
    ],
    [
      "between networks",
      connect({
        connectionType: "vnet2vnet",
        virtualNetworkGateway1: to("virtualNetworkGateways/gw"),
        virtualNetworkGateway2: to("virtualNetworkGateways/other"),
      }),
      ["vnet-to-vnet", "entity gw", "none", "entity other"],
    ],
    [
      "to a circuit",
      connect({
        connectionType: "ExpressRoute",
        virtualNetworkGateway1: to("virtualNetworkGateways/gw"),
        peer: to("expressRouteCircuits/er"),
      }),
      ["express-route", "entity gw", "none", "none"],
    ],
    [
      "in a preview",
      connect(
        { connectionType: "IPsec", virtualNetworkGateway1: { id: UNKNOWN }, localNetworkGateway2: { id: UNKNOWN } },
        { virtualNetworkGateway1: [urn("VirtualNetworkGateway", "other")], localNetworkGateway2: [urn("LocalNetworkGateway", "site")] },
      ),
      ["ipsec", "entity other", "entity site", "none"],
    ],
    [
      "of a gateway out of sight",
      connect({ connectionType: "IPsec", virtualNetworkGateway1: to("virtualNetworkGateways/far") }),
      ["ipsec", "outside virtualnetworkgateways/far", "none", "none"],
    ],
    ["of no gateway", connect({ connectionType: "IPsec" }), ["ipsec", "unknown []", "none", "none"]],
    ["of no type", connect({ virtualNetworkGateway1: to("virtualNetworkGateways/gw") }), ["?", "entity gw", "none", "none"]],
  ])("%s", (_, connection, expected) => {
    const net = network(HUB, gw, other, site, connection);
    const [read] = net.connections;
    expect([
      read!.kind.known ? read!.kind.value : "?",
      ...[read!.gateway, read!.localNetworkGateway, read!.peerGateway].map((reference) => describeReference(net, reference)),
    ]).toEqual(expected);
  });

  test("a property that nobody has heard of leaves its gateway's paths open", () => {
    const odd = connect({ connectionType: "IPsec", virtualNetworkGateway1: to("virtualNetworkGateways/gw"), oddity: 1 });
    expect(network(HUB, gw, odd).unmodelled.map(({ scope }) => scope)).toEqual([
      { kind: "gateway", gateway: urn("VirtualNetworkGateway", "gw") },
    ]);
  });
});

describe("a local network gateway", () => {
  test.each<[string, Properties, readonly string[], readonly string[]]>([
    ["prefixes", { localNetworkAddressSpace: { addressPrefixes: ["192.168.0.0/24", "fd00::/8"] } }, ["192.168.0.0/24"], []],
    ["no address space, as with BGP", { bgpSettings: { asn: 65001 } }, [], []],
    ["an empty address space", { localNetworkAddressSpace: {} }, [], []],
    [
      "a malformed prefix",
      { localNetworkAddressSpace: { addressPrefixes: ["192.168.0.0"] } },
      [],
      ['site.localNetworkAddressSpace.addressPrefixes[0]: "192.168.0.0" is no IPv4 prefix, expected for example 10.1.0.0/16'],
    ],
    ["an unknown address space", { localNetworkAddressSpace: UNKNOWN }, [], ["site.localNetworkAddressSpace: is not known yet"]],
  ])("may have %s", (_, inputs, prefixes, gaps) => {
    const net = network(deployed("LocalNetworkGateway", "site", "localNetworkGateways/site", inputs));
    expect(net.localNetworkGateways[0]!.prefixes.items.map(formatPrefix)).toEqual(prefixes);
    expect(net.localNetworkGateways[0]!.prefixes.open === undefined).toBe(gaps.length === 0);
    expect(gapsOf(net)).toEqual(gaps);
  });
});
