import { withoutRecords } from "./random-rarities.ts";
import { withoutRules } from "./random-rules.ts";
import type { World, WorldFirewall, WorldNetwork, WorldNic } from "./world.ts";
import { splitSubnet } from "./world.ts";

/** The smallest world that `isStillBad` can be brought to say yes to, by leaving things out one at a time. */
export function shrinkWorld(world: World, isStillBad: (smaller: World) => boolean): World {
  let smallest = world;
  for (let candidates = smallerWorlds(smallest); ; ) {
    const next = candidates.find((candidate) => isStillBad(candidate));
    if (next === undefined) return smallest;
    smallest = next;
    candidates = smallerWorlds(smallest);
  }
}

/** Every world with one thing less, and what hangs on that thing; the big ones first. */
function smallerWorlds(world: World): readonly World[] {
  return [
    ...world.networks.map(({ name }) => withoutNetwork(world, name)),
    ...without(world.gateways).map((gateways) => ({ ...world, gateways, connections: keptConnections(world, gateways) })),
    ...without(world.endpoints).map((endpoints) => ({ ...world, endpoints })),
    ...without(world.peerings).map((peerings) => ({ ...world, peerings })),
    ...without(world.routeServers ?? []).map((routeServers) => ({ ...world, routeServers })),
    ...without(world.connections).map((connections) => ({ ...world, connections })),
    ...without(world.localGateways)
      .filter((kept) => world.connections.every((one) => one.kind !== "ipsec" || kept.some(({ name }) => name === one.localGateway)))
      .map((localGateways) => ({ ...world, localGateways })),
    ...without(world.firewalls).map((firewalls) => ({ ...world, firewalls })),
    ...world.firewalls.flatMap((firewall) =>
      plainerRules(firewall).map((one) => ({ ...world, firewalls: world.firewalls.map((other) => (other === firewall ? one : other)) })),
    ),
    ...without(world.loadBalancers).map((loadBalancers) => ({ ...world, loadBalancers })),
    ...without(world.machines ?? []).map((machines) => ({ ...world, machines })),
    ...without(world.nics).map((nics) => ({
      ...world,
      nics,
      loadBalancers: keptBackends(world, nics),
      machines: keptMachines(world, nics),
    })),
    ...world.networks.flatMap((network) => smallerNetworks(world, network)),
    ...world.routeTables.map(({ name }) => withoutTable(world, name)),
    ...world.routeTables.flatMap((table) =>
      without(table.routes).map((routes) => ({
        ...world,
        routeTables: world.routeTables.map((other) => (other === table ? { ...table, routes } : other)),
      })),
    ),
    ...world.endpoints.flatMap((endpoint) =>
      without(endpoint.addresses)
        .filter((addresses) => addresses.length > 0)
        .map((addresses) => ({
          ...world,
          endpoints: world.endpoints.map((other) => (other === endpoint ? { ...endpoint, addresses } : other)),
        })),
    ),
    ...plainer(world),
    ...without(world.configuration.onPremises).map((onPremises) => ({ ...world, configuration: { ...world.configuration, onPremises } })),
    ...without(world.configuration.entries).map((entries) => ({ ...world, configuration: { ...world.configuration, entries } })),
    ...without(world.configuration.firewalls)
      .filter(({ length }) => length > 0)
      .map((firewalls) => ({ ...world, configuration: { ...world.configuration, firewalls } })),
  ];
}

/** Rules that are not in the program, or one rule less. */
function plainerRules(firewall: WorldFirewall): readonly WorldFirewall[] {
  const { rules } = firewall;
  return rules === undefined ? [] : [withoutRules(firewall), ...without(rules).map((fewer) => ({ ...firewall, rules: fewer }))];
}

/** One rare setting less. */
function plainer(world: World): readonly World[] {
  const { firewalls, networks, nics, peerings, routeTables } = world;
  return [
    ...networks
      .filter(({ highScale }) => highScale === true)
      .map((one) => ({ ...world, networks: replaced(networks, one, { highScale: false }) })),
    ...world.endpoints
      .filter(({ isPending }) => isPending === true)
      .map((one) => ({ ...world, endpoints: replaced(world.endpoints, one, { isPending: false }) })),
    ...peerings
      .filter(({ dropping }) => dropping === true)
      .map((one) => ({ ...world, peerings: replaced(peerings, one, { dropping: false }) })),
    ...(peerings.some(({ scope }) => scope !== undefined) ? [{ ...world, peerings: peerings.map(({ scope: _, ...half }) => half) }] : []),
    ...(peerings.some(({ recorded }) => recorded !== undefined) ? [withoutRecords(world)] : []),
    ...firewalls
      .filter(({ policy }) => policy !== undefined)
      .map((one) => ({ ...world, firewalls: firewalls.map((each) => (each === one ? withoutPolicy(one) : each)) })),
    ...nics
      .filter(({ tags }) => tags !== undefined)
      .map((one) => ({ ...world, nics: nics.map((each) => (each === one ? withoutTags(one) : each)) })),
    ...routeTables
      .filter(({ peeringRoutesOff }) => peeringRoutesOff === true)
      .map((one) => ({ ...world, routeTables: replaced(routeTables, one, { peeringRoutesOff: false }) })),
  ];
}

function withoutPolicy({ policy: _, ...firewall }: WorldFirewall): WorldFirewall {
  return firewall;
}

function withoutTags({ tags: _, ...nic }: WorldNic): WorldNic {
  return nic;
}

function replaced<T>(list: readonly T[], one: T, change: Partial<T>): readonly T[] {
  return list.map((other) => (other === one ? { ...one, ...change } : other));
}

/** The list without each of its items in turn. */
function without<T>(list: readonly T[]): readonly (readonly T[])[] {
  return list.map((_, index) => [...list.slice(0, index), ...list.slice(index + 1)]);
}

function withoutNetwork(world: World, name: string): World {
  const isElsewhere = ({ subnet }: { readonly subnet: string }): boolean => splitSubnet(subnet).network !== name;
  const gateways = world.gateways.filter(({ network }) => network !== name);
  const nics = world.nics.filter(isElsewhere);
  const balancers = { ...world, loadBalancers: world.loadBalancers.filter(isElsewhere) };
  return {
    ...world,
    networks: world.networks.filter((network) => network.name !== name),
    peerings: world.peerings.filter(({ network, remote }) => network !== name && remote !== name),
    gateways,
    routeServers: (world.routeServers ?? []).filter(({ network }) => network !== name),
    connections: keptConnections(world, gateways),
    endpoints: world.endpoints.filter(isElsewhere),
    firewalls: world.firewalls.filter(isElsewhere),
    nics,
    loadBalancers: keptBackends(balancers, nics),
    machines: keptMachines(world, nics),
    configuration: { ...world.configuration, entries: world.configuration.entries.filter(isElsewhere) },
  };
}

/** A subnet less, where nothing is in it. */
function smallerNetworks(world: World, network: WorldNetwork): readonly World[] {
  const isUsed = (name: string): boolean =>
    (name === "GatewaySubnet" && hasGateway(world, network.name)) ||
    (name === "RouteServerSubnet" && hasServer(world, network.name)) ||
    [...world.endpoints, ...world.firewalls, ...world.nics, ...world.loadBalancers, ...world.configuration.entries].some(
      ({ subnet }) => subnet === `${network.name}/${name}`,
    );
  return network.subnets
    .filter(({ name }) => !isUsed(name))
    .map((unused) => ({
      ...world,
      networks: world.networks.map((other) =>
        other === network ? { ...network, subnets: network.subnets.filter((subnet) => subnet !== unused) } : other,
      ),
    }));
}

function withoutTable(world: World, name: string): World {
  return {
    ...world,
    routeTables: world.routeTables.filter((table) => table.name !== name),
    networks: world.networks.map((network) => ({
      ...network,
      subnets: network.subnets.map((subnet) => (subnet.routeTable === name ? { ...subnet, routeTable: undefined } : subnet)),
    })),
  };
}

function keptConnections({ connections }: World, gateways: World["gateways"]): World["connections"] {
  const names = new Set(gateways.map(({ name }) => name));
  return connections.filter((one) => names.has(one.gateway) && (one.kind !== "vnet-to-vnet" || names.has(one.peerGateway)));
}

function keptBackends({ loadBalancers }: World, nics: World["nics"]): World["loadBalancers"] {
  const names = new Set(nics.map(({ name }) => name));
  return loadBalancers.map((balancer) => ({ ...balancer, backends: balancer.backends.filter((name) => names.has(name)) }));
}

/** A machine has an interface at least. */
function keptMachines({ machines = [] }: World, nics: World["nics"]): NonNullable<World["machines"]> {
  const names = new Set(nics.map(({ name }) => name));
  const kept = machines.map((machine) => ({ ...machine, interfaces: machine.interfaces.filter((name) => names.has(name)) }));
  return kept.filter(({ interfaces }) => interfaces.length > 0);
}

function hasServer({ routeServers = [] }: World, name: string): boolean {
  return routeServers.some(({ network }) => network === name);
}

/** One in sight, or one that a peering uses. */
function hasGateway({ gateways, peerings }: World, network: string): boolean {
  return gateways.some((each) => each.network === network) || peerings.some((each) => each.remote === network && each.useRemoteGateways);
}
