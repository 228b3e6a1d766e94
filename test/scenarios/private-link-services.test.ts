import { analyse } from "../../src/analysis.ts";
import type { Resource } from "../../src/resources/resource.ts";
import { armId, deployed } from "../azure/support.ts";
import { intentOf } from "../support/world/intent-of.ts";
import { renderWorld } from "../support/world/render-world.ts";
import { blog, bypassing, changed, EXACT } from "./attack.ts";

/** An endpoint that leads to a private link service, yours or another's, has the same routes as one that leads to a resource of Azure. */

const subnet = { id: armId("virtualNetworks/spoke1/subnets/ep") };
/** It stands in the endpoint's own subnet, takes addresses there, and wants its own policies off. */
const SERVICE: readonly Resource[] = [
  deployed("PrivateLinkService", "pls", "privateLinkServices/pls", {
    serviceName: "pls",
    ipConfigurations: [{ name: "nat", privateIPAddress: "10.13.77.40", subnet }],
    loadBalancerFrontendIpConfigurations: [{ id: armId("loadBalancers/behind/frontendIPConfigurations/f") }],
  }),
  deployed("LoadBalancer", "behind", "loadBalancers/behind", {
    loadBalancerName: "behind",
    frontendIPConfigurations: [{ name: "f", privateIPAddress: "10.13.77.41", subnet }],
  }),
];

test.each([
  ["inspected", blog([EXACT])],
  ["bypassed", bypassing()],
] as const)("%s, with its service in sight or not", (verdict, world) => {
  const stack = renderWorld(world, { style: "standalone", refreshed: true });
  const service = { name: "sql", privateLinkServiceId: armId("privateLinkServices/pls") };
  const change = (each: Resource): Resource => ({
    ...each,
    inputs: { ...each.inputs, privateLinkServiceConnections: [service] },
    outputs: {
      ...each.outputs,
      privateLinkServiceConnections: [{ ...service, privateLinkServiceConnectionState: { status: "Approved" } }],
    },
  });
  const guarded = changed(changed(stack, "PrivateEndpoint sql", change), "Subnet spoke1-ep", (each) => ({
    ...each,
    inputs: { ...each.inputs, privateLinkServiceNetworkPolicies: "Disabled" },
  }));
  const told = (resources: readonly Resource[]): readonly string[] =>
    analyse(resources, intentOf(world)).report.paths.map(
      (path) => `${path.endpoint.name} ${path.verdict} ${path.endpoint.addresses.join(" ")}`,
    );
  expect(told(stack)).toEqual([`sql ${verdict} 10.13.77.6/32`]);
  expect(told(guarded)).toEqual(told(stack));
  expect(told([...guarded, ...SERVICE])).toEqual(told(stack));
});
