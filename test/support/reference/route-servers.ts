import { splitSubnet } from "../world/world.ts";
import { lengthOf } from "./addresses.ts";
import { placeOf, waysOn } from "./appliances.ts";
import { arePeered, directPeers, hasTransit } from "./peerings.ts";
import type { Route, ServerRoute } from "./routes.ts";
import type { Point, Setting } from "./setting.ts";
import { nicPoint, tableOf } from "./setting.ts";

/** R73: whether a Route Server may have brought routes to a subnet. It serves whom a gateway in its place would, and heeds the table (R20). */
export function isServed(setting: Setting, { network, subnet }: Point): boolean {
  if (tableOf(setting.world, subnet)?.propagationDisabled === true) return false;
  return (setting.world.routeServers ?? []).some((server) => hasTransit(setting, server.network, network));
}

/**
 * What a Route Server has brought for an address, in one complete world: nothing, or a route that nobody has seen. System routes into
 * networks stay before it (R3), and so does a /32 user route, which it can be no longer than (R1, R2).
 */
export function learntRoute(setting: Setting, point: Point, address: string, covering: readonly Route[]): ServerRoute | undefined {
  const isOut = covering.some(
    (route) => (route.source === "system" && route.kind === "network") || (route.source === "user" && lengthOf(route.prefix) === 32),
  );
  if (isOut || !isServed(setting, point)) return undefined;
  return setting.unknowns.ask(`a Route Server brings ${point.subnet} a route for ${address}`, [undefined, SOMEWHERE]);
}

const SOMEWHERE: ServerRoute = { source: "server", prefix: "unknown" };

/**
 * Whether a packet that an unknown route takes from a subnet may come next to a network: it may be handed to any appliance around, and from
 * there to any that a user route names.
 */
export function mayComeTo(setting: Setting, from: string, goal: string): boolean {
  return leadsOn(setting, appliancesAround(setting, splitSubnet(from).network), goal);
}

/** Whether what an appliance sends on from a subnet may come next to a network, by any of the routes there. */
export function mayGoOnTo(setting: Setting, from: string, goal: string): boolean {
  return leadsOn(setting, [from], goal);
}

function leadsOn(setting: Setting, from: readonly string[], goal: string): boolean {
  const seen = new Set<string>();
  const queue = [...from];
  for (let subnet = queue.pop(); subnet !== undefined; subnet = queue.pop()) {
    if (seen.has(subnet)) continue;
    seen.add(subnet);
    const point = nicPoint(subnet);
    if (point.network === goal || arePeered(setting, point.network, goal)) return true;
    queue.push(...namedByRoutes(setting, point), ...(isServed(setting, point) ? appliancesAround(setting, point.network) : []));
  }
  return false;
}

/** The subnets of everything that forwards, or might, in the network and its direct peers. */
function appliancesAround(setting: Setting, network: string): string[] {
  const around = [network, ...directPeers(setting, network)];
  return holders(setting)
    .flatMap(({ subnets }) => subnets)
    .filter((subnet) => around.includes(splitSubnet(subnet).network));
}

function namedByRoutes(setting: Setting, point: Point): readonly string[] {
  const routes = tableOf(setting.world, point.subnet)?.routes ?? [];
  const addresses = routes.flatMap(({ nextHop }) =>
    nextHop.type === "VirtualAppliance" ? [nextHop.address] : nextHop.type === "VirtualApplianceEcmp" ? nextHop.addresses : [],
  );
  return addresses.flatMap((address) => {
    const place = placeOf(setting, point.network, address);
    if (place.kind !== "network") return [];
    return holders(setting).flatMap((holder) =>
      holder.address === address && splitSubnet(holder.subnets[0] ?? "").network === place.network ? holder.subnets : [],
    );
  });
}

/** Where what has an address may send from: of a load balancer also its backends. */
function holders({ world }: Setting): readonly { readonly address: string; readonly subnets: readonly string[] }[] {
  const firewalls = world.firewalls.map(({ address, subnet }) => ({ address, subnets: [subnet] }));
  const nics = world.nics.map(({ address, name }) => ({ address, subnets: waysOn(world, name) }));
  const balanced = world.loadBalancers.map(({ address, subnet, backends }) => ({
    address,
    subnets: [subnet, ...backends.flatMap((name) => waysOn(world, name))],
  }));
  return [...firewalls, ...nics, ...balanced];
}
