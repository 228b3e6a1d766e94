import { type Properties, type Resource, UNKNOWN } from "../../src/resources/resource.ts";
import { deployed, network, resource, urn } from "./support.ts";

const RANGES = { location: "westeurope", addressSpace: { addressPrefixes: ["10.0.0.0/16"] } };
const HUB = deployed("VirtualNetwork", "hub", "virtualNetworks/hub", { virtualNetworkName: "hub", ...RANGES });
const HUB_KEY = urn("VirtualNetwork", "hub");
const EVERYTHING = { kind: "everything" };

describe("types that are not modelled", () => {
  const of = (type: string, inputs: Properties): Resource => resource(`azure-native:resources:${type}`, "x", { inputs });
  const template = (type: string): Properties => ({ properties: { template: { resources: [{ type }] } } });
  const generic = (resourceProviderNamespace: Properties["x"], parentResourcePath: string, resourceType: string): Properties => ({
    resourceProviderNamespace,
    parentResourcePath,
    resourceType,
  });
  const TEMPLATE = { rule: "templates", scope: EVERYTHING };

  test.each<[string, readonly Resource[], readonly object[]]>([
    ["a connectivity configuration", [resource("ConnectivityConfiguration", "x", { inputs: {} })], [{ rule: "R27", scope: EVERYTHING }]],
    ["a routing rule", [resource("RoutingRule", "x", { inputs: {} })], [{ rule: "R72", scope: EVERYTHING }]],
    [
      "a network manager alone",
      [resource("NetworkManager", "x", { inputs: {} }), resource("RoutingConfiguration", "y", { inputs: {} })],
      [],
    ],
    [
      "a connection of a hub that is not in sight, to nobody knows what: any network may be it",
      [resource("HubVirtualNetworkConnection", "x", { inputs: { virtualHubName: "far", remoteVirtualNetwork: { id: UNKNOWN } } })],
      [{ rule: "R69", scope: { kind: "entry", network: HUB_KEY } }],
    ],
    [
      "a virtual hub with its gateways",
      [
        resource("VirtualHub", "x", { inputs: { virtualHubName: "x", addressPrefix: "10.9.0.0/23", virtualWan: { id: UNKNOWN } } }),
        ...["VpnGateway", "ExpressRouteGateway", "P2sVpnGateway"].map((type) =>
          resource(type, "y", { inputs: { virtualHub: { id: UNKNOWN } } }),
        ),
      ],
      [],
    ],
    [
      "a table of a hub that may be the one which gateways use",
      [
        resource("VirtualHub", "x", { inputs: { virtualHubName: "x", addressPrefix: "10.9.0.0/23", virtualWan: { id: UNKNOWN } } }),
        resource("HubRouteTable", "y", { inputs: { virtualHubName: "x", routeTableName: UNKNOWN } }),
      ],
      [{ rule: "R69", scope: { kind: "network", network: `${urn("VirtualHub", "x")}#network` } }],
    ],
    ["a BGP peer", [resource("VirtualHubBgpConnection", "x", { inputs: {} })], []],
    ["a deployment stack, whose template is elsewhere", [of("DeploymentStackAtSubscription", { templateLink: { id: "x" } })], [TEMPLATE]],
    ["a deployment at any scope", [of("DeploymentAtScope", {})], [TEMPLATE]],
    ["a template that makes a cluster", [of("Deployment", template("Microsoft.ContainerService/managedClusters"))], [TEMPLATE]],
    ["a template that makes deployments", [of("Deployment", template("Microsoft.Resources/deploymentStacks"))], [TEMPLATE]],
    ["a template that makes neither", [of("Deployment", template("Microsoft.Web/sites"))], []],
    ["a resource of a type that counts", [of("Resource", generic("Microsoft.Network", "", "routeTables"))], [TEMPLATE]],
    ["a child of one", [of("Resource", generic("Microsoft.Network", "virtualNetworks/hub", "subnets"))], [TEMPLATE]],
    ["a resource of a type that is not known", [of("Resource", generic(UNKNOWN, "", "routeTables"))], [TEMPLATE]],
    ["a resource of another type", [of("Resource", generic("Microsoft.Web", "", "sites"))], []],
    ["an appliance in no hub", [resource("NetworkVirtualAppliance", "x", { inputs: {} })], [{ rule: "R16", scope: EVERYTHING }]],
    ["an appliance in a hub", [resource("NetworkVirtualAppliance", "x", { inputs: { virtualHub: { id: UNKNOWN } } })], []],
    ...["RouteMap", "VirtualHubRouteTableV2", "ConnectionPolicy"].flatMap((type): [string, readonly Resource[], readonly object[]][] => {
      const hub = deployed("VirtualHub", "h", "virtualHubs/h", {
        virtualHubName: "h",
        addressPrefix: "10.9.0.0/23",
        virtualWan: { id: UNKNOWN },
      });
      const at = (key: string | undefined): readonly object[] => [{ rule: "R69", scope: { kind: "hub", hub: key } }];
      const own = urn("VirtualHub", "h");
      const child = (virtualHubName: Properties["x"], on: readonly string[] = []): Resource =>
        resource(type, "x", { inputs: { resourceGroupName: "net", virtualHubName }, dependsOn: { virtualHubName: on } });
      return [
        [`a ${type} of a hub`, [hub, child("h")], at(own)],
        [`a ${type} of a hub, by its id`, [hub, deployed(type, "x", "virtualHubs/h/things/x", {})], at(own)],
        [`a ${type} of a hub that is not in sight`, [hub, child("far")], at(undefined)],
        [`a ${type} of nobody knows which hub`, [hub, child(UNKNOWN)], at(undefined)],
        [`a ${type} in a preview`, [hub, child(UNKNOWN, [own])], at(own)],
      ];
    }),
  ])("%s", (_, resources, expected) => {
    for (const order of [resources, [...resources].reverse()]) {
      const { unmodelled, gaps } = network(HUB, ...order);
      expect(unmodelled).toMatchObject(expected);
      expect(unmodelled).toHaveLength(expected.length);
      for (const { gap } of unmodelled) expect(gaps.filter((other) => other === gap)).toHaveLength(1);
    }
  });
});
