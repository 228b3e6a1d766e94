import { contains, overlaps, type Prefix } from "../address/prefix.ts";
import type { NextHopTarget } from "../azure/change-writer.ts";
import { compareKeys, compareText } from "../certainty/order.ts";
import type { Intent } from "../model/intent.ts";
import type { ApplianceAddress, RouteTable, Subnet, UserRoute } from "../model/network.ts";
import { isRouteTableAware } from "../routing/choose-route.ts";
import { joinedNetworks } from "../topology/joined-networks.ts";
import type { Topology } from "../topology/topology.ts";
import { type Designation, designationFor, designationOf } from "../tracing/designation.ts";
import { lookAround } from "../tracing/sight.ts";
import type { TraceHop } from "../tracing/trace.ts";
import type { JudgedPath } from "../verdict/judged-path.ts";
import { type Candidate, candidateOf, contradicts, type Step } from "./candidate.ts";
import { applianceAddresses, prefixOf, type StepWriter } from "./step-writer.ts";

/** Codes of paths that no change of the program's resources can mend: something is not in sight, or the configuration has to say more. */
const BEYOND = new Set(["CP-I04", "CP-I05", "CP-I07", "CP-I08", "CP-I14", "CP-I15", "CP-N04"]);

/** How many of the firewall's addresses are tried. */
const FEW_TARGETS = 2;

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
    const place = this.#placeOf(path);
    if (place === undefined) return [];
    const routes = this.#routeSteps(place);
    const policies = this.#policySteps(place);
    const astray = this.#astray(path, place);
    return distinct([
      ...policies.flatMap((policy) => routes.map((route) => [...policy, ...route])),
      ...astray.flatMap((step) => policies.map((policy) => [...policy, step])),
    ]);
  }

  #placeOf({ gateway, subnet, judgement, intervals }: JudgedPath): Place | undefined {
    const [interval] = intervals;
    const [hop] = judgement.trace?.hops ?? [];
    if (gateway === undefined || subnet === undefined || interval === undefined || hop === undefined) return undefined;
    const designation = designationFor(gateway, this.#topology, this.#intent);
    return designation === undefined ? undefined : { subnet, address: interval.first, designation, hop };
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
    const targets = this.#targets(place, routes.routeTable);
    const table = this.#asItIs(routes.routeTable);
    const steps = table === undefined ? this.#newTables(place, targets) : this.#inTable(place, table, targets);
    const single = steps.flatMap((step) => (step === undefined ? [] : [[step]]));
    return this.#isSentToFirewall(place) ? [[], ...single] : [...single, []];
  }

  #isSentToFirewall({ hop, designation }: Place): boolean {
    const { nextHop, source } = hop.decision.bestOther;
    return source === "User" && nextHop.kind === "virtual-appliance" && this.#areDesignated(nextHop.addresses.items, designation);
  }

  #areDesignated(addresses: readonly ApplianceAddress[], designation: Designation): boolean {
    return addresses.every((each) => each.known && isDesignatedAddress(each.value, designation, this.#topology));
  }

  #inTable(place: Place, table: RouteTable, targets: readonly NextHopTarget[]): readonly (Step | undefined)[] {
    const [best, ...others] = coveringRoutes(table, place.address);
    const range = this.#rangeOf(place);
    const prefixes = this.#prefixesFor(place, range);
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
    const [prefix] = this.#prefixesFor(place, this.#rangeOf(place));
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
        nextHop.known && nextHop.value.kind === "virtual-appliance" && this.#areDesignated(nextHop.value.addresses.items, designation),
    );
  }

  /**
   * What may complete a candidate that was made and did not do: `after` are the pieces of the path as they are then. Where one gets further
   * and is lost, or goes astray, at another hop, a route of that hop is in the way. Where others are mended already, one still needs a route.
   */
  completed(candidate: Candidate, after: readonly JudgedPath[]): readonly Candidate[] {
    const open = after.find(({ judgement }) => judgement.verdict !== "inspected");
    const place = open && this.#placeOf(open);
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
      const retargets = this.#targets(place, table).map((target) => this.#steps.retarget(table, route, target));
      return [removal, ...retargets].filter((step) => step !== undefined);
    }
    return [];
  }

  /** The table with its routes before any change: what was added leads to the firewall. Undefined for one that is new. */
  #asItIs(table: RouteTable | undefined): RouteTable | undefined {
    return this.#topology.routeTables.get(table?.key ?? "");
  }

  /** The designated firewalls, those first that the table has already, then those that the hop can reach. */
  #targets({ designation, hop }: Place, table: RouteTable | undefined): readonly NextHopTarget[] {
    const used = applianceAddresses(table?.routes.items ?? []);
    const { network } = hop.point.routes.subnet;
    const joined = joinedNetworks(this.#topology, network);
    const placed = [...this.#topology.occupants].filter(([key]) => joined.has(key));
    const held = placed.flatMap(([, { byAddress }]) =>
      [...byAddress].flatMap(([address, occupants]) =>
        occupants.some(({ holder }) => designationOf(holder, this.#topology, designation).answer === "yes") ? [address] : [],
      ),
    );
    const inSight = [...designation.addresses].filter((each) =>
      lookAround(this.#topology, network, each).some(({ kind }) => kind !== "nowhere"),
    );
    const known = [...new Set([...inSight, ...held])].sort(
      (a, b) => Number(used.has(b)) - Number(used.has(a)) || Number(held.includes(b)) - Number(held.includes(a)) || a - b,
    );
    const unplaced = placed.flatMap(([, { unplaced: occupants }]) =>
      occupants.filter(({ holder }) => designationOf(holder, this.#topology, designation).answer === "yes"),
    );
    return [
      ...known.map((address): NextHopTarget => ({ kind: "address", address })),
      ...[...new Set(unplaced.map(({ holder }) => holder))].map((holder): NextHopTarget => ({ kind: "holder", holder })),
    ].slice(0, FEW_TARGETS);
  }

  /** The range of the endpoint's network that holds the address: R34 asks for user routes of its length at least. */
  #rangeOf({ subnet, address }: Place): Prefix | undefined {
    return this.#topology.virtualNetworks.get(subnet.network)?.ranges.items.find((range) => contains(range, address));
  }

  /**
   * The range where it takes nothing in but the endpoint's network, as measured (R33); else the subnet's own prefix (R35): a route over the
   * gateway's or the firewall's subnet breaks more than it mends (R50).
   */
  #prefixesFor({ subnet, address, hop, designation }: Place, range: Prefix | undefined): readonly Prefix[] {
    const own = subnet.prefixes.items.filter((prefix) => contains(prefix, address));
    const { network, prefixes } = hop.point.routes.subnet;
    // An appliance can bear what Azure's own gateways cannot.
    const isOver = (prefix: Prefix): boolean => hop.point.kind === "gateway" && prefixes.items.some((each) => overlaps(each, prefix));
    const isKept = (prefix: Prefix): boolean =>
      !isOver(prefix) &&
      ![...designation.addresses].some((each) => contains(prefix, each)) &&
      !this.#holdsFirewall(prefix, subnet.network, designation);
    const ranges = range !== undefined && isKept(range) ? [range] : [];
    const subnets = own.filter(isKept);
    return network === subnet.network ? [...subnets, ...ranges] : [...ranges, ...subnets];
  }

  #holdsFirewall(prefix: Prefix, network: string, { holders }: Designation): boolean {
    const occupants = this.#topology.occupants.get(network);
    if (occupants === undefined) return false;
    const held = [...occupants.byAddress].some(
      ([address, list]) => contains(prefix, address) && list.some(({ holder }) => holders.has(holder.key)),
    );
    return (
      held ||
      occupants.unplaced.some(
        ({ holder, subnet }) => holders.has(holder.key) && subnet?.prefixes.items.some((each) => overlaps(each, prefix)),
      )
    );
  }
}

/** A path, and where it goes astray first. */
interface Place {
  readonly subnet: Subnet;
  readonly address: number;
  readonly designation: Designation;
  readonly hop: TraceHop;
}

function isTaken(step: Step, steps: readonly Step[]): boolean {
  return steps.some((each) => each === step || contradicts(each, step));
}

function isDesignatedAddress(address: number, { addresses, holders }: Designation, { occupants }: Topology): boolean {
  if (addresses.has(address)) return true;
  return [...occupants.values()].some(({ byAddress }) => byAddress.get(address)?.some(({ holder }) => holders.has(holder.key)));
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
