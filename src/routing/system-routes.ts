import { covers, type Prefix, prefix } from "../address/prefix.ts";
import { PRIVATE_RANGES } from "../address/private-ranges.ts";
import type { Presence } from "../certainty/known.ts";
import type { VirtualNetwork } from "../model/network.ts";
import type { Link, PeeredRange, Topology } from "../topology/topology.ts";
import type { Route } from "./route.ts";

const EVERYWHERE = prefix("0.0.0.0/0");

/** R6: beside the private ranges, which are dropped by default, and which a user route for 0.0.0.0/0 removes (R7), further rows of real tables, all gone under such a route too (case A1). */
const DROPPED_IN_REAL_TABLES: readonly Prefix[] = [
  "127.0.0.0/8",
  "198.18.0.0/15",
  "40.108.0.0/17",
  "40.109.0.0/16",
  "104.146.0.0/17",
  "104.147.0.0/16",
  "157.59.0.0/16",
  "23.103.0.0/18",
  "20.35.252.0/22",
].map(prefix);

/**
 * The system routes of every subnet of a network: its own ranges (R5), its peers' (R10), and Azure's defaults (R6, R8).
 * `links`: its peerings. `defaultRoute`: whether the subnet's table has a user route for 0.0.0.0/0, which removes the default drops (R7).
 */
export function systemRoutes(
  topology: Topology,
  network: VirtualNetwork,
  links: readonly Link[],
  defaultRoute: Presence | undefined,
): readonly Route[] {
  const own = ownRoutes(network);
  const peering = links.flatMap((link) => peeringRoutes(link, topology));
  return [...own, ...peering, ...defaultRoutes(network, links, defaultRoute)];
}

/** R5: one route for each range, none for a subnet. */
export function ownRoutes(network: VirtualNetwork): readonly Route[] {
  const shared = {
    source: "Default",
    nextHop: { kind: "vnet-local", network: network.key },
    origin: network.origin,
    label: `range of ${network.name}`,
  } as const;
  const routes: Route[] = network.ranges.items.map((range) => ({ ...shared, prefix: range, presence: "certain", gap: undefined }));
  const { open } = network.ranges;
  return open === undefined ? routes : [...routes, { ...shared, prefix: undefined, presence: "possible", gap: open }];
}

/** R10: one route for each range of a directly peered network; R26: for each prefix of its peered subnets. */
export function peeringRoutes(link: Link, topology: Topology): readonly Route[] {
  const name = link.to === undefined ? "a network outside" : (topology.virtualNetworks.get(link.to)?.name ?? link.to);
  const shared = {
    source: "Default",
    nextHop: { kind: "peering", network: link.to, global: link.global },
    origin: (link.half ?? link.remoteHalf)?.origin,
    label: `peering with ${name}`,
  } as const;
  const routes: Route[] = link.ranges.items.map((range) => ({
    ...shared,
    prefix: range,
    presence: presenceOf(link, range),
    gap: link.gap ?? (range.isDoubtful === true ? link.unsynchronised?.gap : undefined),
  }));
  const { open } = link.ranges;
  return open === undefined ? routes : [...routes, { ...shared, prefix: undefined, presence: "possible", gap: open }];
}

function defaultRoutes(network: VirtualNetwork, links: readonly Link[], defaultRoute: Presence | undefined): readonly Route[] {
  const internet = defaultRow(EVERYWHERE, { kind: "internet" }, "certain");
  if (defaultRoute === "certain") return [internet];
  const rows = [...PRIVATE_RANGES, ...DROPPED_IN_REAL_TABLES].flatMap((reserved): readonly Route[] => {
    const replaced = replacement(reserved, network, links);
    if (replaced === "certain") return [];
    return [defaultRow(reserved, { kind: "none" }, defaultRoute === "possible" || replaced === "possible" ? "possible" : "certain")];
  });
  return [internet, ...rows];
}

/** R8: a range that equals a reserved one takes its place, one that is larger removes it; a peer's range does the same. */
function replacement(reserved: Prefix, network: VirtualNetwork, links: readonly Link[]): Presence | undefined {
  if (network.ranges.items.some((range) => covers(range, reserved))) return "certain";
  const covering = links.flatMap((link) =>
    link.ranges.items.filter((range) => covers(range, reserved)).map((range) => presenceOf(link, range)),
  );
  if (covering.includes("certain")) return "certain";
  return covering.length > 0 ? "possible" : undefined;
}

function presenceOf(link: Link, { isDoubtful }: PeeredRange): Presence {
  return isDoubtful === true ? "possible" : link.presence;
}

export function defaultRow(target: Prefix, nextHop: Route["nextHop"], presence: Presence): Route {
  return { source: "Default", prefix: target, nextHop, presence, gap: undefined, origin: undefined, label: "Azure's default" };
}
