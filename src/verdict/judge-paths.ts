import { Atoms } from "../address/atoms.ts";
import { PRIVATE_RANGES } from "../address/private-ranges.ts";
import type { Gap } from "../certainty/known.ts";
import { append } from "../certainty/order.ts";
import type { Intent } from "../model/intent.ts";
import { isAppliance } from "../routing/point.ts";
import type { RoutingTables } from "../routing/subnet-routes.ts";
import type { PlacedEndpoint, PlacedGateway, Topology } from "../topology/topology.ts";
import { reachableNetworks } from "../tracing/reachable-networks.ts";
import { EndpointPieces } from "./endpoint-pieces.ts";
import { type FoundPath, GatewayPaths } from "./gateway-paths.ts";
import { joinIntervals } from "./join-intervals.ts";
import type { JudgedNetwork, JudgedPath, Unreached, UnseenEntry } from "./judged-path.ts";
import type { Judgement } from "./judgement.ts";
import { findSuspects } from "./suspects/find-suspects.ts";
import { UnmodelledThings } from "./unmodelled.ts";
import { unseenEntries } from "./unseen-entries.ts";
import { Worlds, worldOf } from "./worlds.ts";

/** Judges every path of the network: each gateway with each endpoint that a trace from it can come to. */
export function judgePaths(topology: Topology, intent: Intent, tables: RoutingTables): JudgedNetwork {
  // Next hops, default routes and service tags change their meaning at the private ranges (R6, R7, R18).
  const atoms = new Atoms([...topology.boundaries, ...intent.onPremises.map((each) => each.prefix), ...PRIVATE_RANGES]);
  const pieces = new EndpointPieces(topology, atoms);
  const unmodelled = new UnmodelledThings(topology);
  const endpointsByNetwork = groupByNetwork(topology.placedEndpoints);
  const paths: JudgedPath[] = [];
  const unadvertised: JudgedPath[] = [];
  const reached = new Map<PlacedEndpoint, PlacedGateway[]>();
  const world = worldOf(topology, tables);
  const worlds = new Worlds(intent);
  const judgeFrom = (gateway: PlacedGateway, add: (found: FoundPath, endpoint: PlacedEndpoint) => void): void => {
    const networks = reachableNetworks(topology, tables, gateway);
    const judging = new GatewayPaths(world, intent, worlds, networks, gateway, atoms, pieces, unmodelled);
    const endpoints = [...networks].flatMap((network) => endpointsByNetwork.get(network) ?? []);
    for (const endpoint of new Set(endpoints))
      for (const found of withIpv6(judging.pathsTo(endpoint), gateway, endpoint)) add(found, endpoint);
  };
  const reaches = (endpoint: PlacedEndpoint, gateway: PlacedGateway): void => {
    if (reached.get(endpoint)?.at(-1) !== gateway) append(reached, endpoint, gateway);
  };
  for (const gateway of topology.gateways) {
    judgeFrom(gateway, ({ path, advertised }, endpoint) => {
      reaches(endpoint, gateway);
      (advertised ? paths : unadvertised).push(path);
    });
  }
  for (const { vantage, gap } of findSuspects(topology, intent, tables)) {
    judgeFrom(vantage, ({ path }, endpoint) => {
      if (isSafe(path)) return;
      reaches(endpoint, vantage);
      paths.push(suspected(path, gap));
    });
  }
  const unseen = judgeUnseen(topology, unmodelled, reached);
  return { paths: [...paths, ...unseen.paths], unadvertised, unreached: unseen.unreached };
}

/** The paths, and one more to an IPv6 address, of which nothing is known but that it is there (R45). It takes the place of the others where there is no IPv4 address. */
function withIpv6(found: readonly FoundPath[], gateway: PlacedGateway, endpoint: PlacedEndpoint): readonly FoundPath[] {
  const { ipv6 } = endpoint.endpoint;
  if (ipv6 === undefined || found.length === 0) return found;
  const path = { ...openPath(endpoint, { code: "CP-I05", gaps: [ipv6.gap] }, gateway), intervals: [] };
  return [...(ipv6.isOnly ? [] : found), { path, advertised: found.some(({ advertised }) => advertised) }];
}

/** Whether nothing would come to the endpoint past the firewall, be the appliance an entry or not. */
function isSafe({ judgement: { verdict } }: JudgedPath): boolean {
  return verdict === "inspected" || verdict === "undelivered";
}

/** The path from an appliance of which it is not known whether on-premises comes in there (CP-I07). */
function suspected(path: JudgedPath, gap: Gap): JudgedPath {
  const { trace, verdict, gaps } = path.judgement;
  const more = verdict === "inconclusive" ? gaps : [];
  const judgement: Judgement = {
    verdict: "inconclusive",
    code: "CP-I07",
    disposition: "insufficient-information",
    trace,
    ways: [],
    assumptions: [],
    gaps: [gap, ...more],
  };
  return { ...path, judgement, further: [] };
}

/** Endpoints that something out of sight may reach, and those that nothing is known to reach. */
function judgeUnseen(
  topology: Topology,
  unmodelled: UnmodelledThings,
  reached: ReadonlyMap<PlacedEndpoint, readonly PlacedGateway[]>,
): Pick<JudgedNetwork, "paths" | "unreached"> {
  const paths: JudgedPath[] = [];
  const unreached: Unreached[] = [];
  const anywhere = topology.gateways.flatMap((gateway) => unplaced(gateway, topology) ?? []);
  for (const endpoint of topology.placedEndpoints) {
    const by = reached.get(endpoint);
    const isReached = by !== undefined || anywhere.length > 0;
    const entries = unseenEntries(topology, unmodelled, endpoint, isReached);
    for (const { gateway, gaps } of anywhere)
      if (by?.includes(gateway) !== true) paths.push(openPath(endpoint, { code: "CP-I11", gaps }, gateway));
    for (const entry of entries) paths.push(openPath(endpoint, entry, undefined));
    if (entries.length === 0 && !isReached) unreached.push({ endpoint, reason: whyUnreached(topology) });
  }
  return { paths, unreached };
}

function groupByNetwork(endpoints: readonly PlacedEndpoint[]): ReadonlyMap<string, readonly PlacedEndpoint[]> {
  const groups = new Map<string, PlacedEndpoint[]>();
  for (const endpoint of endpoints) {
    const [only, ...others] = endpoint.subnets;
    if (only !== undefined && others.length === 0) append(groups, only.network, endpoint);
    else for (const network of new Set(endpoint.subnets.map((each) => each.network))) append(groups, network, endpoint);
  }
  return groups;
}

function whyUnreached(topology: Topology): string {
  if (topology.gateways.length === 0) return "there is no gateway in the network, and the configuration names no entry in it";
  const entry = topology.gateways.some(({ gateway }) => isAppliance(gateway)) ? " or entry" : "";
  return `no gateway${entry} is in the endpoint's network or in one directly peered with it, and no user route from a gateway${entry} leads to an appliance there`;
}

/** A gateway of which nothing says in which network it is: each may be the one. What is known to lie outside is none of these. */
interface Unplaced {
  readonly gateway: PlacedGateway;
  readonly gaps: readonly Gap[];
}

function unplaced(placed: PlacedGateway, { virtualNetworks }: Topology): Unplaced | undefined {
  const { gateway, subnets, gap } = placed;
  if (subnets.length === 0)
    return gateway.subnet.kind === "unknown" ? { gateway: placed, gaps: gap === undefined ? [] : [gap] } : undefined;
  const networks = subnets.map(({ network }) => virtualNetworks.get(network)).filter((network) => network?.isUnidentified === true);
  const gaps = networks.flatMap((network) => network?.ranges.open ?? []);
  return networks.length === 0 ? undefined : { gateway: placed, gaps };
}

/** A path of which nothing is known but that it may be there. */
function openPath(endpoint: PlacedEndpoint, { code, gaps }: UnseenEntry, gateway: PlacedGateway | undefined): JudgedPath {
  const judgement: Judgement = {
    verdict: "inconclusive",
    code,
    disposition: "insufficient-information",
    trace: undefined,
    ways: [],
    assumptions: [],
    gaps,
  };
  const { addresses } = endpoint.endpoint;
  const intervals = addresses.kind === "known" ? joinIntervals(addresses.addresses.map((each) => ({ first: each, last: each }))) : [];
  return { gateway, endpoint, subnet: endpoint.subnets.length === 1 ? endpoint.subnets[0] : undefined, intervals, judgement, further: [] };
}
