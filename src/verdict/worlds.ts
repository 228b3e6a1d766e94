import type { Gap } from "../certainty/known.ts";
import type { Intent } from "../model/intent.ts";
import type { Decision } from "../routing/decision.ts";
import { isNetworkSystemRoute } from "../routing/route.ts";
import { RoutingTables } from "../routing/subnet-routes.ts";
import type { Topology } from "../topology/topology.ts";
import { type OpenLinks, openLinks, openQuestion, type Question, settled } from "../topology/worlds.ts";
import type { Flow, Reach, TraceTree } from "../tracing/trace.ts";
import type { Verdict } from "./judgement.ts";

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
  readonly reach: Reach;
}

interface Explored extends Omit<Flows, "reach"> {
  /** What they all come to. */
  readonly verdict: Verdict;
  /** Whether some worlds are left out. */
  readonly isCut: boolean;
}

/** How a packet is traced in a world, and what is said of that world by itself. */
export interface Inquiry {
  readonly trace: (world: World) => Flow;
  readonly verdictOf: (flow: Flow) => Verdict;
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

  /**
   * Traces in `world` and, as long as its ways part at a peering of which something is open, in the worlds in which it is settled. Where these
   * do not agree nothing is decided, whatever the rest of them may be: they are left out then.
   */
  explore(world: World, inquiry: Inquiry): Flows {
    const first = inquiry.trace(world);
    if (world.open.size === 0) return { flows: [first], gaps: [], reach: first };
    const { flows, gaps, isCut } = this.#explore(world, first, inquiry, 1);
    // What is open in `world` comes past all that the worlds come past.
    return { flows, gaps: [...new Set(gaps)], reach: reachOf(isCut ? [first, ...flows] : flows) };
  }

  #explore(world: World, flow: Flow, inquiry: Inquiry, share: number): Explored {
    const question = world.open.size === 0 ? undefined : openQuestion(world.topology, world.open, gapsOf(flow.tree));
    if (question === undefined || share * question.answers.length > MOST_WORLDS)
      return { flows: [flow], gaps: [], verdict: inquiry.verdictOf(flow), isCut: false };
    const found: Explored[] = [];
    const worlds = this.#splitBy(world, question);
    for (const each of worlds) {
      const answer = this.#explore(each, inquiry.trace(each), inquiry, share * worlds.length);
      found.push(answer);
      if (answer.verdict === "inconclusive" || answer.verdict !== found[0]?.verdict) break;
    }
    const isSame = found.every(({ verdict }) => verdict === found[0]?.verdict);
    return {
      flows: found.flatMap(({ flows }) => flows),
      gaps: [question.gap, ...found.flatMap(({ gaps }) => gaps)].filter((gap) => gap !== undefined),
      verdict: isSame ? (found[0]?.verdict ?? "inconclusive") : "inconclusive",
      isCut: found.length < worlds.length || found.some(({ isCut }) => isCut),
    };
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

/** Why the ways of a packet part, or may rest on more than they need to: routes into networks keep others out (R3). */
function gapsOf(tree: TraceTree): ReadonlySet<Gap> {
  const found = { gaps: new Set<Gap>(), decisions: new Set<Decision>() };
  collect(tree, found);
  for (const { beaten } of found.decisions) {
    for (const { route } of beaten) if (route.gap !== undefined && isNetworkSystemRoute(route)) found.gaps.add(route.gap);
  }
  return found.gaps;
}

/** Each decision once: ways that part late share what was decided before. */
function collect(tree: TraceTree, found: { readonly gaps: Set<Gap>; readonly decisions: Set<Decision> }): void {
  if (tree.kind === "end") {
    for (const { decision } of tree.trace.hops) found.decisions.add(decision);
    return;
  }
  if (tree.kind === "one") for (const { gap } of tree.doubts) found.gaps.add(gap);
  for (const branch of tree.branches) collect(branch, found);
}
