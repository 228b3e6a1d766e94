import type { Atoms } from "../address/atoms.ts";
import { formatPrefix, intervalOf, type Prefix } from "../address/prefix.ts";
import { compareText } from "../certainty/order.ts";
import type { Intent } from "../model/intent.ts";
import type { ApplianceAddress, PeeringHalf, Reference, Subnet } from "../model/network.ts";
import { parseSubnetName } from "../model/subnet-name.ts";
import { isRouteTableAware } from "../routing/choose-route.ts";
import { isAppliance } from "../routing/point.ts";
import { prefer } from "../routing/prefer.ts";
import type { Route } from "../routing/route.ts";
import type { RoutingTables } from "../routing/subnet-routes.ts";
import { fitsNetworkId } from "../topology/entry-names.ts";
import type { Link, PlacedGateway, Topology } from "../topology/topology.ts";
import { type Designation, designationAt, designationFor, designationOf } from "../tracing/designation.ts";
import { lookAround } from "../tracing/sight.ts";
import { advice, type NetworkFinding, vantageText } from "./finding.ts";

/**
 * CP-H01, the endpoint half: a subnet that holds endpoints, in a network joined to something outside, whose policies leave the /32 routes
 * in force. Any gateway in a directly peered network bypasses then, whatever its table (R32).
 */
export function endpointHalves(topology: Topology, intent: Intent): readonly NetworkFinding[] {
  const holding = new Set(topology.placedEndpoints.flatMap(({ subnets, gap }) => (gap === undefined ? subnets : [])));
  return [...holding].flatMap((subnet) => {
    const outward = (topology.links.get(subnet.network) ?? []).filter((link) => link.to === undefined);
    if (outward.length === 0 || !subnet.networkPolicies.known || isRouteTableAware(subnet.networkPolicies.value)) return [];
    const isBypass = outward.some(({ half, partial }) => half !== undefined && partial === undefined && usesGateway(half));
    return [
      {
        code: "CP-H01",
        resource: subnet.origin.resource,
        message: endpointHalfText(topology, intent, subnet, outward, isBypass),
        isBypass,
        subnet: subnet.key,
      },
    ];
  });
}

/**
 * Proven only where the peering may be in force: a half whose other one was deleted carries nothing, and never will again. Where it is of
 * single subnets, nobody has measured whether the /32 routes come over it (R26).
 */
function usesGateway({ useRemoteGateways, state }: PeeringHalf): boolean {
  return useRemoteGateways.known && useRemoteGateways.value && state?.toLowerCase() !== "disconnected";
}

function endpointHalfText(topology: Topology, intent: Intent, subnet: Subnet, outward: readonly Link[], isBypass: boolean): string {
  const network = topology.virtualNetworks.get(subnet.network)?.name ?? "unknown";
  const peerings = outward
    .map(({ half }) => half?.name ?? "unknown")
    .sort(compareText)
    .join(", ");
  const policies = subnet.networkPolicies.known ? subnet.networkPolicies.value : "unknown";
  const proof = isBypass
    ? "uses the gateway of the remote network, so traffic from on-premises bypasses"
    : "leads to a network that is not in sight; if it has a gateway, traffic from on-premises bypasses";
  const entries = outward.flatMap(({ half }) => entriesIn(half, intent));
  const also =
    entries.length === 0
      ? ""
      : ` On-premises also comes in there by the entry ${entries.join(", ")}, where only a /32 user route for each endpoint would lead to a firewall (R37).`;
  return `Private endpoints in ${network}/${subnet.name} keep their /32 routes (network policies: ${policies}), and the peering ${peerings} ${proof} every firewall, whatever the gateway's route table says (R32).${also} Set privateEndpointNetworkPolicies of ${network}/${subnet.name} to RouteTableEnabled.`;
}

/** The names of the configured entries that are in the network on the far side of the peering. They prove no bypass: at a network interface a /32 user route counts (R37). */
function entriesIn(half: PeeringHalf | undefined, { entries }: Intent): readonly string[] {
  const remote = half?.remote;
  if (remote?.kind !== "outside") return [];
  return entries.filter((entry) => fitsNetworkId(parseSubnetName(entry.subnet), remote.id)).map(({ name }) => name);
}

/**
 * CP-H02, the gateway half: every prefix of every peered network must be best served by a user route to a designated firewall, or an
 * endpoint there is reached past it even where its policies are on (R33, R34). Networks whose endpoints are in sight are judged by their paths.
 */
export function gatewayHalves(topology: Topology, intent: Intent, tables: RoutingTables, atoms: Atoms): readonly NetworkFinding[] {
  const judged = new Set(topology.placedEndpoints.flatMap(({ subnets }) => subnets.map((each) => each.network)));
  return topology.gateways.flatMap((placed) => {
    const designation = designationFor(placed, topology, intent);
    if (designation === undefined || placed.gap !== undefined) return [];
    return placed.subnets.flatMap((subnet) =>
      (topology.links.get(subnet.network) ?? [])
        .filter((link) => link.to === undefined || !judged.has(link.to))
        .flatMap((link) => gatewayHalf({ topology, tables, atoms, designation, placed, subnet }, link)),
    );
  });
}

interface GatewaySide {
  readonly topology: Topology;
  readonly tables: RoutingTables;
  readonly atoms: Atoms;
  readonly designation: Designation;
  readonly placed: PlacedGateway;
  readonly subnet: Subnet;
}

function gatewayHalf(side: GatewaySide, link: Link): readonly NetworkFinding[] {
  const { topology, placed, subnet } = side;
  const remote =
    link.to === undefined
      ? `the remote network of ${link.half?.name ?? "a peering"}`
      : (topology.virtualNetworks.get(link.to)?.name ?? link.to);
  const table = subnet.routeTable.kind === "entity" ? topology.routeTables.get(subnet.routeTable.key) : undefined;
  const resource = table?.origin.resource ?? subnet.origin.resource;
  const where = `${isAppliance(placed.gateway) ? "At" : "On"} the ${vantageText(placed.gateway)}`;
  // What was removed and is still routed holds no endpoint any more.
  const { items } = link.unsynchronised?.current ?? link.ranges;
  const findings = items.flatMap((range): readonly NetworkFinding[] => {
    const miss = firstMiss(side, range);
    if (miss === undefined) return [];
    const hub = topology.hubs.get(subnet.network);
    const remedy =
      hub === undefined
        ? `In ${table?.name ?? `a route table of ${isAppliance(placed.gateway) ? subnet.name : "the GatewaySubnet"}`} add ${formatPrefix(range)} with the firewall as its next hop.`
        : `Give the virtual hub ${hub.name} a routing intent whose policy for private traffic leads to the firewall.`;
    const text = `${where}, ${formatPrefix(range)} of ${remote} is not best served by a user route to a designated firewall: ${miss}. An endpoint there would be reached past the firewall. ${remedy}`;
    return [advice("CP-H02", resource, text)];
  });
  if (link.ranges.open === undefined) return findings;
  const text = `${where}, the address space of ${remote} is not known, so whether user routes to the firewall cover it cannot be said (${link.ranges.open.text}).`;
  return [...findings, advice("CP-H02", resource, text)];
}

/** Why some address of the range does not go to a designated firewall; undefined where all do. */
function firstMiss(side: GatewaySide, range: Prefix): string | undefined {
  for (const routes of side.tables.of(side.subnet)) {
    for (const { first } of side.atoms.split(intervalOf(range))) {
      const miss = prefer(routes, first).winners.find((winner) => !leadsToFirewall(side, winner));
      if (miss !== undefined)
        return `the best route there is ${miss.prefix === undefined ? "" : `${formatPrefix(miss.prefix)}, `}${miss.label}`;
    }
  }
  return undefined;
}

/** Where there are several next hops, all of them. */
function leadsToFirewall(side: GatewaySide, { source, nextHop }: Route): boolean {
  if (source !== "User") return false;
  if (nextHop.kind === "hub-appliance") return isDesignatedAppliance(nextHop.appliance, side.topology, side.designation);
  if (nextHop.kind !== "virtual-appliance" || nextHop.addresses.open !== undefined) return false;
  return nextHop.addresses.items.every((address) => isFirewallAt(side, address, nextHop.isSoleSource));
}

function isFirewallAt({ topology, designation, subnet }: GatewaySide, address: ApplianceAddress, isSoleSource: boolean): boolean {
  if (!address.known) {
    const [only, ...others] = address.dependsOn;
    const holder = only === undefined || others.length > 0 || !isSoleSource ? undefined : topology.holders.get(only);
    return holder !== undefined && designationOf(holder, topology, designation).answer === "yes";
  }
  const sights = lookAround(topology, subnet.network, address.value);
  if (sights.some((sight) => sight.kind === "nowhere" || sight.kind === "endpoint")) return false;
  const occupants = sights.flatMap((sight) => (sight.kind === "occupied" ? sight.occupants : []));
  return occupants.length === 0
    ? designation.addresses.has(address.value)
    : occupants.every(({ holder }) => designationAt(holder, address.value, designation).answer === "yes");
}

function isDesignatedAppliance(appliance: Reference, topology: Topology, designation: Designation): boolean {
  if (appliance.kind === "outside") return designation.unseen.some((id) => id.toLowerCase() === appliance.id);
  const holder = appliance.kind === "entity" ? topology.holders.get(appliance.key) : undefined;
  return holder !== undefined && designationOf(holder, topology, designation).answer === "yes";
}
