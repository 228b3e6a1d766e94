import { formatAddress } from "../../address/prefix.ts";
import { anyContains } from "../../address/prefix-table.ts";
import type { Gap } from "../../certainty/known.ts";
import { compareKeys } from "../../certainty/order.ts";
import type { AddressHolder, Entity, LoadBalancer, Subnet } from "../../model/network.ts";
import { unseenSubnet } from "../../model/unseen-subnet.ts";
import { referencedSubnets } from "../../topology/referenced-subnets.ts";
import type { Topology } from "../../topology/topology.ts";
import { appliancesIn } from "../../tracing/appliances-in-sight.ts";
import { openSiblingsOf, siblingsOf } from "../../tracing/siblings.ts";
import type { Clue, StandIn } from "./clues.ts";

/** An appliance, or the place where one is. */
export interface Place {
  readonly entity: Entity;
  /** Undefined where nothing in sight holds the address. */
  readonly holder: AddressHolder | undefined;
  /** From where it sends on; never empty. */
  readonly subnets: readonly [Subnet, ...Subnet[]];
  /** Why it may send on from elsewhere. */
  readonly gap: Gap | undefined;
}

/**
 * The appliances that a clue may mean. An Azure Firewall has no tunnels, nor has an endpoint. What is not certain to be among them, and may be
 * out of sight, is let go unless `strict`: of a next hop that is not known it is likely that it is what the others are.
 */
export function placesOf(topology: Topology, clue: Clue, strict: boolean): readonly Place[] {
  const { address, networks, standIn } = clue;
  if (address?.known === true) return [...networks].flatMap((each) => placesIn(topology, each, address.value));
  const keys = address?.dependsOn ?? [];
  const dependsOn = keys.flatMap((key) => topology.holders.get(key) ?? []);
  const isAmongThem = dependsOn.length > 0 && dependsOn.length === keys.length;
  const holders = dependsOn.length > 0 || standIn?.isCertain === true ? dependsOn : appliancesIn(topology, networks);
  const places = holders.flatMap((holder) => placesOfHolder(topology, holder));
  if (standIn === undefined || isAmongThem || !(standIn.isCertain || strict)) return places;
  return [...places, ...anywhere(topology, networks, standIn)];
}

/** Somewhere in the networks: a subnet of which nothing is known stands for all subnets of each. */
function anywhere(topology: Topology, networks: ReadonlySet<string>, { entity, gap }: StandIn): readonly Place[] {
  const [first, ...more] = [...networks].sort().flatMap((network) => {
    const own = topology.virtualNetworks.get(network);
    return own === undefined
      ? []
      : [unseenSubnet({ ...entity, key: `${entity.key}#${network}`, name: `somewhere in ${own.name}` }, network, gap)];
  });
  return first === undefined ? [] : [{ entity, holder: undefined, subnets: [first, ...more], gap }];
}

function placesIn(topology: Topology, network: string, address: number): readonly Place[] {
  const own = topology.virtualNetworks.get(network);
  const occupants = topology.occupants.get(network)?.byAddress.get(address);
  if (occupants !== undefined) return occupants.flatMap(({ holder }) => placesOfHolder(topology, holder));
  if (own === undefined || topology.hubs.has(network)) return [];
  if (!anyContains(own.ranges.items, address) && own.ranges.open === undefined) return [];
  if ((topology.endpointsByAddress.get(address) ?? []).some(({ subnets }) => subnets.every((each) => each.network === network))) return [];
  const text = `what holds ${formatAddress(address)} in ${own.name} is not in sight`;
  const entity = {
    ...own,
    key: `${network}#appliances/${formatAddress(address)}`,
    name: `${formatAddress(address)} in ${own.name}`,
    azureName: undefined,
    logicalName: undefined,
    armId: undefined,
  };
  const gap: Gap = { resource: own.origin.resource, property: own.origin.property, text };
  const [first, ...more] = subnetsWith(topology, network, address);
  if (first === undefined) return [{ entity, holder: undefined, subnets: [unseenSubnet(entity, network, gap)], gap }];
  if ([first, ...more].every(isFirewalls)) return [];
  return [{ entity, holder: undefined, subnets: [first, ...more], gap: more.length === 0 ? undefined : gap }];
}

function subnetsWith(topology: Topology, network: string, address: number): readonly Subnet[] {
  const inside = topology.network.subnets.filter((subnet) => subnet.network === network).sort(compareKeys);
  const certain = inside.filter(({ prefixes }) => anyContains(prefixes.items, address));
  return certain.length > 0 ? certain : inside.filter(({ prefixes }) => prefixes.open !== undefined);
}

/** What is there is an Azure Firewall. */
function isFirewalls({ azureName }: Subnet): boolean {
  return azureName?.toLowerCase() === "azurefirewallsubnet";
}

function placesOfHolder(topology: Topology, holder: AddressHolder): readonly Place[] {
  switch (holder.kind) {
    case "azure-firewall":
      return [];
    case "network-interface":
      return placeAt(topology, holder, [holder, ...siblingsOf(holder, topology)], openSiblingsOf(holder));
    case "load-balancer":
      return placesBehind(topology, holder);
    default:
      return holder satisfies never;
  }
}

function placesBehind(topology: Topology, balancer: LoadBalancer): readonly Place[] {
  const { items, open } = balancer.backends;
  const known = items.flatMap((key) => topology.holders.get(key) ?? []).flatMap((each) => placesOfHolder(topology, each));
  const { resource, property } = balancer.origin;
  const none = items.length > 0 ? undefined : { resource, property, text: `no backend of ${balancer.name} is in sight` };
  const gap = open ?? none;
  return gap === undefined ? known : [...known, ...placeAt(topology, balancer, [balancer], gap)];
}

function placeAt(topology: Topology, holder: AddressHolder, all: readonly AddressHolder[], gap: Gap | undefined): readonly Place[] {
  const attachments = all.flatMap((each) => each.attachments);
  const found = attachments.flatMap(({ subnet }) => referencedSubnets(subnet, topology.subnets));
  const [first, ...more] = [...new Set(found)].sort(compareKeys);
  const open = attachments.flatMap(({ subnet }) => (subnet.kind === "unknown" ? [subnet.gap] : []))[0];
  return first === undefined ? [] : [{ entity: holder, holder, subnets: [first, ...more], gap: gap ?? open }];
}
