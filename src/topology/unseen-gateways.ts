import { type Gap, unknown } from "../certainty/known.ts";
import { compareKeys, compareText } from "../certainty/order.ts";
import type { Connection, Gateway, Network, Reference, Subnet, VirtualNetwork } from "../model/network.ts";
import { unseenSubnet } from "../model/unseen-subnet.ts";
import { placeFastPath } from "./place-fast-path.ts";
import type { Link, PlacedGateway, Stray } from "./topology.ts";
import { transitTo } from "./transit.ts";

/** What is in sight of a network's gateways. */
interface Sight {
  readonly network: Network;
  readonly links: ReadonlyMap<string, readonly Link[]>;
  /** The gateways that are in sight themselves. */
  readonly placed: readonly PlacedGateway[];
}

/**
 * Gateways that are not in sight and that something in sight proves, in key order: a peering that uses the gateway of a network in sight
 * (R23), or a connection that names a gateway outside.
 */
export function unseenGateways(network: Network, links: Sight["links"], placed: readonly PlacedGateway[]): readonly PlacedGateway[] {
  const sight = { network, links, placed };
  const used = [...network.virtualNetworks].sort(compareKeys).flatMap((each) => usedByPeers(each, sight));
  return [...used, ...namedByConnections({ ...sight, placed: [...placed, ...used] })];
}

/** Every network with a gateway has a GatewaySubnet: where that is not in sight, it stands for itself, and nothing is known of its table. */
function usedByPeers(network: VirtualNetwork, { network: all, links, placed }: Sight): readonly PlacedGateway[] {
  const { subnets, hubs } = all;
  const isHub = (key: string | undefined): boolean => hubs.some((hub) => hub.network === key);
  if (isHub(network.key) || placed.some((each) => isIn(each, network.key))) return [];
  // A virtual hub uses nobody's gateway: its connections say the same of both directions.
  const proofs = (links.get(network.key) ?? []).filter(({ to }) => !isHub(to)).flatMap((link) => proofOf(link, network));
  const [first] = [...proofs].sort((a, b) => Number(a.doubt !== undefined) - Number(b.doubt !== undefined));
  if (first === undefined) return [];
  // One that may be in any of several networks may be another.
  const other = placed.find((each) => mayBeIn(each, network.key))?.gap;
  const own = gatewaySubnets(subnets).filter((subnet) => subnet.network === network.key);
  const unseen = { ...first.gap, text: `${first.gap.text}; nor is its GatewaySubnet, with the route table` };
  const subnet = own[0] ?? subnetNotInSight(network, unseen);
  const key = `${network.key}#gateway`;
  const doubt = first.doubt ?? other ?? (own.length === 0 ? unseen : undefined);
  return [withPast(place(key, network, [subnet], first.gap, doubt), all, (end) => end.kind === "outside")];
}

interface Proof {
  /** What proves it: why the gateway is not known. */
  readonly gap: Gap;
  /** Why it may prove nothing. */
  readonly doubt: Gap | undefined;
}

/** R23: a peering can use a remote gateway only where there is one. */
function proofOf(link: Link, network: VirtualNetwork): readonly Proof[] {
  const half = link.remoteHalf;
  if (half === undefined || transitTo(link) === "no") return [];
  const { useRemoteGateways, origin, name } = half;
  const gap = {
    resource: origin.resource,
    property: origin.property,
    text: `${name} uses a gateway of ${network.name} that is not in sight`,
  };
  return [{ gap, doubt: useRemoteGateways.known ? link.gap : useRemoteGateways.gap }];
}

/** Whether every place that the gateway may be in is in the network. */
function isIn({ subnets }: PlacedGateway, network: string): boolean {
  return subnets.length > 0 && subnets.every((subnet) => subnet.network === network);
}

function mayBeIn({ gateway, subnets }: PlacedGateway, network: string): boolean {
  return (subnets.length === 0 && gateway.subnet.kind === "unknown") || subnets.some((subnet) => subnet.network === network);
}

function gatewaySubnets(subnets: readonly Subnet[]): readonly Subnet[] {
  return subnets.filter(({ name }) => name.toLowerCase() === "gatewaysubnet").sort(compareKeys);
}

/** Of what is not in sight no name is known. */
const NAMELESS = {
  azureName: undefined,
  logicalName: undefined,
  subscription: undefined,
  resourceGroup: undefined,
  armId: undefined,
} as const;

function subnetNotInSight({ key, origin }: VirtualNetwork, gap: Gap): Subnet {
  return unseenSubnet({ ...NAMELESS, key: `${key}#GatewaySubnet`, name: "GatewaySubnet", origin }, key, gap);
}

/**
 * A gateway whose network is not in sight may be in one that is: in a GatewaySubnet without a gateway of its kind. A network that uses
 * another one's gateway has none (R23).
 */
function namedByConnections(sight: Sight): readonly PlacedGateway[] {
  const { network, placed } = sight;
  const named = new Map<string, { readonly connection: Connection; readonly gap: Gap }>();
  for (const connection of [...network.connections].sort(compareKeys)) {
    for (const end of [connection.gateway, connection.peerGateway])
      if (end.kind === "outside" && !named.has(end.id)) named.set(end.id, { connection, gap: end.gap });
  }
  const using = new Set(
    network.peerings.flatMap((each) => (each.useRemoteGateways.known && each.useRemoteGateways.value ? [each.network] : [])),
  );
  const free = gatewaySubnets(network.subnets).filter((subnet) => !using.has(subnet.network));
  return [...named]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([id, { connection, gap }]) => {
      const subnets = free.filter((subnet) => !placed.some((each) => mayBeIn(each, subnet.network) && isOfKind(each.gateway, connection)));
      const text = `${connection.name} has a gateway that is not in sight; in which network it is, is not known`;
      if (subnets.length === 0) return [];
      return [withPast(place(id, connection, subnets, gap, { ...gap, text }), network, (end) => end.kind === "outside" && end.id === id)];
    });
}

/**
 * The gateway that a peering may use of which nothing says where it leads: it may be in any network, and what it tells that one and its
 * peers is not known. One reason is enough, however many such peerings there are.
 */
export function strayGateways(strays: readonly Stray[]): readonly PlacedGateway[] {
  const stray = strays.find(({ mayUseGateway }) => mayUseGateway);
  if (stray === undefined) return [];
  const { network, gap } = stray;
  const origin = { resource: gap.resource, property: gap.property };
  return [{ ...place(`${network}#stray-gateway`, { origin }, [], gap, gap), past: undefined }];
}

/** FastPath of the connections that may be the gateway's: those of which the gateway is not known, and those that name one which `mayBeIt`. */
function withPast(
  placed: Omit<PlacedGateway, "past">,
  { circuits, connections }: Network,
  mayBeIt: (end: Reference) => boolean,
): PlacedGateway {
  const isAny = (end: Reference): boolean => end.kind === "unknown" && end.candidates.length === 0;
  const possible = connections.filter(({ gateway, peerGateway }) => [gateway, peerGateway].some((end) => isAny(end) || mayBeIt(end)));
  const past = placeFastPath(placed.gateway, [], [...possible].sort(compareKeys), new Map(circuits.map((each) => [each.key, each])));
  return { ...placed, past };
}

/** A network has one gateway of each kind at most. */
function isOfKind({ kind }: Gateway, connection: Connection): boolean {
  if (!kind.known || !connection.kind.known) return true;
  return (kind.value === "express-route") === (connection.kind.value === "express-route");
}

/** `why`: what is known of the gateway at all; `doubt`: why it may not be there. */
function place(
  key: string,
  { origin }: Pick<VirtualNetwork, "origin">,
  subnets: readonly Subnet[],
  why: Gap,
  doubt: Gap | undefined,
): Omit<PlacedGateway, "past"> {
  const gateway: Gateway = {
    key,
    ...NAMELESS,
    name: "unknown",
    origin,
    kind: unknown(why),
    activeActive: unknown(why),
    knowsFastPath: unknown(why),
    subnet: { kind: "unknown", candidates: subnets.map((subnet) => subnet.key), gap: why },
    pointToSite: undefined,
    hubSide: undefined,
    entryPrefixes: undefined,
  };
  return {
    gateway,
    subnets,
    gap: doubt,
    assumption: undefined,
    unseen: why,
    connections: [],
    staticPrefixes: [],
    possiblePrefixes: [],
    openPrefixes: why,
    mayBeStatic: unknown(why),
    bgp: unknown(why),
  };
}
