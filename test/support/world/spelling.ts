import type { Generation } from "./classic.ts";

/** The ways in which a program and a state can say the same network. */
export interface Spelling {
  /** Children in their parents' inputs, or resources of their own. */
  readonly style: "inline" | "standalone";
  /** After a refresh parents list their standalone children, and both halves of a peering know that they are connected. */
  readonly refreshed: boolean;
  /** After a refresh: what the parents list of their standalone children is older than the children. */
  readonly stale?: boolean;
  /** Ids and values of enumerations in capitals: Azure takes them in any case. */
  readonly shouted?: boolean;
  /** `v20230501`, or `local-v20230501` for the token of a generated SDK; absent: the default version's token. */
  readonly apiVersion?: string;
  /** The classic provider in place of azure-native, as one of its versions writes it; absent: azure-native. */
  readonly classic?: Generation;
  /** The order of the resources; absent: as they stand in the world. */
  readonly shuffleSeed?: number;
}

/** The token of a network type in a version's spelling. What is of another module, `compute:VirtualMachine`, has the default version's. */
export function tokenOf(type: string, apiVersion: string | undefined): string {
  if (type.includes(":")) return `azure-native:${type}`;
  if (apiVersion === undefined) return `azure-native:network:${type}`;
  if (apiVersion.startsWith("local-")) return `azure-native_network_${apiVersion.slice("local-".length)}:network:${type}`;
  return `azure-native:network/${apiVersion}:${type}`;
}

/** The URN that a resource of the test stack has. */
export function urnOf(token: string, name: string): string {
  return `urn:pulumi:prod::network::${token}::${name}`;
}

const PROVIDER = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/net/providers/Microsoft.Network";

/** The ARM id of something under Microsoft.Network: `armId("virtualNetworks/hub/subnets/ep")`. */
export function armId(path: string): string {
  return `${PROVIDER}/${path}`;
}

/** The ARM id of a virtual machine. */
export function machineId(name: string): string {
  return armId(`virtualMachines/${name}`).replace("Microsoft.Network", "Microsoft.Compute");
}

/** The ARM id of `network/subnet`. */
export function subnetId(subnet: string): string {
  const [network, name] = subnet.split("/");
  return armId(`virtualNetworks/${network}/subnets/${name}`);
}
