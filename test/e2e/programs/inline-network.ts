import * as network from "@pulumi/azure-native/network";
import * as resources from "@pulumi/azure-native/resources";
import type { CustomResourceOptions, Output } from "@pulumi/pulumi";

export interface InlineNetworkOptions {
  /** Of the one route on the gateway's subnet, which leads to the firewall. */
  readonly routePrefix: string;
  readonly spokes: readonly InlineSpoke[];
  /** The id of the route table of the gateway's subnet, written out, in place of a reference to the one that the program makes. */
  readonly gatewayTableId?: string;
  /** Of the group and the route table of the hub: names in Azure in place of automatic ones. */
  readonly hubNames?: { readonly resourceGroupName: string; readonly routeTableName: string };
  /** Of all resources: their component, or their provider. */
  readonly options?: CustomResourceOptions;
}

export interface InlineSpoke {
  /** In the program; Azure names are automatic. */
  readonly name: string;
  readonly prefix: string;
  readonly endpointPrefix: string;
  readonly endpointPolicies: network.VirtualNetworkPrivateEndpointNetworkPolicies;
  /** A region is no property that can be changed: another one replaces the network and its endpoint. */
  readonly location?: string;
  /** One name in Azure for the group, the network and the endpoint, in place of automatic ones. */
  readonly azureName?: string;
  /** Of this spoke's resources: another provider, and so another subscription. */
  readonly options?: CustomResourceOptions;
}

export const SPOKE: InlineSpoke = {
  name: "spoke1",
  prefix: "10.13.77.0/24",
  endpointPrefix: "10.13.77.0/26",
  endpointPolicies: "RouteTableEnabled",
};

/**
 * A hub with spokes in the inline style: subnets and routes are declared inside their parents, and what needs a subnet looks it up in what
 * the network answers. A preview does not know such an id.
 */
export function createInlineNetwork({ routePrefix, spokes, gatewayTableId, hubNames, options = {} }: InlineNetworkOptions): void {
  const group = hubNames === undefined ? {} : { resourceGroupName: hubNames.resourceGroupName };
  const { name: resourceGroupName, location } = new resources.ResourceGroup("hub", { location: "westeurope", ...group }, options);
  const place = { resourceGroupName, location };

  const routes = new network.RouteTable(
    "gateway-routes",
    {
      ...place,
      ...(hubNames === undefined ? {} : { routeTableName: hubNames.routeTableName }),
      routes: [{ name: "spokes", addressPrefix: routePrefix, nextHopType: "VirtualAppliance", nextHopIpAddress: "10.13.76.68" }],
    },
    options,
  );
  const hub = new network.VirtualNetwork(
    "hub",
    {
      ...place,
      addressSpace: { addressPrefixes: ["10.13.76.0/24"] },
      subnets: [
        { name: "GatewaySubnet", addressPrefix: "10.13.76.0/26", routeTable: { id: gatewayTableId ?? routes.id } },
        { name: "AzureFirewallSubnet", addressPrefix: "10.13.76.64/26" },
      ],
    },
    options,
  );
  const publicAddress = new network.PublicIPAddress(
    "azfw-ip",
    { ...place, publicIPAllocationMethod: "Static", sku: { name: "Standard" } },
    options,
  );
  new network.AzureFirewall(
    "azfw",
    {
      ...place,
      sku: { name: "AZFW_VNet", tier: "Standard" },
      ipConfigurations: [{ name: "ip", subnet: { id: subnetId(hub, "AzureFirewallSubnet") }, publicIPAddress: { id: publicAddress.id } }],
    },
    options,
  );
  const gateway = new network.VirtualNetworkGateway(
    "vpngw",
    {
      ...place,
      gatewayType: "Vpn",
      vpnType: "RouteBased",
      sku: { name: "VpnGw2AZ", tier: "VpnGw2AZ" },
      activeActive: true,
      ipConfigurations: ["ip0", "ip1"].map((name) => ({ name, subnet: { id: subnetId(hub, "GatewaySubnet") } })),
    },
    options,
  );

  for (const each of spokes) {
    const spoke = createSpoke(each, options);
    const half = { allowVirtualNetworkAccess: true, allowForwardedTraffic: true };
    new network.VirtualNetworkPeering(
      `hub-to-${each.name}`,
      {
        ...half,
        resourceGroupName,
        virtualNetworkName: hub.name,
        remoteVirtualNetwork: { id: spoke.network.id },
        allowGatewayTransit: true,
      },
      options,
    );
    new network.VirtualNetworkPeering(
      `${each.name}-to-hub`,
      {
        ...half,
        resourceGroupName: spoke.resourceGroupName,
        virtualNetworkName: spoke.network.name,
        remoteVirtualNetwork: { id: hub.id },
        useRemoteGateways: true,
      },
      { ...options, ...each.options, dependsOn: gateway },
    );
  }
}

interface Spoke {
  readonly resourceGroupName: Output<string>;
  readonly network: network.VirtualNetwork;
}

function createSpoke(
  { name, prefix, endpointPrefix, endpointPolicies, location, azureName, options }: InlineSpoke,
  common: CustomResourceOptions,
): Spoke {
  const merged = { ...common, ...options };
  const named = <Parameter extends string>(parameter: Parameter): { readonly [Key in Parameter]?: string } =>
    azureName === undefined ? {} : ({ [parameter]: azureName } as { readonly [Key in Parameter]: string });
  const group = new resources.ResourceGroup(name, { location: "westeurope", ...named("resourceGroupName") }, merged);
  const place = { resourceGroupName: group.name, location: location ?? "westeurope" };
  const spoke = new network.VirtualNetwork(
    name,
    {
      ...place,
      ...named("virtualNetworkName"),
      addressSpace: { addressPrefixes: [prefix] },
      subnets: [{ name: "ep", addressPrefix: endpointPrefix, privateEndpointNetworkPolicies: endpointPolicies }],
    },
    merged,
  );
  new network.PrivateEndpoint(`${name}-blob`, { ...place, ...named("privateEndpointName"), subnet: { id: subnetId(spoke, "ep") } }, merged);
  return { resourceGroupName: group.name, network: spoke };
}

function subnetId({ subnets }: network.VirtualNetwork, name: string): Output<string> {
  return subnets.apply((all) => all?.find((subnet) => subnet.name === name)?.id ?? "");
}
