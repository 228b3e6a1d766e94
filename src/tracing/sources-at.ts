import { type Interval, intervalOf } from "../address/prefix.ts";
import { configuredSources } from "../model/designation.ts";
import type { Intent } from "../model/intent.ts";
import type { AddressHolder, Connection, Gateway } from "../model/network.ts";
import type { PlacedGateway, Topology } from "../topology/topology.ts";

/** Where a packet may come from that nothing is known of. */
export const ANY_SOURCE: readonly Interval[] = [{ first: 0, last: 2 ** 32 - 1 }];

/**
 * The source addresses that packets from the gateway may have at the last of the appliances that they crossed. Any, where a site, a pool or a
 * translation on the way is not in sight: what is said of them then holds for every source.
 */
export function sourcesAt(topology: Topology, intent: Intent, gateway: Gateway, crossed: readonly AddressHolder[]): readonly Interval[] {
  // An appliance may put its own address in (R62); a load balancer does not.
  if (crossed.slice(0, -1).some(({ kind }) => kind !== "load-balancer")) return ANY_SOURCE;
  // Nor is it known whether the VPN gateway of a virtual hub does, or an appliance by which on-premises comes in.
  if (gateway.kind.known && ["virtual-wan-vpn", "appliance"].includes(gateway.kind.value)) return ANY_SOURCE;
  const placed = topology.gateways.find((each) => each.gateway === gateway);
  if (placed === undefined || placed.connections.some(({ translatesSources }) => !translatesSources.known || translatesSources.value))
    return ANY_SOURCE;
  const configured = configuredSources(gateway, intent);
  if (configured.length > 0) return configured.map(intervalOf);
  return areAllStated(placed, topology) ? placed.staticPrefixes.map(intervalOf) : ANY_SOURCE;
}

/** Whether everything that comes in by the gateway comes from prefixes that are in sight: static sites and point-to-site pools. */
function areAllStated({ bgp, connections, openPrefixes, possiblePrefixes, staticPrefixes }: PlacedGateway, topology: Topology): boolean {
  if (!bgp.known || bgp.value || openPrefixes !== undefined || possiblePrefixes.length > 0 || staticPrefixes.length === 0) return false;
  return connections.every(isSite) && !topology.network.connections.some(isHomeless);
}

function isSite({ kind, localNetworkGateway }: Connection): boolean {
  return kind.known && (kind.value === "vpn-client" || (kind.value === "ipsec" && localNetworkGateway.kind === "entity"));
}

/** A connection that may be any gateway's. */
function isHomeless({ gateway, peerGateway }: Connection): boolean {
  return gateway.kind === "unknown" || peerGateway.kind === "unknown";
}
