import type { Properties, Resource } from "../../../src/resources/resource.ts";
import { armId, deployed, type Parts, read, resource, urn } from "../support.ts";

/** Short names of the types that the tests are about. */
export const CLASSIC = {
  network: "azure:network/virtualNetwork:VirtualNetwork",
  subnet: "azure:network/subnet:Subnet",
  peering: "azure:network/virtualNetworkPeering:VirtualNetworkPeering",
  table: "azure:network/routeTable:RouteTable",
  route: "azure:network/route:Route",
  association: "azure:network/subnetRouteTableAssociation:SubnetRouteTableAssociation",
  gateway: "azure:network/virtualNetworkGateway:VirtualNetworkGateway",
  connection: "azure:network/virtualNetworkGatewayConnection:VirtualNetworkGatewayConnection",
  site: "azure:network/localNetworkGateway:LocalNetworkGateway",
  nic: "azure:network/networkInterface:NetworkInterface",
  member: "azure:network/networkInterfaceBackendAddressPoolAssociation:NetworkInterfaceBackendAddressPoolAssociation",
  firewall: "azure:network/firewall:Firewall",
  endpoint: "azure:privatelink/endpoint:Endpoint",
  balancer: "azure:lb/loadBalancer:LoadBalancer",
  pool: "azure:lb/backendAddressPool:BackendAddressPool",
  poolAddress: "azure:lb/backendAddressPoolAddress:BackendAddressPoolAddress",
  kubernetes: "azure:containerservice/kubernetesCluster:KubernetesCluster",
  openShift: "azure:redhatopenshift/cluster:Cluster",
} as const;

export type ClassicName = keyof typeof CLASSIC;

export function classicUrn(type: ClassicName, name: string): string {
  return urn(CLASSIC[type], name);
}

/** A classic resource before its deployment: the inputs, what they depend on, and an answer of which the id is not known. */
export function planned(type: ClassicName, name: string, inputs: Properties, dependsOn: Parts["dependsOn"] = {}): Resource {
  const { resourceGroupName = "net", ...others } = inputs;
  return resource(CLASSIC[type], name, { inputs: { name, resourceGroupName, ...others }, outputs: { name }, dependsOn });
}

/** A deployed one. */
export function made(type: ClassicName, name: string, path: string, inputs: Properties, answer: Properties = {}): Resource {
  return deployed(CLASSIC[type], name, path, { name: path.split("/").at(-1), ...inputs }, answer);
}

/** One that a program only reads. */
export function got(type: ClassicName, name: string, path: string, outputs: Properties): Resource {
  return read(CLASSIC[type], name, path, outputs);
}

export const HUB = made("network", "hub", "virtualNetworks/hub", { location: "westeurope", addressSpaces: ["10.0.0.0/16"] });
export const HUB_ID = armId("virtualNetworks/hub");

/** A subnet of the hub. */
export function hubSubnet(name: string, prefix: string, inputs: Properties = {}, answer: Properties = {}): Resource {
  const own = { virtualNetworkName: "hub", addressPrefixes: [prefix], ...inputs };
  return made("subnet", name, `virtualNetworks/hub/subnets/${name}`, own, answer);
}

export function subnetId(path: string): string {
  const [network, name] = path.split("/");
  return armId(`virtualNetworks/${network}/subnets/${name}`);
}

/** A route table with one route to the address. */
export function tableTo(name: string, address: string, prefix = "10.1.0.0/16"): Resource {
  const routes = [{ name: "r", addressPrefix: prefix, nextHopType: "VirtualAppliance", nextHopInIpAddress: address }];
  return made("table", name, `routeTables/${name}`, { routes });
}

/** Says that the subnet of the hub has the table. Its id is the subnet's. */
export function associated(subnet: string, table: string, name = `${subnet}-table`): Resource {
  const id = subnetId(`hub/${subnet}`);
  const own = { subnetId: id, routeTableId: armId(`routeTables/${table}`) };
  return resource(CLASSIC.association, name, { id, inputs: own, outputs: { id, ...own } });
}
