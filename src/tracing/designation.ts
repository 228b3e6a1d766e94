import { formatAddress, usableInterval } from "../address/prefix.ts";
import type { Assumption } from "../certainty/assumption.ts";
import type { Gap } from "../certainty/known.ts";
import { matchesGateway } from "../model/designation.ts";
import type { Intent } from "../model/intent.ts";
import type { AddressHolder, Gateway } from "../model/network.ts";
import type { Occupant, Topology } from "../topology/topology.ts";

/** The designated firewalls as one gateway sees them. */
export interface Designation {
  readonly addresses: ReadonlySet<number>;
  readonly holders: ReadonlySet<string>;
  /** On which the designation itself rests: CP-A02 where none is configured. */
  readonly assumptions: readonly Assumption[];
  /** Ids that are configured but not in sight: an address that nothing in sight holds may be theirs. */
  readonly unseen: readonly string[];
}

/** Undefined: no firewall is designated for this gateway, and nothing may be taken for one. */
export function designationFor(gateway: Gateway, topology: Topology, intent: Intent): Designation | undefined {
  if (intent.firewalls.length === 0) return everyAzureFirewall(topology);
  const designated = intent.firewalls.filter((each) => matchesGateway(each.gateways, gateway));
  if (designated.length === 0) return undefined;
  const addresses = new Set<number>();
  const holders = new Set<string>();
  const unseen: string[] = [];
  for (const { address, id } of designated) {
    if (address !== undefined) addresses.add(address);
    if (id === undefined) continue;
    const holder = holderById(id, topology);
    if (holder === undefined) unseen.push(id);
    else holders.add(holder.key);
  }
  return { addresses, holders, assumptions: [], unseen };
}

/** The holder with this ARM id or URN. */
export function holderById(id: string, topology: Topology): AddressHolder | undefined {
  const armId = id.toLowerCase();
  return topology.network.holders.find((holder) => holder.origin.resource === id || (holder.armId ?? armIdLike(holder, armId)) === armId);
}

/** In a preview the subscription may not be known: then the type, the resource group and the name decide. */
function armIdLike(holder: AddressHolder, armId: string): string | undefined {
  const [, , subscription, , resourceGroup, , , type, name, ...more] = armId.split("/");
  if (type !== COLLECTIONS[holder.kind] || more.length > 0) return undefined;
  if (holder.subscription !== undefined && holder.subscription !== subscription) return undefined;
  return holder.resourceGroup === resourceGroup && holder.name.toLowerCase() === name ? armId : undefined;
}

/** What the ids of the holders have in front of the name. */
const COLLECTIONS: Readonly<Record<AddressHolder["kind"], string>> = {
  "azure-firewall": "azurefirewalls",
  "network-interface": "networkinterfaces",
  "load-balancer": "loadbalancers",
};

function everyAzureFirewall(topology: Topology): Designation | undefined {
  const firewalls = topology.network.holders.filter((holder) => holder.kind === "azure-firewall");
  if (firewalls.length === 0) return undefined;
  const text = `no firewall is designated: every Azure Firewall in the network counts (${firewalls
    .map((each) => each.name)
    .sort()
    .join(", ")})`;
  const assumption = { code: "CP-A02", text, resource: undefined, property: "firewalls" };
  return { addresses: new Set(), holders: new Set(firewalls.map((each) => each.key)), assumptions: [assumption], unseen: [] };
}

/** Whether the holder is a designated firewall at this address of its own. */
export function isDesignatedAt(holder: AddressHolder, address: number, designation: Designation): boolean {
  return designation.holders.has(holder.key) || designation.addresses.has(address);
}

/** Whether the holder is a designated firewall, whatever its address. */
export function designationOf(
  holder: AddressHolder,
  topology: Topology,
  designation: Designation,
): { readonly answer: "yes" | "no" | "unknown"; readonly assumption?: Assumption; readonly gap?: Gap } {
  if (designation.holders.has(holder.key)) return { answer: "yes" };
  if (holder.attachments.some(({ address }) => address.known && designation.addresses.has(address.value))) return { answer: "yes" };
  const open = holder.attachments.find(({ address }) => !address.known)?.address;
  if (open === undefined || open.known || designation.addresses.size === 0) return { answer: "no" };
  const places = [...topology.occupants.values()].flatMap(({ unplaced }) => unplaced.filter((occupant) => occupant.holder === holder));
  const [assumption] = places.flatMap((occupant) =>
    [...designation.addresses].flatMap((address) => firstUsableAddress(occupant, address) ?? []),
  );
  return assumption === undefined ? { answer: "unknown", gap: open.gap } : { answer: "yes", assumption };
}

/** CP-A04: Azure gives a firewall the first usable address of its subnet. Undefined where the address is another. */
export function firstUsableAddress(occupant: Occupant, address: number): Assumption | undefined {
  const { holder, subnet, attachment } = occupant;
  if (holder.kind !== "azure-firewall" || subnet === undefined || subnet.prefixes.open !== undefined) return undefined;
  const [only, ...others] = subnet.prefixes.items;
  if (only === undefined || others.length > 0 || usableInterval(only)?.first !== address) return undefined;
  return {
    code: "CP-A04",
    text: `${holder.name} will have the first usable address of its subnet, ${formatAddress(address)}`,
    resource: holder.origin.resource,
    property: attachment.property,
  };
}
