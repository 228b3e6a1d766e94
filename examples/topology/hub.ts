import * as network from "@pulumi/azure-native/network";
import type { input } from "@pulumi/azure-native/types";
import type { Input, Output } from "@pulumi/pulumi";

/** Where new resources go. */
export interface Place {
  readonly resourceGroupName: Input<string>;
  readonly location: Input<string>;
}

export type GatewayRoutes = (firewallAddress: Output<string>) => input.network.RouteArgs[];

export interface Hub {
  readonly resourceGroupName: Input<string>;
  readonly network: network.VirtualNetwork;
  readonly gateway: network.VirtualNetworkGateway;
  /** The table of GatewaySubnet. */
  readonly gatewayRoutes: network.RouteTable;
  readonly firewallAddress: Output<string>;
}

/** The hub: an Azure Firewall, and an active/active VPN gateway with a BGP connection to on-premises. */
export function createHub(place: Place, routes: GatewayRoutes): Hub {
  const hub = new network.VirtualNetwork("hub", {
    ...place,
    virtualNetworkName: "hub",
    addressSpace: { addressPrefixes: ["10.13.76.0/24"] },
  });
  const inHub = { resourceGroupName: place.resourceGroupName, virtualNetworkName: hub.name };

  const firewallSubnet = new network.Subnet("AzureFirewallSubnet", { ...inHub, addressPrefix: "10.13.76.64/26" });
  const firewall = new network.AzureFirewall("azfw", {
    ...place,
    azureFirewallName: "azfw",
    sku: { name: "AZFW_VNet", tier: "Standard" },
    ipConfigurations: [{ name: "ip", subnet: { id: firewallSubnet.id }, publicIPAddress: { id: publicAddress(place, "azfw-ip").id } }],
  });
  // Azure gives a firewall the first free address of its subnet, here 10.13.76.68.
  const firewallAddress = firewall.ipConfigurations.apply((configurations) => configurations?.[0]?.privateIPAddress ?? "");

  const gatewayRoutes = new network.RouteTable("gateway-routes", {
    ...place,
    routeTableName: "gateway-routes",
    routes: routes(firewallAddress),
  });
  const gatewaySubnet = new network.Subnet("GatewaySubnet", {
    ...inHub,
    addressPrefix: "10.13.76.0/26",
    routeTable: { id: gatewayRoutes.id },
  });
  return { ...place, network: hub, gateway: createGateway(place, gatewaySubnet), gatewayRoutes, firewallAddress };
}

function createGateway(place: Place, gatewaySubnet: network.Subnet): network.VirtualNetworkGateway {
  const gateway = new network.VirtualNetworkGateway("vpngw", {
    ...place,
    virtualNetworkGatewayName: "vpngw",
    gatewayType: "Vpn",
    vpnType: "RouteBased",
    sku: { name: "VpnGw2AZ", tier: "VpnGw2AZ" },
    activeActive: true,
    enableBgp: true,
    bgpSettings: { asn: 65515 },
    ipConfigurations: ["vpngw-ip0", "vpngw-ip1"].map((name) => ({
      name,
      subnet: { id: gatewaySubnet.id },
      publicIPAddress: { id: publicAddress(place, name).id },
    })),
  });
  const onPremises = new network.LocalNetworkGateway("on-premises", {
    ...place,
    gatewayIpAddress: "203.0.113.10",
    bgpSettings: { asn: 65001, bgpPeeringAddress: "192.168.0.1" },
  });
  new network.VirtualNetworkGatewayConnection("to-on-premises", {
    ...place,
    connectionType: "IPsec",
    enableBgp: true,
    virtualNetworkGateway1: { id: gateway.id },
    localNetworkGateway2: { id: onPremises.id },
    sharedKey: "replace-me",
  });
  return gateway;
}

function publicAddress(place: Place, name: string): network.PublicIPAddress {
  return new network.PublicIPAddress(name, {
    ...place,
    publicIPAllocationMethod: "Static",
    sku: { name: "Standard" },
    zones: ["1", "2", "3"],
  });
}
