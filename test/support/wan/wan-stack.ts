import { type Properties, type PropertyValue, type Resource, UNKNOWN } from "../../../src/resources/resource.ts";
import { armId, resource } from "../../azure/support.ts";
import { asClassic, type Generation } from "../world/classic.ts";

/** A virtual WAN in few words. Hub `a` has the range 10.30.0.0/23 and, where it has a firewall, that one's address is 10.30.0.132. */
export interface WanSketch {
  readonly hubs: Readonly<Record<string, HubSketch>>;
  readonly networks: Readonly<Record<string, NetworkSketch>>;
  readonly wans?: readonly string[];
}

export interface HubSketch {
  readonly range: string;
  /** Its address. */
  readonly firewall?: string;
  /** A private routing policy that leads to its firewall, or to an appliance of another maker that is not in sight. */
  readonly intent?: boolean | "other";
  /** Static routes of defaultRouteTable: prefix → `firewall`, `other`, or the name of a connected network. */
  readonly routes?: Readonly<Record<string, string>>;
  /** The types of its gateways, each named `<hub>-<type>`. */
  readonly gateways?: readonly HubGatewayType[];
  readonly wan?: string;
  /** The address of an appliance that speaks BGP with it. */
  readonly peer?: string;
  /** Whether an appliance is in it, or a route map. */
  readonly appliance?: boolean;
  readonly routeMap?: boolean;
}

export type HubGatewayType = "VpnGateway" | "ExpressRouteGateway" | "P2sVpnGateway";

export interface NetworkSketch {
  readonly range: string;
  /** The hub that it is connected with. */
  readonly hub?: string;
  /** The connection's routing configuration. */
  readonly routing?: Properties;
  /** Networks that it is peered with: its halves of the peerings. */
  readonly peers?: readonly string[];
  /** Policies of the subnet `ep`, which then holds the endpoint `<network>-pe` with the range's address .4. */
  readonly endpoint?: string;
  /** An appliance with the range's address .100 in the subnet `nva`. */
  readonly appliance?: boolean;
  /** Routes of that subnet's table: prefix → address of an appliance. */
  readonly table?: Readonly<Record<string, string>>;
}

/** The id of the hub's firewall. */
export function firewallId(hub: string): string {
  return armId(`azureFirewalls/${hub}-fw`);
}

/** The id of the appliance of another maker in the hub. */
export function otherId(hub: string): string {
  return armId(`networkVirtualAppliances/${hub}-nva`);
}

/** The resources of a deployed stack; of a preview that makes them all, with every id an output. `classic`: of that provider's version. */
export function wanStack(sketch: WanSketch, isPreview = false, classic?: Generation): readonly Resource[] {
  const native = [
    ...(sketch.wans ?? ["wan"]).map((name) => made("VirtualWan", name, `virtualWans/${name}`, { virtualWANName: name })),
    ...Object.entries(sketch.hubs).flatMap(([name, hub]) => hubResources(name, hub)),
    ...Object.entries(sketch.networks).flatMap(([name, network]) => networkResources(name, network)),
  ];
  const resources = classic === undefined ? native : (asClassic(native, classic) as readonly Resource[]);
  return isPreview ? resources.map((each) => previewed(each, resources)) : resources;
}

function made(type: string, name: string, path: string, inputs: Properties): Resource {
  const id = armId(path);
  // Children have no location of their own.
  const all = { resourceGroupName: "net", ...(path.split("/").length > 2 ? {} : { location: "westeurope" }), ...inputs };
  return resource(type, name, { id, inputs: all, outputs: { ...all, id, name: path.split("/").at(-1) } });
}

function hubResources(
  name: string,
  { range, firewall, intent = false, routes, gateways = ["VpnGateway"], wan = "wan", peer, appliance = false, routeMap = false }: HubSketch,
): readonly Resource[] {
  const self = { id: armId(`virtualHubs/${name}`) };
  const hopOf = (target: string): string => {
    if (target === "other") return otherId(name);
    return target === "firewall" ? firewallId(name) : armId(`virtualHubs/${name}/hubVirtualNetworkConnections/${target}-con`);
  };
  return [
    made("VirtualHub", name, `virtualHubs/${name}`, {
      virtualHubName: name,
      addressPrefix: range,
      virtualWan: { id: armId(`virtualWans/${wan}`) },
    }),
    ...(firewall === undefined
      ? []
      : [
          made("AzureFirewall", `${name}-fw`, `azureFirewalls/${name}-fw`, {
            azureFirewallName: `${name}-fw`,
            sku: { name: "AZFW_Hub" },
            virtualHub: self,
            hubIPAddresses: { privateIPAddress: firewall },
          }),
        ]),
    ...(intent !== false
      ? [
          made("RoutingIntent", `${name}-intent`, `virtualHubs/${name}/routingIntent/${name}-intent`, {
            virtualHubName: name,
            routingIntentName: `${name}-intent`,
            routingPolicies: [
              { name: "private", destinations: ["PrivateTraffic"], nextHop: hopOf(intent === "other" ? "other" : "firewall") },
            ],
          }),
        ]
      : []),
    ...(routes === undefined
      ? []
      : [
          made("HubRouteTable", `${name}-rt`, `virtualHubs/${name}/hubRouteTables/defaultRouteTable`, {
            virtualHubName: name,
            routeTableName: "defaultRouteTable",
            routes: Object.entries(routes).map(([prefix, target], index) => ({
              name: `r${index}`,
              destinationType: "CIDR",
              destinations: [prefix],
              nextHopType: "ResourceId",
              nextHop: hopOf(target),
            })),
          }),
        ]),
    ...(peer === undefined
      ? []
      : [
          made("VirtualHubBgpConnection", `${name}-peer`, `virtualHubs/${name}/bgpConnections/${name}-peer`, {
            virtualHubName: name,
            connectionName: `${name}-peer`,
            peerIp: peer,
            peerAsn: 65001,
          }),
        ]),
    ...(appliance
      ? [
          made("NetworkVirtualAppliance", `${name}-sdwan`, `networkVirtualAppliances/${name}-sdwan`, {
            networkVirtualApplianceName: `${name}-sdwan`,
            virtualHub: self,
          }),
        ]
      : []),
    ...(routeMap
      ? [
          made("RouteMap", `${name}-map`, `virtualHubs/${name}/routeMaps/${name}-map`, {
            virtualHubName: name,
            routeMapName: `${name}-map`,
            rules: [],
          }),
        ]
      : []),
    ...gateways.map((type) =>
      made(type, `${name}-${type}`, `${GATEWAY_PATHS[type]}/${name}-${type}`, {
        [type === "ExpressRouteGateway" ? "expressRouteGatewayName" : "gatewayName"]: `${name}-${type}`,
        virtualHub: self,
      }),
    ),
  ];
}

const GATEWAY_PATHS = { VpnGateway: "vpnGateways", ExpressRouteGateway: "expressRouteGateways", P2sVpnGateway: "p2svpnGateways" } as const;

function networkResources(
  name: string,
  { range, hub, routing, peers = [], endpoint, appliance = false, table }: NetworkSketch,
): readonly Resource[] {
  const path = `virtualNetworks/${name}`;
  const host = (last: number): string => range.replace(/\.\d+\/\d+$/, `.${last}`);
  const subnet = (subnetName: string, addressPrefix: string, more: Properties): Resource =>
    made("Subnet", `${name}-${subnetName}`, `${path}/subnets/${subnetName}`, {
      virtualNetworkName: name,
      subnetName,
      addressPrefix,
      ...more,
    });
  return [
    made("VirtualNetwork", name, path, { virtualNetworkName: name, addressSpace: { addressPrefixes: [range] } }),
    ...(endpoint === undefined
      ? []
      : [
          subnet("ep", `${host(0)}/26`, { privateEndpointNetworkPolicies: endpoint }),
          made("PrivateEndpoint", `${name}-pe`, `privateEndpoints/${name}-pe`, {
            privateEndpointName: `${name}-pe`,
            subnet: { id: armId(`${path}/subnets/ep`) },
            ipConfigurations: [{ name: "a", privateIPAddress: host(4), groupId: "sql", memberName: "sql" }],
          }),
        ]),
    ...(appliance
      ? [
          subnet("nva", `${host(96)}/27`, table === undefined ? {} : { routeTable: { id: armId(`routeTables/${name}-rt`) } }),
          ...(table === undefined ? [] : [made("RouteTable", `${name}-rt`, `routeTables/${name}-rt`, tableInputs(name, table))]),
          made("NetworkInterface", `${name}-nva`, `networkInterfaces/${name}-nva`, {
            networkInterfaceName: `${name}-nva`,
            enableIPForwarding: true,
            ipConfigurations: [{ name: "a", privateIPAddress: host(100), subnet: { id: armId(`${path}/subnets/nva`) } }],
          }),
        ]
      : []),
    ...peers.map((peer) =>
      made("VirtualNetworkPeering", `${name}-${peer}`, `${path}/virtualNetworkPeerings/${peer}`, {
        virtualNetworkName: name,
        virtualNetworkPeeringName: peer,
        remoteVirtualNetwork: { id: armId(`virtualNetworks/${peer}`) },
      }),
    ),
    ...(hub === undefined
      ? []
      : [
          made("HubVirtualNetworkConnection", `${name}-con`, `virtualHubs/${hub}/hubVirtualNetworkConnections/${name}-con`, {
            virtualHubName: hub,
            connectionName: `${name}-con`,
            remoteVirtualNetwork: { id: armId(path) },
            ...(routing === undefined ? {} : { routingConfiguration: routing }),
          }),
        ]),
  ];
}

function tableInputs(name: string, table: NonNullable<NetworkSketch["table"]>): Properties {
  const routes = Object.entries(table).map(([addressPrefix, nextHopIpAddress], index) => ({
    name: `r${index}`,
    addressPrefix,
    nextHopType: "VirtualAppliance",
    nextHopIpAddress,
  }));
  return { routeTableName: `${name}-rt`, routes };
}

/** The resource before it is made: no id, and whatever refers to an id of the stack is an output of the resource that has it, or a part. */
function previewed(one: Resource, all: readonly Resource[]): Resource {
  const ownerOf = (text: string): string | undefined => {
    const owners = all.filter(({ id = "?" }) => text === id || text.startsWith(`${id}/`));
    return owners.sort((a, b) => (b.id?.length ?? 0) - (a.id?.length ?? 0))[0]?.urn;
  };
  const on = Object.entries(one.inputs ?? {}).map(([name, value]) => [name, idsIn(value).flatMap((id) => ownerOf(id) ?? [])] as const);
  const hidden = (value: PropertyValue): PropertyValue => {
    if (typeof value === "string") return ownerOf(value) === undefined ? value : UNKNOWN;
    if (Array.isArray(value)) return value.map(hidden);
    return typeof value === "object" && value !== null
      ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name, hidden(member)]))
      : value;
  };
  const inputs = hidden(one.inputs) as Properties;
  const propertyDependencies = Object.fromEntries(on.filter(([, urns]) => urns.length > 0));
  const dependencies = Object.values(propertyDependencies).flat();
  return { ...one, id: undefined, inputs, outputs: { ...inputs, id: UNKNOWN, name: UNKNOWN }, propertyDependencies, dependencies };
}

function idsIn(value: PropertyValue): readonly string[] {
  if (typeof value === "string") return value.startsWith("/subscriptions/") ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(idsIn);
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(idsIn) : [];
}
