import type { World, WorldNic } from "../world/world.ts";
import { splitSubnet } from "../world/world.ts";
import { directPeers } from "./peerings.ts";
import type { Setting } from "./setting.ts";
import { networkNamed, owns } from "./setting.ts";

/** What holds an address in a network (R16). */
export type Holder =
  | { readonly kind: "appliance"; readonly name: string; readonly subnet: string; readonly isAzureFirewall: boolean }
  | { readonly kind: "balancer"; readonly name: string; readonly backends: readonly WorldNic[] }
  | { readonly kind: "dead-end"; readonly name: string }
  | { readonly kind: "nobody" };

/** R17: the network that a next hop address is in, seen from a hop's network; undefined where it is out of reach. */
export function networkHolding(setting: Setting, from: string, address: string): string | undefined {
  if (owns(networkNamed(setting.world, from), address)) return from;
  const peers = directPeers(setting, from).filter((peer) => owns(networkNamed(setting.world, peer), address));
  if (peers.length === 0) return undefined;
  return setting.unknowns.ask(`which of ${peers.join(", ")} has ${address}, seen from ${from}`, peers);
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
