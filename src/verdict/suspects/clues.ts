import { covers, formatPrefix, overlaps, type Prefix } from "../../address/prefix.ts";
import { PRIVATE_RANGES } from "../../address/private-ranges.ts";
import type { Gap } from "../../certainty/known.ts";
import { compareKeys } from "../../certainty/order.ts";
import { type Entity, keysOfReference } from "../../model/entity.ts";
import type { Intent } from "../../model/intent.ts";
import type { ApplianceAddress, Origin, RouteTable, Subnet, UserRoute } from "../../model/network.ts";
import { joinedNetworks } from "../../topology/joined-networks.ts";
import type { Topology } from "../../topology/topology.ts";

/** What points to an appliance that may have a way to on-premises. */
export interface Clue {
  /** The networks that it may be in. */
  readonly networks: ReadonlySet<string>;
  /** Undefined: any appliance in sight may be meant. */
  readonly address: ApplianceAddress | undefined;
  /** What stands for an appliance that is not in sight, and why it is not known which it is; undefined where the address says it. */
  readonly standIn: StandIn | undefined;
  /** The parts of on-premises that it leads to; undefined: not known. */
  readonly towards: readonly Prefix[] | undefined;
  readonly origin: Origin;
  /** `hub-rt / to-site leads 192.168.0.0/16 to`: what it does, before the name of the appliance. */
  readonly text: string;
  /** What to do about it. */
  readonly advice: string;
}

export interface StandIn {
  readonly entity: Entity;
  readonly gap: Gap;
  /** Whether it is certainly there, whatever appliances are in sight. */
  readonly isCertain: boolean;
}

/** The user routes to appliances for what is, or may be, on-premises; one clue for each next hop and network. In a total order. */
export function cluesInRoutes(topology: Topology, intent: Intent): readonly Clue[] {
  const ranges = [...topology.virtualNetworks.values(), ...[...topology.links.values()].flat()].flatMap((each) => each.ranges.items);
  // Most are stated by their network and by each of its peerings.
  const known = [...new Map(ranges.map((range) => [formatPrefix(range), range])).values()];
  const seen = new Set<string>();
  return [...topology.network.subnets].sort(compareKeys).flatMap((subnet) =>
    tablesOf(subnet, topology).flatMap((table) => {
      // A table is the same in every subnet of a network.
      const use = `${subnet.network}\n${table.key}`;
      if (seen.has(use)) return [];
      seen.add(use);
      const networks = joinedNetworks(topology, subnet.network);
      return table.routes.items.flatMap((route) => cluesIn(route, table, networks, known, intent));
    }),
  );
}

/** Where nothing is known of a subnet's table, it may be any. */
function tablesOf({ routeTable }: Subnet, { routeTables }: Topology): readonly RouteTable[] {
  if (routeTable.kind === "unknown" && routeTable.candidates.length === 0) return [...routeTables.values()].sort(compareKeys);
  return [...keysOfReference(routeTable)].sort().flatMap((key) => routeTables.get(key) ?? []);
}

function cluesIn(
  route: UserRoute,
  table: RouteTable,
  networks: ReadonlySet<string>,
  known: readonly Prefix[],
  intent: Intent,
): readonly Clue[] {
  const { prefix, nextHop, origin } = route;
  if (prefix.known && prefix.value.kind !== "prefix") return [];
  const own = prefix.known && prefix.value.kind === "prefix" ? prefix.value.prefix : undefined;
  const towards = own === undefined ? undefined : onPremisesPartsOf(own, known, intent);
  if (towards !== undefined && towards.length === 0) return [];
  const text = `${table.name} / ${route.name} leads ${own === undefined ? "prefixes that are not known" : formatPrefix(own)} to`;
  const advice = "name its subnet under entries if it does, or what it leads to under onPremises if that is behind a gateway";
  const shared = { networks, towards, origin, text, advice };
  const clueTo = (address: ApplianceAddress | undefined, gap: Gap | undefined): Clue => ({
    ...shared,
    address,
    standIn: gap === undefined ? undefined : { entity: nextHopOf(route, table), gap, isCertain: false },
  });
  if (!nextHop.known) return [clueTo(undefined, nextHop.gap)];
  if (nextHop.value.kind !== "virtual-appliance") return [];
  const { items, open } = nextHop.value.addresses;
  const addressed = items.map((address) => clueTo(address, address.known ? undefined : address.gap));
  return open === undefined ? addressed : [...addressed, clueTo(undefined, open)];
}

function nextHopOf({ name, origin }: UserRoute, table: RouteTable): Entity {
  const entity = { ...table, key: `${table.key}#next-hops/${name}`, name: `the next hop of ${table.name} / ${name}`, origin };
  return { ...entity, azureName: undefined, logicalName: undefined, armId: undefined };
}

/** What of the prefix the configuration says is on-premises, or that prefix where it is private and no network in sight has any of it. */
function onPremisesPartsOf(own: Prefix, known: readonly Prefix[], { onPremises }: Intent): readonly Prefix[] {
  const stated = onPremises.flatMap(({ prefix }) => (overlaps(own, prefix) ? [prefix.length > own.length ? prefix : own] : []));
  const isElsewhere = PRIVATE_RANGES.some((range) => covers(range, own)) && !known.some((each) => overlaps(each, own));
  return isElsewhere ? [own, ...stated] : stated;
}
