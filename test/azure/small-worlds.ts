import { readConfiguration } from "../../src/configuration/read-configuration.ts";
import type { Intent } from "../../src/model/intent.ts";
import type { Properties, Resource } from "../../src/resources/resource.ts";
import { readStackExport } from "../../src/sources/stack-export.ts";
import { publishedCases } from "../conformance/published-cases.ts";
import { changed } from "../scenarios/attack.ts";
import { wanStack } from "../support/wan/wan-stack.ts";
import { blogWorld } from "../support/world/hand-made.ts";
import { intentOf } from "../support/world/intent-of.ts";
import { renderWorld } from "../support/world/render-world.ts";
import type { World } from "../support/world/world.ts";
import { armId, deployed, resource } from "./support.ts";

/** A stack with a decided verdict in which something can be hidden. */
export interface SmallWorld {
  readonly resources: readonly Resource[];
  readonly intent: Intent;
}

const EXACT = "10.13.77.0/24 via 10.13.76.68";

/** Between them they have a resource of every kind that is read. */
export function smallWorlds(): readonly SmallWorld[] {
  const cases = ["O7-balancer", "F1-nothing-matches", "F1-parent", "W1", "W2", "W3", "S3-policies-and-exact-prefix"];
  return [
    rendered(blogWorld({ policies: "RouteTableEnabled", routes: [EXACT] })),
    rendered(blogWorld({ routes: [EXACT] })),
    rendered(withSite(blogWorld({ policies: "RouteTableEnabled", routes: [EXACT], gateway: "express-route" }))),
    rendered(withSite({ ...blogWorld({ policies: "RouteTableEnabled", routes: [EXACT] }), configuration: blogWorld({}).configuration })),
    ...cases.map(published),
    routedHub(),
    services(),
    peerOfRouteServer(),
    hubWithEveryGateway(),
    fastPath({ expressRouteGatewayBypass: true }),
    fastPath({ enablePrivateLinkFastPath: true }),
    fastPath({ expressRouteGatewayBypass: true, enablePrivateLinkFastPath: true }, "ErGw1AZ"),
    fastPath({ ...BOTH, peer: { id: armId("expressRouteCircuits/provider") } }),
    hubFastPath({ expressRouteGatewayBypass: true }),
    hubFastPath({ enablePrivateLinkFastPath: true }),
    hubFastPath({ ...BOTH, expressRouteCircuitPeering: { id: armId("expressRouteCircuits/provider/peerings/AzurePrivatePeering") } }),
  ];
}

const BOTH = { expressRouteGatewayBypass: true, enablePrivateLinkFastPath: true };

/** A Route Server with a peer that is nowhere near. */
function peerOfRouteServer(): SmallWorld {
  const { resources, intent } = rendered({
    ...blogWorld({ policies: "RouteTableEnabled", routes: [EXACT] }),
    routeServers: [{ name: "rs", network: "hub", branchToBranch: false }],
  });
  const inputs = { virtualHubName: "rs", connectionName: "peer", peerIp: "10.99.0.4" };
  return { resources: [...resources, deployed("VirtualHubBgpConnection", "peer", "virtualHubs/rs/bgpConnections/peer", inputs)], intent };
}

/** A private cluster and OpenShift, each with a decided path to the endpoint that it makes, and a fleet that makes none. */
function services(): SmallWorld {
  const { resources, intent } = rendered(blogWorld({ policies: "RouteTableEnabled", routes: [EXACT] }));
  const subnet = armId("virtualNetworks/spoke1/subnets/ep");
  const made = [
    resource("azure-native:containerservice:ManagedCluster", "aks", {
      inputs: {
        resourceName: "aks",
        apiServerAccessProfile: { enablePrivateCluster: true },
        agentPoolProfiles: [{ name: "system", vnetSubnetID: subnet }],
      },
    }),
    resource("azure-native:containerservice:Fleet", "fleet", { inputs: { fleetName: "fleet", hubProfile: {} } }),
    resource("azure-native:redhatopenshift:OpenShiftCluster", "aro", {
      inputs: { resourceName: "aro", masterProfile: { subnetId: subnet } },
    }),
  ];
  return { resources: [...resources, ...made], intent };
}

/** A circuit on ExpressRoute Direct and one of a provider, each with its peering. */
const CIRCUITS: readonly Resource[] = Object.entries({
  direct: { expressRoutePort: { id: armId("expressRoutePorts/port") } },
  provider: { serviceProviderProperties: { serviceProviderName: "Equinix" } },
}).flatMap(([name, properties]) => [
  deployed("ExpressRouteCircuit", name, `expressRouteCircuits/${name}`, { circuitName: name, ...properties }),
  deployed("ExpressRouteCircuitPeering", `${name}-private`, `expressRouteCircuits/${name}/peerings/AzurePrivatePeering`, {
    circuitName: name,
    peeringName: "AzurePrivatePeering",
  }),
]);

/** An ExpressRoute gateway whose connection says this of FastPath: something else than the circuit, or the circuit, speaks against it. */
function fastPath(switches: Properties, sku = "ErGw3AZ"): SmallWorld {
  const { resources, intent } = rendered(withSite(blogWorld({ policies: "RouteTableEnabled", routes: [EXACT], gateway: "express-route" })));
  const connection = changed([...resources, ...CIRCUITS], "VirtualNetworkGatewayConnection circuit", (each) => ({
    ...each,
    inputs: { ...each.inputs, peer: { id: armId("expressRouteCircuits/direct") }, ...switches },
  }));
  const gateway = changed(connection, "VirtualNetworkGateway vpngw", (each) => ({
    ...each,
    inputs: { ...each.inputs, sku: { name: sku } },
  }));
  return { resources: gateway, intent };
}

/** The same of a virtual hub's gateway. */
function hubFastPath(switches: Properties): SmallWorld {
  const { resources, intent } = hubWithEveryGateway();
  const direct = { id: armId("expressRouteCircuits/direct/peerings/AzurePrivatePeering") };
  const more = changed([...resources, ...CIRCUITS], "ExpressRouteConnection circuit", (each) => ({
    ...each,
    inputs: { ...each.inputs, expressRouteCircuitPeering: direct, ...switches },
  }));
  return { resources: more, intent };
}

/** A hub without routing intent, whose static route leads to an appliance in a connected network. A site and clients come in. */
function routedHub(): SmallWorld {
  const resources = wanStack({
    hubs: { a: { range: "10.30.0.0/23", routes: { "10.20.0.0/16": "transit" }, gateways: ["VpnGateway", "P2sVpnGateway"] } },
    networks: {
      transit: {
        range: "10.21.0.0/24",
        hub: "a",
        appliance: true,
        peers: ["spoke"],
        routing: { vnetRoutes: { staticRoutes: [{ name: "on", addressPrefixes: ["10.20.0.0/16"], nextHopIpAddress: "10.21.0.100" }] } },
      },
      spoke: { range: "10.20.0.0/24", peers: ["transit"], endpoint: "Disabled" },
    },
  });
  const site = [
    deployed("VpnSite", "site", "vpnSites/site", { vpnSiteName: "site", addressSpace: { addressPrefixes: ["192.168.0.0/24"] } }),
    deployed("VpnConnection", "site-con", "vpnGateways/a-VpnGateway/vpnConnections/site-con", {
      gatewayName: "a-VpnGateway",
      connectionName: "site-con",
      remoteVpnSite: { id: armId("vpnSites/site") },
    }),
  ];
  return { resources: [...resources, ...site], intent: readConfiguration({ firewalls: ["10.21.0.100"] }, "routed-hub") };
}

/** A hub with a gateway of each kind, and a circuit. */
function hubWithEveryGateway(): SmallWorld {
  const resources = wanStack({
    hubs: {
      a: { range: "10.30.0.0/23", firewall: "10.30.0.132", intent: true, gateways: ["VpnGateway", "ExpressRouteGateway", "P2sVpnGateway"] },
    },
    networks: { spoke: { range: "10.20.0.0/24", hub: "a", endpoint: "Enabled" } },
  });
  const circuit = deployed(
    "ExpressRouteConnection",
    "circuit",
    "expressRouteGateways/a-ExpressRouteGateway/expressRouteConnections/circuit",
    {
      expressRouteGatewayName: "a-ExpressRouteGateway",
      connectionName: "circuit",
    },
  );
  return { resources: [...resources, circuit], intent: readConfiguration({ firewalls: ["10.30.0.132"] }, "gateways") };
}

function rendered(world: World): SmallWorld {
  return { resources: renderWorld(world, { style: "standalone", refreshed: false }), intent: intentOf(world) };
}

/** A static site and a circuit, and no prefixes from the configuration. */
function withSite(world: World): World {
  const circuit = { kind: "express-route", name: "circuit", gateway: "vpngw" } as const;
  return {
    ...world,
    gateways: world.gateways.map((gateway) => (gateway.kind === "express-route" ? gateway : { ...gateway, pools: ["192.168.9.0/24"] })),
    connections: world.gateways.some(({ kind }) => kind === "express-route")
      ? [circuit]
      : world.connections.map((each) => ({ ...each, bgp: false })),
  };
}

function published(name: string): SmallWorld {
  const found = publishedCases().find((each) => each.name === name);
  if (found === undefined) throw new Error(`no case ${name}`);
  return {
    resources: readStackExport(JSON.stringify(found.document), name),
    intent: readConfiguration(found.configuration, name),
  };
}
