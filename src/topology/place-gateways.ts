import type { Prefix } from "../address/prefix.ts";
import { type Gap, type Known, known, unknown } from "../certainty/known.ts";
import { append, compareKeys } from "../certainty/order.ts";
import type { Connection, Gateway, LocalNetworkGateway, Network, Reference, Subnet } from "../model/network.ts";
import { placeFastPath } from "./place-fast-path.ts";
import { referencedSubnets } from "./referenced-subnets.ts";
import type { PlacedGateway } from "./topology.ts";

/** The gateways, each with its subnet and its connections, in key order. A gateway counts also without any connection in sight. */
export function placeGateways(network: Network, subnets: ReadonlyMap<string, Subnet>): readonly PlacedGateway[] {
  const connections = new Map<string, Connection[]>();
  const possible: Connection[] = [];
  for (const connection of [...network.connections].sort(compareKeys)) {
    // A Vnet2Vnet connection may name either gateway first; on-premises is what lies on its far side.
    const ends = [connection.gateway, connection.peerGateway];
    for (const key of new Set(ends.flatMap((each) => (each.kind === "entity" ? [each.key] : [])))) append(connections, key, connection);
    if (ends.some((each) => each.kind === "unknown")) possible.push(connection);
  }
  const circuits = new Map(network.circuits.map((each) => [each.key, each]));
  const localNetworkGateways = new Map(network.localNetworkGateways.map((each) => [each.key, each]));
  return [...network.gateways].sort(compareKeys).map((gateway) => {
    const certain = connections.get(gateway.key) ?? [];
    const more = possible.filter(
      (each) => !certain.includes(each) && [each.gateway, each.peerGateway].some((end) => mayMean(end, gateway)),
    );
    return {
      ...placeGateway(gateway, certain, more, localNetworkGateways, subnets),
      past: placeFastPath(gateway, certain, more, circuits),
    };
  });
}

function mayMean(reference: Reference, { key }: Gateway): boolean {
  return reference.kind === "unknown" && (reference.candidates.length === 0 || reference.candidates.includes(key));
}

function placeGateway(
  gateway: Gateway,
  connections: readonly Connection[],
  possible: readonly Connection[],
  localNetworkGateways: ReadonlyMap<string, LocalNetworkGateway>,
  subnets: ReadonlyMap<string, Subnet>,
): Omit<PlacedGateway, "past"> {
  const { subnet } = gateway;
  return {
    gateway,
    subnets: referencedSubnets(subnet, subnets),
    gap: subnet.kind === "unknown" || subnet.kind === "outside" ? subnet.gap : undefined,
    assumption: undefined,
    unseen: undefined,
    connections,
    staticPrefixes: [
      ...connections.flatMap((each) => staticPrefixesOf(each, localNetworkGateways)),
      ...(gateway.pointToSite?.items ?? []),
      ...(gateway.hubSide?.prefixes.items ?? []),
    ],
    possiblePrefixes: connections.flatMap((each) => possiblePrefixesOf(each, localNetworkGateways)),
    openPrefixes:
      [...connections, ...possible]
        .map((each) => openPrefixesOf(each, connections, localNetworkGateways))
        .find((gap) => gap !== undefined) ??
      gateway.pointToSite?.open ??
      gateway.hubSide?.prefixes.open ??
      whyUnconnected(gateway, connections),
    mayBeStatic: mayBeStatic(gateway, connections, possible),
    bgp: speaksBgp(gateway, connections, possible),
  };
}

function speaksBgp(gateway: Gateway, connections: readonly Connection[], possible: readonly Connection[]): Known<boolean> {
  if (gateway.hubSide !== undefined) return gateway.hubSide.bgp;
  if (isExpressRoute(gateway) || connections.some(({ bgp }) => bgp.known && bgp.value)) return known(true);
  if (!gateway.kind.known) return unknown(gateway.kind.gap);
  const unsure = connections.find(({ bgp }) => !bgp.known)?.bgp;
  if (unsure?.known === false) return unsure;
  const others = possible.filter(({ bgp }) => !bgp.known || bgp.value);
  const end = others.flatMap((each) => [each.gateway, each.peerGateway]).find(({ kind }) => kind === "unknown");
  if (end?.kind === "unknown") return unknown(end.gap);
  const gap = whyUnconnected(gateway, connections);
  return gap === undefined ? known(false) : unknown(gap);
}

/**
 * Nothing in sight comes in by a VPN gateway: what does, and with which prefixes, is elsewhere. ExpressRoute makes no static routes, and what
 * comes in by a virtual hub's gateway is said of that.
 */
function whyUnconnected(gateway: Gateway, connections: readonly Connection[]): Gap | undefined {
  const { name, origin, pointToSite, hubSide } = gateway;
  const hasClients = pointToSite !== undefined && pointToSite.items.length > 0;
  if (connections.length > 0 || hasClients || hubSide !== undefined || isExpressRoute(gateway)) return undefined;
  return { resource: origin.resource, property: "", text: `no connection of ${name} is in sight` };
}

function isExpressRoute(gateway: Gateway): boolean {
  return gateway.kind.known && gateway.kind.value === "express-route";
}

function staticPrefixesOf(connection: Connection, localNetworkGateways: ReadonlyMap<string, LocalNetworkGateway>): readonly Prefix[] {
  return connection.bgp.known && !connection.bgp.value ? sitePrefixesOf(connection, localNetworkGateways) : [];
}

function possiblePrefixesOf(
  connection: Connection,
  localNetworkGateways: ReadonlyMap<string, LocalNetworkGateway>,
): PlacedGateway["possiblePrefixes"] {
  const { bgp } = connection;
  return bgp.known ? [] : sitePrefixesOf(connection, localNetworkGateways).map((prefix) => ({ prefix, gap: bgp.gap }));
}

function sitePrefixesOf(
  { localNetworkGateway }: Connection,
  localNetworkGateways: ReadonlyMap<string, LocalNetworkGateway>,
): readonly Prefix[] {
  return localNetworkGateway.kind === "entity" ? (localNetworkGateways.get(localNetworkGateway.key)?.prefixes.items ?? []) : [];
}

/** Why the connection may bring static routes that are not known. A site that is known to lie outside is another stack's business. */
function openPrefixesOf(
  connection: Connection,
  certain: readonly Connection[],
  localNetworkGateways: ReadonlyMap<string, LocalNetworkGateway>,
): Gap | undefined {
  const { bgp, kind, localNetworkGateway } = connection;
  if ((bgp.known && bgp.value) || (kind.known && kind.value !== "ipsec")) return undefined;
  if (localNetworkGateway.kind === "unknown") return localNetworkGateway.gap;
  if (localNetworkGateway.kind !== "entity") return undefined;
  const { open, items } = localNetworkGateways.get(localNetworkGateway.key)?.prefixes ?? { open: undefined, items: [] };
  const unsure = [connection.gateway, connection.peerGateway].find((each) => each.kind === "unknown");
  const isOthers = items.length > 0 && !certain.includes(connection) && unsure?.kind === "unknown";
  return open ?? (isOthers ? unsure.gap : undefined);
}

/**
 * R23: only where every connection is BGP or ExpressRoute does on-premises know no more than what the gateway advertises.
 * `possible`: connections of which it is not known whose they are.
 */
function mayBeStatic(gateway: Gateway, connections: readonly Connection[], possible: readonly Connection[]): Known<boolean> {
  // A virtual hub tells its gateways of every network and of the other hubs.
  if (gateway.pointToSite !== undefined || gateway.hubSide !== undefined) return known(true);
  if (isExpressRoute(gateway)) return known(false);
  if (connections.length === 0) return known(true);
  const dynamic = connections.map(isDynamic);
  if (dynamic.some((each) => each.known && !each.value)) return known(true);
  const open = [...dynamic, ...possible.map(isDynamicIfAny)].find((each): each is { known: false; gap: Gap } => !each.known);
  return open === undefined ? known(false) : unknown(open.gap);
}

/** A static connection that may be the gateway's leaves it open. */
function isDynamicIfAny(connection: Connection): Known<boolean> {
  const dynamic = isDynamic(connection);
  if (!dynamic.known || dynamic.value) return dynamic;
  const end = [connection.gateway, connection.peerGateway].find((each) => each.kind === "unknown");
  return end?.kind === "unknown" ? unknown(end.gap) : dynamic;
}

function isDynamic(connection: Connection): Known<boolean> {
  if (connection.kind.known && connection.kind.value === "express-route") return known(true);
  if (connection.bgp.known && connection.bgp.value) return known(true);
  return connection.kind.known ? connection.bgp : unknown(connection.kind.gap);
}
