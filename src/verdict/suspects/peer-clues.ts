import { compareKeys } from "../../certainty/order.ts";
import type { BgpPeer } from "../../model/network.ts";
import { joinedNetworks } from "../../topology/joined-networks.ts";
import type { Topology } from "../../topology/topology.ts";
import type { Clue } from "./clues.ts";

/** The appliances that speak BGP with Route Servers and virtual hubs: what they tell of may be on-premises (R73, R73b). In key order. */
export function cluesOfPeers(topology: Topology): readonly Clue[] {
  return [...topology.network.bgpPeers].sort(compareKeys).map((peer): Clue => {
    const { address, origin } = peer;
    return {
      networks: networksOf(peer, topology),
      address,
      standIn: address.known ? undefined : { entity: peer, gap: address.gap, isCertain: true },
      towards: undefined,
      origin,
      text: `${partnersOf(peer, topology)} speaks BGP with`,
      advice: "name its subnet under entries if it does",
    };
  });
}

function partnersOf({ speaksWith }: BgpPeer, { network }: Topology): string {
  const all = [...network.routeServers, ...network.hubs].filter(({ key }) => speaksWith.includes(key));
  const [only, ...others] = all;
  return only === undefined || others.length > 0 ? "a Route Server or virtual hub" : only.name;
}

/** A peer is in the network of the Route Server, or in one that is peered with it or connected with the hub. */
function networksOf({ speaksWith }: BgpPeer, topology: Topology): ReadonlySet<string> {
  const { routeServers, hubs, links, strays, virtualNetworks } = topology;
  const servers = routeServers.filter(({ server }) => speaksWith.includes(server.key));
  const homes = [
    ...servers.flatMap((server) => server.homes),
    ...[...hubs.values()].flatMap(({ key, network }) => (speaksWith.includes(key) ? [network] : [])),
  ];
  const networks = new Set(homes.flatMap((home) => [...joinedNetworks(topology, home)]));
  // Next to a network that is not in sight, where the Route Server is.
  const isOutside = servers.some((server) => server.homes.length === 0);
  if (isOutside) for (const { from, to } of [...links.values()].flat()) if (to === undefined) networks.add(from);
  // Of these peerings nothing says where they lead.
  for (const { network } of strays) networks.add(network);
  if (strays.some(({ network }) => homes.includes(network))) for (const key of virtualNetworks.keys()) networks.add(key);
  return new Set([...networks].filter((network) => !hubs.has(network)));
}
