import type { AddressHolder } from "../model/network.ts";
import { readBackendMembers } from "./backend-members.ts";
import type { Declaration } from "./declaration.ts";
import { addToGroup } from "./group.ts";
import { indexInterfaces } from "./interface-addresses.ts";
import type { Inventory } from "./inventory.ts";
import { readAzureFirewall } from "./read-azure-firewall.ts";
import { readLoadBalancer } from "./read-load-balancer.ts";
import { readNetworkInterface } from "./read-network-interface.ts";
import type { Reading } from "./reading.ts";
import { noteSharedAddresses } from "./shared-addresses.ts";

/** Reads everything that can hold the address of a next hop. `networkOf`: the network of a subnet, by key. */
export function readHolders(
  inventory: Inventory,
  networkOf: (subnet: string) => string | undefined,
  reading: Reading,
): readonly AddressHolder[] {
  const interfaceDeclarations = inventory.ofKind("network-interface");
  const firewalls = inventory.ofKind("azure-firewall").map((firewall) => readAzureFirewall(firewall, reading));
  const interfaces = interfaceDeclarations.map((nic) => readNetworkInterface(nic, reading));
  const balancers = inventory.ofKind("load-balancer");
  if (balancers.length === 0) return withSharedNoted([...firewalls, ...interfaces]);
  const sources = {
    members: readBackendMembers(interfaceDeclarations, inventory.ofKind("scale-set"), reading.directory, reading.log),
    interfaces: indexInterfaces(interfaces, networkOf),
    pools: poolsByBalancer(inventory, reading),
  };
  const read = balancers.map((balancer) => readLoadBalancer(balancer, sources, reading));
  return withSharedNoted([...firewalls, ...interfaces, ...read]);

  function withSharedNoted(holders: readonly AddressHolder[]): readonly AddressHolder[] {
    noteSharedAddresses(holders, networkOf, reading.log);
    return holders;
  }
}

function poolsByBalancer(inventory: Inventory, { directory }: Reading): ReadonlyMap<string, readonly Declaration[]> {
  const pools = new Map<string, Declaration[]>();
  for (const pool of inventory.ofKind("backend-pool")) {
    const balancer = directory.parentOf(pool);
    if (balancer !== undefined) addToGroup(pools, balancer.key, pool);
  }
  return pools;
}
