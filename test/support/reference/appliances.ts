import type { World, WorldNic } from "../world/world.ts";
import { splitSubnet } from "../world/world.ts";
import { isWithin } from "./addresses.ts";
import { directPeers, isPartial, peeredPrefixes } from "./peerings.ts";
import type { Setting } from "./setting.ts";
import { networkNamed, owns } from "./setting.ts";

/** What holds an address in a network (R16). */
export type Holder =
  | { readonly kind: "appliance"; readonly name: string; readonly subnet: string; readonly isAzureFirewall: boolean }
  | { readonly kind: "balancer"; readonly name: string; readonly backends: readonly WorldNic[] }
  | { readonly kind: "dead-end"; readonly name: string }
  | { readonly kind: "nobody" };

/**
 * The subnets from which what has come to an interface may be sent on: of several interfaces of one virtual machine it may leave by any. By one
 * that does not forward too, for a machine may put its own address in (R62).
 */
export function waysOn({ machines = [], nics }: World, name: string): readonly string[] {
  const together = machines.find(({ interfaces }) => interfaces.includes(name))?.interfaces ?? [name];
  return [...new Set(nics.filter((nic) => together.includes(nic.name)).map(({ subnet }) => subnet))].sort();
}

/** R17: the network that a next hop address is in, seen from a hop's network. */
export type Place = { readonly kind: "network"; readonly network: string } | { readonly kind: "out-of-reach" };

/** In a peered network, and in what the peering does not route: nobody has measured whether a next hop may be there (R26, R10b). */
export function placeOf(setting: Setting, from: string, address: string): Place {
  const places = [...(owns(networkNamed(setting.world, from), address) ? [from] : []), ...peersWith(setting, from, address)];
  const [first] = places;
  if (first === undefined) return { kind: "out-of-reach" };
  const network = setting.unknowns.ask(`which of ${places.join(", ")} has ${address}, seen from ${from}`, places);
  const isThere = network === from || peeredPrefixes(setting, from, network).some((prefix) => isWithin(address, prefix));
  const isReached = isThere || setting.unknowns.ask(`${address} of ${network} is in reach from ${from}`, [true, false]);
  return isReached ? { kind: "network", network } : { kind: "out-of-reach" };
}

/** Networks that share addresses are peered by subnets only: then the longer prefix may be the peer's. */
function peersWith(setting: Setting, from: string, address: string): readonly string[] {
  const isOwn = owns(networkNamed(setting.world, from), address);
  return directPeers(setting, from).filter((peer) => {
    if (!isOwn) return owns(networkNamed(setting.world, peer), address);
    return isPartial(setting, from, peer) && peeredPrefixes(setting, from, peer).some((prefix) => isWithin(address, prefix));
  });
}

/** Who has the address in this very network; the same address elsewhere is somebody else. */
export function holderAt(world: World, network: string, address: string): Holder {
  const isHere = (held: { readonly subnet: string; readonly address: string }): boolean =>
    held.address === address && splitSubnet(held.subnet).network === network;
  const firewall = world.firewalls.find(isHere);
  if (firewall !== undefined) return { kind: "appliance", name: firewall.name, subnet: firewall.subnet, isAzureFirewall: true };
  const nic = world.nics.find(isHere);
  if (nic !== undefined) return holderOf(nic);
  const balancer = world.loadBalancers.find(isHere);
  if (balancer !== undefined) return { kind: "balancer", name: balancer.name, backends: backendsOf(world, balancer.backends) };
  const endpoint = world.endpoints.find(({ subnet, addresses }) => addresses.some((held) => isHere({ subnet, address: held })));
  return endpoint === undefined ? { kind: "nobody" } : { kind: "dead-end", name: endpoint.name };
}

/** R16: without IP forwarding a NIC takes no packets for others. */
export function holderOf(nic: WorldNic): Holder {
  if (!nic.forwarding) return { kind: "dead-end", name: nic.name };
  return { kind: "appliance", name: nic.name, subnet: nic.subnet, isAzureFirewall: false };
}

function backendsOf(world: World, names: readonly string[]): readonly WorldNic[] {
  return world.nics.filter(({ name }) => names.includes(name));
}
