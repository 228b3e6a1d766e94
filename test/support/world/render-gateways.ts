import type { Properties } from "../../../src/resources/resource.ts";
import { subnetResource } from "./render-members.ts";
import type { Spelling } from "./spelling.ts";
import { armId, subnetId } from "./spelling.ts";
import type { Declaration } from "./stack-resource.ts";
import type { World, WorldConnection, WorldGateway, WorldLocalGateway } from "./world.ts";

/** Virtual network gateways, their connections, and the sites that these lead to. */
export function renderGateways(world: World, spelling: Spelling): readonly Declaration[] {
  return [
    ...world.gateways.map((gateway) => renderGateway(world, gateway, spelling)),
    ...world.localGateways.map(renderLocalGateway),
    ...world.connections.flatMap(renderCircuit),
    ...world.connections.map(renderConnection),
  ];
}

function renderGateway(world: World, gateway: WorldGateway, spelling: Spelling): Declaration {
  const { name, network, pools } = gateway;
  const subnet = `${network}/GatewaySubnet`;
  const instances = gateway.kind === "vpn-active-active" ? [0, 1] : [0];
  const properties = {
    ...kindOf(gateway, speaksBgp(world, gateway)),
    ipConfigurations: instances.map((instance) => ({
      name: `ip${instance}`,
      subnet: { id: subnetId(subnet) },
      publicIPAddress: { id: armId(`publicIPAddresses/${name}-${instance}`) },
    })),
    ...(pools.length === 0 ? {} : { vpnClientConfiguration: { vpnClientAddressPool: { addressPrefixes: pools } } }),
  };
  return {
    type: "VirtualNetworkGateway",
    name,
    path: `virtualNetworkGateways/${name}`,
    inputs: { virtualNetworkGatewayName: name, location: "westeurope", ...properties },
    outputs: properties,
    dependsOn: { ipConfigurations: [subnetResource(subnet, spelling)] },
  };
}

function kindOf({ kind, isSmall }: WorldGateway, bgp: boolean): Properties {
  const sku = isSmall === true ? "ErGw1AZ" : "ErGw3AZ";
  if (kind === "express-route") return { sku: { name: sku, tier: sku }, gatewayType: "ExpressRoute" };
  const activeActive = kind === "vpn-active-active";
  return { sku: { name: "VpnGw2AZ", tier: "VpnGw2AZ" }, gatewayType: "Vpn", vpnType: "RouteBased", activeActive, enableBgp: bgp };
}

function speaksBgp({ connections }: World, { name }: WorldGateway): boolean {
  return connections.some(({ gateway, ...connection }) => gateway === name && "bgp" in connection && connection.bgp);
}

function renderLocalGateway({ name, prefixes }: WorldLocalGateway): Declaration {
  const properties = { localNetworkAddressSpace: { addressPrefixes: prefixes }, gatewayIpAddress: "203.0.113.1" };
  return {
    type: "LocalNetworkGateway",
    name,
    path: `localNetworkGateways/${name}`,
    inputs: { localNetworkGatewayName: name, ...properties },
    outputs: properties,
    dependsOn: {},
  };
}

function renderCircuit(connection: WorldConnection): readonly Declaration[] {
  if (connection.kind !== "express-route" || (connection.circuit ?? "unseen") === "unseen") return [];
  const { name } = connection;
  const properties =
    connection.circuit === "direct"
      ? { bandwidthInGbps: 10, expressRoutePort: { id: armId(`expressRoutePorts/${name}`) } }
      : { serviceProviderProperties: { serviceProviderName: "Equinix", peeringLocation: "Amsterdam", bandwidthInMbps: 1000 } };
  return [
    {
      type: "ExpressRouteCircuit",
      name,
      path: `expressRouteCircuits/${name}`,
      inputs: { circuitName: name, ...properties },
      outputs: properties,
      dependsOn: {},
    },
  ];
}

function renderConnection(connection: WorldConnection): Declaration {
  const { name, gateway } = connection;
  const far = farEnd(connection);
  const properties = { virtualNetworkGateway1: { id: armId(`virtualNetworkGateways/${gateway}`) }, ...far.properties };
  return {
    type: "VirtualNetworkGatewayConnection",
    name,
    path: `connections/${name}`,
    inputs: { virtualNetworkGatewayConnectionName: name, ...properties },
    outputs: properties,
    dependsOn: { virtualNetworkGateway1: [`VirtualNetworkGateway ${gateway}`], ...far.dependsOn },
  };
}

function farEnd(connection: WorldConnection): Pick<Declaration, "dependsOn"> & { readonly properties: Properties } {
  switch (connection.kind) {
    case "ipsec": {
      const { localGateway, bgp } = connection;
      const properties = {
        connectionType: "IPsec",
        enableBgp: bgp,
        localNetworkGateway2: { id: armId(`localNetworkGateways/${localGateway}`) },
      };
      return { properties, dependsOn: { localNetworkGateway2: [`LocalNetworkGateway ${localGateway}`] } };
    }
    case "vnet-to-vnet": {
      const { peerGateway, bgp } = connection;
      const properties = {
        connectionType: "Vnet2Vnet",
        enableBgp: bgp,
        virtualNetworkGateway2: { id: armId(`virtualNetworkGateways/${peerGateway}`) },
      };
      return { properties, dependsOn: { virtualNetworkGateway2: [`VirtualNetworkGateway ${peerGateway}`] } };
    }
    case "express-route": {
      const { fastPath = "off", circuit = "unseen" } = connection;
      const peer = { id: armId(`expressRouteCircuits/${connection.name}`) };
      return {
        properties: {
          connectionType: "ExpressRoute",
          enableBgp: false,
          peer,
          ...(fastPath === "off" ? {} : { expressRouteGatewayBypass: true, enablePrivateLinkFastPath: fastPath === "endpoints" }),
        },
        dependsOn: circuit === "unseen" ? {} : { peer: [`ExpressRouteCircuit ${connection.name}`] },
      };
    }
  }
}
