import { anyContains } from "../address/prefix-table.ts";
import type { Gap } from "../certainty/known.ts";
import type { PrivateEndpoint } from "../model/network.ts";
import { isOfRemote, isRouted } from "../topology/synchronisation.ts";
import type { Link, Occupant, Topology } from "../topology/topology.ts";

/** What is at an address, as seen from a network. Several sights: one of them is true; `gap` says why. */
export type Sight = { readonly gap: Gap | undefined } & (
  | { readonly kind: "nowhere" }
  /** It may be in sight; what holds it cannot be said. */
  | { readonly kind: "unclear" }
  | { readonly kind: "occupied"; readonly occupants: readonly Occupant[] }
  | { readonly kind: "endpoint"; readonly name: string }
  /**
   * In sight, and nothing is known to hold it; those in `unplaced` may, and an endpoint may be given it. `network` undefined: one that is
   * not in sight itself.
   */
  | {
      readonly kind: "unheld";
      readonly network: string | undefined;
      readonly unplaced: readonly Occupant[];
      readonly endpoint: PrivateEndpoint | undefined;
    }
);

/**
 * Looks for the address in the network and in those directly peered with it (R17). Addresses are no identities: a holder counts only in
 * the network that it is joined to.
 */
export function lookAround(topology: Topology, network: string, address: number): readonly Sight[] {
  const own = topology.virtualNetworks.get(network);
  if (own === undefined) return [{ kind: "nowhere", gap: undefined }];
  const links = topology.links.get(network) ?? [];
  if (anyContains(own.ranges.items, address) || isHeld(topology, network, address))
    return [sightIn(topology, network, address, undefined), ...sharedSights(topology, links, address)];
  const peers = links.filter((link) => mayLeadTo(topology, link, address));
  const sights = peers.flatMap((link) => sightsOver(topology, link, address));
  if (peers.some((link) => link.presence === "certain")) return sights;
  // No network is certain to have the address: it may be in one whose ranges are not known, or in none.
  const open =
    [own.ranges.open, ...links.map((link) => link.ranges.open)].find((gap) => gap !== undefined) ?? straySight(topology, network, address);
  const gap = sights.find((sight) => sight.gap !== undefined)?.gap;
  return [...sights, open === undefined ? { kind: "nowhere", gap } : { kind: "unclear", gap: open }];
}

/** Where only some subnets are peered, the address may be in another one of their network. */
function mayLeadTo(topology: Topology, link: Link, address: number): boolean {
  const { to, partial } = link;
  if (isOfRemote(link, address)) return true;
  if (to === undefined) return false;
  return (
    isHeld(topology, to, address) || (partial !== undefined && anyContains(topology.virtualNetworks.get(to)?.ranges.items ?? [], address))
  );
}

/** Only what the peering routes is joined: whether anything else in the network can be a next hop was never measured (R26, R10b). */
function sightsOver(topology: Topology, link: Link, address: number): readonly Sight[] {
  if (link.to === undefined) return [{ kind: "unheld", network: undefined, unplaced: [], endpoint: undefined, gap: link.gap }];
  const doubt = link.partial ?? link.unsynchronised?.gap;
  if (doubt === undefined || isRouted(link, address)) return [sightIn(topology, link.to, address, link.gap)];
  return [sightIn(topology, link.to, address, doubt), { kind: "nowhere", gap: doubt }];
}

/** Networks with peered subnets may have the same addresses elsewhere (R26): then the address may also be the peer's. */
function sharedSights(topology: Topology, links: readonly Link[], address: number): readonly Sight[] {
  return links
    .filter((link) => link.partial !== undefined && anyContains(link.ranges.items, address))
    .flatMap((link) => sightsOver(topology, link, address).map((sight) => ({ ...sight, gap: link.partial })));
}

/** Why a network that has the address may be joined to this one by a peering of which nothing says where it leads. */
function straySight({ strays, virtualNetworks }: Topology, network: string, address: number): Gap | undefined {
  return strays.find((stray) => {
    const ranges = virtualNetworks.get(stray.network)?.ranges;
    return stray.network !== network && (ranges === undefined || ranges.open !== undefined || anyContains(ranges.items, address));
  })?.gap;
}

/** A holder proves the address to be the network's, also where the ranges are not known. */
function isHeld(topology: Topology, network: string, address: number): boolean {
  return topology.occupants.get(network)?.byAddress.has(address) ?? false;
}

function sightIn(topology: Topology, network: string, address: number, gap: Gap | undefined): Sight {
  const occupants = topology.occupants.get(network);
  const exact = occupants?.byAddress.get(address);
  if (exact !== undefined) return { kind: "occupied", occupants: exact, gap };
  const endpoint = (topology.endpointsByAddress.get(address) ?? []).find(
    ({ subnets }) => subnets.length === 1 && subnets[0]?.network === network,
  );
  if (endpoint !== undefined) return { kind: "endpoint", name: endpoint.endpoint.name, gap };
  const isHub = topology.hubs.has(network);
  const unplaced = (occupants?.unplaced ?? []).filter(
    ({ subnet }) => isHub || subnet === undefined || subnet.prefixes.open !== undefined || anyContains(subnet.prefixes.items, address),
  );
  return { kind: "unheld", network, unplaced, endpoint: endpointThatMayGet(topology, network, address), gap };
}

/** Azure gives endpoints any free address of their subnet. */
function endpointThatMayGet(topology: Topology, network: string, address: number): PrivateEndpoint | undefined {
  const dynamic = topology.dynamicEndpoints.get(network) ?? [];
  return dynamic.find(({ subnet }) => subnet.prefixes.open !== undefined || anyContains(subnet.prefixes.items, address))?.endpoint;
}
