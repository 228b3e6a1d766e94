import { contains } from "../address/prefix.ts";
import type { NextHopTarget } from "../azure/change-writer.ts";
import { compareKeys, compareText } from "../certainty/order.ts";
import type { Intent } from "../model/intent.ts";
import type { RouteTable, UserRoute } from "../model/network.ts";
import { isRouteTableAware } from "../routing/choose-route.ts";
import type { Topology } from "../topology/topology.ts";
import type { JudgedPath } from "../verdict/judged-path.ts";
import { type Candidate, candidateOf, contradicts, type Step } from "./candidate.ts";
import { areDesignated, type Place, placeOf, prefixesFor, rangeOf, targetsAt } from "./place.ts";
import { prefixOf, type StepWriter } from "./step-writer.ts";

/** Codes of paths that no change of the program's resources can mend: something is not in sight, or the configuration has to say more. */
const BEYOND = new Set(["CP-I04", "CP-I05", "CP-I07", "CP-I08", "CP-I14", "CP-I15", "CP-N04"]);

/** How many of the tables that a subnet may be given are tried. */
const FEW_TABLES = 4;

const MOST_STEPS = 3;

/**
 * Returns what may mend a path, the smallest first. The decision tree (R33) says where to look: the network policies of the endpoint's
 * subnet, and the best other route where the packet goes astray. Whether it does mend the path is for a trace to say.
 */
export class Candidates {
  readonly #topology: Topology;
  readonly #intent: Intent;
  readonly #steps: StepWriter;

  constructor(topology: Topology, intent: Intent, steps: StepWriter) {
    this.#topology = topology;
    this.#intent = intent;
    this.#steps = steps;
  }

  for(path: JudgedPath): readonly Candidate[] {
    if (path.gateway?.unseen !== undefined || BEYOND.has(path.judgement.code ?? "")) return [];
    const place = placeOf(path, this.#topology, this.#intent);
    if (place === undefined) return [];
    const routes = this.#routeSteps(place);
    const policies = this.#policySteps(place);
    const astray = this.#astray(path, place);
    return distinct([
      ...policies.flatMap((policy) => routes.map((route) => [...policy, ...route])),
      ...astray.flatMap((step) => policies.map((policy) => [...policy, step])),
    ]);
  }

  /** Without the policies a /32 in force beats every user route (R32); with them on already there is nothing to set. */
  #policySteps({ subnet, hop }: Place): readonly (readonly Step[])[] {
    const { networkPolicies } = subnet;
    if (networkPolicies.known && isRouteTableAware(networkPolicies.value)) return [[]];
    const set = this.#steps.policies(subnet);
    const isHostRoute = hop.decision.chosen.kind === "host";
    return [...(isHostRoute && set !== undefined ? [] : [[]]), ...(set === undefined ? [] : [[set]])];
  }

  #routeSteps(place: Place): readonly (readonly Step[])[] {
    const { routes } = place.hop.point;
    if (this.#topology.hubs.has(routes.subnet.network)) return [[]];
    const targets = targetsAt(place, routes.routeTable, this.#topology);
    const table = this.#asItIs(routes.routeTable);
    const steps = table === undefined ? this.#newTables(place, targets) : this.#inTable(place, table, targets);
    const single = steps.flatMap((step) => (step === undefined ? [] : [[step]]));
    return this.#isSentToFirewall(place) ? [[], ...single] : [...single, []];
  }

  #isSentToFirewall({ hop, designation }: Place): boolean {
    const { nextHop, source } = hop.decision.bestOther;
    return source === "User" && nextHop.kind === "virtual-appliance" && areDesignated(nextHop.addresses.items, designation, this.#topology);
  }

  #inTable(place: Place, table: RouteTable, targets: readonly NextHopTarget[]): readonly (Step | undefined)[] {
    const [best, ...others] = coveringRoutes(table, place.address);
    const range = rangeOf(place, this.#topology);
    const prefixes = prefixesFor(place, this.#topology);
    const adds = prefixes.flatMap((prefix) => targets.map((target) => this.#steps.addRoute(table, prefix, target)));
    if (best === undefined) return adds;
    const retargets = targets.map((target) => this.#steps.retarget(table, best, target));
    const removals = others.length > 0 ? [this.#steps.remove(table, best)] : [];
    if (range !== undefined && lengthOf(best) >= range.length) return [...retargets, ...adds, ...removals];
    const narrowed = prefixes.slice(0, 1).map((prefix) => this.#steps.narrow(table, best, prefix));
    return [...adds, ...removals, ...narrowed, ...retargets];
  }

  #newTables(place: Place, targets: readonly NextHopTarget[]): readonly (Step | undefined)[] {
    const { subnet } = place.hop.point.routes;
    if (subnet.routeTable.kind !== "none") return [];
    const [prefix] = prefixesFor(place, this.#topology);
    const fitting = [...this.#topology.routeTables.values()]
      .filter((table) => this.#fits(table, place))
      .sort(compareKeys)
      .slice(0, FEW_TABLES)
      .map((table) => this.#steps.associate(subnet, table));
    return [...fitting, ...(prefix === undefined ? [] : targets.map((target) => this.#steps.addTable(subnet, prefix, target)))];
  }

  /** Whether the table sends what is for the endpoint to a designated firewall. */
  #fits(table: RouteTable, { address, designation }: Place): boolean {
    return coveringRoutes(table, address).some(
      ({ nextHop }) =>
        nextHop.known &&
        nextHop.value.kind === "virtual-appliance" &&
        areDesignated(nextHop.value.addresses.items, designation, this.#topology),
    );
  }

  /**
   * What may complete a candidate that was made and did not do: `after` are the pieces of the path as they are then. Where one gets further
   * and is lost, or goes astray, at another hop, a route of that hop is in the way. Where others are mended already, one still needs a route.
   */
  completed(candidate: Candidate, after: readonly JudgedPath[]): readonly Candidate[] {
    const open = after.find(({ judgement }) => judgement.verdict !== "inspected");
    const place = open && placeOf(open, this.#topology, this.#intent);
    if (candidate.steps.length >= MOST_STEPS || open === undefined || place === undefined) return [];
    const isPartOfIt = after.some(({ judgement }) => judgement.verdict === "inspected");
    const astray = open.judgement.verdict === "bypassed" ? [] : this.#astray(open, place, candidate.steps);
    return [...astray, ...(isPartOfIt ? this.#routeSteps(place).flat() : [])]
      .filter((step) => !isTaken(step, candidate.steps))
      .map((step) => candidateOf([...candidate.steps, step]));
  }

  /** Where the packet is lost, or passes a firewall, further on: the route that does it can go, or lead elsewhere. The last hop comes first. */
  #astray({ judgement }: JudgedPath, place: Place, taken: readonly Step[] = []): readonly Step[] {
    const [, ...later] = judgement.trace?.hops ?? [];
    return later.reverse().flatMap((hop) => this.#turnedAway({ ...place, hop }, taken));
  }

  #turnedAway(place: Place, taken: readonly Step[]): readonly Step[] {
    const table = this.#asItIs(place.hop.point.routes.routeTable);
    if (table === undefined) return [];
    for (const route of coveringRoutes(table, place.address)) {
      const removal = this.#steps.remove(table, route);
      // A route that is gone already gives way to the next one.
      if (removal !== undefined && isTaken(removal, taken)) continue;
      const retargets = targetsAt(place, table, this.#topology).map((target) => this.#steps.retarget(table, route, target));
      return [removal, ...retargets].filter((step) => step !== undefined);
    }
    return [];
  }

  /** The table with its routes before any change: what was added leads to the firewall. Undefined for one that is new. */
  #asItIs(table: RouteTable | undefined): RouteTable | undefined {
    return this.#topology.routeTables.get(table?.key ?? "");
  }
}

function isTaken(step: Step, steps: readonly Step[]): boolean {
  return steps.some((each) => each === step || contradicts(each, step));
}

/** The user routes that cover the address, the longest first. */
function coveringRoutes({ routes }: RouteTable, address: number): readonly UserRoute[] {
  return routes.items
    .filter((route) => {
      const prefix = prefixOf(route);
      return prefix !== undefined && contains(prefix, address);
    })
    .sort((a, b) => lengthOf(b) - lengthOf(a) || compareText(placeText(a), placeText(b)));
}

function placeText({ origin }: UserRoute): string {
  return `${origin.resource} ${origin.property}`;
}

function lengthOf(route: UserRoute): number {
  return prefixOf(route)?.length ?? -1;
}

/** The fewer steps the earlier; doing nothing is no remedy. */
function distinct(lists: readonly (readonly Step[])[]): readonly Candidate[] {
  const candidates = new Map<string, Candidate>();
  for (const steps of [...lists].sort((a, b) => a.length - b.length)) {
    const candidate = candidateOf(steps);
    if (steps.length > 0 && !candidates.has(candidate.key)) candidates.set(candidate.key, candidate);
  }
  return [...candidates.values()];
}
