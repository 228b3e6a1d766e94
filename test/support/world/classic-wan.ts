import type { StateEntry } from "./classic.ts";
import { type Classic, depends, type Fields, given, idIn, listIn, objectIn, one, type Parts } from "./classic-parts.ts";

/** The id of what has the child: all but the last two parts. */
function parentId({ id }: StateEntry): string | undefined {
  return id?.split("/").slice(0, -2).join("/");
}

/** The parent by its id, on which the property depends as the name did. */
function child(
  token: string,
  names: Readonly<Record<string, string>>,
  convert: (side: Fields) => Fields,
  { name, parent, id }: { readonly name: string; readonly parent: string; readonly id: string },
): Parts {
  return (entry) => {
    const { inputs = {}, outputs = {} } = entry;
    const own = { name: inputs[name], [id]: parentId(entry) };
    return [
      {
        token,
        name: undefined,
        id: entry.id,
        inputs: given({ ...own, ...convert(inputs) }),
        outputs: given({ ...own, ...convert(outputs) }),
        dependsOn: depends(entry, { [parent]: id, ...names }),
      },
    ];
  };
}

const OF_HUB = { parent: "virtualHubName", id: "virtualHubId" };

function routingOf(routing: Fields | undefined): Fields | undefined {
  if (routing === undefined) return undefined;
  const tables = objectIn(routing, "propagatedRouteTables");
  const vnetRoutes = objectIn(routing, "vnetRoutes");
  const told = objectIn(vnetRoutes, "staticRoutesConfig")?.["propagateStaticRoutes"];
  return given({
    propagatedRouteTable: tables === undefined ? undefined : { labels: tables["labels"], routeTableIds: listIn(tables, "ids").map(idIn) },
    staticVnetRoutes: vnetRoutes === undefined ? undefined : listIn(vnetRoutes, "staticRoutes"),
    staticVnetPropagateStaticRoutesEnabled: told,
  });
}

function routeOf(route: Fields): Fields {
  const { destinationType, ...others } = route;
  return { ...others, destinationsType: destinationType };
}

/** Version 6 writes the table; up to 5 every route is a resource of its own here, which names the table that a hub has by itself. */
const hubRouteTable: Parts = (entry, _all, generation) => {
  const table = child(
    "azure:network/virtualHubRouteTable:VirtualHubRouteTable",
    { routes: "routes" },
    (side) => ({ routes: listIn(side, "routes").map(routeOf) }),
    { name: "routeTableName", ...OF_HUB },
  );
  const owner = entry.urn.slice(entry.urn.lastIndexOf("::") + 2);
  const dependsOn = depends(entry, { virtualHubName: "routeTableId", routes: "nextHop" });
  if (generation === "6") return table(entry, _all, generation);
  return listIn(entry.inputs, "routes").map((route): Classic => {
    const own = { routeTableId: entry.id, ...routeOf(route) };
    const token = "azure:network/virtualHubRouteTableRoute:VirtualHubRouteTableRoute";
    return { token, name: `${owner}-${String(route["name"])}`, id: `${entry.id}/routes/x`, inputs: own, outputs: own, dependsOn };
  });
};

function gateway(token: string, nameProperty: string, more: (side: Fields) => Fields = () => ({})): Parts {
  const hub = (side: Fields): Fields => ({ virtualHubId: idIn(side["virtualHub"]), ...more(side) });
  return one(token, { virtualHub: "virtualHubId" }, hub, nameProperty);
}

const virtualHub: Parts = one(
  "azure:network/virtualHub:VirtualHub",
  { virtualWan: "virtualWanId" },
  (side) => ({ addressPrefix: side["addressPrefix"], virtualWanId: idIn(side["virtualWan"]) }),
  "virtualHubName",
);

/** Hub and IP configuration in one. */
const routeServer: Parts = (entry, all, generation) => {
  const place = all.find(
    ({ type, inputs }) => type.endsWith(":VirtualHubIpConfiguration") && inputs?.["virtualHubName"] === entry.inputs?.["virtualHubName"],
  );
  const convert = (side: Fields): Fields => ({
    subnetId: idIn(place?.inputs?.["subnet"]),
    branchToBranchTrafficEnabled: side["allowBranchToBranchTraffic"],
  });
  const made = one("azure:network/routeServer:RouteServer", {}, convert, "virtualHubName")(entry, all, generation);
  const on = place === undefined ? {} : depends(place, { subnet: "subnetId" });
  return made.map((each) => ({ ...each, dependsOn: on }));
};

/** A virtual WAN as programs of the classic provider write it. */
export const CLASSIC_WAN: Readonly<Record<string, Parts>> = {
  VirtualWan: one("azure:network/virtualWan:VirtualWan", {}, () => ({}), "virtualWANName"),
  VirtualHub: (entry, all, generation) => (entry.inputs?.["virtualWan"] === undefined ? routeServer : virtualHub)(entry, all, generation),
  // The Route Server says it.
  VirtualHubIpConfiguration: () => [],
  HubVirtualNetworkConnection: child(
    "azure:network/virtualHubConnection:VirtualHubConnection",
    { remoteVirtualNetwork: "remoteVirtualNetworkId", routingConfiguration: "routing" },
    (side) => ({
      remoteVirtualNetworkId: idIn(side["remoteVirtualNetwork"]),
      routing: routingOf(objectIn(side, "routingConfiguration")),
    }),
    { name: "connectionName", ...OF_HUB },
  ),
  VirtualHubBgpConnection: child(
    "azure:network/bgpConnection:BgpConnection",
    { peerIp: "peerIp" },
    (side) => ({ peerIp: side["peerIp"], peerAsn: side["peerAsn"] }),
    { name: "connectionName", ...OF_HUB },
  ),
  RouteMap: child("azure:network/routeMap:RouteMap", {}, () => ({}), { name: "routeMapName", ...OF_HUB }),
  HubRouteTable: hubRouteTable,
  RoutingIntent: child(
    "azure:network/routingIntent:RoutingIntent",
    { routingPolicies: "routingPolicies" },
    (side) => ({ routingPolicies: side["routingPolicies"] }),
    { name: "routingIntentName", ...OF_HUB },
  ),
  VpnGateway: gateway("azure:network/vpnGateway:VpnGateway", "gatewayName"),
  ExpressRouteGateway: gateway("azure:network/expressRouteGateway:ExpressRouteGateway", "expressRouteGatewayName"),
  P2sVpnGateway: gateway("azure:network/pointToPointVpnGateway:PointToPointVpnGateway", "gatewayName", (side) => ({
    connectionConfigurations: side["p2SConnectionConfigurations"],
  })),
  VpnSite: one(
    "azure:network/vpnSite:VpnSite",
    { virtualWan: "virtualWanId" },
    (side) => ({
      addressCidrs: objectIn(side, "addressSpace")?.["addressPrefixes"],
      virtualWanId: idIn(side["virtualWan"]),
    }),
    "vpnSiteName",
  ),
  VpnConnection: child(
    "azure:network/vpnGatewayConnection:VpnGatewayConnection",
    { remoteVpnSite: "remoteVpnSiteId" },
    (side) => ({
      remoteVpnSiteId: idIn(side["remoteVpnSite"]),
      vpnLinks: listIn(side, "vpnLinkConnections").map((link) => ({
        name: link["name"],
        bgpEnabled: link["enableBgp"] ?? side["enableBgp"],
      })),
    }),
    { name: "connectionName", parent: "gatewayName", id: "vpnGatewayId" },
  ),
};
