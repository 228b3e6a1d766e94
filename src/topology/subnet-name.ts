import type { Subnet } from "../model/network.ts";
import type { Topology } from "./topology.ts";

/** `hub/GatewaySubnet` */
export function subnetName({ network, name }: Subnet, { virtualNetworks }: Topology): string {
  return `${virtualNetworks.get(network)?.name ?? "unknown"}/${name}`;
}
