import type { Gap } from "../../certainty/known.ts";
import { append } from "../../certainty/order.ts";
import type { AddressHolder } from "../../model/network.ts";
import { answered, byUrn, configured, type Declaration } from "../declarations/declaration.ts";
import type { Inventory } from "../declarations/inventory.ts";
import type { Reading } from "../declarations/reading.ts";
import { ruleSources } from "../rules/rule-sources.ts";
import { isObject } from "../values/field.ts";
import { balancersOfPool, readBackendMembers } from "./backend-members.ts";
import { indexInterfaces } from "./interface-addresses.ts";
import { readAzureFirewall } from "./read-azure-firewall.ts";
import { type BackendSources, readLoadBalancer } from "./read-load-balancer.ts";
import { readNetworkInterface } from "./read-network-interface.ts";
import { taggedMachines } from "./read-reply-tag.ts";
import { noteSharedAddresses } from "./shared-addresses.ts";
import { findSiblings } from "./sibling-interfaces.ts";

/** Reads everything that can hold the address of a next hop. `networkOf`: the network of a subnet, by key. */
export function readHolders(
  inventory: Inventory,
  networkOf: (subnet: string) => string | undefined,
  reading: Reading,
): readonly AddressHolder[] {
  const interfaceDeclarations = inventory.ofKind("network-interface").filter((nic) => !isEndpoints(nic));
  const rules = ruleSources(inventory, reading);
  const firewalls = inventory.ofKind("azure-firewall").map((firewall) => readAzureFirewall(firewall, rules, reading));
  const machines = inventory.ofKind("virtual-machine");
  const siblingsOf = findSiblings(interfaceDeclarations, machines, reading);
  const tagged = taggedMachines(machines, reading);
  const interfaces = interfaceDeclarations.map((nic) => readNetworkInterface(nic, siblingsOf(nic), tagged.get(nic.key), reading));
  const balancers = inventory.ofKind("load-balancer");
  if (balancers.length === 0) return withSharedNoted([...firewalls, ...interfaces]);
  const memberDeclarations = {
    interfaces: interfaceDeclarations,
    scaleSets: inventory.ofKind("scale-set"),
    machines,
    associations: inventory.ofKind("backend-pool-association"),
  };
  const sources = {
    members: readBackendMembers(memberDeclarations, reading.directory, reading.log),
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

/** The interface that Azure makes for a private endpoint: what it holds is the endpoint's. */
function isEndpoints(nic: Declaration): boolean {
  return isObject(answered(nic, "privateEndpoint").value);
}

/** A pool that may be of several load balancers opens the backends of each; where nothing says whose it is, of all. */
function poolsByBalancer(inventory: Inventory, { directory, log }: Reading): BackendSources["pools"] {
  const pools = new Map<string, Declaration[]>();
  const open = new Map<string, Gap>();
  let openAll: Gap | undefined;
  for (const pool of byUrn(inventory.ofKind("backend-pool"))) {
    const parent = inventory.parentOf(pool);
    if (parent.kind === "entity") append(pools, parent.parent.key, pool);
    if (parent.kind === "unknown") openMaybe(pool, "loadBalancerName", parent.candidates);
  }
  for (const address of byUrn(inventory.ofKind("backend-pool-address"))) {
    const balancers = balancersOfPool(address, configured(address, "backendAddressPool"), directory);
    const [only] = balancers ?? [];
    if (balancers?.length === 1 && only !== undefined) append(pools, only.key, address);
    else if (balancers?.length !== 0) openMaybe(address, "backendAddressPool", balancers ?? []);
  }

  function openMaybe({ resource }: Declaration, property: string, candidates: readonly Declaration[]): void {
    const gap = log.note(resource.urn, property, "it is not known which load balancer this is; give its name or id as text to settle it");
    for (const { key } of candidates) if (!open.has(key)) open.set(key, gap);
    if (candidates.length === 0) openAll ??= gap;
  }

  return { of: (balancer) => pools.get(balancer) ?? [], openOf: (balancer) => open.get(balancer) ?? openAll };
}
