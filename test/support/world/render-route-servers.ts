import { subnetResource } from "./render-members.ts";
import type { Spelling } from "./spelling.ts";
import { subnetId } from "./spelling.ts";
import type { Declaration } from "./stack-resource.ts";
import type { World, WorldRouteServer } from "./world.ts";

/** A Route Server is a virtual hub without a WAN, and beside it what puts it into its subnet. */
export function renderRouteServers({ routeServers = [] }: World, spelling: Spelling): readonly Declaration[] {
  return routeServers.flatMap((server) => [renderHub(server), renderIpConfiguration(server, spelling)]);
}

function renderHub({ name, branchToBranch }: WorldRouteServer): Declaration {
  const properties = { location: "westeurope", sku: "Standard", ...(branchToBranch ? { allowBranchToBranchTraffic: true } : {}) };
  return {
    type: "VirtualHub",
    name,
    path: `virtualHubs/${name}`,
    inputs: { virtualHubName: name, ...properties },
    outputs: { ...properties, kind: "RouteServer" },
    dependsOn: {},
  };
}

function renderIpConfiguration({ name, network }: WorldRouteServer, spelling: Spelling): Declaration {
  const subnet = `${network}/RouteServerSubnet`;
  const properties = { subnet: { id: subnetId(subnet) } };
  return {
    type: "VirtualHubIpConfiguration",
    name: `${name}-ip`,
    path: `virtualHubs/${name}/ipConfigurations/${name}-ip`,
    inputs: { virtualHubName: name, ipConfigName: `${name}-ip`, ...properties },
    outputs: properties,
    dependsOn: { virtualHubName: [`VirtualHub ${name}`], subnet: [subnetResource(subnet, spelling)] },
  };
}
