import { analyse } from "../../../src/analysis.ts";
import type { Path, Verdict } from "../../../src/report/report.ts";
import { isWithin, lengthOf } from "../reference/addresses.ts";
import { intentOf } from "../world/intent-of.ts";
import { renderWorld } from "../world/render-world.ts";
import type { World, WorldNextHop, WorldRouteTable, WorldSubnet } from "../world/world.ts";
import { splitSubnet } from "../world/world.ts";
import { verdictsOf, worsened } from "./apply-remedy.ts";

/**
 * The slow, obvious search for a remedy: every set of up to three changes of the world itself, from a small vocabulary, rendered and audited
 * afresh. It knows nothing of traces, resources or the engine's candidates.
 */
export function exhaustiveRemedy(world: World, goal: Goal, spend: { budget: number }): readonly string[] | undefined {
  const before = verdictsIn(world);
  const singles = vocabulary(world, goal);
  const first = singles[0];
  const pairs = singles.flatMap((one, at) => singles.slice(at + 1).map((other) => [one, other]));
  const triples = first === undefined ? [] : pairs.filter((pair) => !pair.includes(first)).map((pair) => [first, ...pair]);
  for (const changes of [...singles.map((each) => [each]), ...pairs, ...triples]) {
    if (spend.budget <= 0) return undefined;
    spend.budget -= 1;
    const changed = changes.reduce<World | undefined>((so, change) => (so === undefined ? undefined : change.apply(so)), world);
    if (changed !== undefined && mends(before, changed, goal)) return changes.map(({ text }) => text);
  }
  return undefined;
}

/** A gateway and an endpoint by name, and its addresses that fare alike: all of them are to be mended. */
export interface Goal {
  readonly gateway: string;
  readonly endpoint: string;
  readonly addresses: readonly string[];
}

/** The addresses that a path is about, of those that the endpoint has: an endpoint whose address is not known yet may get any. */
export function goalOf({ gateway, endpoint }: Path, world: World): Goal {
  const own = world.endpoints.find(({ name }) => name === endpoint.name)?.addresses ?? [];
  const addresses = own.filter((address) => endpoint.addresses.some((piece) => isWithin(address, piece)));
  return { gateway: gateway.name, endpoint: endpoint.name, addresses };
}

interface Change {
  readonly text: string;
  /** Undefined where it cannot be made. */
  readonly apply: (world: World) => World | undefined;
}

function mends(before: ReadonlyMap<string, Verdict>, changed: World, { gateway, endpoint, addresses }: Goal): boolean {
  const after = verdictsIn(changed);
  if (addresses.some((address) => after.get(`${gateway} ${endpoint} ${address}`) !== "inspected")) return false;
  return worsened(before, after).length === 0;
}

function verdictsIn(world: World): ReadonlyMap<string, Verdict> {
  return verdictsOf(analyse(renderWorld(world, { style: "standalone", refreshed: true }), intentOf(world)).report);
}

/** The policies first: they are part of most remedies. */
function vocabulary(world: World, goal: Goal): readonly Change[] {
  const endpoint = world.endpoints.find(({ name }) => name === goal.endpoint);
  if (endpoint === undefined) throw new Error(`there is no endpoint ${goal.endpoint}`);
  const { network, subnet } = splitSubnet(endpoint.subnet);
  const home = world.networks.find(({ name }) => name === network);
  const prefixes = [...(home?.ranges ?? []), ...(home?.subnets.find(({ name }) => name === subnet)?.prefixes ?? [])].filter((prefix) =>
    goal.addresses.some((address) => isWithin(address, prefix)),
  );
  const firewalls =
    world.configuration.firewalls.length > 0 ? world.configuration.firewalls : world.firewalls.map(({ address }) => address);
  const hops = firewalls.map((address): WorldNextHop => ({ type: "VirtualAppliance", address }));
  return [
    inSubnet(`policies of ${endpoint.subnet}`, network, subnet, (one) =>
      isOn(one) ? undefined : { ...one, policies: one.policies === "Disabled" ? "RouteTableEnabled" : "Enabled" },
    ),
    ...world.routeTables.flatMap((table) => inTable(table, goal, prefixes, hops)),
    ...tablesForVantage(world, goal, prefixes, hops),
  ];
}

function isOn({ policies }: WorldSubnet): boolean {
  return policies === "Enabled" || policies === "RouteTableEnabled";
}

function inTable(table: WorldRouteTable, goal: Goal, prefixes: readonly string[], hops: readonly WorldNextHop[]): readonly Change[] {
  const change = (text: string, routes: (table: WorldRouteTable) => WorldRouteTable["routes"]): Change => ({
    text: `${text} of ${table.name}`,
    apply: (world) => {
      const now = world.routeTables.find(({ name }) => name === table.name);
      const changed = now === undefined ? [] : routes(now);
      if (now === undefined || new Set(changed.map(({ prefix }) => prefix)).size !== changed.length) return undefined;
      return { ...world, routeTables: world.routeTables.map((each) => (each === now ? { ...each, routes: changed } : each)) };
    },
  });
  const covering = table.routes.filter(({ prefix }) => goal.addresses.some((address) => isWithin(address, prefix)));
  return [
    ...prefixes.flatMap((prefix) =>
      hops.map((nextHop, n) =>
        change(`add ${prefix} ${hopText(nextHop)}`, ({ routes }) => [...routes, { name: `new-${prefix}-${n}`, prefix, nextHop }]),
      ),
    ),
    ...covering.flatMap((route) => [
      ...hops.map((nextHop) =>
        change(`retarget ${route.prefix} ${hopText(nextHop)}`, ({ routes }) =>
          routes.map((each) => (each.name === route.name ? { ...each, nextHop } : each)),
        ),
      ),
      change(`remove ${route.prefix}`, ({ routes }) => routes.filter(({ name }) => name !== route.name)),
      ...prefixes
        .filter((prefix) => lengthOf(prefix) > lengthOf(route.prefix))
        .map((prefix) =>
          change(`narrow ${route.prefix} to ${prefix}`, ({ routes }) =>
            routes.map((each) => (each.name === route.name ? { ...each, prefix } : each)),
          ),
        ),
    ]),
  ];
}

/** Another table, or one of its own, for the subnet where the traffic comes in and that has none. */
function tablesForVantage(world: World, goal: Goal, prefixes: readonly string[], hops: readonly WorldNextHop[]): readonly Change[] {
  const gateway = world.gateways.find(({ name }) => name === goal.gateway);
  const entry = world.configuration.entries.find(({ name }) => name === goal.gateway);
  const place = gateway === undefined ? entry?.subnet : `${gateway.network}/GatewaySubnet`;
  if (place === undefined) return [];
  const { network, subnet } = splitSubnet(place);
  const give = (routeTable: string): Change =>
    inSubnet(`associate ${routeTable} with ${place}`, network, subnet, (one) =>
      one.routeTable === undefined ? { ...one, routeTable } : undefined,
    );
  return [
    ...world.routeTables.map(({ name }) => give(name)),
    ...prefixes.flatMap((prefix) =>
      hops.map((nextHop): Change => {
        const table = { name: "new-table", propagationDisabled: false, routes: [{ name: "new", prefix, nextHop }] };
        const { text, apply } = give(table.name);
        return {
          text: `${text}: ${prefix} ${hopText(nextHop)}`,
          apply: (now) => apply({ ...now, routeTables: [...now.routeTables, table] }),
        };
      }),
    ),
  ];
}

function hopText(hop: WorldNextHop): string {
  return hop.type === "VirtualAppliance" ? hop.address : hop.type;
}

function inSubnet(text: string, network: string, subnet: string, change: (subnet: WorldSubnet) => WorldSubnet | undefined): Change {
  const apply = (world: World): World | undefined => {
    const now = world.networks.find(({ name }) => name === network)?.subnets.find(({ name }) => name === subnet);
    const changed = now === undefined ? undefined : change(now);
    if (changed === undefined) return undefined;
    return {
      ...world,
      networks: world.networks.map((each) =>
        each.name === network ? { ...each, subnets: each.subnets.map((one) => (one.name === subnet ? changed : one)) } : each,
      ),
    };
  };
  return { text, apply };
}
