import type { Properties } from "../../../src/resources/resource.ts";
import type { Spelling } from "./spelling.ts";
import { armId } from "./spelling.ts";
import type { Declaration } from "./stack-resource.ts";
import type { World, WorldNetwork, WorldPeering, WorldPeeringScope, WorldSubnet } from "./world.ts";

/** Virtual networks with their subnets and peerings, in the parent or beside it. */
export function renderNetworks(world: World, spelling: Spelling): readonly Declaration[] {
  return world.networks.flatMap((network) => {
    const halves = world.peerings.filter((half) => half.network === network.name);
    const children = [
      ...network.subnets.map((subnet) => renderSubnet(network, subnet)),
      ...halves.map((half) => renderPeering(half, { ...recordOf(world, half), peeringState: stateOf(world, half, spelling) })),
    ];
    const parent = renderNetwork(world, network, halves, spelling);
    return spelling.style === "inline" ? [parent] : [parent, ...children];
  });
}

function renderNetwork(world: World, network: WorldNetwork, halves: readonly WorldPeering[], spelling: Spelling): Declaration {
  const own = {
    location: network.location,
    addressSpace: { addressPrefixes: network.ranges },
    ...(network.highScale === true ? { privateEndpointVNetPolicies: "Basic" } : {}),
  };
  const isInline = spelling.style === "inline";
  const isListed = isInline || spelling.refreshed;
  const inlined = {
    subnets: network.subnets.map((subnet) => ({ name: subnet.name, ...subnetInputs(subnet) })),
    virtualNetworkPeerings: halves.map((half) => ({ name: half.name, ...peeringInputs(half) })),
  };
  return {
    type: "VirtualNetwork",
    name: network.name,
    path: `virtualNetworks/${network.name}`,
    inputs: { virtualNetworkName: network.name, ...own, ...(isInline ? inlined : {}) },
    outputs: {
      ...own,
      subnets: isListed ? network.subnets.map((subnet) => listedSubnet(world, network, agedSubnet(subnet, spelling), spelling)) : [],
      virtualNetworkPeerings: isListed ? halves.map((half) => listedPeering(world, half, spelling)) : [],
    },
    dependsOn: {},
  };
}

/** Once it has been read back, a subnet names the endpoints in it. */
function listedSubnet(world: World, network: WorldNetwork, subnet: WorldSubnet, { refreshed }: Spelling): Properties {
  const path = `virtualNetworks/${network.name}/subnets/${subnet.name}`;
  const inside = world.endpoints.filter((endpoint) => endpoint.subnet === `${network.name}/${subnet.name}`);
  const privateEndpoints = inside.map(({ name }) => ({ id: armId(`privateEndpoints/${name}`) }));
  return { id: armId(path), name: subnet.name, ...subnetOutputs(subnet), ...(refreshed && inside.length > 0 ? { privateEndpoints } : {}) };
}

/** What a parent remembers of a subnet from before its policies and its table were set. */
function agedSubnet(subnet: WorldSubnet, { style, stale }: Spelling): WorldSubnet {
  return style === "standalone" && stale === true ? { ...subnet, policies: "Disabled", routeTable: undefined } : subnet;
}

function listedPeering(world: World, half: WorldPeering, spelling: Spelling): Properties {
  const isAged = spelling.style === "standalone" && spelling.stale === true;
  const told = isAged ? { ...half, allowGatewayTransit: false, useRemoteGateways: false } : half;
  const state = isAged ? "Disconnected" : stateOf(world, half, spelling);
  const path = `virtualNetworks/${half.network}/virtualNetworkPeerings/${half.name}`;
  return { id: armId(path), name: half.name, ...peeringInputs(told), ...recordOf(world, half), peeringState: state };
}

function renderSubnet(network: WorldNetwork, subnet: WorldSubnet): Declaration {
  return {
    type: "Subnet",
    name: `${network.name}-${subnet.name}`,
    path: `virtualNetworks/${network.name}/subnets/${subnet.name}`,
    inputs: { virtualNetworkName: network.name, subnetName: subnet.name, ...subnetInputs(subnet) },
    outputs: subnetOutputs(subnet),
    dependsOn: {
      virtualNetworkName: [`VirtualNetwork ${network.name}`],
      ...(subnet.routeTable === undefined ? {} : { routeTable: [`RouteTable ${subnet.routeTable}`] }),
    },
  };
}

function renderPeering(half: WorldPeering, answer: Properties): Declaration {
  return {
    type: "VirtualNetworkPeering",
    name: half.name,
    path: `virtualNetworks/${half.network}/virtualNetworkPeerings/${half.name}`,
    inputs: { virtualNetworkName: half.network, virtualNetworkPeeringName: half.name, ...peeringInputs(half) },
    outputs: { ...peeringInputs(half), ...answer },
    dependsOn: { virtualNetworkName: [`VirtualNetwork ${half.network}`], remoteVirtualNetwork: [`VirtualNetwork ${half.remote}`] },
  };
}

/** What it routes, and what the remote network has now (R10b). Of single subnets Azure answers their prefixes. */
function recordOf({ networks }: World, { remote, scope, recorded }: WorldPeering): Properties {
  const network = networks.find(({ name }) => name === remote);
  if (network === undefined) return {};
  const { ranges, subnets } = network;
  const peered = subnets.filter(({ name }) => scope?.remote.includes(name)).flatMap(({ prefixes }) => prefixes);
  const now = scope === undefined ? ranges : scope.onlyIpv6 ? [] : peered;
  const space = (addressPrefixes: readonly string[]): Properties => ({ addressPrefixes });
  return { remoteAddressSpace: space(recorded ?? now), remoteVirtualNetworkAddressSpace: space(now) };
}

/** Azure leaves the half that was made first at `Initiated` in the state; only a refresh shows that the pair is connected. */
function stateOf({ peerings }: World, half: WorldPeering, { refreshed }: Spelling): string {
  const other = peerings.findIndex(({ network, remote }) => network === half.remote && remote === half.network);
  if (other < 0) return half.state;
  return refreshed || other < peerings.indexOf(half) ? "Connected" : "Initiated";
}

/** Programs leave the policies of subnets without endpoints unset (R42). */
function subnetInputs(subnet: WorldSubnet): Properties {
  return {
    ...addressesOf(subnet),
    ...(subnet.policies === "Disabled" && !subnet.name.startsWith("ep") ? {} : { privateEndpointNetworkPolicies: subnet.policies }),
    ...tableOf(subnet),
  };
}

function subnetOutputs(subnet: WorldSubnet): Properties {
  return { privateEndpointNetworkPolicies: subnet.policies, ...addressesOf(subnet), ...tableOf(subnet) };
}

function addressesOf({ prefixes }: WorldSubnet): Properties {
  return prefixes.length === 1 ? { addressPrefix: prefixes[0] } : { addressPrefixes: prefixes };
}

function tableOf({ routeTable }: WorldSubnet): Properties {
  return routeTable === undefined ? {} : { routeTable: { id: armId(`routeTables/${routeTable}`) } };
}

function peeringInputs({ allowGatewayTransit, useRemoteGateways, remote, dropping, scope }: WorldPeering): Properties {
  return {
    allowVirtualNetworkAccess: dropping !== true,
    allowForwardedTraffic: dropping !== true,
    ...(scope === undefined ? {} : scopeInputs(scope)),
    allowGatewayTransit,
    useRemoteGateways,
    remoteVirtualNetwork: { id: armId(`virtualNetworks/${remote}`) },
  };
}

/** Azure takes names in any case. */
function scopeInputs({ local, remote, onlyIpv6 }: WorldPeeringScope): Properties {
  return {
    peerCompleteVnets: false,
    localSubnetNames: local,
    remoteSubnetNames: remote.map((name) => name.toUpperCase()),
    ...(onlyIpv6 ? { enableOnlyIPv6Peering: true } : {}),
  };
}
