import { compareKeys } from "../certainty/order.ts";
import type { PrivateEndpoint } from "../model/network.ts";
import type { Resource } from "../resources/resource.ts";
import type { Topology } from "../topology/topology.ts";
import type { JudgedNetwork } from "../verdict/judged-path.ts";
import type { Judgement } from "../verdict/judgement.ts";
import { applianceAddresses } from "./step-writer.ts";

/**
 * The resources without the endpoints that fare like another one of their subnet from every gateway, however the addresses are spread: a
 * route changes the way to all addresses of a stretch alike, so that one of them tells of the others. `most`: as many endpoints are left
 * as they are.
 */
export function representatives(
  resources: readonly Resource[],
  topology: Topology,
  judged: JudgedNetwork,
  most: number,
): readonly Resource[] {
  const { endpoints } = topology.network;
  if (endpoints.length <= most) return resources;
  const kinds = kindsOf(judged);
  const seen = new Set<string>();
  // What a route leads to must stay: an endpoint that holds the address forwards nothing.
  const nextHops = applianceAddresses(topology.network.routeTables.flatMap(({ routes }) => routes.items));
  const dropped = new Set<string>();
  for (const endpoint of [...endpoints].sort(compareKeys)) {
    if (endpoint.addresses.kind !== "known" || endpoint.addresses.addresses.some((each) => nextHops.has(each))) continue;
    const kind = `${endpoint.subnet.kind === "entity" ? endpoint.subnet.key : endpoint.key}\n${kinds.get(endpoint) ?? ""}`;
    if (seen.has(kind)) dropped.add(endpoint.origin.resource);
    seen.add(kind);
  }
  return resources.filter(({ urn }) => !dropped.has(urn));
}

/** The judgements of an endpoint's paths, as a text. */
function kindsOf({ paths, unadvertised }: JudgedNetwork): ReadonlyMap<PrivateEndpoint, string> {
  const numbers = new Map<Judgement, number>();
  const kinds = new Map<PrivateEndpoint, string>();
  for (const { endpoint, judgement, gateway } of [...paths, ...unadvertised]) {
    const number = numbers.get(judgement) ?? numbers.size;
    numbers.set(judgement, number);
    kinds.set(endpoint.endpoint, `${kinds.get(endpoint.endpoint) ?? ""} ${gateway?.gateway.key ?? ""} ${number}`);
  }
  return kinds;
}
