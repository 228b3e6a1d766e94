import type { Gap } from "../../certainty/known.ts";
import { keysOfReference } from "../../model/entity.ts";
import type { PeeringHalf, Reference, Subnet, VirtualNetwork } from "../../model/network.ts";
import { collectionOf, type Declaration, dependenciesOf } from "../declarations/declaration.ts";
import type { Families, Orphan } from "../declarations/families.ts";
import type { Inventory } from "../declarations/inventory.ts";
import { outsideNetworks } from "../declarations/outside-networks.ts";
import type { Reading } from "../declarations/reading.ts";
import { readPeering } from "./read-peering.ts";
import { readSubnet } from "./read-subnet.ts";
import { readVirtualNetwork } from "./read-virtual-network.ts";

export interface ReadNetworks {
  readonly virtualNetworks: readonly VirtualNetwork[];
  readonly subnets: readonly Subnet[];
  readonly peerings: readonly PeeringHalf[];
  /** The key of a subnet's network. */
  readonly networkOf: (subnet: string) => string | undefined;
}

/** Reads the virtual networks with their subnets and peerings; those that are not in sight but have children in sight stand in for themselves. */
export function readVirtualNetworks(inventory: Inventory, subnetsOf: Families, peeringsOf: Families, reading: Reading): ReadNetworks {
  const virtualNetworks: VirtualNetwork[] = [];
  const subnets: Subnet[] = [];
  const peerings: PeeringHalf[] = [];
  const peeringDeclarations: Declaration[] = [];

  for (const declaration of inventory.ofKind("virtual-network")) {
    virtualNetworks.push(readVirtualNetwork(declaration, reading));
    for (const subnet of childrenIn(subnetsOf, declaration, reading)) subnets.push(readSubnet(subnet, declaration.key, reading));
    const listed = new Set(peeringsOf.children.get(declaration.key)?.listed);
    for (const peering of childrenIn(peeringsOf, declaration, reading)) addPeering(peering, declaration.key, listed.has(peering));
  }
  const outside = outsideNetworks([...subnetsOf.orphans, ...peeringsOf.orphans], reading);
  virtualNetworks.push(...outside.networks);
  for (const { child } of subnetsOf.orphans) subnets.push(readSubnet(child, outside.networkOf(child), reading));
  for (const { child, parent } of peeringsOf.orphans) {
    const half = addPeering(child, outside.networkOf(child));
    // Traffic may come in from the network that is not in sight; and to the networks in sight that may be it.
    const { remote } = half;
    const networks = keysOfReference(remote);
    for (const network of [...networks, ...ownersOf(parent)])
      reading.noteUnmodelled("outside", outside.gapOf(child), { kind: "entry", network });
  }
  notePeeringsUnknown(inventory, peeringsOf, peerings, peeringDeclarations, reading);
  const networkOfSubnet = new Map(subnets.map(({ key, network }) => [key, network]));
  return {
    virtualNetworks,
    subnets,
    peerings,
    networkOf: (subnet) => networkOfSubnet.get(subnet) ?? reading.directory.missing.networkOf(subnet),
  };

  /** The networks that a peering may be declared in. */
  function ownersOf(parent: Orphan["parent"]): readonly string[] {
    if (parent.kind === "outside") return [];
    return (parent.candidates.length > 0 ? parent.candidates : inventory.ofKind("virtual-network")).map(({ key }) => key);
  }

  /** Two networks have one peering: what only an answer lists of a pair that is declared, under another name, is its past. */
  function addPeering(declaration: Declaration, network: string, isListed = false): PeeringHalf {
    const half = readPeering(declaration, network, reading);
    if (isListed && peerings.some((each) => each.network === network && isSameEntity(each.remote, half.remote))) return half;
    peerings.push(half);
    peeringDeclarations.push(declaration);
    return half;
  }
}

function childrenIn(families: Families, parent: Declaration, reading: Reading): readonly Declaration[] {
  const children = families.children.get(parent.key);
  if (children === undefined) return [];
  if (children.mix !== undefined) reading.noteUnmodelled("R79", children.mix, { kind: "network", network: parent.key });
  return [...children.declared, ...children.listed];
}

/** A peering that is not in sight, or not where it leads, is not absent: it makes routes, and ways in at both of its ends. */
function notePeeringsUnknown(
  inventory: Inventory,
  peeringsOf: Families,
  peerings: readonly PeeringHalf[],
  declarations: readonly Declaration[],
  reading: Reading,
): void {
  for (const network of inventory.ofKind("virtual-network")) {
    const open = peeringsOf.children.get(network.key)?.open;
    if (open === undefined) continue;
    reading.noteUnmodelled("R22", open, { kind: "network", network: network.key });
    reading.noteUnmodelled("R22", open, { kind: "entry", network: network.key });
    noteWaysIn(network, collectionOf("peering"), network.key, open);
  }
  for (const [index, { network, remote }] of peerings.entries()) {
    const declaration = declarations[index];
    if (declaration === undefined || remote.kind !== "unknown" || remote.candidates.length > 0) continue;
    noteWaysIn(declaration, declaration.path === "" ? "remoteVirtualNetwork" : declaration.path, network, remote.gap);
  }

  /** The other end may be what the property depends on, or any network in sight where it is not recorded that it depends on anything. */
  function noteWaysIn(from: Declaration, path: string, network: string, gap: Gap): void {
    const urns = dependenciesOf(from.resource, path);
    const ends = urns.length === 0 ? inventory.ofKind("virtual-network") : urns.map((urn) => inventory.byUrn(urn));
    for (const end of ends) {
      if (end?.kind !== "virtual-network" || end.key === network || arePeeredInSight(network, end.key)) continue;
      reading.noteUnmodelled("R22", gap, { kind: "entry", network: end.key });
    }
  }

  /** Two networks have one peering: where that is in sight, this is another. */
  function arePeeredInSight(one: string, other: string): boolean {
    return peerings.some(
      ({ network, remote }) =>
        remote.kind === "entity" && ((network === one && remote.key === other) || (network === other && remote.key === one)),
    );
  }
}

function isSameEntity(one: Reference, other: Reference): boolean {
  return one.kind === "entity" && other.kind === "entity" && one.key === other.key;
}
