import { type Properties, type Resource, UNKNOWN } from "../../src/resources/resource.ts";
import { HUB as CLASSIC_HUB, classicUrn, hubSubnet, subnetId } from "./classic/support.ts";
import { armId, deployed, network, resource, urn } from "./support.ts";

/** Where a Route Server is, and whether it exchanges routes with gateways, in every spelling (R73). */

const HUB = deployed("VirtualNetwork", "hub", "virtualNetworks/hub", {
  virtualNetworkName: "hub",
  location: "westeurope",
  addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
  subnets: [{ name: "RouteServerSubnet", addressPrefix: "10.0.0.0/27" }],
});
const SUBNET = `${urn("VirtualNetwork", "hub")}#subnets/routeserversubnet`;
const ANYWHERE = { kind: "unknown", candidates: [] };
const no = { known: true, value: false };
const yes = { known: true, value: true };
const open = { known: false };

describe("azure-native: a virtual hub without a WAN, and what puts it into a subnet", () => {
  const hub = (inputs: Properties = {}): Resource =>
    resource("VirtualHub", "rs", { inputs: { resourceGroupName: "net", virtualHubName: "rs", ...inputs } });
  const inSubnet = (subnet: Properties["x"], on: readonly string[] = [], name: Properties["x"] = "rs"): Resource =>
    resource("VirtualHubIpConfiguration", "ip", {
      inputs: { resourceGroupName: "net", virtualHubName: name, subnet },
      dependsOn: { subnet: on },
    });
  const byId = inSubnet({ id: armId("virtualNetworks/hub/subnets/RouteServerSubnet") });
  const there = { kind: "entity", key: SUBNET };

  test.each<[string, readonly Resource[], readonly object[]]>([
    ["by the id of its subnet", [hub(), byId], [{ name: "rs", subnet: there, branchToBranch: no }]],
    ["in a preview", [hub(), inSubnet({ id: UNKNOWN }, [urn("VirtualNetwork", "hub")])], [{ subnet: there }]],
    ["between branches", [hub({ allowBranchToBranchTraffic: true }), byId], [{ subnet: there, branchToBranch: yes }]],
    ["perhaps between branches", [hub({ allowBranchToBranchTraffic: UNKNOWN }), byId], [{ subnet: there, branchToBranch: open }]],
    ["nobody knows where", [hub(), inSubnet(UNKNOWN)], [{ name: "rs", subnet: ANYWHERE }]],
    ["nothing says where", [hub()], [{ name: "rs", subnet: ANYWHERE }]],
    ["only read", [resource("VirtualHub", "rs", { outputs: { kind: "RouteServer" } })], [{ name: "rs", subnet: ANYWHERE }]],
    [
      "its subnet alone is in sight",
      [inSubnet({ id: armId("virtualNetworks/hub/subnets/RouteServerSubnet") }, [], "far")],
      [{ subnet: there, branchToBranch: open }],
    ],
    [
      "in another stack's network",
      [hub(), inSubnet({ id: armId("virtualNetworks/far/subnets/RouteServerSubnet") })],
      [{ subnet: { kind: "outside" } }],
    ],
    ["a hub of a virtual WAN is none", [hub({ virtualWan: { id: UNKNOWN } })], []],
  ])("%s", (_, resources, expected) => {
    for (const order of [resources, [...resources].reverse()]) {
      const { routeServers, unmodelled } = network(HUB, ...order);
      expect(routeServers).toMatchObject(expected);
      expect(routeServers).toHaveLength(expected.length);
      expect(unmodelled).toEqual([]);
    }
  });
});

describe("the classic provider", () => {
  const of = (token: string, inputs: Properties, on: Readonly<Record<string, readonly string[]>> = {}): Resource =>
    resource(`azure:${token}`, "rs", { inputs: { resourceGroupName: "net", name: "rs", ...inputs }, dependsOn: on });
  const server = (inputs: Properties, on: readonly string[] = []): Resource =>
    of("network/routeServer:RouteServer", inputs, { subnetId: on });
  const there = { kind: "entity", key: classicUrn("subnet", "RouteServerSubnet") };

  test.each<[string, readonly Resource[], readonly object[]]>([
    ["a Route Server", [server({ subnetId: subnetId("hub/RouteServerSubnet") })], [{ name: "rs", subnet: there, branchToBranch: no }]],
    [
      "between branches",
      [server({ subnetId: subnetId("hub/RouteServerSubnet"), branchToBranchTrafficEnabled: true })],
      [{ subnet: there, branchToBranch: yes }],
    ],
    ["in a preview", [server({ subnetId: UNKNOWN }, [classicUrn("subnet", "RouteServerSubnet")])], [{ subnet: there }]],
    ["of which nothing is seen", [{ ...server({}), inputs: undefined, outputs: undefined }], [{ subnet: ANYWHERE, branchToBranch: open }]],
    ["made as a virtual hub", [of("network/virtualHub:VirtualHub", {})], [{ name: "rs", subnet: ANYWHERE }]],
    [
      "made as a virtual hub, with its subnet",
      [
        of("network/virtualHub:VirtualHub", {}),
        of("network/virtualHubIp:VirtualHubIp", { virtualHubId: armId("virtualHubs/rs"), subnetId: subnetId("hub/RouteServerSubnet") }),
      ],
      [{ name: "rs", subnet: there }],
    ],
  ])("%s", (_, resources, expected) => {
    const { routeServers, unmodelled } = network(CLASSIC_HUB, hubSubnet("RouteServerSubnet", "10.0.9.0/27"), ...resources);
    expect(routeServers).toMatchObject(expected);
    expect(routeServers).toHaveLength(expected.length);
    expect(unmodelled).toEqual([]);
  });
});

describe("who speaks BGP", () => {
  const hub = (name: string, inputs: Properties = {}): Resource =>
    resource("VirtualHub", name, { inputs: { resourceGroupName: "net", virtualHubName: name, ...inputs } });
  const ip = resource("VirtualHubIpConfiguration", "ip", {
    inputs: { resourceGroupName: "net", virtualHubName: "rs", subnet: { id: armId("virtualNetworks/hub/subnets/RouteServerSubnet") } },
  });
  const native = (inputs: Properties, on: Readonly<Record<string, readonly string[]>> = {}): Resource =>
    resource("VirtualHubBgpConnection", "x", { inputs: { resourceGroupName: "net", connectionName: "x", ...inputs }, dependsOn: on });
  const classic = (token: string, inputs: Properties, on: Readonly<Record<string, readonly string[]>> = {}): Resource =>
    resource(`azure:network/${token}`, "x", { inputs: { name: "x", peerAsn: 65001, ...inputs }, dependsOn: on });
  const wan = hub("wanhub", { virtualWan: { id: UNKNOWN }, addressPrefix: "10.9.0.0/23" });
  const address = { known: true, value: 0x0a000104 };
  const peerIp = "10.0.1.4";
  const RS = urn("VirtualHubIpConfiguration", "ip");
  const WAN = urn("VirtualHub", "wanhub");
  const server = (type: string): string => `${urn(type, "x")}#server`;
  const ANY = [server("VirtualHubBgpConnection"), WAN];
  const ROUTE_SERVER = "azure:network/routeServerBgpConnection:RouteServerBgpConnection";

  test.each<[string, Resource, object]>([
    ["with a Route Server", native({ virtualHubName: "rs", peerIp }), { name: "x", address, speaksWith: [RS] }],
    ["in a preview", native({ virtualHubName: UNKNOWN, peerIp }, { virtualHubName: [urn("VirtualHub", "rs")] }), { speaksWith: [RS] }],
    ["with a hub of a WAN", native({ virtualHubName: "wanhub", peerIp }), { address, speaksWith: [WAN] }],
    ["with what is not in sight", native({ virtualHubName: "far", peerIp }), { speaksWith: ANY }],
    ["with nobody knows whom", native({ virtualHubName: UNKNOWN, peerIp }), { speaksWith: ANY }],
    [
      "of which nothing is seen",
      { ...native({}), inputs: undefined, outputs: undefined },
      { address: { known: false, dependsOn: [] }, speaksWith: ANY },
    ],
    ["at no address", native({ virtualHubName: "rs" }), { address: { known: false, dependsOn: [] } }],
    ["at no IPv4 address", native({ virtualHubName: "rs", peerIp: "fd00::4" }), { address: { known: false, dependsOn: [] } }],
    [
      "at an address of something",
      native({ virtualHubName: "rs", peerIp: UNKNOWN }, { peerIp: [RS, "urn:a::b::c:d::e"] }),
      { address: { known: false, dependsOn: ["urn:a::b::c:d::e"] } },
    ],
    [
      "classic, with a Route Server",
      classic("routeServerBgpConnection:RouteServerBgpConnection", { routeServerId: armId("virtualHubs/rs"), peerIp }),
      { address, speaksWith: [RS] },
    ],
    [
      "classic, in a preview",
      classic(
        "routeServerBgpConnection:RouteServerBgpConnection",
        { routeServerId: UNKNOWN, peerIp },
        { routeServerId: [urn("VirtualHub", "rs")] },
      ),
      { speaksWith: [RS] },
    ],
    [
      "classic, with a Route Server that is not in sight",
      classic("routeServerBgpConnection:RouteServerBgpConnection", { routeServerId: armId("virtualHubs/far"), peerIp }),
      { speaksWith: [server(ROUTE_SERVER)] },
    ],
    [
      "classic, with a hub",
      classic("bgpConnection:BgpConnection", { virtualHubId: armId("virtualHubs/wanhub"), peerIp }),
      { address, speaksWith: [WAN] },
    ],
  ])("%s", (_, connection, expected) => {
    const resources = [HUB, hub("rs"), ip, wan, connection];
    for (const order of [resources, [...resources].reverse()]) {
      const { bgpPeers, unmodelled } = network(...order);
      expect(bgpPeers).toMatchObject([expected]);
      expect(unmodelled).toEqual([]);
    }
  });
});
