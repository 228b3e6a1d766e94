import type { Atoms } from "../address/atoms.ts";
import type { Gap } from "../certainty/known.ts";
import type { Intent } from "../model/intent.ts";
import type { Subnet } from "../model/network.ts";
import type { Doubt } from "../routing/decision.ts";
import type { PlacedEndpoint, PlacedGateway } from "../topology/topology.ts";
import { type Designation, designationFor } from "../tracing/designation.ts";
import { withFastPath } from "../tracing/past-gateway.ts";
import type { Flow, Reach, TraceTree } from "../tracing/trace.ts";
import { traceFlow } from "../tracing/trace-flow.ts";
import { Advertised } from "./advertised.ts";
import type { EndpointPieces, Piece } from "./endpoint-pieces.ts";
import { joinIntervals } from "./join-intervals.ts";
import { judge } from "./judge.ts";
import type { JudgedPath } from "./judged-path.ts";
import type { Judgement } from "./judgement.ts";
import { groupPieces, type JudgedPiece, settlePieces } from "./settle-pieces.ts";
import type { UnmodelledThings } from "./unmodelled.ts";
import type { World, Worlds } from "./worlds.ts";

interface Traced {
  readonly reach: Reach;
  readonly judgement: Judgement;
}

export interface FoundPath {
  readonly path: JudgedPath;
  /** Whether on-premises knows of the endpoint's network (R23). */
  readonly advertised: boolean;
}

/** Judges the paths of one gateway. Addresses that fare alike are traced once. */
export class GatewayPaths {
  readonly #intent: Intent;
  readonly #world: World;
  readonly #worlds: Worlds;
  readonly #networks: ReadonlySet<string>;
  readonly #gateway: PlacedGateway;
  readonly #atoms: Atoms;
  readonly #pieces: EndpointPieces;
  readonly #unmodelled: UnmodelledThings;
  readonly #designation: Designation | undefined;
  /** By subnet, then by the number of the atom. */
  readonly #traced = new Map<Subnet, Map<number, Traced>>();
  readonly #advertised: Advertised;

  /** `networks`: those that the gateway's packets may come to. */
  constructor(
    world: World,
    intent: Intent,
    worlds: Worlds,
    networks: ReadonlySet<string>,
    gateway: PlacedGateway,
    atoms: Atoms,
    pieces: EndpointPieces,
    unmodelled: UnmodelledThings,
  ) {
    const { topology } = world;
    this.#intent = intent;
    this.#world = world;
    this.#worlds = worlds;
    this.#networks = networks;
    this.#gateway = gateway;
    this.#atoms = atoms;
    this.#pieces = pieces;
    this.#unmodelled = unmodelled;
    this.#designation = designationFor(gateway, topology, intent);
    this.#advertised = new Advertised(topology, gateway);
  }

  pathsTo(endpoint: PlacedEndpoint): readonly FoundPath[] {
    const judged = this.#pieces.of(endpoint).map((piece) => this.#judgePiece(piece, endpoint));
    if (!judged.some((each) => each.reaches)) return [];
    const settled = settlePieces(judged, endpoint, this.#intent.strict);
    const advertised = settled.some(({ piece, judgement }) => judgement.code === NOT_MODELLED || this.#advertised.mayCover(piece));
    return groupPieces(settled).map((group) => ({ path: this.#pathOf(endpoint, group), advertised }));
  }

  #pathOf(endpoint: PlacedEndpoint, group: readonly JudgedPiece[]): JudgedPath {
    const [first, ...others] = group.length > 1 ? [...group].sort((a, b) => a.piece.interval.first - b.piece.interval.first) : group;
    if (first === undefined) throw new Error("a group of pieces is never empty");
    return {
      gateway: this.#gateway,
      endpoint,
      subnet: first.piece.subnet,
      intervals: joinIntervals(group.map(({ piece }) => piece.interval)),
      judgement: first.judgement,
      further:
        others.length === 0 ? NONE_FURTHER : others.map(({ judgement, piece }) => ({ judgement, destination: piece.interval.first })),
    };
  }

  #judgePiece(piece: Piece, endpoint: PlacedEndpoint): JudgedPiece {
    const { unapproved } = endpoint.endpoint;
    // What is not known of this endpoint alone, other endpoints with these addresses need not share.
    const { reach, judgement } = unapproved === undefined ? this.#trace(piece) : this.#traceAfresh(piece, unapproved);
    const gaps = this.#unmodelled.touching(reach, this.#gateway.gateway.key, endpoint.endpoint.key, piece.subnet.network);
    if (gaps.length > 0)
      return {
        piece,
        judgement: {
          ...judgement,
          verdict: "inconclusive",
          code: NOT_MODELLED,
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
    if (this.#pieces.hasRival(first, piece.subnet.network, this.#networks)) return this.#traceAfresh(piece);
    const inSubnet = this.#traced.get(piece.subnet) ?? new Map<number, Traced>();
    this.#traced.set(piece.subnet, inSubnet);
    const atom = this.#atoms.numberOf(first);
    const traced = inSubnet.get(atom) ?? this.#traceAfresh(piece);
    inSubnet.set(atom, traced);
    return traced;
  }

  #traceAfresh({ subnet, interval }: Piece, unapproved?: Gap): Traced {
    const { gateway, subnets, gap, assumption, unseen } = this.#gateway;
    const entryDoubt: Doubt | undefined = gap && { code: unseen === undefined ? "CP-I11" : "CP-I04", gap };
    const designation = this.#designation ?? NOTHING_DESIGNATED;
    const packet = {
      gateway,
      entry: subnets,
      entryDoubt,
      entryAssumption: assumption,
      designation,
      address: interval.first,
      target: subnet,
      unapproved,
    };
    const treeOf = (flow: Flow): TraceTree => withFastPath(flow.tree, this.#gateway.past);
    const { flows, gaps, reach } = this.#worlds.explore(this.#world, {
      trace: ({ topology, tables }) => traceFlow({ topology, tables, intent: this.#intent }, packet),
      verdictOf: (flow) => judge([treeOf(flow)], [], designation, this.#intent.strict).verdict,
    });
    const doubts = gaps.map((each): Doubt => ({ code: "CP-I11", gap: each }));
    const judgement = judge(flows.map(treeOf), doubts, designation, this.#intent.strict);
    return { reach, judgement: this.#designation === undefined ? withoutFirewall(judgement, this.#intent) : judgement };
  }
}

/** Shared by nearly all paths: there may be hundreds of thousands. */
const NONE_FURTHER: JudgedPath["further"] = [];

/** What can change a path can also change whether on-premises is told of it. */
const NOT_MODELLED = "CP-I05";

const NOTHING_DESIGNATED: Designation = { addresses: new Set(), holders: new Set(), doubtful: new Map(), assumptions: [], unseen: [] };

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
