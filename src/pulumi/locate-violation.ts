import { append } from "../certainty/order.ts";
import type { Network, Reference, Subnet } from "../model/network.ts";
import type { Path } from "../report/report.ts";
import { ROUTE_POLICIES_OFF } from "../routing/choose-route.ts";
import type { Stack } from "./read-stack.ts";

/**
 * Returns a function from a path to the URN of the resource where it would be mended, among those of this stack: the
 * endpoint's subnet, or the network that declares it, where its route-table policies are off; else the route table at the
 * hop that decides, the gateway's subnet, the endpoint; where none of them is in this stack, the stack.
 */
export function createLocator(network: Network, stack: Stack): (path: Path) => string {
  const networkNames = new Map(network.virtualNetworks.map(({ key, name }) => [key, name]));
  const subnets = new Map(network.subnets.map((subnet) => [subnet.key, subnet]));
  const subnetsByNode = new Map<string, Subnet[]>();
  for (const subnet of network.subnets) append(subnetsByNode, `${networkNames.get(subnet.network) ?? ""}/${subnet.name}`, subnet);
  const routeTables = new Map(network.routeTables.map(({ key, origin }) => [key, origin.resource]));
  const subnetDeclarers = new Map<string, string | undefined>();
  for (const { origin, armId, subnet } of network.endpoints) {
    const declarer = declarerOf(subnet, subnets);
    subnetDeclarers.set(origin.resource, declarer);
    if (armId !== undefined) subnetDeclarers.set(armId, declarer);
  }
  const gatewaySubnets = new Map(
    network.gateways.map(({ origin, subnet }) => [origin.resource, subnet.kind === "entity" ? subnets.get(subnet.key) : undefined]),
  );

  function decidingSubnet(path: Path, gatewaySubnet: Subnet | undefined): Subnet | undefined {
    const deciding = path.hops.findLastIndex(({ chosen }) => chosen.length > 0);
    if (deciding <= 0 && path.gateway.kind !== "appliance") return gatewaySubnet;
    const [only, ...others] = subnetsByNode.get(path.hops[deciding]?.node ?? "") ?? [];
    return others.length === 0 ? only : undefined;
  }

  function routeTableOf(subnet: Subnet | undefined): string | undefined {
    return subnet?.routeTable.kind === "entity" ? routeTables.get(subnet.routeTable.key) : undefined;
  }

  return (path) => {
    const { endpoint, gateway } = path;
    const gatewaySubnet = gateway.resource === null ? undefined : gatewaySubnets.get(gateway.resource);
    const candidates = [
      ROUTE_POLICIES_OFF.has(endpoint.networkPolicies) ? subnetDeclarers.get(endpoint.resource) : undefined,
      routeTableOf(decidingSubnet(path, gatewaySubnet)),
      path.gateway.kind === "appliance" ? (gateway.resource ?? undefined) : gatewaySubnet?.origin.resource,
      endpoint.resource,
    ];
    return candidates.find((urn) => urn !== undefined && stack.urns.has(urn)) ?? stack.urn;
  };
}

/**
 * The resource that declares the subnet. It is known even where the subnet is not, if one resource declares all that it may be:
 * in a preview an inline subnet is known only by its network.
 */
function declarerOf(subnet: Reference, subnets: ReadonlyMap<string, Subnet>): string | undefined {
  switch (subnet.kind) {
    case "entity":
      return subnets.get(subnet.key)?.origin.resource;
    case "unknown": {
      const [only, ...others] = new Set(subnet.candidates.map((key) => subnets.get(key)?.origin.resource));
      return others.length === 0 ? only : undefined;
    }
    case "none":
    case "outside":
      return undefined;
    default:
      return subnet satisfies never;
  }
}
