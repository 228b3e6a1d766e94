import { formatPrefix, type Prefix } from "../address/prefix.ts";
import { InputError } from "../certainty/input-error.ts";
import type { Gap, Presence } from "../certainty/known.ts";
import { append, compareText } from "../certainty/order.ts";
import type { Intent } from "../model/intent.ts";
import type { Gateway, Subnet } from "../model/network.ts";
import { chooseRoute } from "../routing/choose-route.ts";
import { programmedAt, programmedFor } from "../routing/host-routes.ts";
import { isAppliance, type Point } from "../routing/point.ts";
import { nextHopType, type Route, SOURCE_RANK } from "../routing/route.ts";
import type { RoutingTables, SubnetRoutes } from "../routing/subnet-routes.ts";
import { subnetName } from "../topology/subnet-name.ts";
import type { Topology } from "../topology/topology.ts";
import { listed } from "./find-by-name.ts";
import { addressOfNextHop } from "./report-hops.ts";
import { type Standing, standingOf, UNDISPUTED } from "./route-standing.ts";
import type { RouteRow, RoutesTable } from "./routes-table.ts";

/** What the table is taken from: a part of an analysis. */
export interface Routed {
  readonly intent: Intent;
  readonly topology: Topology;
  readonly tables: RoutingTables;
}

/**
 * The effective routes of `NETWORK/SUBNET`, in Azure's words. For the subnet of a gateway this is the gateway's own table, which no tool of
 * Azure shows; `nic`: what a virtual machine with the same route table would show. Throws an InputError for a name that matches nothing or several.
 */
export function effectiveRoutesTable(analysis: Routed, query: string, as: "subnet" | "nic"): RoutesTable {
  const subnet = findSubnet(analysis, query);
  const network = analysis.topology.virtualNetworks.get(subnet.network);
  const gateways =
    as === "nic"
      ? []
      : analysis.topology.gateways
          .filter(({ gateway, subnets }) => !isAppliance(gateway) && subnets.includes(subnet))
          .map(({ gateway }) => gateway);
  const alternatives = analysis.tables.of(subnet).map((routes) => rowsOf(analysis, routes, gateways));
  const rows = alternatives.length === 1 ? alternatives.flat() : united(alternatives, analysis.tables.of(subnet));
  return { subnet: `${network?.name ?? "unknown"}/${subnet.name}`, routes: distinctRows(rows).map(({ row }) => row) };
}

/** One of the tables is true: a row that is not the same in all of them is only possible, and in force where it may be. */
function united(alternatives: readonly (readonly PlacedRow[])[], tables: readonly SubnetRoutes[]): readonly PlacedRow[] {
  const why = tables.find(({ withoutPeerings }) => withoutPeerings !== undefined)?.withoutPeerings?.text;
  const unknown = tables[0]?.subnet.routeTable.kind === "unknown" ? tables[0].subnet.routeTable.gap.text : undefined;
  const byName = new Map<string, PlacedRow[]>();
  for (const placed of alternatives.flatMap(distinctRows)) append(byName, nameOf(placed), placed);
  return [...byName.values()].flatMap((rows): readonly PlacedRow[] => {
    const best =
      rows.find(({ row }) => row.state === "Active" && row.presence === "certain") ??
      rows.find(({ row }) => row.state === "Active") ??
      rows[0];
    if (best === undefined) return [];
    const isCertain =
      rows.length === alternatives.length && rows.every(({ row }) => row.presence === "certain" && row.state === best.row.state);
    if (isCertain) return [best];
    return [{ ...best, row: { ...best.row, presence: "possible", because: best.row.because ?? why ?? unknown ?? null } }];
  });
}

function nameOf({ row: { source, prefix, nextHopType, nextHop, resource } }: PlacedRow): string {
  return JSON.stringify([source, prefix, nextHopType, nextHop, resource]);
}

function findSubnet({ topology }: Routed, query: string): Subnet {
  const named = (subnet: Subnet): string => subnetName(subnet, topology);
  const wanted = query.toLowerCase();
  const matches = topology.network.subnets.filter(
    (subnet) => named(subnet).toLowerCase() === wanted || subnet.armId === wanted || subnet.origin.resource === query,
  );
  const [only, ...others] = matches;
  if (only === undefined)
    throw new InputError(
      `--subnet ${query}: no subnet has this name, expected NETWORK/SUBNET. There are: ${listed(topology.network.subnets, named)}`,
    );
  if (others.length > 0)
    throw new InputError(
      `--subnet ${query}: ${matches.length} subnets have this name; give the ARM id. They are: ${listed(matches, (each) => each.armId ?? each.key)}`,
    );
  return only;
}

interface PlacedRow {
  readonly prefix: Prefix | undefined;
  readonly row: RouteRow;
}

function rowsOf(analysis: Routed, routes: SubnetRoutes, gateways: readonly Gateway[]): readonly PlacedRow[] {
  const points: readonly Point[] =
    gateways.length === 0 ? [{ kind: "nic", routes }] : gateways.map((gateway) => ({ kind: "gateway", routes, gateway }));
  const hosts = points.flatMap((point) => hostRows(analysis, point));
  const overridden = new Map(
    hosts.flatMap(({ againstUser }) => (againstUser === undefined ? [] : [[againstUser.route, againstUser] as const])),
  );
  const others = routes.routes.map((route) => ({
    prefix: route.prefix,
    row: rowOf(analysis, route, standingOf(route, routes, overridden.get(route), analysis.topology)),
  }));
  return [...others, ...hosts.map(({ placed }) => placed)];
}

function rowOf({ topology }: Routed, route: Route, { invalid, isUnsure, because }: Standing): RouteRow {
  return {
    source: route.source,
    state: invalid === undefined ? "Active" : "Invalid",
    prefix: route.prefix === undefined ? "unknown" : formatPrefix(route.prefix),
    nextHopType: nextHopType(route.nextHop, route.source),
    nextHop: addressOfNextHop(route.nextHop, topology),
    presence: isUnsure ? "possible" : route.presence,
    because: invalid ?? route.gap?.text ?? because ?? null,
    resource: route.origin?.resource ?? null,
  };
}

interface HostRow {
  readonly placed: PlacedRow;
  /** The user route of the same prefix that the /32 beats, or may beat, against R2. */
  readonly againstUser: ({ readonly route: Route } & Standing) | undefined;
}

/** One row for each known address of an endpoint in the network or a direct peer (R28, R30); addresses that are not known have none. */
function hostRows({ topology, intent }: Routed, point: Point): readonly HostRow[] {
  const programmed = programmedAt(topology, point.routes);
  return topology.placedEndpoints.flatMap(({ endpoint, subnets }) => {
    if (endpoint.addresses.kind !== "known") return [];
    return endpoint.addresses.addresses.flatMap((address) =>
      subnets.flatMap((subnet) => {
        const here = programmed.get(subnet.network);
        if (here === undefined) return [];
        const { unapproved } = endpoint;
        const host = programmedFor(address, here);
        return [hostRow({ topology, intent, point, address, subnet, unapproved, ...host, resource: endpoint.origin.resource })];
      }),
    );
  });
}

interface HostQuestion extends Pick<Routed, "topology" | "intent"> {
  readonly point: Point;
  readonly address: number;
  readonly subnet: Subnet;
  readonly unapproved: Gap | undefined;
  readonly presence: Presence;
  readonly gap: Gap | undefined;
  readonly resource: string;
}

function hostRow({ topology, intent, point, address, subnet, unapproved, presence, gap, resource }: HostQuestion): HostRow {
  const { decisions } = chooseRoute(topology, intent, point, address, { subnet, unapproved });
  const isActive = decisions.some(({ chosen }) => chosen.kind === "host" && chosen.host.endpoint === undefined);
  const losing = decisions.find(({ beatenHost }) => beatenHost !== undefined) ?? decisions.find(({ chosen }) => chosen.kind !== "host");
  const prefix: Prefix = { base: address, length: 32 };
  const row: RouteRow = {
    source: "Default",
    state: isActive ? "Active" : "Invalid",
    prefix: formatPrefix(prefix),
    nextHopType: "InterfaceEndpoint",
    nextHop: null,
    presence: isActive && losing !== undefined ? "possible" : unapproved === undefined ? presence : "possible",
    because: losing?.beatenHost?.because ?? (presence === "possible" ? gap : unapproved)?.text ?? null,
    resource,
  };
  const user = point.routes.table.at(prefix).find((route) => route.source === "User");
  if (user === undefined || !isActive) return { placed: { prefix, row }, againstUser: undefined };
  const standing =
    losing === undefined
      ? { ...UNDISPUTED, invalid: "R38" }
      : { invalid: undefined, isUnsure: true, because: gap?.text ?? "R38: not proven on this gateway" };
  return { placed: { prefix, row }, againstUser: { route: user, ...standing } };
}

/** By address, the longer prefix first, then User, VirtualNetworkGateway, Default. */
function distinctRows(rows: readonly PlacedRow[]): readonly PlacedRow[] {
  const distinct = new Map(rows.map((each) => [JSON.stringify(each.row), each]));
  return [...distinct].sort(([textA, a], [textB, b]) => comparePlaces(a, b) || compareText(textA, textB)).map(([, each]) => each);
}

function comparePlaces(a: PlacedRow, b: PlacedRow): number {
  return (
    (a.prefix?.base ?? -1) - (b.prefix?.base ?? -1) ||
    (b.prefix?.length ?? 33) - (a.prefix?.length ?? 33) ||
    SOURCE_RANK[a.row.source] - SOURCE_RANK[b.row.source]
  );
}
