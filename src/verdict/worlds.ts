import type { Gap } from "../certainty/known.ts";
import type { Intent } from "../model/intent.ts";
import type { Decision } from "../routing/decision.ts";
import { isNetworkSystemRoute } from "../routing/route.ts";
import { RoutingTables } from "../routing/subnet-routes.ts";
import type { Topology } from "../topology/topology.ts";
import { type OpenLinks, openLinks, openQuestion, type Question, settled } from "../topology/worlds.ts";
import type { Flow, TraceTree } from "../tracing/trace.ts";

/** A network of which some of what is open is settled, with its routes. */
export interface World {
  readonly topology: Topology;
  readonly tables: RoutingTables;
  readonly open: OpenLinks;
}

export function worldOf(topology: Topology, tables: RoutingTables): World {
  const open = openLinks(topology);
  return { topology, tables, open: open.size > MOST_OPEN ? new Map() : open };
}

/** What a packet may meet: one of the flows is true. */
export interface Flows {
  readonly flows: readonly Flow[];
  /** Why there are several. */
  readonly gaps: readonly Gap[];
}

/**
 * With more than this open in the network, or more worlds than that to tell apart for one packet, the rest stays merely possible, each look-up
 * for itself: less is decided then, nothing wrongly. Every world has routing tables of its own.
 */
const MOST_OPEN = 64;
const MOST_WORLDS = 64;

/** Worlds that are kept for the next packets. */
const MOST_KEPT = 256;

/** Tells the worlds apart that matter to a packet: those in which it may take other ways. */
export class Worlds {
  readonly #intent: Intent;
  #split = new Map<World, Map<string, readonly World[]>>();
  #kept = 0;

  constructor(intent: Intent) {
    this.#intent = intent;
  }

  /** Traces in `world` and, as long as its ways part at a peering of which something is open, in the worlds in which it is settled. */
  explore(world: World, trace: (world: World) => Flow, share = 1): Flows {
    const flow = trace(world);
    const question = world.open.size === 0 ? undefined : openQuestion(world.topology, world.open, gapsOf(flow.tree));
    if (question === undefined || share * question.answers.length > MOST_WORLDS) return { flows: [flow], gaps: [] };
    const found = this.#splitBy(world, question).map((each) => this.explore(each, trace, share * question.answers.length));
    const gaps = [question.gap, ...found.flatMap((each) => each.gaps)].filter((gap) => gap !== undefined);
    return { flows: found.flatMap(({ flows }) => flows), gaps: [...new Set(gaps)] };
  }

  #splitBy(world: World, question: Question): readonly World[] {
    const known = this.#split.get(world)?.get(question.name);
    if (known !== undefined) return known;
    if (this.#kept > MOST_KEPT) {
      this.#split = new Map();
      this.#kept = 0;
    }
    const worlds = settled(world.topology, question).map((topology) => worldOf(topology, new RoutingTables(topology, this.#intent)));
    const byName = this.#split.get(world) ?? new Map<string, readonly World[]>();
    this.#split.set(world, byName.set(question.name, worlds));
    this.#kept += worlds.length;
    return worlds;
  }
}

/** Why the ways of a packet part, or may rest on more than they need to: routes into networks keep others out (R3). */
function gapsOf(tree: TraceTree): readonly Gap[] {
  if (tree.kind === "end") return tree.trace.hops.flatMap(({ decision }) => gapsOfRoutes(decision));
  const own = tree.kind === "one" ? tree.doubts.map(({ gap }) => gap) : [];
  return [...own, ...tree.branches.flatMap(gapsOf)];
}

function gapsOfRoutes({ beaten }: Decision): readonly Gap[] {
  return beaten.flatMap(({ route }) => (route.gap !== undefined && isNetworkSystemRoute(route) ? [route.gap] : []));
}
