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
