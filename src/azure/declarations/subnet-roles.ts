/** What is to be put into a subnet. Azure reserves subnets by name, which narrows what an unknown reference can mean. */
export type SubnetRole = "gateway" | "firewall" | "route-server" | "workload" | "any";

/** In lower case; these hold neither private endpoints nor network interfaces. */
const RESERVED: readonly string[] = [
  "gatewaysubnet",
  "azurefirewallsubnet",
  "azurefirewallmanagementsubnet",
  "azurebastionsubnet",
  "routeserversubnet",
];

/** The one name that a subnet for the role has; undefined where it has any name that is not reserved. */
export function requiredName(role: SubnetRole): string | undefined {
  switch (role) {
    case "gateway":
      return "GatewaySubnet";
    case "firewall":
      return "AzureFirewallSubnet";
    case "route-server":
      return "RouteServerSubnet";
    case "workload":
    case "any":
      return undefined;
  }
}

/** Whether a subnet of this name can serve the role; a name that is not known can. */
export function canServe(role: SubnetRole, name: string | undefined): boolean {
  if (name === undefined || role === "any") return true;
  const lower = name.toLowerCase();
  const required = requiredName(role);
  return required === undefined ? !RESERVED.includes(lower) : lower === required.toLowerCase();
}
