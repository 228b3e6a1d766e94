import { baseOf, isWithin, lengthOf, prefixAround, textOf } from "../support/reference/addresses.ts";
import { peeringForce } from "../support/reference/peerings.ts";
import { randomWorld } from "../support/world/random-world.ts";
import type { World, WorldNetwork } from "../support/world/world.ts";
import { splitSubnet } from "../support/world/world.ts";

/** The generator makes networks that Azure could be told of, the same ones every time, and everything that is worth comparing. */

const WORLDS = Array.from({ length: 400 }, (_, seed) => randomWorld(seed));

test("a seed gives the same world every time", () => {
  expect(randomWorld(7)).toEqual(randomWorld(7));
  expect(randomWorld(7)).not.toEqual(randomWorld(8));
});

function members(world: World): readonly { readonly name: string; readonly subnet: string; readonly address: string }[] {
  return [
    ...world.firewalls,
    ...world.nics,
    ...world.loadBalancers,
    ...world.endpoints.flatMap(({ name, subnet, addresses }) => addresses.map((address) => ({ name, subnet, address }))),
  ];
}

function prefixes(world: World): readonly string[] {
  return [
    ...world.networks.flatMap(({ ranges, subnets }) => [...ranges, ...subnets.flatMap((subnet) => subnet.prefixes)]),
    ...world.routeTables.flatMap(({ routes }) => routes.map(({ prefix }) => prefix)),
    ...world.firewalls.flatMap(({ rules = [] }) => rules.flatMap(({ sources, destinations }) => [...sources, ...destinations])),
    ...world.localGateways.flatMap((site) => site.prefixes),
    ...world.gateways.flatMap(({ pools }) => pools),
    ...world.configuration.onPremises,
  ];
}

test.each<[string, (world: World) => readonly string[]]>([
  [
    "every prefix is one, without host bits",
    (world) => prefixes(world).filter((cidr) => prefixAround(textOf(baseOf(cidr)), lengthOf(cidr)) !== cidr),
  ],
  [
    "every address lies in its subnet",
    (world) =>
      members(world)
        .filter(({ subnet, address }) => !subnetOf(world, subnet).prefixes.some((prefix) => isWithin(address, prefix)))
        .map(({ name }) => name),
  ],
  [
    "nobody shares an address within a network",
    (world) => repeated(members(world).map(({ subnet, address }) => `${splitSubnet(subnet).network} ${address}`)),
  ],
  [
    "no table has a prefix twice",
    (world) => world.routeTables.flatMap(({ name, routes }) => repeated(routes.map(({ prefix }) => `${name} ${prefix}`))),
  ],
  ["no network peers with another twice", (world) => repeated(world.peerings.map(({ network, remote }) => `${network} ${remote}`))],
  [
    "the interfaces of a machine are of one network, and each of one machine",
    ({ machines = [], nics }) => [
      ...repeated(machines.flatMap(({ interfaces }) => interfaces)),
      ...machines
        .filter(({ interfaces }) => {
          const own = interfaces.map((name) => nics.find((nic) => nic.name === name)?.subnet);
          return new Set(own.map((subnet) => subnet?.split("/")[0])).size !== 1 || own.includes(undefined);
        })
        .map(({ name }) => name),
    ],
  ],
  [
    "rules have sources and destinations",
    ({ firewalls }) =>
      firewalls
        .flatMap(({ rules = [] }) => rules)
        .filter(({ sources, destinations }) => sources.length === 0 || destinations.length === 0)
        .map(({ action }) => action),
  ],
  [
    "names are unique",
    (world) =>
      repeated(
        [...world.networks, ...world.gateways, ...world.routeTables, ...(world.machines ?? []), ...members(world)].map(({ name }) => name),
      ).filter((name) => !world.endpoints.some((endpoint) => endpoint.name === name)),
  ],
])("%s", (_, faults) => {
  expect(WORLDS.flatMap((world, seed) => faults(world).map((fault) => `seed ${seed}: ${fault}`))).toEqual([]);
});

function subnetOf(world: World, path: string): WorldNetwork["subnets"][number] {
  const { network, subnet } = splitSubnet(path);
  const found = world.networks.find(({ name }) => name === network)?.subnets.find(({ name }) => name === subnet);
  if (found === undefined) throw new Error(`no subnet ${path}`);
  return found;
}

function repeated(values: readonly string[]): readonly string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}

function peered(world: World, a: string, b: string): boolean {
  return peeringForce(world, a, b) === "certain";
}

function endpointNetworks(world: World): readonly string[] {
  return world.endpoints.map(({ subnet }) => splitSubnet(subnet).network);
}

test.each<[string, (world: World) => boolean]>([
  ["two gateways in one network", (world) => repeated(world.gateways.map(({ network }) => network)).length > 0],
  ["gateways in two networks", (world) => new Set(world.gateways.map(({ network }) => network)).size > 1],
  ["no gateway", (world) => world.gateways.length === 0 && world.endpoints.length > 0],
  [
    "a balancer with a backend that forwards nothing, and others",
    (world) =>
      world.loadBalancers.some(
        ({ backends }) => backends.length > 1 && world.nics.some((nic) => backends.includes(nic.name) && !nic.forwarding),
      ),
  ],
  ["a balancer without backends", (world) => world.loadBalancers.some(({ backends }) => backends.length === 0)],
  [
    "a peering with one half that is connected",
    (world) => world.peerings.some(({ network, remote, state }) => state === "Connected" && isLone(world, network, remote)),
  ],
  [
    "a peering with one half that may be",
    (world) => world.networks.some((a) => world.networks.some((b) => peeringForce(world, a.name, b.name) === "possible")),
  ],
  [
    "a peering with both halves and no transit",
    (world) =>
      world.peerings.some(
        (half) =>
          !half.allowGatewayTransit &&
          world.peerings.some((other) => other.network === half.remote && other.remote === half.network && !other.useRemoteGateways),
      ),
  ],
  ["one address space in two peered networks", (world) => world.peerings.some(({ network, remote }) => shareRange(world, network, remote))],
  [
    "one address space in two networks of different parts",
    (world) => world.networks.some((a) => world.networks.some((b) => a.name[0] !== b.name[0] && shareRange(world, a.name, b.name))),
  ],
  ["several ranges in one network", (world) => world.networks.some(({ ranges }) => ranges.length > 1)],
  ["a subnet with two prefixes", (world) => world.networks.some(({ subnets }) => subnets.some((subnet) => subnet.prefixes.length > 1))],
  ["an endpoint next to the gateway", (world) => world.gateways.some(({ network }) => endpointNetworks(world).includes(network))],
  [
    "an endpoint one peering away",
    (world) => world.gateways.some(({ network }) => endpointNetworks(world).some((other) => peered(world, network, other))),
  ],
  [
    "an endpoint two peerings away",
    (world) => world.gateways.some((gateway) => endpointNetworks(world).some((far) => isTwoAway(world, gateway.network, far))),
  ],
  [
    "an endpoint in the firewall's network",
    (world) => world.firewalls.some(({ subnet }) => endpointNetworks(world).includes(splitSubnet(subnet).network)),
  ],
  ["an endpoint with three addresses", (world) => world.endpoints.some(({ addresses }) => addresses.length === 3)],
  [
    "a shared route table",
    (world) => repeated(world.networks.flatMap(({ subnets }) => subnets.flatMap(({ routeTable }) => routeTable ?? []))).length > 0,
  ],
  ["a table that stops propagation", (world) => world.routeTables.some(({ propagationDisabled }) => propagationDisabled)],
  ["a default route", (world) => world.routeTables.some(({ routes }) => routes.some(({ prefix }) => prefix === "0.0.0.0/0"))],
  ["a connection between networks", (world) => world.connections.some(({ kind }) => kind === "vnet-to-vnet")],
  [
    "a gateway without connections",
    (world) => world.gateways.some(({ name }) => world.connections.every(({ gateway }) => gateway !== name)),
  ],
  ["point-to-site", (world) => world.gateways.some(({ pools }) => pools.length > 0)],
  [
    "an entry where an appliance is",
    (world) => world.configuration.entries.some(({ subnet }) => world.nics.some((nic) => nic.subnet === subnet)),
  ],
  ["an entry and no gateway", (world) => world.configuration.entries.length > 0 && world.gateways.length === 0],
  [
    "a machine with interfaces in two subnets",
    ({ machines = [], nics }) =>
      machines.some(({ interfaces }) => new Set(nics.filter(({ name }) => interfaces.includes(name)).map(({ subnet }) => subnet)).size > 1),
  ],
  ["a firewall without any rule", ({ firewalls }) => firewalls.some(({ rules }) => rules?.length === 0)],
  [
    "a firewall that denies before it allows",
    ({ firewalls }) => firewalls.some(({ rules = [] }) => rules.length > 1 && rules[0]?.action === "Deny"),
  ],
  ["no designated firewall", (world) => world.configuration.firewalls.length === 0],
  ["strict", (world) => world.configuration.strict],
  ["complete", (world) => world.configuration.complete],
])("%s occurs", (_, occurs) => {
  expect(WORLDS.filter(occurs).length).toBeGreaterThan(3);
});

function isLone(world: World, network: string, remote: string): boolean {
  return !world.peerings.some((other) => other.network === remote && other.remote === network);
}

function shareRange(world: World, a: string, b: string): boolean {
  const ranges = (name: string): readonly string[] => world.networks.find((network) => network.name === name)?.ranges ?? [];
  return ranges(a).some((range) => ranges(b).includes(range));
}

function isTwoAway(world: World, from: string, to: string): boolean {
  const between = world.networks.some(({ name }) => peered(world, from, name) && peered(world, name, to));
  return from !== to && between && peeringForce(world, from, to) === "absent";
}
