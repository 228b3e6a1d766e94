import type { Resource } from "../../../src/resources/resource.ts";
import { UNKNOWN } from "../../../src/resources/resource.ts";
import { baseOf, textOf } from "../reference/addresses.ts";
import type { Random } from "./random.ts";
import type { World, WorldEndpoint, WorldNetwork, WorldRouteTable } from "./world.ts";
import { splitSubnet } from "./world.ts";

/** Changes one thing about a world that a preview of its program may not show. */
export type Freedom = (world: World, random: Random) => World;

/**
 * Those of the freedoms of a world that a preview does not show; `own`: how that of its program looks, `looks`: how that of another world's does,
 * undefined where there is none.
 */
export async function hiddenFreedoms(
  world: World,
  random: Random,
  own: string | undefined,
  looks: (world: World) => Promise<string | undefined>,
): Promise<readonly Freedom[]> {
  const hidden: Freedom[] = [];
  for (const freedom of freedomsOf(world)) {
    const others = Array.from({ length: MOST_TRIES }, () => freedom(world, random));
    const other = others.find((each) => JSON.stringify(each) !== JSON.stringify(world));
    if (other !== undefined && (await looks(other)) === own) hidden.push(freedom);
  }
  return hidden;
}

/** Chance may choose what is there already; hardly this often. */
const MOST_TRIES = 8;

/**
 * What may be otherwise in a world: which subnets of a network have its route tables, which subnet of its network an endpoint is in, and which
 * of its next hops a table's routes have.
 */
function freedomsOf(world: World): readonly Freedom[] {
  return [
    ...world.networks.map(
      ({ name }): Freedom =>
        (each, random) => ({ ...each, networks: changed(each.networks, name, (network) => withOtherTables(network, random)) }),
    ),
    ...world.routeTables.map(
      ({ name }): Freedom =>
        (each, random) => ({ ...each, routeTables: changed(each.routeTables, name, (table) => withOtherNextHops(table, random)) }),
    ),
    ...world.endpoints.map(
      ({ name }): Freedom =>
        (each, random) => ({ ...each, endpoints: changed(each.endpoints, name, (endpoint) => inOtherSubnet(each, endpoint, random)) }),
    ),
  ];
}

function changed<T extends { readonly name: string }>(list: readonly T[], name: string, change: (item: T) => T): readonly T[] {
  return list.map((item) => (item.name === name ? change(item) : item));
}

/** Every table stays in use, every subnet that has one has one. */
function withOtherTables(network: WorldNetwork, random: Random): WorldNetwork {
  const tables = network.subnets.flatMap(({ routeTable }) => routeTable ?? []);
  const distinct = [...new Set(tables)];
  if (distinct.length < 2) return network;
  const given = [...random.shuffle([...distinct, ...tables.slice(distinct.length).map(() => random.pick(distinct))])];
  return {
    ...network,
    subnets: network.subnets.map((each) => (each.routeTable === undefined ? each : { ...each, routeTable: given.pop() })),
  };
}

function withOtherNextHops(table: WorldRouteTable, random: Random): WorldRouteTable {
  const nextHops = [
    ...random.shuffle(table.routes.filter(({ nextHop }) => nextHop.type === "VirtualAppliance").map(({ nextHop }) => nextHop)),
  ];
  const routes = table.routes.map((each) =>
    each.nextHop.type === "VirtualAppliance" ? { ...each, nextHop: nextHops.pop() ?? each.nextHop } : each,
  );
  return { ...table, routes };
}

function inOtherSubnet({ networks }: World, endpoint: WorldEndpoint, random: Random): WorldEndpoint {
  const { network } = splitSubnet(endpoint.subnet);
  const subnets = networks.find(({ name }) => name === network)?.subnets ?? [];
  const { name, prefixes } = random.pick(subnets.filter((each) => /^(?:ep|nva)-/.test(each.name)));
  const addresses = endpoint.addresses.map((_, place) => textOf(baseOf(prefixes[0] ?? "") + FIRST_FREE + place));
  return { ...endpoint, subnet: `${network}/${name}`, addresses };
}

/** Behind those that appliances have in the random worlds. */
const FIRST_FREE = 18;

/** Everything that a preview shows, in an order that means nothing. */
export function looksOf(preview: readonly Resource[]): string {
  const ordered = [...preview].sort((a, b) => (a.urn < b.urn ? -1 : 1));
  return JSON.stringify(
    ordered.map((each) => ({ ...each, origin: "" })),
    (name, value: unknown) => {
      if (value === UNKNOWN) return "not known";
      return Array.isArray(value) && (name === "dependencies" || isOfDependencies(value)) ? [...value].sort() : value;
    },
  );
}

function isOfDependencies(value: readonly unknown[]): boolean {
  return value.length > 0 && value.every((each) => typeof each === "string" && each.startsWith("urn:pulumi:"));
}
