import { analyseWithRemedies } from "../../src/analysis.ts";
import { intentOf } from "../support/world/intent-of.ts";
import { renderWorld } from "../support/world/render-world.ts";
import { EMPTY_WORLD, type World } from "../support/world/world.ts";

test("one change that mends the paths of two gateways is the remedy of both, and nothing is added to it", () => {
  const world = twoHubs();
  const { report, remedies } = analyseWithRemedies(renderWorld(world, { style: "inline", refreshed: true }), intentOf(world));
  expect(report.paths.map(({ id, code }) => `${id} ${code}`)).toEqual(["east-gw/pe CP-B04", "west-gw/pe CP-B04"]);
  const steps = [...(remedies?.byPath.values() ?? [])].map((remedy) => remedy.steps.map(({ text }) => text));
  const policies = ["set privateEndpointNetworkPolicies of spoke/ep to RouteTableEnabled"];
  expect(steps).toEqual([policies, policies]);
});

/** Two hubs with a gateway and a firewall each, which are routed well: only the network policies of the spoke that both share are off. */
function twoHubs(): World {
  const hub = (name: string, range: number): Pick<World, "networks" | "routeTables" | "gateways" | "firewalls" | "peerings"> => ({
    networks: [
      {
        name,
        location: "westeurope",
        ranges: [`10.${range}.0.0/24`],
        subnets: [
          { name: "GatewaySubnet", prefixes: [`10.${range}.0.0/26`], policies: "Disabled", routeTable: `${name}-rt` },
          { name: "AzureFirewallSubnet", prefixes: [`10.${range}.0.64/26`], policies: "Disabled", routeTable: undefined },
        ],
      },
    ],
    routeTables: [
      {
        name: `${name}-rt`,
        propagationDisabled: false,
        routes: [{ name: "spoke", prefix: "10.9.0.0/24", nextHop: { type: "VirtualAppliance", address: `10.${range}.0.68` } }],
      },
    ],
    gateways: [{ name: `${name}-gw`, network: name, kind: "vpn-active-active", pools: ["192.168.0.0/24"] }],
    firewalls: [{ name: `${name}-fw`, subnet: `${name}/AzureFirewallSubnet`, address: `10.${range}.0.68` }],
    peerings: [half(name, "spoke"), half("spoke", name)],
  });
  const [east, west] = [hub("east", 1), hub("west", 2)];
  return {
    ...EMPTY_WORLD,
    networks: [
      ...east.networks,
      ...west.networks,
      {
        name: "spoke",
        location: "westeurope",
        ranges: ["10.9.0.0/24"],
        subnets: [{ name: "ep", prefixes: ["10.9.0.0/26"], policies: "Disabled", routeTable: undefined }],
      },
    ],
    routeTables: [...east.routeTables, ...west.routeTables],
    gateways: [...east.gateways, ...west.gateways],
    firewalls: [...east.firewalls, ...west.firewalls],
    peerings: [...east.peerings, ...west.peerings],
    endpoints: [{ name: "pe", subnet: "spoke/ep", addresses: ["10.9.0.4"] }],
    configuration: { ...EMPTY_WORLD.configuration, firewalls: ["10.1.0.68", "10.2.0.68"] },
  };
}

function half(network: string, remote: string): World["peerings"][number] {
  return {
    name: `${network}-to-${remote}`,
    network,
    remote,
    allowGatewayTransit: network !== "spoke",
    useRemoteGateways: false,
    state: "Connected",
  };
}
