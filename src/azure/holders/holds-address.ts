import { configured, type Declaration } from "../declarations/declaration.ts";
import { isAbsent, isList, isObject } from "../values/field.ts";

/**
 * Whether the value of a next hop that depends on this resource may be its private address. A load balancer without internal
 * frontend has none; private endpoints and gateways have one, though they forward nothing that a route sends them.
 */
export function holdsAddress(declaration: Declaration): boolean {
  switch (declaration.kind) {
    case "azure-firewall":
    case "network-interface":
    case "private-endpoint":
    case "gateway":
    case "virtual-machine":
    case "scale-set":
    case "virtual-hub":
    case "hub-vpn-gateway":
    case "hub-express-route-gateway":
    case "hub-point-to-site-gateway":
    // These list addresses: any of them may be given for a next hop.
    case "firewall-policy":
    case "rule-collection-group":
    case "rule-group":
    case "ip-group":
    case "ip-group-address":
    case "firewall-network-rules":
    case "firewall-application-rules":
    case "bgp-connection":
    case "hub-appliance":
    // What else they hold is not looked at.
    case "kubernetes-cluster":
    case "kubernetes-fleet":
    case "open-shift-cluster":
      return true;
    case "load-balancer":
      return hasInternalFrontend(declaration);
    case "resource-group":
    case "virtual-network":
    case "subnet":
    case "peering":
    case "route-table":
    case "route":
    case "connection":
    case "local-network-gateway":
    case "dns-zone-group":
    case "backend-pool":
    case "virtual-wan":
    case "hub-connection":
    case "hub-ip-configuration":
    case "hub-route-table":
    case "routing-intent":
    case "vpn-site":
    case "vpn-connection":
    case "express-route-connection":
    case "circuit":
    case "circuit-peering":
    case "route-table-association":
    case "hub-route":
    case "backend-pool-association":
    case "backend-pool-address":
      return false;
  }
}

/** A frontend in a subnet is internal; where it is not known what a frontend is, it may be. */
function hasInternalFrontend(declaration: Declaration): boolean {
  const { value } = configured(declaration, "frontendIPConfigurations");
  if (!isList(value)) return !isAbsent(value);
  return value.some((frontend) => !isObject(frontend) || !isAbsent(frontend["subnet"]));
}
