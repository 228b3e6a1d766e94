import type { World, WorldEndpoint, WorldEntry, WorldGateway, WorldNetwork, WorldRouteTable, WorldSubnet } from "../world/world.ts";
import { splitSubnet } from "../world/world.ts";
import { isWithin, lengthOf } from "./addresses.ts";
import type { Unknowns } from "./alternatives.ts";
import type { Hit, LengthClass } from "./hits.ts";

/** One complete world of one judgement: what is there, what is not known, and whom to tell which rule decided. */
export interface Setting {
  readonly world: World;
  readonly unknowns: Unknowns;
  readonly record: (hit: Hit) => void;
}

/** A place where a route is taken: a gateway in its GatewaySubnet, or an appliance's NIC in a subnet (R47). */
export interface Point {
  /** `network/subnet`. */
  readonly subnet: string;
  readonly network: string;
  /** Undefined at a NIC. */
  readonly gateway: WorldGateway | undefined;
  /** Whether on-premises comes in here by an appliance. */
  readonly isEntry: boolean;
}

/** Where on-premises comes in: a gateway, or an appliance in a subnet. */
export type Way = WorldGateway | WorldEntry;

/** R47; what an appliance lets in starts at its interface. */
export function startOf(way: Way): Point {
  return "subnet" in way ? { ...nicPoint(way.subnet), isEntry: true } : gatewayPoint(way);
}

export function gatewayPoint(gateway: WorldGateway): Point {
  return { subnet: `${gateway.network}/GatewaySubnet`, network: gateway.network, gateway, isEntry: false };
}

export function nicPoint(subnet: string): Point {
  return { subnet, network: splitSubnet(subnet).network, gateway: undefined, isEntry: false };
}

/** Throws where the world has no such network: a defect of the generator. */
export function networkNamed(world: World, name: string): WorldNetwork {
  const found = world.networks.find((network) => network.name === name);
  if (found === undefined) throw new Error(`no network "${name}"`);
  return found;
}

/** The subnet called `network/subnet`. Throws where the world has none. */
export function subnetNamed(world: World, path: string): WorldSubnet {
  const { network, subnet } = splitSubnet(path);
  const found = networkNamed(world, network).subnets.find(({ name }) => name === subnet);
  if (found === undefined) throw new Error(`no subnet "${path}"`);
  return found;
}

/** The route table of a subnet: at most one (R19). */
export function tableOf(world: World, subnet: string): WorldRouteTable | undefined {
  const name = subnetNamed(world, subnet).routeTable;
  return name === undefined ? undefined : world.routeTables.find((table) => table.name === name);
}

export function networkOf(endpoint: WorldEndpoint): string {
  return splitSubnet(endpoint.subnet).network;
}

/** Whether one of the network's ranges holds the address. */
export function owns(network: WorldNetwork, address: string): boolean {
  return network.ranges.some((range) => isWithin(address, range));
}

/** The network's range around an address that it owns (R36: each range by itself). */
export function rangeAround(network: WorldNetwork, address: string): string {
  const found = network.ranges.find((range) => isWithin(address, range));
  if (found === undefined) throw new Error(`"${network.name}" does not own ${address}`);
  return found;
}

/** How long a user route is, measured against what an endpoint lies in. */
export function lengthClassOf(world: World, endpoint: WorldEndpoint, address: string, userPrefix: string | undefined): LengthClass {
  if (userPrefix === undefined) return "none";
  const length = lengthOf(userPrefix);
  const range = lengthOf(rangeAround(networkNamed(world, networkOf(endpoint)), address));
  const subnet = subnetNamed(world, endpoint.subnet).prefixes.find((prefix) => isWithin(address, prefix));
  if (length === 0) return "default";
  if (length === 32) return "host";
  if (length < range) return "supernet";
  if (length === range) return "range";
  return subnet !== undefined && length === lengthOf(subnet) ? "subnet" : "inside";
}
