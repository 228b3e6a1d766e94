import type { Assumption } from "../certainty/assumption.ts";
import { InputError } from "../certainty/input-error.ts";
import type { Gap } from "../certainty/known.ts";
import { compareKeys } from "../certainty/order.ts";
import type { Entry } from "../model/intent.ts";
import type { Network, Subnet, VirtualNetwork } from "../model/network.ts";
import { parseSubnetName, type SubnetName } from "../model/subnet-name.ts";
import { unseenSubnet } from "../model/unseen-subnet.ts";
import { applianceVantage } from "./appliance-vantage.ts";
import { fitsNetwork, fitsSubnet } from "./entry-names.ts";
import type { PlacedGateway } from "./topology.ts";

/**
 * The entries that the configuration names, as vantage points in their subnets. One whose network is not in sight is another stack's
 * business, like a firewall that is not. Throws an InputError for a name that fits several subnets.
 */
export function placeEntries(entries: readonly Entry[], network: Network): readonly PlacedGateway[] {
  if (entries.length === 0) return [];
  const networks = new Map(network.virtualNetworks.map((each) => [each.key, each]));
  const subnets = [...network.subnets].filter((subnet) => !isHubs(network, subnet.network)).sort(compareKeys);
  return entries.flatMap((entry, index) => {
    const found = findSubnets(entry, `entries[${index}].subnet`, subnets, networks, network);
    return found === undefined ? [] : [placeEntry(entry, found)];
  });
}

/** The subnet of an entry, or those that it may be: never empty. */
interface FoundSubnets {
  readonly subnets: readonly [Subnet, ...Subnet[]];
  /** Why it is not known which subnet it is, if it is one of them at all. */
  readonly gap: Gap | undefined;
  readonly assumption: Assumption | undefined;
}

function findSubnets(
  entry: Entry,
  property: string,
  subnets: readonly Subnet[],
  networks: ReadonlyMap<string, VirtualNetwork>,
  network: Network,
): FoundSubnets | undefined {
  const name = parseSubnetName(entry.subnet);
  if (name === undefined) return undefined;
  const answers = subnets.map((subnet) => ({ subnet, answer: fitsSubnet(name, subnet, networks.get(subnet.network)) }));
  const fitting = answers.flatMap(({ subnet, answer }) => (answer === "yes" ? [subnet] : []));
  const [only, ...others] = fitting;
  if (only !== undefined) {
    if (others.length === 0) return { subnets: [only], gap: undefined, assumption: sameSubscription(entry, name, only) };
    // What a resource declares and what its network lists may be one subnet, as far as is known.
    if (!fitting.some((each) => fitting.some((other) => areDistinct(each, other, networks)))) return oneOf(entry, name, fitting, []);
    const places = fitting.map((each) => each.armId ?? each.key).join(", ");
    throw new InputError(
      `${property}: "${entry.subnet}" fits ${fitting.length} subnets, expected one; give the ARM id or the URN. They are: ${places}`,
    );
  }
  const possible = answers.flatMap(({ subnet, answer }) => (answer === "unknown" ? [subnet] : []));
  return oneOf(entry, name, possible, missingSubnets(entry, name, possible, network));
}

function areDistinct(one: Subnet, other: Subnet, networks: ReadonlyMap<string, VirtualNetwork>): boolean {
  if (one.armId !== undefined && other.armId !== undefined) return one.armId !== other.armId;
  const areDeclared = [one, other].every(({ network }) => networks.get(network)?.logicalName !== undefined);
  return one.network !== other.network && areDeclared;
}

function oneOf(entry: Entry, name: SubnetName, possible: readonly Subnet[], missing: readonly MissingSubnet[]): FoundSubnets | undefined {
  const [only, ...others] = missing;
  // The network is the one that the entry names, so it is this subnet, in sight or not.
  if (only?.isNamed && others.length + possible.length === 0)
    return { subnets: [only.subnet], gap: undefined, assumption: sameSubscription(entry, name, only.subnet) };
  const [first, ...more] = [...possible, ...missing.map(({ subnet }) => subnet)].sort(compareKeys);
  if (first === undefined) return undefined;
  const text = `whether the entry ${entry.name} ("${entry.subnet}") is in this subnet is not known: names are not known yet; give the URN or the ARM id of a subnet whose name is known`;
  return {
    subnets: [first, ...more],
    gap: { resource: first.origin.resource, property: first.origin.property, text },
    assumption: undefined,
  };
}

/** CP-A08: in a preview the subscription may not be known; then the group and the names decide. */
function sameSubscription(entry: Entry, name: SubnetName, { subscription, origin }: Subnet): Assumption | undefined {
  if (name.kind === "urn" || name.subscription === undefined || subscription !== undefined) return undefined;
  const text = `the subnet of the entry ${entry.name} is yet to be made in subscription ${name.subscription}, so that ${entry.subnet} means it`;
  return { code: "CP-A08", text, resource: origin.resource, property: origin.property };
}

interface MissingSubnet {
  readonly subnet: Subnet;
  /** Whether the network certainly is the one that the entry names. */
  readonly isNamed: boolean;
}

/** The subnet of the entry in networks that are in sight without it: another stack may declare it there. */
function missingSubnets(entry: Entry, name: SubnetName, possible: readonly Subnet[], network: Network): readonly MissingSubnet[] {
  return network.virtualNetworks.flatMap((each): readonly MissingSubnet[] => {
    const answer = isHubs(network, each.key) ? "no" : fitsNetwork(name, each);
    if (answer === "no" || possible.some((subnet) => subnet.network === each.key)) return [];
    return [{ subnet: missingSubnet(entry, name, each), isNamed: answer === "yes" }];
  });
}

/** A subnet of which nothing but the network is known. */
function missingSubnet(entry: Entry, name: SubnetName, network: VirtualNetwork): Subnet {
  const text = `the entry ${entry.name} is in the subnet "${entry.subnet}", which is not in the stack or its context`;
  const gap: Gap = { resource: network.origin.resource, property: network.origin.property, text };
  const { subscription, resourceGroup, origin } = network;
  const entity = {
    key: `${network.key}#entries/${entry.name}`,
    name: name.kind === "names" ? name.subnet : "unknown",
    azureName: undefined,
    logicalName: undefined,
    subscription,
    resourceGroup,
    armId: undefined,
    origin,
  };
  return unseenSubnet(entity, network.key, gap);
}

function isHubs({ hubs }: Network, network: string): boolean {
  return hubs.some((hub) => hub.network === network);
}

function placeEntry(entry: Entry, { subnets, gap, assumption }: FoundSubnets): PlacedGateway {
  const [{ subscription, resourceGroup, origin }] = subnets;
  const { name, prefixes } = entry;
  const entity = { key: `entries/${name}`, name, azureName: undefined, logicalName: name, subscription, resourceGroup, armId: undefined };
  return applianceVantage({ ...entity, origin }, subnets, gap, assumption, prefixes);
}
