import type { NetworkInterface, Reference } from "../../model/network.ts";

/** Finds network interfaces by the network that they are in and their address. */
export interface InterfaceAddresses {
  /** The key of the network interface. */
  readonly find: (network: string, address: number) => string | undefined;
  /** The network of the subnet that a reference means, where it is one. */
  readonly networkOf: (subnet: Reference) => string | undefined;
}

/** `networkOfSubnet` gives the key of a subnet's network. */
export function indexInterfaces(
  interfaces: readonly NetworkInterface[],
  networkOfSubnet: (subnet: string) => string | undefined,
): InterfaceAddresses {
  const byPlace = new Map<string, string>();
  const networkOf = (subnet: Reference): string | undefined => (subnet.kind === "entity" ? networkOfSubnet(subnet.key) : undefined);
  for (const { key, attachments } of interfaces) {
    for (const { address, subnet } of attachments) {
      const network = networkOf(subnet);
      if (!address.known || network === undefined) continue;
      const place = `${network} ${address.value}`;
      const other = byPlace.get(place);
      if (other === undefined || key < other) byPlace.set(place, key);
    }
  }
  return { find: (network, address) => byPlace.get(`${network} ${address}`), networkOf };
}
