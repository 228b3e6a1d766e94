import { type Properties, type Resource, UNKNOWN } from "../../../src/resources/resource.ts";
import { describeGap, network, SUBSCRIPTION } from "../support.ts";
import { classicUrn, HUB, hubSubnet, planned, subnetId } from "./support.ts";

/** Endpoints that services of the classic provider make (R44b). */

const NODES = hubSubnet("nodes", "10.0.2.0/24");
const NODES_ID = subnetId("hub/nodes");

/** `name in subnet`, and what leaves it open. */
function endpointsOf(resource: Resource): readonly string[] {
  const { endpoints, unmodelled } = network(HUB, NODES, resource);
  const open = unmodelled.map(({ gap }) => describeGap(gap));
  return [
    ...endpoints.map(({ name, subnet }) => `${name} in ${subnet.kind === "entity" ? subnet.key.split("::").at(-1) : subnet.kind}`),
    ...open,
  ];
}

const cluster = (inputs: Properties): Resource =>
  planned("kubernetes", "aks", { privateClusterEnabled: true, defaultNodePool: { name: "system", vnetSubnetId: NODES_ID }, ...inputs });
const MADE = ["aks/kube-apiserver in nodes"];

test.each<[string, Resource, readonly string[]]>([
  ["a private cluster", cluster({}), MADE],
  ["a public one", cluster({ privateClusterEnabled: false }), []],
  ["one that says nothing of it", cluster({ privateClusterEnabled: undefined }), []],
  ["a private one of an early version", cluster({ privateClusterEnabled: undefined, privateLinkEnabled: true }), MADE],
  ["an integrated one", cluster({ apiServerAccessProfile: { virtualNetworkIntegrationEnabled: true } }), []],
  ["an integrated one of version 5", cluster({ apiServerAccessProfile: { vnetIntegrationEnabled: true } }), []],
  ["one that is not integrated", cluster({ apiServerAccessProfile: { virtualNetworkIntegrationEnabled: false } }), MADE],
  ["one with a profile that says nothing of it", cluster({ apiServerAccessProfile: { authorizedIpRanges: [] } }), MADE],
  ["the pools of version 0", cluster({ defaultNodePool: undefined, agentPoolProfiles: [{ vnetSubnetId: NODES_ID }] }), MADE],
  [
    "whether it is private is not known",
    cluster({ privateClusterEnabled: UNKNOWN }),
    [...MADE, "aks.privateClusterEnabled: is not known yet"],
  ],
  [
    "OpenShift, whose API server may be public",
    planned("openShift", "aro", {
      mainProfile: { subnetId: NODES_ID, vmSize: "Standard_D8s_v3" },
      clusterProfile: { resourceGroupId: `/subscriptions/${SUBSCRIPTION}/resourceGroups/aro` },
    }),
    ["aro/egress in nodes"],
  ],
])("%s", (_, resource, expected) => {
  expect(endpointsOf(resource)).toEqual(expected);
});

test("in a preview the pool depends on its subnet", () => {
  const pool: Properties = { defaultNodePool: { name: "system", vnetSubnetId: UNKNOWN } };
  const aks = planned("kubernetes", "aks", { privateClusterEnabled: true, ...pool }, { defaultNodePool: [classicUrn("subnet", "nodes")] });
  expect(endpointsOf(aks)).toEqual(MADE);
});

test("without a subnet, under the name that the program uses", () => {
  const { endpoints, gaps } = network(HUB, cluster({ defaultNodePool: { name: "system" } }));
  expect([endpoints, gaps.map(describeGap)]).toEqual([
    [],
    ["aks.defaultNodePool[0].vnetSubnetId: without a subnet aks makes a network of its own, whose endpoint is not judged (R44b)"],
  ]);
});
