import type { Atoms } from "../address/atoms.ts";
import { formatAddress, formatPrefix, intervalOf, prefix } from "../address/prefix.ts";
import { anyContains } from "../address/prefix-table.ts";
import { append, compareText } from "../certainty/order.ts";
import type { RouteTable, Subnet } from "../model/network.ts";
import { isRouteTableAware } from "../routing/choose-route.ts";
import { isAppliance } from "../routing/point.ts";
import { prefer } from "../routing/prefer.ts";
import type { Route } from "../routing/route.ts";
import type { RoutingTables, SubnetRoutes } from "../routing/subnet-routes.ts";
import { joinedNetworks } from "../topology/joined-networks.ts";
import type { PlacedEndpoint, PlacedGateway, Topology } from "../topology/topology.ts";
import { lookAround } from "../tracing/sight.ts";
import { advice, type NetworkFinding, vantageText } from "./finding.ts";

/** How many routes Azure allows in a table (R19); a finding from nine tenths of it on. */
export const MOST_ROUTES = 400;
const MANY_ROUTES = 360;

const EVERYWHERE = prefix("0.0.0.0/0");

/** CP-G01 to CP-G06: what is unsound about gateways, firewalls and their route tables, whatever the paths say. */
export function soundness(topology: Topology, tables: RoutingTables, atoms: Atoms): readonly NetworkFinding[] {
  const gateways = topology.gateways.flatMap((placed) =>
    placed.gap === undefined ? placed.subnets.map((subnet) => ({ placed, subnet })) : [],
  );
  const endpointsBySubnet = groupBySubnet(topology);
  const atGateways = gateways.flatMap(({ placed, subnet }) =>
    tables.of(subnet).flatMap((routes) => [
      // What Azure's own gateways cannot bear an appliance can.
      ...(isAppliance(placed.gateway)
        ? []
        : [...defaultRoute(placed, routes), ...disabledPropagation(placed, routes), ...ownSubnets(topology, placed, routes, atoms)]),
      ...hostRoutes(topology, placed, routes, endpointsBySubnet),
    ]),
  );
  const appliances = topology.network.holders.flatMap(({ attachments }) =>
    attachments.map((each) => (each.subnet.kind === "entity" ? topology.subnets.get(each.subnet.key) : undefined)),
  );
  const forwarding = new Set([...gateways.map(({ subnet }) => subnet), ...appliances].filter((subnet) => subnet !== undefined));
  const nextHops = [...forwarding].flatMap((subnet) => tables.of(subnet).flatMap((routes) => nobodysNextHops(topology, routes)));
  return [...atGateways, ...nextHops, ...topology.network.routeTables.flatMap(nearLimit)];
}

/** CP-G01 (R48). */
function defaultRoute({ gateway }: PlacedGateway, routes: SubnetRoutes): readonly NetworkFinding[] {
  return routes.table
    .at(EVERYWHERE)
    .filter((route) => route.source === "User")
    .map((route) =>
      advice(
        "CP-G01",
        route.origin?.resource,
        `${route.label} is a user route for 0.0.0.0/0 on the subnet of the gateway ${gateway.name}: Azure does not support this, and the gateway may not function (R48). Remove it, and route the networks one by one.`,
      ),
    );
}

/** CP-G03 (R49). That a gateway then drops traffic is disputed (C6): the paths stand as routed. */
function disabledPropagation({ gateway }: PlacedGateway, { routeTable }: SubnetRoutes): readonly NetworkFinding[] {
  if (routeTable === undefined || !routeTable.propagationDisabled.known || !routeTable.propagationDisabled.value) return [];
  return [
    advice(
      "CP-G03",
      routeTable.origin.resource,
      `${routeTable.name} disables route propagation on the subnet of the gateway ${gateway.name}: Azure says that the gateway will not function (R49). Set disableBgpRoutePropagation to false.`,
    ),
  ];
}

/** CP-G05 (R50): only where the route takes effect; a shorter one loses to the network's own system route. */
function ownSubnets(topology: Topology, { gateway }: PlacedGateway, routes: SubnetRoutes, atoms: Atoms): readonly NetworkFinding[] {
  const own = { subnet: routes.subnet, what: `the subnet of the gateway ${gateway.name} itself` };
  const joined = joinedNetworks(topology, routes.subnet.network);
  const firewalls = topology.network.holders.flatMap((holder) =>
    holder.kind !== "azure-firewall"
      ? []
      : holder.attachments.map((each) => ({
          subnet: each.subnet.kind === "entity" ? topology.subnets.get(each.subnet.key) : undefined,
          what: `the subnet of the firewall ${holder.name}`,
        })),
  );
  return [own, ...firewalls].flatMap(({ subnet, what }) => {
    if (subnet === undefined || !joined.has(subnet.network)) return [];
    const covering = new Set(
      subnet.prefixes.items
        .flatMap((each) => atoms.split(intervalOf(each)))
        .flatMap(({ first }) => prefer(routes, first).winners.filter((route) => route.source === "User" && route.prefix !== undefined)),
    );
    return [...covering].map((route) =>
      advice(
        "CP-G05",
        route.origin?.resource,
        `${route.label} (${route.prefix === undefined ? "unknown" : formatPrefix(route.prefix)}) covers ${what}: control traffic and replies may loop or be lost (R50). Use prefixes that leave it out.`,
      ),
    );
  });
}

/** CP-G02: Azure does not check that anything lives at a next hop (R16). */
function nobodysNextHops(topology: Topology, { routes, subnet }: SubnetRoutes): readonly NetworkFinding[] {
  const byAddress = new Map<number, Route>();
  for (const route of [...routes].sort((a, b) => compareText(a.label, b.label))) {
    const { nextHop } = route;
    if (nextHop.kind !== "virtual-appliance") continue;
    for (const address of nextHop.addresses.items) if (address.known && !byAddress.has(address.value)) byAddress.set(address.value, route);
  }
  return [...byAddress].flatMap(([address, route]) => {
    const sights = lookAround(topology, subnet.network, address);
    if (sights.length !== 1 || sights[0]?.kind !== "unheld" || sights[0].unplaced.length > 0 || sights[0].gap !== undefined) return [];
    const holderSubnet = subnetAt(topology, subnet.network, address);
    if (holderSubnet === undefined) return [];
    const what =
      holderSubnet.name.toLowerCase() === "azurefirewallsubnet"
        ? "is not the firewall's own address but that of an instance at best (R67)"
        : "is held by nothing in the network (R16)";
    return [
      advice(
        "CP-G02",
        route.origin?.resource,
        `The next hop ${formatAddress(address)} of ${route.label} ${what}. Name the private address of the firewall or of its load balancer.`,
      ),
    ];
  });
}

/** Only an address in a subnet that is in sight can be said to be nobody's. */
function subnetAt(topology: Topology, network: string, address: number): Subnet | undefined {
  const joined = joinedNetworks(topology, network);
  return topology.network.subnets.find((subnet) => joined.has(subnet.network) && anyContains(subnet.prefixes.items, address));
}

/** CP-G04 (R19). */
function nearLimit(table: RouteTable): readonly NetworkFinding[] {
  const count = table.routes.items.length;
  if (count < MANY_ROUTES) return [];
  return [
    advice(
      "CP-G04",
      table.origin.resource,
      `${table.name} has ${count} routes; Azure allows ${MOST_ROUTES} in a table (R19). Route-table network policies with one route for each network range need far fewer than a /32 route for each endpoint.`,
    ),
  ];
}

/** CP-G06: endpoint subnets of which some endpoints have a /32 user route at the gateway, and no broader route takes care of the next one. */
function hostRoutes(
  topology: Topology,
  { gateway }: PlacedGateway,
  routes: SubnetRoutes,
  endpointsBySubnet: EndpointsBySubnet,
): readonly NetworkFinding[] {
  const routed = new Map<number, Route>();
  for (const route of routes.routes) if (route.source === "User" && route.prefix?.length === 32) routed.set(route.prefix.base, route);
  const subnets = new Map<Subnet, Route>();
  for (const [address, route] of [...routed].sort(([a], [b]) => a - b)) {
    for (const placed of topology.endpointsByAddress.get(address) ?? []) {
      const subnet = onlySubnet(placed);
      if (subnet !== undefined && !subnets.has(subnet)) subnets.set(subnet, route);
    }
  }
  return [...subnets].flatMap(([subnet, route]) => {
    if (isCaredFor(routes, subnet)) return [];
    const addresses = endpointsBySubnet.get(subnet) ?? [];
    const miss = addresses.filter(({ address }) => !routed.has(address)).map(({ name }) => name);
    const missing =
      miss.length === 0
        ? "none lacks one today"
        : `${miss.length} ${miss.length === 1 ? "has" : "have"} none (${miss.sort(compareText).slice(0, 5).join(", ")}${miss.length > 5 ? ", …" : ""})`;
    const have = addresses.length - miss.length;
    const text = `${have} endpoint ${have === 1 ? "address" : "addresses"} of ${subnet.name} ${have === 1 ? "has" : "have"} a /32 user route at the ${vantageText(gateway)}, ${missing}: the next endpoint is reached past the firewall. Set RouteTableEnabled on ${subnet.name} and use one route for the network's range.`;
    return [advice("CP-G06", route.origin?.resource, text)];
  });
}

type EndpointsBySubnet = ReadonlyMap<Subnet, readonly { readonly address: number; readonly name: string }[]>;

function groupBySubnet(topology: Topology): EndpointsBySubnet {
  const groups = new Map<Subnet, { address: number; name: string }[]>();
  for (const placed of topology.placedEndpoints) {
    const subnet = onlySubnet(placed);
    const { addresses, name } = placed.endpoint;
    if (subnet === undefined || addresses.kind !== "known") continue;
    for (const address of addresses.addresses) append(groups, subnet, { address, name });
  }
  return groups;
}

function onlySubnet({ subnets }: PlacedEndpoint): Subnet | undefined {
  return subnets.length === 1 ? subnets[0] : undefined;
}

/** Whether an endpoint without a /32 user route is routed to an appliance as well: policies on, and a broader user route is the best. */
function isCaredFor(routes: SubnetRoutes, subnet: Subnet): boolean {
  if (!subnet.networkPolicies.known || !isRouteTableAware(subnet.networkPolicies.value)) return false;
  return subnet.prefixes.items.every(({ base }) => prefer(routes, base).winners.every((route) => route.source === "User"));
}
