import type { DeployedResource } from "../policies/run-policies.ts";
import type { AnalyzedStackResource } from "../support/preview/analysis-request.ts";
import type { PolicyServer } from "../support/preview/policy-server.ts";
import type { WireObject } from "../support/preview/wire.ts";

/** Requests on their way at once; the answers do not depend on it. */
const TOGETHER = 200;

/** Shows a stack to the policy server as `pulumi policy analyze` does: each resource's inputs, then the outputs of all. */
export async function analyzeDeployed(
  server: PolicyServer,
  resources: readonly DeployedResource[],
): Promise<Awaited<ReturnType<PolicyServer["analyzeStack"]>>> {
  for (let start = 0; start < resources.length; start += TOGETHER) {
    const some = resources.slice(start, start + TOGETHER);
    await Promise.all(
      some.map((resource) => server.analyze({ ...described(resource), properties: (resource.inputs ?? {}) as WireObject })),
    );
  }
  return server.analyzeStack(resources.map(described));
}

function described({ urn, type, outputs = {}, dependencies = [], propertyDependencies = {} }: DeployedResource): AnalyzedStackResource {
  return { urn, type, name: urn.split("::").slice(3).join("::"), properties: outputs as WireObject, dependencies, propertyDependencies };
}

/**
 * The stack with `count` endpoints, each in a subnet of its own: all are bypassed, and nothing can be said of several of them together.
 * The subnets are inline, so that few resources are shown.
 */
export function withManyEndpoints(resources: readonly DeployedResource[], count: number): readonly DeployedResource[] {
  const network = resources.find(({ urn }) => urn.endsWith(":VirtualNetwork::spoke1"));
  const endpoint = resources.find(({ urn }) => urn.endsWith(":PrivateEndpoint::sql"));
  if (network === undefined || endpoint === undefined) throw new Error("the stack is not the expected one");
  const others = resources.filter((each) => !/:(PrivateEndpoint|Subnet)::(spoke1-ep|endpoint\d|sql)$/.test(each.urn) && each !== network);
  const numbers = Array.from({ length: count }, (_, n) => n);
  const base = (n: number) => (10 << 24) + (64 << 16) + n * 8;
  const subnetId = (n: number) => `${network.outputs?.["id"]}/subnets/ep${n}`;
  const properties = {
    addressSpace: { addressPrefixes: ["10.64.0.0/12"] },
    subnets: numbers.map((n) => ({ name: `ep${n}`, addressPrefix: `${text(base(n))}/29`, privateEndpointNetworkPolicies: "Disabled" })),
  };
  const spoke = { ...network, inputs: { ...network.inputs, ...properties }, outputs: { ...network.outputs, ...properties } };
  const endpoints = numbers.map((n) => ({
    ...endpoint,
    urn: `${endpoint.urn}${n}`,
    inputs: { ...endpoint.inputs, privateEndpointName: `sql${n}`, subnet: { id: subnetId(n) } },
    outputs: {
      id: String(endpoint.outputs?.["id"]).replace(/\/sql$/, `/sql${n}`),
      name: `sql${n}`,
      subnet: { id: subnetId(n) },
      customDnsConfigs: [{ fqdn: `sql${n}.database.windows.net`, ipAddresses: [text(base(n) + 4)] }],
    },
    dependencies: [],
    propertyDependencies: {},
  }));
  return [...others, spoke, ...endpoints];
}

function text(address: number): string {
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join(".");
}
