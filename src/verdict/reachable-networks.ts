import type { AddressHolder, Subnet } from "../model/network.ts";
import type { RoutingTables, SubnetRoutes } from "../routing/subnet-routes.ts";
import type { Occupant, PlacedGateway, Topology } from "../topology/topology.ts";
import { lookAround, type Sight } from "../tracing/sight.ts";

/**
 * The networks that a trace from the gateway may come to: its own, those that user routes to appliances lead to, and the direct peers
 * of all these. More than any single packet reaches; it spares the traces that cannot make a path.
 */
export function reachableNetworks(topology: Topology, tables: RoutingTables, placed: PlacedGateway): ReadonlySet<string> {
  const visited = new Set<string>();
  const reachable = new Set<string>();
  const queue: Subnet[] = [...placed.subnets];
  for (let subnet = queue.pop(); subnet !== undefined; subnet = queue.pop()) {
    if (visited.has(subnet.key)) continue;
    visited.add(subnet.key);
    reachable.add(subnet.network);
    for (const link of topology.links.get(subnet.network) ?? []) if (link.to !== undefined) reachable.add(link.to);
    for (const routes of tables.of(subnet)) queue.push(...nextSubnets(topology, routes));
  }
  return reachable;
}

/** The subnets of the appliances that the user routes name. */
function nextSubnets(topology: Topology, { routes, subnet }: SubnetRoutes): readonly Subnet[] {
  const holders = new Set<AddressHolder>();
  const addresses = new Set<number>();
  for (const { nextHop } of routes) {
    if (nextHop.kind !== "virtual-appliance") continue;
    if (nextHop.address.known) addresses.add(nextHop.address.value);
    else for (const key of nextHop.address.dependsOn) addHolder(holders, topology, key);
  }
  for (const address of addresses) {
    for (const { holder } of lookAround(topology, subnet.network, address).flatMap(occupantsOf)) addHolder(holders, topology, holder.key);
  }
  return [...holders].flatMap(({ attachments }) =>
    attachments.flatMap((each) => (each.subnet.kind === "entity" ? (topology.subnets.get(each.subnet.key) ?? []) : [])),
  );
}

function occupantsOf(sight: Sight): readonly Occupant[] {
  if (sight.kind === "occupied") return sight.occupants;
  return sight.kind === "unheld" ? sight.unplaced : [];
}

function addHolder(holders: Set<AddressHolder>, topology: Topology, key: string): void {
  const holder = topology.holders.get(key);
  if (holder === undefined || holders.has(holder)) return;
  holders.add(holder);
  if (holder.kind === "load-balancer") for (const backend of holder.backends.items) addHolder(holders, topology, backend);
}
