import { covers, formatAddress, type Interval, type Prefix } from "../address/prefix.ts";
import { append, compareText } from "../certainty/order.ts";
import type { Intent } from "../model/intent.ts";
import type { RouteTable, Subnet, UserRoute } from "../model/network.ts";
import { chooseRoute } from "../routing/choose-route.ts";
import type { Chosen } from "../routing/decision.ts";
import type { Target } from "../routing/host-routes.ts";
import { type NextHop, nextHopType } from "../routing/route.ts";
import type { RoutingTables } from "../routing/subnet-routes.ts";
import { joinedNetworks } from "../topology/joined-networks.ts";
import { subnetName } from "../topology/subnet-name.ts";
import type { Topology } from "../topology/topology.ts";
import type { JudgedPath } from "../verdict/judged-path.ts";
import { mayMissFirewall } from "../verdict/way-back/findings.ts";
import type { Step } from "./candidate.ts";
import { prefixOf } from "./step-writer.ts";
import type { Judged } from "./trial.ts";

/** What a remedy does besides mending its paths. */
export interface Cost {
  /** Paths that cross the firewall from then on. */
  readonly paths: number;
  /** Of these, those whose replies may miss it (R62 to R68). */
  readonly asymmetric: number;
  /** Other subnets whose way to the endpoints changes (R39: policies work at every network interface that has the /32 routes). */
  readonly otherWays: readonly OtherWay[];
  /** Route tables that get more routes or fewer, with how many they have then, of `MOST_ROUTES` (R19). */
  readonly tables: readonly { readonly name: string; readonly routes: number }[];
  /** /32 user routes to the same next hop that a broader route of the same table covers then. */
  readonly superfluous: number;
}

export interface OtherWay {
  /** Subnets of one network that fare alike, by name. Never empty. */
  readonly subnets: readonly string[];
  /** `InterfaceEndpoint`, `VirtualAppliance 10.0.0.4`. */
  readonly before: string;
  readonly after: string;
}

interface Change {
  readonly steps: readonly Step[];
  readonly mended: readonly JudgedPath[];
  readonly before: Judged;
  readonly after: Judged;
  /** The mended paths as they are then. */
  readonly afterwards: readonly JudgedPath[];
  readonly intent: Intent;
  /** How many paths are mended, those that are not traced themselves among them. */
  readonly count: number;
}

export function costOf(change: Change): Cost {
  const { steps, mended, before, after, afterwards, intent, count } = change;
  const misses = afterwards.filter((path) => mayMissFirewall(path, after.topology, intent)).length;
  return {
    paths: count,
    asymmetric: Math.round((misses / Math.max(1, afterwards.length)) * count),
    otherWays: otherWays(mended, before, after, intent),
    tables: tablesOf(steps),
    superfluous: superfluous(steps, afterwards),
  };
}

function tablesOf(steps: readonly Step[]): Cost["tables"] {
  const tables = new Map<string, number>();
  for (const { table } of steps) if (table !== undefined) tables.set(table.name, (tables.get(table.name) ?? table.routes) + table.added);
  return [...tables].map(([name, routes]) => ({ name, routes })).sort((a, b) => compareText(a.name, b.name));
}

/** Where the mended paths come in. */
function superfluous(steps: readonly Step[], afterwards: readonly JudgedPath[]): number {
  const tables = new Set(afterwards.flatMap(({ judgement }) => judgement.trace?.hops[0]?.point.routes.routeTable ?? []));
  const scope = steps.flatMap((step) => step.scope ?? []);
  return [...tables].reduce((sum, table) => sum + superfluousIn(table, scope), 0);
}

function superfluousIn({ routes }: RouteTable, scope: readonly Interval[]): number {
  const broader = routes.items.flatMap((route) => {
    const prefix = prefixOf(route);
    return prefix === undefined || prefix.length === 32 ? [] : [{ prefix, hop: hopText(route) }];
  });
  return routes.items.filter((route) => {
    const prefix = prefixOf(route);
    const isAffected = scope.some(({ first, last }) => prefix !== undefined && prefix.base >= first && prefix.base <= last);
    return prefix?.length === 32 && isAffected && bestOf(broader, prefix)?.hop === hopText(route);
  }).length;
}

function bestOf<T extends { readonly prefix: Prefix }>(broader: readonly T[], prefix: Prefix): T | undefined {
  return broader.filter((each) => covers(each.prefix, prefix)).sort((a, b) => b.prefix.length - a.prefix.length)[0];
}

function hopText({ nextHop }: UserRoute): string {
  return JSON.stringify(nextHop.known ? nextHop.value : null);
}

/** Every subnet of the endpoints' networks and their direct peers, apart from those where the mended paths come in. */
function otherWays(mended: readonly JudgedPath[], before: Judged, after: Judged, intent: Intent): readonly OtherWay[] {
  const ways = new Map<Alike, OtherWay>();
  const entries = new Set(mended.flatMap(({ judgement }) => judgement.trace?.hops[0]?.point.routes.subnet.key ?? []));
  const seen = new Set<string>();
  for (const { subnet, intervals, endpoint } of mended) {
    const address = intervals[0]?.first;
    if (subnet === undefined || address === undefined || seen.has(subnet.key)) continue;
    seen.add(subnet.key);
    for (const alike of subnetsAround(before.topology, subnet.network)) {
      if (entries.has(alike.sample.key) || ways.has(alike)) continue;
      const target = { subnet, unapproved: endpoint.endpoint.unapproved };
      const [earlier, later] = [before, after].map((network) => wayFrom(network, intent, alike.sample, address, target));
      if (earlier !== undefined && later !== undefined && earlier !== later)
        ways.set(alike, { subnets: alike.names, before: earlier, after: later });
    }
  }
  return [...ways.values()].sort((a, b) => compareText(a.subnets[0] ?? "", b.subnets[0] ?? ""));
}

/** Subnets of one network with one route table: their interfaces have the same routes. */
interface Alike {
  readonly sample: Subnet;
  readonly names: readonly string[];
}

function subnetsAround(topology: Topology, network: string): readonly Alike[] {
  return [...joinedNetworks(topology, network)]
    .filter((key) => !topology.hubs.has(key))
    .flatMap((key) => alikeByNetwork(topology).get(key) ?? []);
}

const byNetwork = new WeakMap<Topology, ReadonlyMap<string, readonly Alike[]>>();

function alikeByNetwork(topology: Topology): ReadonlyMap<string, readonly Alike[]> {
  const found = byNetwork.get(topology);
  if (found !== undefined) return found;
  const entries = new Set(topology.gateways.flatMap(({ subnets }) => subnets.map(({ key }) => key)));
  const groups = new Map<string, Subnet[]>();
  for (const subnet of topology.network.subnets) {
    const { routeTable, key, network } = subnet;
    const table = routeTable.kind === "entity" ? routeTable.key : routeTable.kind === "none" ? "" : key;
    append(groups, `${network}\n${entries.has(key) ? key : table}`, subnet);
  }
  const index = new Map<string, Alike[]>();
  for (const [sample, ...others] of groups.values()) {
    if (sample === undefined) continue;
    const names = [sample, ...others].map((each) => subnetName(each, topology)).sort(compareText);
    append(index, sample.network, { sample, names });
  }
  byNetwork.set(topology, index);
  return index;
}

/** Where a network interface in the subnet sends what is for the address; undefined where the subnet is gone. */
function wayFrom(
  { topology, tables }: { readonly topology: Topology; readonly tables: RoutingTables },
  intent: Intent,
  { key }: Subnet,
  address: number,
  target: Target,
): string | undefined {
  const subnet = topology.subnets.get(key);
  const goal = topology.subnets.get(target.subnet.key);
  if (subnet === undefined || goal === undefined) return undefined;
  const ways = tables
    .of(subnet)
    .flatMap((routes) =>
      chooseRoute(topology, intent, { kind: "nic", routes }, address, { ...target, subnet: goal }).decisions.map(({ chosen }) =>
        chosenText(chosen),
      ),
    );
  return [...new Set(ways)].sort(compareText).join(" or ");
}

function chosenText(chosen: Chosen): string {
  return chosen.kind === "host" ? "InterfaceEndpoint" : nextHopText(chosen.route.nextHop);
}

function nextHopText(hop: NextHop): string {
  if (hop.kind === "unknown") return "not known";
  if (hop.kind !== "virtual-appliance") return nextHopType(hop);
  const addresses = hop.addresses.items.map((each) => (each.known ? formatAddress(each.value) : "not known yet"));
  return `${nextHopType(hop)} ${addresses.join(", ")}`;
}
