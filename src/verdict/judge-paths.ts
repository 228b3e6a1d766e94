import { Atoms } from "../address/atoms.ts";
import { type Interval, prefix } from "../address/prefix.ts";
import type { Assumption } from "../certainty/assumption.ts";
import type { Gap } from "../certainty/known.ts";
import { append } from "../certainty/order.ts";
import type { Intent } from "../model/intent.ts";
import type { Doubt } from "../routing/decision.ts";
import { RoutingTables } from "../routing/subnet-routes.ts";
import type { PlacedEndpoint, PlacedGateway, Topology } from "../topology/topology.ts";
import { transitTo } from "../topology/transit.ts";
import { worldsAmong } from "../topology/worlds.ts";
import { type Designation, designationFor } from "../tracing/designation.ts";
import type { Flow, Reach } from "../tracing/trace.ts";
import { traceFlow } from "../tracing/trace-flow.ts";
import { EndpointPieces, type Piece } from "./endpoint-pieces.ts";
import { agreed, judge } from "./judge.ts";
import type { JudgedNetwork, JudgedPath, Unreached, UnseenEntry } from "./judged-path.ts";
import type { Judgement } from "./judgement.ts";
import { reachableNetworks } from "./reachable-networks.ts";
import { UnmodelledThings } from "./unmodelled.ts";
import { unseenEntries } from "./unseen-entries.ts";

/** Judges every path of the network: each gateway with each endpoint that a trace from it can come to. */
export function judgePaths(topology: Topology, intent: Intent, tables: RoutingTables): JudgedNetwork {
  const atoms = new Atoms([...topology.boundaries, ...intent.onPremises.map((each) => each.prefix), ...FIXED_BOUNDARIES]);
  const pieces = new EndpointPieces(topology, atoms);
  const unmodelled = new UnmodelledThings(topology.network);
  const endpointsByNetwork = groupByNetwork(topology.placedEndpoints);
  const paths: JudgedPath[] = [];
  const unadvertised: JudgedPath[] = [];
  const reached = new Set<PlacedEndpoint>();
  for (const gateway of topology.gateways) {
    const networks = reachableNetworks(topology, tables, gateway);
    const judging = new GatewayJudging(topology, intent, worldsOf(topology, intent, tables, networks), gateway, atoms, pieces, unmodelled);
    const endpoints = [...networks].flatMap((network) => endpointsByNetwork.get(network) ?? []);
    for (const endpoint of new Set(endpoints)) {
      for (const { path, advertised } of judging.pathsTo(endpoint)) {
        (advertised ? paths : unadvertised).push(path);
        reached.add(endpoint);
      }
    }
  }
  const unreached: Unreached[] = [];
  for (const endpoint of topology.placedEndpoints) {
    const entries = unseenEntries(topology, unmodelled, endpoint, reached.has(endpoint));
    for (const entry of entries) paths.push(pathFromUnseen(endpoint, entry));
    if (entries.length === 0 && !reached.has(endpoint)) unreached.push({ endpoint, reason: whyUnreached(topology) });
  }
  return { paths, unadvertised, unreached };
}

/** Where next hops and default routes change their meaning (R6, R7). */
const FIXED_BOUNDARIES = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"].map(prefix);

function groupByNetwork(endpoints: readonly PlacedEndpoint[]): ReadonlyMap<string, readonly PlacedEndpoint[]> {
  const groups = new Map<string, PlacedEndpoint[]>();
  for (const endpoint of endpoints)
    for (const network of new Set(endpoint.subnets.map((each) => each.network))) append(groups, network, endpoint);
  return groups;
}

function whyUnreached(topology: Topology): string {
  if (topology.gateways.length === 0) return "there is no gateway in the network";
  return "no gateway is in the endpoint's network or in one directly peered with it, and no user route from a gateway leads to an appliance there";
}

function pathFromUnseen(endpoint: PlacedEndpoint, { code, gaps }: UnseenEntry): JudgedPath {
  const judgement: Judgement = {
    verdict: "inconclusive",
    code,
    disposition: "insufficient-information",
    trace: undefined,
    assumptions: [],
    gaps,
  };
  const { addresses } = endpoint.endpoint;
  const intervals = addresses.kind === "known" ? joined(addresses.addresses.map((each) => ({ first: each, last: each }))) : [];
  return { gateway: undefined, endpoint, subnet: endpoint.subnets.length === 1 ? endpoint.subnets[0] : undefined, intervals, judgement };
}

interface JudgedPiece {
  readonly piece: Piece;
  readonly judgement: Judgement;
  readonly reaches: boolean;
}

interface Traced {
  readonly reach: Reach;
  readonly judgement: Judgement;
}

/** The worlds that a gateway's packets may find, each with its routes. */
interface JudgedWorlds {
  readonly worlds: readonly { readonly topology: Topology; readonly tables: RoutingTables }[];
  readonly doubts: readonly Doubt[];
}

function worldsOf(topology: Topology, intent: Intent, tables: RoutingTables, networks: ReadonlySet<string>): JudgedWorlds {
  const { topologies, gaps } = worldsAmong(topology, networks);
  const worlds = topologies.map((each) => ({ topology: each, tables: each === topology ? tables : new RoutingTables(each, intent) }));
  return { worlds, doubts: gaps.map((gap) => ({ code: "CP-I11", gap })) };
}

/** There is a path where some world has one. */
function reachOf(flows: readonly Flow[]): Reach {
  const [only, ...others] = flows;
  if (only !== undefined && others.length === 0) return only;
  return {
    reaches: flows.some((flow) => flow.reaches),
    networks: new Set(flows.flatMap((flow) => [...flow.networks])),
    routeTables: new Set(flows.flatMap((flow) => [...flow.routeTables])),
  };
}

/** Judges the paths of one gateway. Addresses that fare alike are traced once. */
class GatewayJudging {
  readonly #topology: Topology;
  readonly #intent: Intent;
  readonly #worlds: JudgedWorlds;
  readonly #gateway: PlacedGateway;
  readonly #atoms: Atoms;
  readonly #pieces: EndpointPieces;
  readonly #unmodelled: UnmodelledThings;
  readonly #designation: Designation | undefined;
  readonly #traced = new Map<string, Traced>();

  constructor(
    topology: Topology,
    intent: Intent,
    worlds: JudgedWorlds,
    gateway: PlacedGateway,
    atoms: Atoms,
    pieces: EndpointPieces,
    unmodelled: UnmodelledThings,
  ) {
    this.#topology = topology;
    this.#intent = intent;
    this.#worlds = worlds;
    this.#gateway = gateway;
    this.#atoms = atoms;
    this.#pieces = pieces;
    this.#unmodelled = unmodelled;
    this.#designation = designationFor(gateway.gateway, topology, intent);
  }

  pathsTo(endpoint: PlacedEndpoint): readonly { readonly path: JudgedPath; readonly advertised: boolean }[] {
    const judged = this.#pieces.of(endpoint).map((piece) => this.#judgePiece(piece, endpoint));
    if (!judged.some((each) => each.reaches)) return [];
    const settled = isOneOf(endpoint) ? this.#settle(judged, endpoint) : judged.filter((each) => each.reaches);
    const advertised = settled.some(({ piece }) => !this.#isUntold(piece.subnet.network));
    return groupPieces(settled).map((group) => ({ path: this.#pathOf(endpoint, group), advertised }));
  }

  #pathOf(endpoint: PlacedEndpoint, group: readonly JudgedPiece[]): JudgedPath {
    const [first] = group;
    if (first === undefined) throw new Error("a group of pieces is never empty");
    return {
      gateway: this.#gateway,
      endpoint,
      subnet: first.piece.subnet,
      intervals: joined(group.map(({ piece }) => piece.interval)),
      judgement: first.judgement,
    };
  }

  #judgePiece(piece: Piece, endpoint: PlacedEndpoint): JudgedPiece {
    const { reach, judgement } = this.#trace(piece);
    const gaps = this.#unmodelled.touching(reach, this.#gateway.gateway.key, endpoint.endpoint.key, piece.subnet.network);
    if (gaps.length > 0)
      return {
        piece,
        judgement: {
          ...judgement,
          verdict: "inconclusive",
          code: "CP-I05",
          disposition: "insufficient-information",
          assumptions: [],
          gaps,
        },
        reaches: reach.reaches,
      };
    return { piece, judgement, reaches: reach.reaches };
  }

  #trace(piece: Piece): Traced {
    const { first } = piece.interval;
    // An address that another network uses as well has a /32 route that its neighbours have not.
    if (this.#pieces.hasRival(first, piece.subnet.network)) return this.#traceAfresh(piece);
    const key = `${this.#atoms.numberOf(first)} ${piece.subnet.key}`;
    let traced = this.#traced.get(key);
    if (traced === undefined) this.#traced.set(key, (traced = this.#traceAfresh(piece)));
    return traced;
  }

  #traceAfresh({ subnet, interval }: Piece): Traced {
    const { gateway, subnets, gap } = this.#gateway;
    const designation = this.#designation ?? NOTHING_DESIGNATED;
    const packet = { gateway, entry: subnets, entryGap: gap, designation, address: interval.first, target: subnet };
    const traced = this.#worlds.worlds.map(({ topology, tables }) => {
      const flow = traceFlow({ topology, intent: this.#intent, tables }, packet);
      return { flow, judgement: judge(flow.tree, designation, this.#intent.strict) };
    });
    const judgement =
      traced.length === 1 && traced[0] !== undefined
        ? traced[0].judgement
        : agreed(
            traced.map((each) => each.judgement),
            this.#worlds.doubts,
          );
    const reach = reachOf(traced.map(({ flow }) => flow));
    return { reach, judgement: this.#designation === undefined ? withoutFirewall(judgement, this.#intent) : judgement };
  }

  /** One of the pieces is true: where their verdicts differ, none is known (R78), and each says what it would be. */
  #settle(judged: readonly JudgedPiece[], endpoint: PlacedEndpoint): readonly JudgedPiece[] {
    const assumption = inferredSubnet(endpoint);
    const assumptions = assumption === undefined ? [] : [assumption];
    const verdicts = new Set(judged.map(({ judgement }) => judgement.verdict));
    if (verdicts.size === 1 && judged.every((each) => each.reaches)) {
      if (assumptions.length === 0 || verdicts.has("inconclusive")) return judged;
      if (!this.#intent.strict)
        return judged.map((each) => ({
          ...each,
          judgement: { ...each.judgement, assumptions: [...each.judgement.assumptions, ...assumptions] },
        }));
    }
    const { addresses } = endpoint.endpoint;
    const doubts = [endpoint.gap, addresses.kind === "dynamic" ? addresses.gap : undefined].filter((gap) => gap !== undefined);
    return judged.map(({ piece, judgement, reaches }) => ({ piece, reaches, judgement: undecided(judgement, doubts) }));
  }

  /** R23: on-premises is not told of the network, and has no other way to know of it. */
  #isUntold(target: string): boolean {
    const { subnets, mayBeStatic } = this.#gateway;
    if (!mayBeStatic.known || mayBeStatic.value) return false;
    return subnets.every(({ network }) => {
      if (network === target) return false;
      const links = (this.#topology.links.get(network) ?? []).filter((link) => link.to === target);
      return links.every((link) => transitTo(link) === "no");
    });
  }
}

const NOTHING_DESIGNATED: Designation = { addresses: new Set(), holders: new Set(), assumptions: [], unseen: [] };

function withoutFirewall(judgement: Judgement, intent: Intent): Judgement {
  const text =
    intent.firewalls.length === 0
      ? "no firewall is designated, and no Azure Firewall is in the network: name the firewall in the configuration (firewalls)"
      : "no designated firewall is meant for this gateway: see gateways under firewalls in the configuration";
  return {
    ...judgement,
    verdict: "inconclusive",
    code: "CP-I08",
    disposition: "insufficient-information",
    assumptions: [],
    gaps: [{ resource: "", property: "firewalls", text }],
  };
}

/** Whether the pieces are alternatives; the several addresses of one endpoint are not: each of them is reached. */
function isOneOf({ endpoint, subnets }: PlacedEndpoint): boolean {
  return endpoint.addresses.kind === "dynamic" || subnets.length > 1;
}

/** CP-A05: the subnet is known only as one of those of a network. */
function inferredSubnet({ endpoint, gap }: PlacedEndpoint): Assumption | undefined {
  if (endpoint.subnet.kind !== "unknown" || gap === undefined) return undefined;
  return {
    code: "CP-A05",
    text: `the subnet of ${endpoint.name} is one of those of the network that its reference depends on, and all of them agree`,
    resource: gap.resource,
    property: gap.property,
  };
}

function undecided(judgement: Judgement, doubts: readonly Gap[]): Judgement {
  if (judgement.verdict === "inconclusive") return judgement;
  const gaps = doubts.map((gap) => ({
    ...gap,
    text: `${gap.text}; with these addresses the path would be ${judgement.verdict}${judgement.code === undefined ? "" : ` (${judgement.code})`}`,
  }));
  return { ...judgement, verdict: "inconclusive", code: "CP-I09", disposition: "insufficient-information", assumptions: [], gaps };
}

/** Pieces with the same outcome share a path. */
function groupPieces(judged: readonly JudgedPiece[]): readonly (readonly JudgedPiece[])[] {
  if (judged.length === 1) return [judged];
  const groups = new Map<string, JudgedPiece[]>();
  for (const each of judged) append(groups, outcomeOf(each), each);
  return [...groups.values()];
}

function outcomeOf({ judgement, piece }: JudgedPiece): string {
  const hops = judgement.trace?.hops.map(({ point, decision }) => {
    const { chosen } = decision;
    const route =
      chosen.kind === "host" ? chosen.host.subnet.key : `${chosen.route.label} ${chosen.route.prefix?.base}/${chosen.route.prefix?.length}`;
    return `${point.routes.subnet.key} ${route}`;
  });
  return [
    piece.subnet.key,
    judgement.verdict,
    judgement.code,
    judgement.disposition,
    ...judgement.gaps.map((gap) => gap.text),
    ...(hops ?? []),
  ].join("\n");
}

/** Adjacent intervals as one, in address order. */
function joined(intervals: readonly Interval[]): readonly Interval[] {
  const result: Interval[] = [];
  for (const next of [...intervals].sort((a, b) => a.first - b.first)) {
    const last = result.at(-1);
    if (last !== undefined && next.first <= last.last + 1)
      result[result.length - 1] = { first: last.first, last: Math.max(last.last, next.last) };
    else result.push(next);
  }
  return result;
}
