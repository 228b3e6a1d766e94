import type { Gap } from "../certainty/known.ts";
import { append, compareGaps } from "../certainty/order.ts";
import { keysOfReference } from "../model/entity.ts";
import type { PeeringHalf, UnmodelledScope } from "../model/network.ts";
import { gapBetween } from "../topology/hubs.ts";
import type { Topology } from "../topology/topology.ts";
import type { Reach } from "../tracing/trace.ts";

/** The things that are not modelled, by what they touch (contract: "What is not modelled yet is never absent"). */
export class UnmodelledThings {
  readonly #isEmpty: boolean;
  readonly #everything: Gap[] = [];
  readonly #byNetwork = new Map<string, Gap[]>();
  readonly #byRouteTable = new Map<string, Gap[]>();
  readonly #byGateway = new Map<string, Gap[]>();
  readonly #byEndpoint = new Map<string, Gap[]>();
  readonly #byEntry = new Map<string, Gap[]>();
  /** By the network of the endpoint. */
  readonly #byJoined = new Map<string, Gap[]>();
  readonly #peerings: { readonly ends: readonly string[]; readonly gap: Gap }[] = [];

  constructor(topology: Topology) {
    const { network } = topology;
    this.#isEmpty = network.unmodelled.length === 0;
    const halves = new Map(network.peerings.map((each) => [each.key, each]));
    // What is told of it must not depend on the order of the resources.
    for (const { scope, gap } of [...network.unmodelled].sort((a, b) => compareGaps(a.gap, b.gap))) this.#add(scope, gap, halves, topology);
  }

  #add(scope: UnmodelledScope, gap: Gap, halves: ReadonlyMap<string, PeeringHalf>, topology: Topology): void {
    switch (scope.kind) {
      case "everything":
        this.#everything.push(gap);
        break;
      case "network":
        append(this.#byNetwork, scope.network, gap);
        break;
      case "route-table":
        append(this.#byRouteTable, scope.routeTable, gap);
        break;
      case "gateway":
        append(this.#byGateway, scope.gateway, gap);
        break;
      case "hub":
        for (const network of hubsAround(scope.hub, topology)) append(this.#byNetwork, network, gap);
        break;
      case "endpoint":
        append(this.#byEndpoint, scope.endpoint, gap);
        break;
      case "others":
        for (const network of joinedWithOthers(scope.than, topology)) append(this.#byJoined, network, gap);
        break;
      case "entry":
        append(this.#byEntry, scope.network, gap);
        break;
      case "peering":
        this.#addPeering(halves.get(scope.peering), gap);
        break;
      default:
        scope satisfies never;
    }
  }

  #addPeering(half: PeeringHalf | undefined, gap: Gap): void {
    if (half === undefined) return;
    const { remote } = half;
    const ends = keysOfReference(remote);
    // A peering with anything may be on every way through its network.
    if (ends.length === 0) append(this.#byNetwork, half.network, gap);
    else this.#peerings.push({ ends: [half.network, ...ends], gap });
  }

  /** What may change the flow of a gateway to an endpoint in `target`. */
  touching(flow: Reach, gateway: string, endpoint: string, target: string): readonly Gap[] {
    if (this.#isEmpty) return NOTHING;
    const networks = new Set([...flow.networks, target]);
    return [
      ...this.everywhere(target),
      ...[...networks].flatMap((each) => this.#byNetwork.get(each) ?? []),
      ...[...flow.routeTables].flatMap((each) => this.#byRouteTable.get(each) ?? []),
      ...(this.#byGateway.get(gateway) ?? []),
      ...(this.#byEndpoint.get(endpoint) ?? []),
      ...this.#peerings.filter(({ ends }) => ends.filter((each) => networks.has(each)).length > 1).map(({ gap }) => gap),
    ];
  }

  /** Ways into a network that are no gateways of the model. */
  entriesTo(network: string): readonly Gap[] {
    return this.#byEntry.get(network) ?? NOTHING;
  }

  /** What may change any path into a network, or make one where the model knows none. */
  everywhere(network: string): readonly Gap[] {
    const joined = this.#byJoined.get(network);
    return joined === undefined ? this.#everything : [...this.#everything, ...joined];
  }
}

/** What stands for the hubs of the WAN, or for all. */
function hubsAround(key: string | undefined, { hubs }: Topology): readonly string[] {
  const all = [...hubs.values()];
  const own = all.find((hub) => hub.key === key);
  const joined = own === undefined ? all : all.filter((hub) => hub === own || gapBetween(hub, own) !== "apart");
  return joined.map(({ network }) => network);
}

/** The networks from which peerings lead, over however many, to one that is none of `known`, or that is not in sight. */
function joinedWithOthers(known: ReadonlySet<string>, { virtualNetworks, links, strays }: Topology): ReadonlySet<string> {
  // A peering of which nothing says where it leads may lead to any of them.
  if (strays.length > 0) return new Set(virtualNetworks.keys());
  const leadsOut = (network: string): boolean => (links.get(network) ?? []).some(({ to }) => to === undefined);
  const joined = new Set([...virtualNetworks.keys()].filter((network) => !known.has(network) || leadsOut(network)));
  for (const network of joined) for (const { to } of links.get(network) ?? []) if (to !== undefined) joined.add(to);
  return joined;
}

const NOTHING: readonly Gap[] = [];
