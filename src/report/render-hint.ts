import { contains, parseAddress, parsePrefix } from "../address/prefix.ts";
import { clean } from "./render-layout.ts";
import type { HopRoute, Path, ReportedFirewall } from "./report.ts";

/**
 * What would mend a path, or settle what is not known about it, as one sentence; undefined where nothing can be said that is
 * surely right. A hint: nobody has traced the mended network.
 */
export function hintFor(path: Path, firewalls: readonly ReportedFirewall[]): string | undefined {
  switch (path.code) {
    case "CP-B01":
    case "CP-B02":
    case "CP-B03":
    case "CP-B04":
    case "CP-B06":
      return isVirtualHub(path) ? hubHint("To mend it", path, firewalls) : bypassHint(path, firewalls);
    case "CP-B05":
      return otherApplianceHint(path);
    case "CP-N01":
      return lastUserRoute(path, (route, node, isFirst) =>
        isFirst
          ? `To mend it: let the user route ${route.prefix} of ${node} lead to the firewall (VirtualAppliance).`
          : `To mend it: let the user route ${route.prefix} of ${node} lead on to the endpoint.`,
      );
    case "CP-N02":
      return lastUserRoute(
        path,
        (route, node) =>
          `To mend it: give the user route ${route.prefix} of ${node} a next hop that forwards, in the same network or one directly peered with it.`,
      );
    case "CP-I01":
      return "To settle it: give the route a next hop that is known before deployment, for example the firewall's address as a literal.";
    case "CP-I02":
      return `To settle it: give privateEndpointNetworkPolicies of ${clean(path.endpoint.subnet)} a value that is known before deployment.`;
    case "CP-I03":
      if (isVirtualHub(path)) return hubHint("To settle it", path, firewalls);
      return `To settle it: ${[policiesClause(path), "use a user route of the address range's length in place of the /32 routes"].filter((clause) => clause !== undefined).join(" and ")}; or state in hostRouteOverride what was measured on such a gateway.`;
    case "CP-I04":
      return "To settle it: give the command the stacks of both networks; several files make one network.";
    case "CP-I07":
      return "To settle it: name the appliance's subnet under entries, if on-premises comes in there.";
    case "CP-I08":
      return "To settle it: name the firewall in the configuration (firewalls).";
    case "CP-I09":
      return "To settle it: give the endpoint a static address (ipConfigurations), or treat all addresses of its subnet alike in the routes.";
    case "CP-I12":
      return "To settle it: make known what the assumptions stand for, or accept them by strict: false.";
    case "CP-I15":
      return "To settle it: turn enablePrivateLinkFastPath of the connection off; traffic to private endpoints comes through the gateway then. Where the circuit is a provider's and not in sight, give the stack that has it.";
    default:
      return undefined;
  }
}

/** How a hint begins that says what would mend a path. */
export const MENDING = "To mend it";

/** What a bypass at the gateway's subnet lacks: network policies, a user route that is long enough, or both (R33, R34). */
function bypassHint(path: Path, firewalls: readonly ReportedFirewall[]): string | undefined {
  const hop = path.hops[0];
  // Beyond an appliance other routes would have to change, and nobody has traced that.
  if (hop === undefined || !hop.chosen.some((route) => route.nextHopType === "InterfaceEndpoint" || isNetworkRoute(route)))
    return undefined;
  const routes = [...hop.chosen, ...hop.beaten].filter(({ presence }) => presence === "certain");
  const system = longest(routes.filter(isNetworkRoute));
  const user = longest(routes.filter(({ source }) => source === "User"));
  const clauses = [policiesClause(path), routeClause(path, firewalls, clean(hop.node), system, user)].filter(
    (clause) => clause !== undefined,
  );
  return clauses.length === 0 ? undefined : `To mend it: ${clauses.join(", and ")}.`;
}

/** A virtual hub has no route table that a user route could stand in: its routing intent does the same (R71). */
function hubHint(what: string, path: Path, firewalls: readonly ReportedFirewall[]): string | undefined {
  const hop = path.hops[0];
  if (hop === undefined) return undefined;
  const user = longest([...hop.chosen, ...hop.beaten].filter(({ source }) => source === "User"));
  const hub = clean(hop.node.slice(0, hop.node.lastIndexOf("/")));
  const intent = `give the virtual hub ${hub} a routing intent whose policy for private traffic leads to ${firewallTarget(firewalls, user)}`;
  const isByIntent = path.code === "CP-B04" && user !== undefined && isDesignated(firewalls, user.nextHop);
  const clauses = [policiesClause(path), isByIntent ? undefined : intent].filter((clause) => clause !== undefined);
  return clauses.length === 0 ? undefined : `${what}: ${clauses.join(", and ")}.`;
}

function isVirtualHub({ gateway }: Path): boolean {
  return gateway.kind.startsWith("virtual-wan");
}

function policiesClause({ endpoint }: Path): string | undefined {
  const subnet = clean(endpoint.subnet);
  switch (endpoint.networkPolicies) {
    case "Enabled":
    case "RouteTableEnabled":
      return undefined;
    case "Disabled":
      return `set privateEndpointNetworkPolicies of ${subnet} to RouteTableEnabled`;
    case "NetworkSecurityGroupEnabled":
      return `set privateEndpointNetworkPolicies of ${subnet} to Enabled`;
    default:
      return `set privateEndpointNetworkPolicies of ${subnet} to RouteTableEnabled or Enabled`;
  }
}

/** Undefined where the best user route does already: it leads to a designated firewall and is as long as the system route. */
function routeClause(
  path: Path,
  firewalls: readonly ReportedFirewall[],
  node: string,
  system: HopRoute | undefined,
  user: HopRoute | undefined,
): string | undefined {
  const target = firewallTarget(firewalls, user);
  const isLongEnough = user !== undefined && (system === undefined || lengthOf(user) >= lengthOf(system));
  if (isLongEnough && path.code !== "CP-B02") {
    if (user.nextHopType === "VirtualAppliance" && isDesignated(firewalls, user.nextHop)) return undefined;
    return `let the user route ${clean(user.prefix)} of ${node} lead to ${target}`;
  }
  if (system === undefined)
    return `give ${node} a user route of the length of the address range that holds the endpoint, leading to ${target}`;
  const subnet = clean(path.endpoint.subnet);
  const prefix = clean(system.prefix);
  const instead = path.code === "CP-B02" ? ", in place of the /32 routes" : "";
  if (system.nextHopType === "VnetLocal") {
    return `give ${node} a user route for the prefix of ${subnet} (not for all of ${prefix}, which holds the ${path.gateway.kind === "appliance" ? "entry" : "gateway"}) → ${target}${instead}`;
  }
  if (holdsFirewall(system, firewalls)) {
    return `give ${node} a user route for the prefix of ${subnet} (not for all of ${prefix}, which holds the firewall) → ${target}${instead}`;
  }
  return `give ${node} the user route ${prefix} → ${target}${instead}`;
}

/** The address where it is plain which firewall this gateway uses: the one of its routes, or the only one. */
function firewallTarget(firewalls: readonly ReportedFirewall[], user: HopRoute | undefined): string {
  if (user?.nextHopType === "VirtualAppliance" && isDesignated(firewalls, user.nextHop))
    return `VirtualAppliance ${clean(user.nextHop ?? "")}`;
  const only = firewalls.length === 1 ? firewalls[0]?.address : null;
  return typeof only === "string" ? `VirtualAppliance ${clean(only)}` : "the designated firewall (VirtualAppliance)";
}

function otherApplianceHint({ hops }: Path): string | undefined {
  const hop = hops[0];
  const route = hop?.chosen.find(({ source, nextHopType }) => source === "User" && nextHopType === "VirtualAppliance");
  if (hop === undefined || route === undefined) return undefined;
  const appliance = route.nextHop === null ? "its appliance" : clean(route.nextHop);
  return `To mend it: let the user route ${clean(route.prefix)} of ${clean(hop.node)} lead to the designated firewall instead of ${appliance}, or designate ${appliance} if it is a firewall too.`;
}

function lastUserRoute({ hops }: Path, text: (route: HopRoute, node: string, isFirst: boolean) => string): string | undefined {
  const hop = hops.findLast(({ chosen }) => chosen.length > 0);
  const route = hop?.chosen.find(({ source, presence }) => source === "User" && presence === "certain");
  return hop === undefined || route === undefined
    ? undefined
    : text({ ...route, prefix: clean(route.prefix) }, clean(hop.node), hop === hops[0]);
}

/** The route that Azure makes for a network's own range or a peer's (R5, R10). */
function isNetworkRoute({ source, nextHopType }: HopRoute): boolean {
  return source === "Default" && (nextHopType === "VnetLocal" || nextHopType === "VNetPeering" || nextHopType === "VNetGlobalPeering");
}

function isDesignated(firewalls: readonly ReportedFirewall[], address: string | null): boolean {
  return address !== null && firewalls.some((firewall) => firewall.address === address);
}

function holdsFirewall(route: HopRoute, firewalls: readonly ReportedFirewall[]): boolean {
  const prefix = parsePrefix(route.prefix);
  if (typeof prefix === "string") return false;
  return firewalls.some(({ address }) => {
    const value = address === null ? "" : parseAddress(address);
    return typeof value === "number" && contains(prefix, value);
  });
}

function longest(routes: readonly HopRoute[]): HopRoute | undefined {
  return routes.reduce<HopRoute | undefined>(
    (best, each) => (best === undefined || lengthOf(each) > lengthOf(best) ? each : best),
    undefined,
  );
}

/** The length of a prefix; -1 where the text is none. */
function lengthOf({ prefix }: HopRoute): number {
  const length = Number(/\/(\d+)$/.exec(prefix)?.[1] ?? -1);
  return Number.isFinite(length) ? length : -1;
}
