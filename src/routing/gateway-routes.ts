import { formatPrefix, type Prefix } from "../address/prefix.ts";
import type { Assumption } from "../certainty/assumption.ts";
import type { Gap } from "../certainty/known.ts";
import { configuredSources } from "../model/designation.ts";
import type { Intent } from "../model/intent.ts";
import type { Gateway } from "../model/network.ts";
import type { PlacedGateway, Topology } from "../topology/topology.ts";
import type { Route } from "./route.ts";
import { routeServerRoutes } from "./route-server-routes.ts";
import { servedNetworks } from "./served-networks.ts";
import { ALL_STATED, type UnstatedPrefixes, unstatedPrefixes } from "./unstated-prefixes.ts";

/** What a network learns from gateways and Route Servers. */
export interface LearntRoutes {
  /** One for each prefix, and one for all that a Route Server may bring. */
  readonly routes: readonly Route[];
  readonly unstated: UnstatedPrefixes;
}

export const NOTHING_LEARNT: LearntRoutes = { routes: [], unstated: ALL_STATED };

/**
 * The routes that gateways and Route Servers give to networks, by the key of the network (R11, R73): to their own, and over peerings with
 * gateway transit (R23).
 * What a subnet's table makes of them (R20) is not this function's business.
 */
export function gatewayRoutes(topology: Topology, intent: Intent): ReadonlyMap<string, LearntRoutes> {
  const learnt = new Map<string, Learning>();
  for (const placed of [...topology.gateways, ...topology.strayGateways]) {
    const advertised = advertisedPrefixes(placed, intent);
    const unstated = unstatedPrefixes(placed, intent);
    if (advertised.length === 0 && unstated === ALL_STATED) continue;
    for (const { network, gap } of reachOf(placed, topology)) {
      const learning: Learning = learnt.get(network) ?? { byPrefix: new Map(), maybeStatic: [], byBgp: [] };
      learnt.set(network, learning);
      for (const { prefix, bgp, doubt } of advertised) addRoute(learning.byPrefix, prefix, gatewayRoute(placed, prefix, bgp, gap ?? doubt));
      learning.maybeStatic.push(...unstated.maybeStatic);
      learning.byBgp.push(...unstated.byBgp);
    }
  }
  const served = routeServerRoutes(topology);
  return new Map(
    [...new Set([...learnt.keys(), ...served.keys()])].map((network) => {
      const learning = learnt.get(network);
      return [
        network,
        { routes: [...(learning?.byPrefix.values() ?? []), ...(served.get(network) ?? [])], unstated: learning ?? ALL_STATED },
      ];
    }),
  );
}

interface Learning extends UnstatedPrefixes {
  readonly byPrefix: Map<string, Route>;
  readonly maybeStatic: Assumption[];
  readonly byBgp: Assumption[];
}

/** A prefix has one gateway route, whoever told of it: a certain one before a possible one, then a static one, of which less is documented (R3). */
function addRoute(byPrefix: Map<string, Route>, prefix: Prefix, route: Route): void {
  const key = formatPrefix(prefix);
  const other = byPrefix.get(key);
  if (other === undefined || rankOf(route) < rankOf(other)) byPrefix.set(key, route);
}

function rankOf({ presence, nextHop }: Route): number {
  return (presence === "certain" ? 0 : 2) + (nextHop.kind === "virtual-network-gateway" && nextHop.bgp ? 1 : 0);
}

interface AdvertisedPrefix {
  readonly prefix: Prefix;
  readonly bgp: boolean;
  /** Why it may not be advertised. */
  readonly doubt: Gap | undefined;
}

function advertisedPrefixes(
  { gateway, bgp, staticPrefixes, possiblePrefixes }: PlacedGateway,
  intent: Intent,
): readonly AdvertisedPrefix[] {
  const configured = bgp.known && !bgp.value ? [] : configuredSources(gateway, intent);
  const doubt = bgp.known ? undefined : bgp.gap;
  return [
    ...staticPrefixes.map((prefix) => ({ prefix, bgp: false, doubt: undefined })),
    ...possiblePrefixes.map(({ prefix, gap }) => ({ prefix, bgp: false, doubt: gap })),
    ...configured.map((prefix) => ({ prefix, bgp: true, doubt })),
  ];
}

interface LearningNetwork {
  readonly network: string;
  /** Why it may not learn them; undefined where it certainly does. */
  readonly gap: Gap | undefined;
}

/** The networks that learn a gateway's routes. */
function reachOf(placed: PlacedGateway, topology: Topology): readonly LearningNetwork[] {
  const { gateway, subnets, gap } = placed;
  const isCertain = subnets.length === 1 && gap === undefined;
  const doubt = (text: string): Gap => ({ resource: gateway.origin.resource, property: "", text });
  const own = isCertain ? undefined : (gap ?? doubt(`in which network the gateway ${gateway.name} is, is not known`));
  // Nothing says where it is: it may serve any network.
  if (subnets.length === 0 && gateway.subnet.kind === "unknown")
    return networksLike(gateway, topology).map((network) => ({ network, gap: own }));
  const home = [...new Set(subnets.map((subnet) => subnet.network))];
  const open = doubt(`whether the gateway ${gateway.name} serves the peered network is not known`);
  return home.flatMap((network) => [
    { network, gap: own },
    ...servedNetworks(topology, network).map((each) => ({
      network: each.network,
      gap: own ?? each.gap ?? (each.isKnown ? undefined : open),
    })),
  ]);
}

/** Virtual hubs and what they are connected with for the gateway of one, virtual networks for the others. */
function networksLike({ hubSide }: Gateway, topology: Topology): readonly string[] {
  const { hubs, virtualNetworks } = topology;
  if (hubSide === undefined) return [...virtualNetworks.keys()].filter((network) => !hubs.has(network));
  const served = [...hubs.keys()].flatMap((hub) => servedNetworks(topology, hub).map(({ network }) => network));
  return [...new Set([...hubs.keys(), ...served])];
}

function gatewayRoute({ gateway }: PlacedGateway, prefix: Prefix, bgp: boolean, gap: Gap | undefined): Route {
  return {
    source: "VirtualNetworkGateway",
    prefix,
    nextHop: { kind: "virtual-network-gateway", bgp },
    presence: gap === undefined ? "certain" : "possible",
    gap,
    origin: gateway.origin,
    label: `on-premises behind ${gateway.name}`,
  };
}
