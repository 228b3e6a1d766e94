import { analyse } from "../../src/analysis.ts";
import { type Properties, type Resource, UNKNOWN } from "../../src/resources/resource.ts";
import { armId, OTHER_SUBSCRIPTION, resource, SUBSCRIPTION, urn } from "../azure/support.ts";
import { intentOf } from "../support/world/intent-of.ts";
import { renderWorld } from "../support/world/render-world.ts";
import { blog, changed, EXACT } from "./attack.ts";

/** Endpoints that services make, and no resource declares (R44b), in the published topology. */

const WORLD = blog([EXACT]);
const STACK = renderWorld({ ...WORLD, endpoints: [] }, { style: "standalone", refreshed: false });
const INTENT = intentOf(WORLD);
/** A second subnet in the endpoint's network, with policies that are off: what is there is bypassed. */
const OPEN = resource("Subnet", "spoke1-open", {
  id: armId("virtualNetworks/spoke1/subnets/open"),
  inputs: {
    resourceGroupName: "net",
    virtualNetworkName: "spoke1",
    subnetName: "open",
    addressPrefix: "10.13.77.128/26",
    privateEndpointNetworkPolicies: "Disabled",
  },
  outputs: { name: "open" },
});
const GUARDED = armId("virtualNetworks/spoke1/subnets/ep");
const EXPOSED = armId("virtualNetworks/spoke1/subnets/open");

const MANAGED = "azure-native:containerservice:ManagedCluster";
const CLUSTER_ID = `/subscriptions/${SUBSCRIPTION}/resourceGroups/net/providers/Microsoft.ContainerService/managedClusters/aks`;

interface ClusterParts {
  readonly inputs?: Properties;
  readonly answer?: Properties;
  readonly dependsOn?: readonly string[];
}

/** A private cluster that is about to be made; with an answer, one that is there. */
function cluster({ inputs = {}, answer, dependsOn = [] }: ClusterParts = {}): Resource {
  const asked = {
    resourceGroupName: "net",
    resourceName: "aks",
    apiServerAccessProfile: { enablePrivateCluster: true },
    agentPoolProfiles: [{ name: "system", vnetSubnetID: GUARDED }],
    ...inputs,
  };
  return resource(MANAGED, "aks", {
    ...(answer === undefined ? {} : { id: CLUSTER_ID, outputs: { ...asked, id: CLUSTER_ID, name: "aks", ...answer } }),
    inputs: asked,
    dependsOn: { agentPoolProfiles: dependsOn },
  });
}

const pools = (...ids: readonly Properties["x"][]): Properties => ({
  agentPoolProfiles: ids.map((vnetSubnetID, index) => ({ name: `pool${index}`, vnetSubnetID })),
});
const access = (profile: Properties["x"]): Properties => ({ apiServerAccessProfile: profile });

/** `endpoint verdict code` of each path, and the codes of assumptions. */
function told(resources: readonly Resource[], strict = INTENT.strict): readonly string[] {
  const { paths } = analyse(resources, { ...INTENT, strict }).report;
  return paths.map(({ endpoint, verdict, code, assumptions }) =>
    [endpoint.name, verdict, code, ...assumptions.filter(({ code: each }) => each === "CP-A05").map(({ code: each }) => each)]
      .filter((part) => part !== null)
      .join(" "),
  );
}

const INSPECTED = ["aks/kube-apiserver inspected"];
const BYPASSED = ["aks/kube-apiserver bypassed CP-B04"];
const OPEN_PATH = ["aks/kube-apiserver inconclusive CP-I05"];

test.each<[string, Resource, readonly string[]]>([
  ["a private cluster", cluster(), INSPECTED],
  ["one in a subnet whose policies are off", cluster({ inputs: pools(EXPOSED) }), BYPASSED],
  ["a public one", cluster({ inputs: access({ enablePrivateCluster: false }) }), []],
  ["one that says nothing of it is public", cluster({ inputs: access(undefined) }), []],
  [
    "one with API server VNet integration has a load balancer",
    cluster({ inputs: access({ enablePrivateCluster: true, enableVnetIntegration: true }) }),
    [],
  ],
  ["an automatic one is integrated by default", cluster({ inputs: { sku: { name: "Automatic" } } }), []],
  ["whether it is automatic is not known", cluster({ inputs: { sku: UNKNOWN } }), OPEN_PATH],
  [
    "that does not matter where it says of itself that it is not integrated",
    cluster({ inputs: { sku: UNKNOWN, ...access({ enablePrivateCluster: true, enableVnetIntegration: false }) } }),
    INSPECTED,
  ],
  [
    "an automatic one that says it is not",
    cluster({ inputs: { sku: { name: "Automatic" }, ...access({ enablePrivateCluster: true, enableVnetIntegration: false }) } }),
    INSPECTED,
  ],
  ["whether it is private is not known", cluster({ inputs: access({ enablePrivateCluster: UNKNOWN }) }), OPEN_PATH],
  ["nothing of it is known", cluster({ inputs: access(UNKNOWN) }), OPEN_PATH],
  [
    "whether it is integrated is not known",
    cluster({ inputs: access({ enablePrivateCluster: true, enableVnetIntegration: UNKNOWN }) }),
    OPEN_PATH,
  ],
  ["a new one with pools in two subnets: the first counts", cluster({ inputs: pools(GUARDED, EXPOSED) }), INSPECTED],
  ["the other way round", cluster({ inputs: pools(EXPOSED, GUARDED) }), BYPASSED],
  [
    "an id that is not known, and depends on the subnet",
    cluster({ inputs: pools(UNKNOWN), dependsOn: [urn("Subnet", "spoke1-open")] }),
    BYPASSED,
  ],
  ["pools that are not known at all", cluster({ inputs: { agentPoolProfiles: UNKNOWN } }), ["aks/kube-apiserver inconclusive CP-I11"]],
  [
    "a subnet that is not in sight",
    cluster({ inputs: pools(armId("virtualNetworks/far/subnets/x")) }),
    ["aks/kube-apiserver inconclusive CP-I04"],
  ],
])("%s", (_, aks, expected) => {
  expect(told([...STACK, OPEN, aks])).toEqual(expected);
  expect(told([aks, OPEN, ...STACK])).toEqual(expected);
});

describe("a cluster that is there, with pools in several subnets", () => {
  const asked = pools(GUARDED, EXPOSED);
  const UNDECIDED = ["aks/kube-apiserver inconclusive CP-I09", "aks/kube-apiserver inconclusive CP-I09"];

  test.each<[string, Properties, readonly string[]]>([
    ["Azure lists them in the same order", asked, INSPECTED],
    ["in another order: it may be in either", pools(EXPOSED, GUARDED), UNDECIDED],
    ["what Azure lists is not known", { agentPoolProfiles: UNKNOWN }, UNDECIDED],
  ])("%s", (_, answer, expected) => {
    expect(told([...STACK, OPEN, cluster({ inputs: asked, answer })])).toEqual(expected);
  });

  test("in the preview of an update it may be in either", () => {
    const { id: _, ...updated } = cluster({ inputs: asked, answer: { agentPoolProfiles: UNKNOWN, id: UNKNOWN } });
    expect(told([...STACK, OPEN, { ...updated, id: undefined }])).toEqual(UNDECIDED);
  });

  test("where all fare alike, that is the verdict, on an assumption", () => {
    const guarded = changed([...STACK, OPEN], "Subnet spoke1-open", (each) => ({
      ...each,
      inputs: { ...each.inputs, privateEndpointNetworkPolicies: "Enabled" },
    }));
    const aks = cluster({ inputs: asked, answer: pools(EXPOSED, GUARDED) });
    expect(told([...guarded, aks], false)).toEqual(Array(2).fill("aks/kube-apiserver inspected CP-A05"));
    expect(told([...guarded, aks], true)).toEqual(Array(2).fill("aks/kube-apiserver inconclusive CP-I12 CP-A05"));
  });
});

test("without a subnet the cluster has a network of its own, of which only a gap tells", () => {
  const report = analyse([...STACK, cluster({ inputs: pools(undefined) })], INTENT).report;
  expect(report.paths).toEqual([]);
  expect(report.findings).toMatchObject([
    {
      code: "CP-I14",
      message: expect.stringContaining("without a subnet aks makes a network of its own, whose endpoint is not judged (R44b)"),
    },
  ]);
});

test("an id that a preview has lost is not one that nobody set", () => {
  const aks = cluster({ inputs: pools(undefined), dependsOn: [urn("Subnet", "spoke1-open")] });
  expect(told([...STACK, OPEN, aks])).toEqual(BYPASSED);
});

describe("what a subnet lists is the same endpoint", () => {
  const listing = (group: string, name: string, subscription = SUBSCRIPTION): readonly Resource[] =>
    changed([...STACK, OPEN], "Subnet spoke1-open", (each) => ({
      ...each,
      outputs: { ...each.outputs, id: EXPOSED, privateEndpoints: [{ id: armId(`privateEndpoints/${name}`, subscription, group) }] },
    }));
  const there = cluster({ answer: { nodeResourceGroup: "MC_net_aks" } });

  test.each<[string, readonly Resource[], readonly string[]]>([
    ["of the cluster's own group: it is where it is listed", listing("mc_NET_aks", "kube-apiserver"), ["kube-apiserver bypassed CP-B04"]],
    ["of another group", listing("MC_net_other", "kube-apiserver"), ["kube-apiserver bypassed CP-B04", ...INSPECTED]],
    [
      "of another subscription",
      listing("MC_net_aks", "kube-apiserver", OTHER_SUBSCRIPTION),
      ["kube-apiserver bypassed CP-B04", ...INSPECTED],
    ],
    ["of another name", listing("MC_net_aks", "blob"), ["blob bypassed CP-B04", ...INSPECTED]],
  ])("%s", (_, stack, expected) => {
    expect([...told([...stack, there])].sort()).toEqual([...expected].sort());
  });
});

test("two clusters have an endpoint each", () => {
  const other = { ...cluster({ inputs: { resourceName: "two" } }), urn: urn(MANAGED, "two"), name: "two" };
  expect(told([...STACK, cluster(), other])).toEqual([...INSPECTED, "two/kube-apiserver inspected"]);
});

test.each<[string, Properties, readonly string[]]>([
  ["a private hub", { enablePrivateCluster: true }, ["fleet/kube-apiserver inconclusive CP-I05"]],
  ["an integrated one", { enablePrivateCluster: true, enableVnetIntegration: true }, []],
  ["a public one", {}, []],
])("a fleet with %s: where the hub's endpoint is made is not documented", (_, apiServerAccessProfile, expected) => {
  const hubProfile = { apiServerAccessProfile, agentProfile: { subnetId: GUARDED } };
  const fleet = resource("azure-native:containerservice:Fleet", "fleet", { inputs: { fleetName: "fleet", hubProfile } });
  expect(told([...STACK, fleet])).toEqual(expected);
});

describe("Azure Red Hat OpenShift reaches its service by an endpoint in the master subnet", () => {
  const group = `/subscriptions/${SUBSCRIPTION}/resourceGroups/aro-infra`;
  const aro = resource("azure-native:redhatopenshift:OpenShiftCluster", "aro", {
    inputs: {
      resourceName: "aro",
      apiserverProfile: { visibility: "Public" },
      clusterProfile: { resourceGroupId: group },
      masterProfile: { subnetId: EXPOSED },
    },
  });

  test("whatever the visibility of its API server", () => {
    expect(told([...STACK, OPEN, aro])).toEqual(["aro/egress bypassed CP-B04"]);
  });

  test("once, where the subnet lists it", () => {
    const listed = changed([...STACK, OPEN], "Subnet spoke1-open", (each) => ({
      ...each,
      outputs: {
        ...each.outputs,
        id: EXPOSED,
        privateEndpoints: [{ id: armId("privateEndpoints/aro-x7k2p-pe", SUBSCRIPTION, "aro-infra") }],
      },
    }));
    expect(told([...listed, aro])).toEqual(["aro-x7k2p-pe bypassed CP-B04"]);
  });
});
