import { formatAddress, usableInterval } from "../address/prefix.ts";
import type { Assumption } from "../certainty/assumption.ts";
import type { Gap } from "../certainty/known.ts";
import { matchesGateway } from "../model/designation.ts";
import type { Intent } from "../model/intent.ts";
import type { AddressHolder } from "../model/network.ts";
import type { Occupant, PlacedGateway, Topology } from "../topology/topology.ts";

/** The designated firewalls as one gateway sees them. */
export interface Designation {
  readonly addresses: ReadonlySet<number>;
  readonly holders: ReadonlySet<string>;
  /** Those that may be a designated one, by their keys, with the reason why it is not known. */
  readonly doubtful: ReadonlyMap<string, Gap>;
  /** On which the designation itself rests: CP-A02 where none is configured, CP-A08 where an id is taken to mean what is yet to be made. */
  readonly assumptions: readonly Assumption[];
  /** Ids that are configured but not in sight: an address that nothing in sight holds may be theirs. */
  readonly unseen: readonly string[];
}

/** Undefined: no firewall is designated for this gateway, and nothing may be taken for one. */
export function designationFor(placed: PlacedGateway, topology: Topology, intent: Intent): Designation | undefined {
  if (intent.firewalls.length === 0) return everyAzureFirewall(topology);
  // Of a gateway that is not in sight nobody knows whether it is among those that a firewall is meant for.
  if (placed.unseen !== undefined && intent.firewalls.some(({ gateways }) => gateways !== undefined)) return undefined;
  const designated = intent.firewalls.filter((each) => matchesGateway(each.gateways, placed.gateway));
  if (designated.length === 0) return undefined;
  const addresses = new Set<number>();
  const holders = new Set<string>();
  const doubtful = new Map<string, Gap>();
  const assumptions: Assumption[] = [];
  const unseen: string[] = [];
  for (const { address, id } of designated) {
    if (address !== undefined) addresses.add(address);
    if (id === undefined) continue;
    const { holder, assumption, candidates } = holderById(id, topology);
    if (holder !== undefined) holders.add(holder.key);
    else unseen.push(id);
    if (assumption !== undefined) assumptions.push(assumption);
    for (const { key, origin } of candidates)
      doubtful.set(key, {
        resource: origin.resource,
        property: "id",
        text: `its id is not known yet, and may be that of the designated ${id}`,
      });
  }
  return { addresses, holders, doubtful, assumptions, unseen };
}

/** What an id means: the holder, on an assumption, or else those that may be it. */
export interface HolderById {
  readonly holder: AddressHolder | undefined;
  readonly assumption: Assumption | undefined;
  readonly candidates: readonly AddressHolder[];
}

/** Finds the holder with this ARM id or URN. In a preview the subscription may not be known: the type, the group and the name decide then. */
export function holderById(id: string, { network }: Topology): HolderById {
  const armId = id.toLowerCase();
  const exact = network.holders.find((holder) => holder.origin.resource === id || holder.armId === armId);
  if (exact !== undefined) return { holder: exact, assumption: undefined, candidates: [] };
  const [, , subscription = "", , resourceGroup, , , type, name, ...more] = armId.split("/");
  const candidates = network.holders.filter(
    (holder) =>
      holder.armId === undefined &&
      type === COLLECTIONS[holder.kind] &&
      more.length === 0 &&
      mayBe(holder.subscription, subscription) &&
      mayBe(holder.resourceGroup, resourceGroup) &&
      mayBe(holder.azureName?.toLowerCase(), name),
  );
  const [holder, ...rivals] = candidates.filter((each) => each.resourceGroup !== undefined && each.azureName !== undefined);
  if (holder === undefined || rivals.length > 0) return { holder: undefined, assumption: undefined, candidates };
  const text = `${holder.name} is yet to be made in subscription ${subscription}, so that ${id} means it`;
  return { holder, assumption: { code: "CP-A08", text, resource: holder.origin.resource, property: "id" }, candidates: [] };
}

function mayBe(known: string | undefined, wanted: string | undefined): boolean {
  return known === undefined || known === wanted;
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
  return {
    addresses: new Set(),
    holders: new Set(firewalls.map((each) => each.key)),
    doubtful: new Map(),
    assumptions: [assumption],
    unseen: [],
  };
}

/** Whether something is a designated firewall, with what that rests on, or why it is not known. */
export type Designated =
  | { readonly answer: "yes"; readonly assumption?: Assumption }
  | { readonly answer: "no" }
  | { readonly answer: "unknown"; readonly gap: Gap };

/** Whether the holder is a designated firewall at this address of its own. */
export function designationAt(holder: AddressHolder, address: number, { addresses, holders, doubtful }: Designation): Designated {
  if (holders.has(holder.key) || addresses.has(address)) return { answer: "yes" };
  const gap = doubtful.get(holder.key);
  return gap === undefined ? { answer: "no" } : { answer: "unknown", gap };
}

/** Whether the holder is a designated firewall, whatever its address. */
export function designationOf(holder: AddressHolder, topology: Topology, designation: Designation): Designated {
  const { addresses, holders, doubtful } = designation;
  if (holders.has(holder.key)) return { answer: "yes" };
  if (holder.attachments.some(({ address }) => address.known && addresses.has(address.value))) return { answer: "yes" };
  const open = addresses.size === 0 ? undefined : holder.attachments.find(({ address }) => !address.known)?.address;
  const places = [...topology.occupants.values()].flatMap(({ unplaced }) => unplaced.filter((occupant) => occupant.holder === holder));
  const [assumption] = open === undefined ? [] : places.flatMap((occupant) => firstUsableAmong(occupant, addresses));
  if (assumption !== undefined) return { answer: "yes", assumption };
  const gap = doubtful.get(holder.key) ?? (open?.known === false ? open.gap : undefined);
  return gap === undefined ? { answer: "no" } : { answer: "unknown", gap };
}

function firstUsableAmong(occupant: Occupant, addresses: ReadonlySet<number>): readonly Assumption[] {
  return [...addresses].flatMap((address) => firstUsableAddress(occupant, address) ?? []);
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
