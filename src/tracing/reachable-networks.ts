import { keysOfReference } from "../model/entity.ts";
import type { AddressHolder, ApplianceAddress, LoadBalancer, Subnet } from "../model/network.ts";
import type { NextHop, Route } from "../routing/route.ts";
import type { RoutingTables, SubnetRoutes } from "../routing/subnet-routes.ts";
import { gapBetween } from "../topology/hubs.ts";
import { referencedSubnets } from "../topology/referenced-subnets.ts";
import type { Occupant, PlacedGateway, Topology } from "../topology/topology.ts";
import { appliancesInSight, networksOfHolder } from "./appliances-in-sight.ts";
import { openSiblingsOf, siblingsOf } from "./siblings.ts";
import { lookAround, type Sight } from "./sight.ts";

/**
 * The networks that a trace from the gateway may come to: its own, those that user routes to appliances lead to, and the direct peers
 * of all these. More than any single packet reaches; it spares the traces that cannot make a path.
 */
export function reachableNetworks(topology: Topology, tables: RoutingTables, { subnets }: PlacedGateway): ReadonlySet<string> {
  return reachableFrom(topology, tables, subnets);
}

/** The same for what an appliance sends on, wherever it may be. */
export function networksBehind(topology: Topology, tables: RoutingTables, holder: AddressHolder): ReadonlySet<string> {
  const known = behind.get(tables) ?? new Map<string, ReadonlySet<string>>();
  behind.set(tables, known);
  let networks = known.get(holder.key);
  if (networks === undefined) {
    networks = behindAll(topology, tables, withOthers(topology, holder));
    known.set(holder.key, networks);
  }
  return networks;
}

function behindAll(topology: Topology, tables: RoutingTables, holders: readonly AddressHolder[]): ReadonlySet<string> {
  if (holders.some((each) => isAnywhere(topology, each))) return everywhere(topology);
  return reachableFrom(
    topology,
    tables,
    holders.flatMap((each) => subnetsOf(topology, each)),
  );
}

/** The appliance with those that it hands packets to. */
function withOthers(topology: Topology, { key }: AddressHolder): readonly AddressHolder[] {
  const holders = new Set<AddressHolder>();
  addHolder(holders, topology, key);
  return [...holders];
}

/** Many packets meet one appliance. */
const behind = new WeakMap<RoutingTables, Map<string, ReadonlySet<string>>>();

function reachableFrom(topology: Topology, tables: RoutingTables, start: readonly Subnet[]): ReadonlySet<string> {
  const visited = new Set<string>();
  const reachable = new Set<string>();
  const queue: Subnet[] = [...start];
  for (let subnet = queue.pop(); subnet !== undefined; subnet = queue.pop()) {
    if (visited.has(subnet.key)) continue;
    visited.add(subnet.key);
    addJoined(reachable, topology, subnet.network);
    queue.push(...placesOfWan(topology, subnet.network));
    for (const routes of tables.of(subnet)) {
      queue.push(...routersOf(topology, routes));
      const sights = sightsOf(topology, routes);
      for (const network of sights.flatMap(clueOf)) addJoined(reachable, topology, network);
      for (const holder of nextHolders(topology, routes, sights)) {
        if (isAnywhere(topology, holder)) return everywhere(topology);
        queue.push(...subnetsOf(topology, holder));
      }
    }
  }
  return reachable;
}

/** A virtual hub hands on to the others of its WAN. What an appliance in one sends on is routed as by its firewall, in sight or not. */
function placesOfWan({ hubs, subnets }: Topology, network: string): readonly Subnet[] {
  const hub = hubs.get(network);
  if (hub === undefined) return [];
  const joined = [...hubs.values()].filter((other) => gapBetween(hub, other) !== "apart");
  return joined.flatMap(({ router, firewallSubnet }) => [router, firewallSubnet].flatMap((key) => subnets.get(key) ?? []));
}

/** The networks that the WAN of a virtual hub may lead to, by whatever appliance; none for a network that is no hub. */
export function networksOfWan(topology: Topology, tables: RoutingTables, network: string): ReadonlySet<string> {
  if (!topology.hubs.has(network)) return new Set();
  const known = behind.get(tables) ?? new Map<string, ReadonlySet<string>>();
  behind.set(tables, known);
  const found = known.get(network) ?? reachableFrom(topology, tables, placesOfWan(topology, network));
  known.set(network, found);
  return found;
}

/** The virtual hubs that a network is connected with may send on. */
function routersOf({ subnets }: Topology, { routes }: SubnetRoutes): readonly Subnet[] {
  const routers = new Set(routes.flatMap(({ nextHop }) => (nextHop.kind === "hub" ? [nextHop.router] : [])));
  return [...routers].flatMap((router) => subnets.get(router) ?? []);
}

/** Whether not even the network of the appliance is known. */
function isAnywhere(topology: Topology, holder: AddressHolder): boolean {
  return networksOfHolder(topology, holder) === undefined;
}

function everywhere({ virtualNetworks }: Topology): ReadonlySet<string> {
  return new Set(virtualNetworks.keys());
}

/** The subnets that the holder may send from. Azure joins all interfaces of a machine to one network: those not in sight are in any subnet of it. */
function subnetsOf(topology: Topology, holder: AddressHolder): readonly Subnet[] {
  const own = holder.attachments.flatMap((each) => referencedSubnets(each.subnet, topology.subnets));
  if (openSiblingsOf(holder) === undefined) return own;
  const networks = new Set(own.map(({ network }) => network));
  return [...topology.subnets.values()].filter(({ network }) => networks.has(network));
}

function addJoined(reachable: Set<string>, topology: Topology, network: string): void {
  reachable.add(network);
  for (const { to } of topology.links.get(network) ?? []) if (to !== undefined) reachable.add(to);
}

/** What is at the addresses that the user routes name. */
function sightsOf(topology: Topology, { routes, subnet }: SubnetRoutes): readonly Sight[] {
  const addresses = new Set<number>();
  for (const { nextHop } of routes) for (const address of addressesOf(nextHop)) if (address.known) addresses.add(address.value);
  return [...addresses].flatMap((address) => lookAround(topology, subnet.network, address));
}

/** Of an appliance that may hold the address, not even the subnet need be known. */
function clueOf(sight: Sight): readonly string[] {
  return sight.kind === "unheld" && sight.unplaced.length > 0 && sight.network !== undefined ? [sight.network] : [];
}

/** The appliances that the user routes name, or may mean. */
function nextHolders(topology: Topology, { routes, subnet }: SubnetRoutes, sights: readonly Sight[]): ReadonlySet<AddressHolder> {
  const holders = new Set<AddressHolder>();
  for (const { holder } of sights.flatMap(occupantsOf)) addHolder(holders, topology, holder.key);
  for (const key of routes.flatMap(({ nextHop }) => [...dependenciesOf(nextHop), ...hubAppliances(nextHop)]))
    addHolder(holders, topology, key);
  if (routes.some(mayLeadAnywhere) || sights.some(({ kind }) => kind === "unclear"))
    for (const { key } of appliancesInSight(topology, subnet.network)) addHolder(holders, topology, key);
  return holders;
}

function dependenciesOf(nextHop: NextHop): readonly string[] {
  return addressesOf(nextHop).flatMap((address) => (address.known ? [] : address.dependsOn));
}

function hubAppliances(nextHop: NextHop): readonly string[] {
  if (nextHop.kind !== "hub-appliance") return [];
  const { appliance } = nextHop;
  return keysOfReference(appliance);
}

function addressesOf(nextHop: NextHop): readonly ApplianceAddress[] {
  return nextHop.kind === "virtual-appliance" ? nextHop.addresses.items : [];
}

/** What a virtual hub does with traffic for another one need not be known: it leads to that one. */
function mayLeadAnywhere({ nextHop, source }: Route): boolean {
  return isAnything(nextHop) && source !== "Default";
}

function isAnything(nextHop: NextHop): boolean {
  if (nextHop.kind !== "virtual-appliance") return nextHop.kind === "unknown";
  return nextHop.addresses.open !== undefined || nextHop.addresses.items.some(({ known }) => !known);
}

function occupantsOf(sight: Sight): readonly Occupant[] {
  if (sight.kind === "occupied") return sight.occupants;
  return sight.kind === "unheld" ? sight.unplaced : [];
}

function addHolder(holders: Set<AddressHolder>, topology: Topology, key: string): void {
  const holder = topology.holders.get(key);
  if (holder === undefined || holders.has(holder)) return;
  holders.add(holder);
  const further = holder.kind === "load-balancer" ? backendsOf(holder, topology) : siblingsOf(holder, topology).map((each) => each.key);
  for (const each of further) addHolder(holders, topology, each);
}

/** Of a load balancer of which not all backends are known, whatever forwards in sight may be one. */
function backendsOf(balancer: LoadBalancer, topology: Topology): readonly string[] {
  if (balancer.backends.open === undefined) return balancer.backends.items;
  const networks = [...(networksOfHolder(topology, balancer) ?? [])];
  return [...balancer.backends.items, ...networks.flatMap((network) => appliancesInSight(topology, network).map(({ key }) => key))];
}
