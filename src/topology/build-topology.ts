import { type Prefix, prefixesOf } from "../address/prefix.ts";
import { append, compareKeys } from "../certainty/order.ts";
import type { Entry } from "../model/intent.ts";
import type { AddressHolder, Attachment, Entity, Network, PrivateEndpoint, RoutePrefix, Subnet } from "../model/network.ts";
import { buildLinks } from "./build-links.ts";
import { placeEntries } from "./place-entries.ts";
import { placeGateways } from "./place-gateways.ts";
import { placeRouteServers } from "./place-route-servers.ts";
import { referencedSubnets } from "./referenced-subnets.ts";
import { findStrays } from "./strays.ts";
import type { Link, Occupant, Occupants, PlacedEndpoint, Topology } from "./topology.ts";
import { strayGateways, unseenGateways } from "./unseen-gateways.ts";

/**
 * Builds the topology. `complete`: the network in sight is all that there is; `entries`: appliances by which on-premises comes in
 * (contract, "Configuration"). Throws an InputError for an entry that fits several subnets.
 */
export function buildTopology(network: Network, complete: boolean, entries: readonly Entry[]): Topology {
  const placedEntries = placeEntries(entries, network);
  const subnets = byKey([...network.subnets, ...placedEntries.flatMap((each) => each.subnets)]);
  const links = buildLinks(network, complete);
  const strays = findStrays(network, links);
  const gateways = placeGateways(network, subnets);
  const placedEndpoints = network.endpoints
    .map((endpoint) => placeEndpoint(endpoint, subnets))
    .sort((a, b) => compareKeys(a.endpoint, b.endpoint));
  return {
    network,
    virtualNetworks: byKey(network.virtualNetworks),
    subnets,
    routeTables: byKey(network.routeTables),
    holders: byKey(network.holders),
    localNetworkGateways: byKey(network.localNetworkGateways),
    links,
    strays,
    occupants: indexOccupants(network, subnets),
    placedEndpoints,
    endpointsByAddress: indexEndpoints(placedEndpoints),
    dynamicEndpoints: indexDynamicEndpoints(placedEndpoints),
    gateways: [...gateways, ...placedEntries, ...unseenGateways(network, links, gateways)],
    strayGateways: strayGateways(strays),
    hubs: new Map(network.hubs.map((hub) => [hub.network, hub])),
    routeServers: placeRouteServers(network, subnets),
    boundaries: collectBoundaries(network, links),
  };
}

function byKey<T extends Entity>(entities: readonly T[]): ReadonlyMap<string, T> {
  return new Map(entities.map((each) => [each.key, each]));
}

function placeEndpoint(endpoint: PrivateEndpoint, subnets: ReadonlyMap<string, Subnet>): PlacedEndpoint {
  const { subnet } = endpoint;
  const gap =
    subnet.kind === "unknown" || subnet.kind === "outside"
      ? subnet.gap
      : subnet.kind === "none"
        ? { resource: endpoint.origin.resource, property: "subnet", text: "the endpoint names no subnet" }
        : undefined;
  return { endpoint, subnets: referencedSubnets(subnet, subnets), gap };
}

function indexEndpoints(placed: readonly PlacedEndpoint[]): ReadonlyMap<number, readonly PlacedEndpoint[]> {
  const index = new Map<number, PlacedEndpoint[]>();
  for (const each of placed) {
    if (each.endpoint.addresses.kind !== "known") continue;
    for (const address of each.endpoint.addresses.addresses) append(index, address, each);
  }
  return index;
}

function indexDynamicEndpoints(placed: readonly PlacedEndpoint[]): Topology["dynamicEndpoints"] {
  const bySubnet = new Map<Subnet, PrivateEndpoint>();
  for (const { endpoint, subnets } of placed) {
    if (endpoint.addresses.kind === "known") continue;
    for (const subnet of subnets) if (!bySubnet.has(subnet)) bySubnet.set(subnet, endpoint);
  }
  const index = new Map<string, { readonly subnet: Subnet; readonly endpoint: PrivateEndpoint }[]>();
  for (const [subnet, endpoint] of bySubnet) append(index, subnet.network, { subnet, endpoint });
  return index;
}

function indexOccupants(network: Network, subnets: ReadonlyMap<string, Subnet>): ReadonlyMap<string, Occupants> {
  const index = new Map<string, OpenOccupants>();
  const networks = network.virtualNetworks.map(({ key }) => key);
  for (const holder of [...network.holders].sort(compareKeys)) {
    for (const attachment of holder.attachments) addOccupant(index, holder, attachment, subnets, networks);
  }
  return index;
}

interface OpenOccupants {
  readonly byAddress: Map<number, Occupant[]>;
  readonly unplaced: Occupant[];
}

function addOccupant(
  index: Map<string, OpenOccupants>,
  holder: AddressHolder,
  attachment: Attachment,
  subnets: ReadonlyMap<string, Subnet>,
  networks: readonly string[],
): void {
  const candidates = referencedSubnets(attachment.subnet, subnets);
  const subnet = attachment.subnet.kind === "entity" ? candidates[0] : undefined;
  // Of what is nobody knows where, any network may hold it.
  const isAnywhere = attachment.subnet.kind === "unknown" && candidates.length === 0;
  for (const key of isAnywhere ? networks : new Set(candidates.map((each) => each.network))) {
    const occupants: OpenOccupants = index.get(key) ?? { byAddress: new Map(), unplaced: [] };
    index.set(key, occupants);
    // In one of several networks, or in a subnet that is not known: it may hold the address, no more.
    if (attachment.address.known && subnet !== undefined)
      append(occupants.byAddress, attachment.address.value, { holder, attachment, subnet });
    else occupants.unplaced.push({ holder, attachment, subnet });
  }
}

/** Every prefix that decides about a route or a next hop, so that whole stretches of addresses can be traced at once. */
function collectBoundaries(network: Network, links: ReadonlyMap<string, readonly Link[]>): readonly Prefix[] {
  const { virtualNetworks, subnets, localNetworkGateways, gateways, hubs, routeTables } = network;
  return [
    ...virtualNetworks.flatMap(({ ranges }) => ranges.items),
    ...subnets.flatMap(({ prefixes }) => prefixes.items),
    ...localNetworkGateways.flatMap(({ prefixes }) => prefixes.items),
    ...gateways.flatMap(({ pointToSite, hubSide }) => [...(pointToSite?.items ?? []), ...(hubSide?.prefixes.items ?? [])]),
    ...hubs.flatMap(({ staticRoutes, connectionRoutes }) =>
      [...staticRoutes.items, ...connectionRoutes.items].flatMap(({ prefixes }) => prefixes.items),
    ),
    ...network.holders.flatMap(firewallBoundaries),
    ...[...links.values()].flatMap((list) => list.flatMap(({ ranges }) => ranges.items)),
    ...routeTables.flatMap(({ routes }) => routes.items.flatMap(({ prefix }) => (prefix.known ? prefixIn(prefix.value) : []))),
  ];
}

function prefixIn(prefix: RoutePrefix): readonly Prefix[] {
  return prefix.kind === "prefix" ? [prefix.prefix] : [];
}

/** Where a firewall's rules, if they may deny something, and its private ranges begin and end: addresses that they tell apart fare differently. */
function firewallBoundaries(holder: AddressHolder): readonly Prefix[] {
  if (holder.kind !== "azure-firewall") return [];
  const { rules, untranslated } = holder;
  const conditions =
    rules.kind === "elsewhere" || rules.rules.open !== undefined ? [] : rules.rules.items.map(({ condition }) => condition);
  const destinations = conditions.flatMap((each) => (each.kind === "network" ? each.destinations.ranges.items : []));
  return [...destinations, ...untranslated.ranges].flatMap(prefixesOf);
}
