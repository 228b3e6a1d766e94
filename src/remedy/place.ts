import { contains, overlaps, type Prefix } from "../address/prefix.ts";
import type { NextHopTarget } from "../azure/change-writer.ts";
import type { Intent } from "../model/intent.ts";
import type { ApplianceAddress, RouteTable, Subnet } from "../model/network.ts";
import { joinedNetworks } from "../topology/joined-networks.ts";
import type { Topology } from "../topology/topology.ts";
import { type Designation, designationFor, designationOf } from "../tracing/designation.ts";
import { lookAround } from "../tracing/sight.ts";
import type { TraceHop } from "../tracing/trace.ts";
import type { JudgedPath } from "../verdict/judged-path.ts";
import { applianceAddresses } from "./step-writer.ts";

/** How many of the firewall's addresses are tried. */
const FEW_TARGETS = 2;

/** A path, and where it goes astray first. */
export interface Place {
  readonly subnet: Subnet;
  readonly address: number;
  readonly designation: Designation;
  readonly hop: TraceHop;
}

/** Undefined where nothing is designated, or nothing was traced. */
export function placeOf({ gateway, subnet, judgement, intervals }: JudgedPath, topology: Topology, intent: Intent): Place | undefined {
  const [interval] = intervals;
  const [hop] = judgement.trace?.hops ?? [];
  if (gateway === undefined || subnet === undefined || interval === undefined || hop === undefined) return undefined;
  const designation = designationFor(gateway, topology, intent);
  return designation === undefined ? undefined : { subnet, address: interval.first, designation, hop };
}

/** Whether every one of the addresses is known, and is a designated firewall's. */
export function areDesignated(addresses: readonly ApplianceAddress[], designation: Designation, topology: Topology): boolean {
  return addresses.every((each) => each.known && isDesignatedAddress(each.value, designation, topology));
}

/** The designated firewalls, those first that the table has already, then those that the hop can reach. */
export function targetsAt({ designation, hop }: Place, table: RouteTable | undefined, topology: Topology): readonly NextHopTarget[] {
  const used = applianceAddresses(table?.routes.items ?? []);
  const { network } = hop.point.routes.subnet;
  const joined = joinedNetworks(topology, network);
  const placed = [...topology.occupants].filter(([key]) => joined.has(key));
  const held = placed.flatMap(([, { byAddress }]) =>
    [...byAddress].flatMap(([address, occupants]) =>
      occupants.some(({ holder }) => designationOf(holder, topology, designation).answer === "yes") ? [address] : [],
    ),
  );
  const inSight = [...designation.addresses].filter((each) => lookAround(topology, network, each).some(({ kind }) => kind !== "nowhere"));
  const known = [...new Set([...inSight, ...held])].sort(
    (a, b) => Number(used.has(b)) - Number(used.has(a)) || Number(held.includes(b)) - Number(held.includes(a)) || a - b,
  );
  const unplaced = placed.flatMap(([, { unplaced: occupants }]) =>
    occupants.filter(({ holder }) => designationOf(holder, topology, designation).answer === "yes"),
  );
  return [
    ...known.map((address): NextHopTarget => ({ kind: "address", address })),
    ...[...new Set(unplaced.map(({ holder }) => holder))].map((holder): NextHopTarget => ({ kind: "holder", holder })),
  ].slice(0, FEW_TARGETS);
}

/** The range of the endpoint's network that holds the address: R34 asks for user routes of its length at least. */
export function rangeOf({ subnet, address }: Place, { virtualNetworks }: Topology): Prefix | undefined {
  return virtualNetworks.get(subnet.network)?.ranges.items.find((range) => contains(range, address));
}

/**
 * The range where it takes nothing in but the endpoint's network, as measured (R33); else the subnet's own prefix (R35): a route over the
 * gateway's or the firewall's subnet breaks more than it mends (R50).
 */
export function prefixesFor(place: Place, topology: Topology): readonly Prefix[] {
  const { subnet, address, hop, designation } = place;
  const range = rangeOf(place, topology);
  const own = subnet.prefixes.items.filter((prefix) => contains(prefix, address));
  const { network, prefixes } = hop.point.routes.subnet;
  // An appliance can bear what Azure's own gateways cannot.
  const isOver = (prefix: Prefix): boolean => hop.point.kind === "gateway" && prefixes.items.some((each) => overlaps(each, prefix));
  const isKept = (prefix: Prefix): boolean =>
    !isOver(prefix) &&
    ![...designation.addresses].some((each) => contains(prefix, each)) &&
    !holdsFirewall(prefix, subnet.network, designation, topology);
  const ranges = range !== undefined && isKept(range) ? [range] : [];
  const subnets = own.filter(isKept);
  return network === subnet.network ? [...subnets, ...ranges] : [...ranges, ...subnets];
}

function holdsFirewall(prefix: Prefix, network: string, { holders }: Designation, topology: Topology): boolean {
  const occupants = topology.occupants.get(network);
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

function isDesignatedAddress(address: number, { addresses, holders }: Designation, { occupants }: Topology): boolean {
  if (addresses.has(address)) return true;
  return [...occupants.values()].some(({ byAddress }) => byAddress.get(address)?.some(({ holder }) => holders.has(holder.key)));
}
