import type { World, WorldConfiguration, WorldFirewall, WorldRoute } from "./world.ts";

/** A world in as few lines as a person needs to judge it by hand. */
export function describeWorld(world: World): string {
  return [
    ...world.networks.flatMap(({ name, location, ranges, subnets, highScale }) => [
      `network ${name} ${ranges.join(" ")} (${location})${highScale === true ? ", high scale" : ""}`,
      ...subnets.map(
        (subnet) =>
          `  ${subnet.name} ${subnet.prefixes.join(" ")} ${subnet.policies}${subnet.routeTable === undefined ? "" : ` table ${subnet.routeTable}`}`,
      ),
    ]),
    ...world.routeTables.flatMap(({ name, propagationDisabled, peeringRoutesOff, routes }) => [
      `table ${name}${propagationDisabled ? " without propagation" : ""}${peeringRoutesOff === true ? ", peering routes off" : ""}`,
      ...routes.map((route) => `  ${describeRoute(route)}`),
    ]),
    ...world.peerings.map(({ network, remote, allowGatewayTransit, useRemoteGateways, state, scope, recorded, dropping }) =>
      [
        `peering ${network} → ${remote} ${state}`,
        ...(allowGatewayTransit ? ["offers transit"] : []),
        ...(useRemoteGateways ? ["uses transit"] : []),
        ...(scope === undefined
          ? []
          : [`only ${scope.local.join(" ")} with ${scope.remote.join(" ")}${scope.onlyIpv6 ? " over IPv6" : ""}`]),
        ...(recorded === undefined ? [] : [`synchronised with ${recorded.join(" ") || "nothing"}`]),
        ...(dropping === true ? ["dropping"] : []),
      ].join(", "),
    ),
    ...world.gateways.map(({ name, kind, pools }) => [`gateway ${name} ${kind}`, ...pools.map((pool) => `pool ${pool}`)].join(", ")),
    ...world.connections.map(({ kind, name, ...more }) => `connection ${name} ${kind} ${JSON.stringify(more)}`),
    ...world.localGateways.map(({ name, prefixes }) => `local gateway ${name} ${prefixes.join(" ")}`),
    ...world.endpoints.map(
      ({ name, subnet, addresses, isPending }) =>
        `endpoint ${name} in ${subnet} ${addresses.join(" ")}${isPending === true ? ", pending" : ""}`,
    ),
    ...world.firewalls.flatMap((firewall) => [
      describeFirewall(firewall),
      ...(firewall.rules ?? []).map(({ action, sources, destinations }) => `  ${action} ${sources.join(" ")} → ${destinations.join(" ")}`),
    ]),
    ...world.nics.map(
      ({ name, subnet, address, forwarding, tags }) =>
        `nic ${name} in ${subnet} ${address}${forwarding ? "" : ", not forwarding"}${describeTags(tags)}`,
    ),
    ...world.loadBalancers.map(
      ({ name, subnet, address, backends }) => `load balancer ${name} in ${subnet} ${address} → ${backends.join(", ") || "nothing"}`,
    ),
    ...(world.machines ?? []).map(
      ({ name, interfaces, tags }) => `machine ${name} with ${interfaces.join(", ") || "nothing"}${describeTags(tags)}`,
    ),
    ...(world.routeServers ?? []).map(
      ({ name, network, branchToBranch }) => `Route Server ${name} in ${network}${branchToBranch ? ", branch to branch" : ""}`,
    ),
    describeConfiguration(world.configuration),
  ].join("\n");
}

function describeFirewall({ name, subnet, address, policy }: WorldFirewall): string {
  return `firewall ${name} in ${subnet} ${address}${policy === undefined ? "" : ` with the policy ${JSON.stringify(policy)}`}`;
}

function describeTags(tags: Readonly<Record<string, string>> | undefined): string {
  return tags === undefined ? "" : `, tags ${JSON.stringify(tags)}`;
}

function describeRoute({ prefix, nextHop }: WorldRoute): string {
  if (nextHop.type === "VirtualApplianceEcmp") return `${prefix} via ${nextHop.addresses.join(" and ")}`;
  return `${prefix} ${nextHop.type === "VirtualAppliance" ? `via ${nextHop.address}` : nextHop.type}`;
}

function describeConfiguration({ firewalls, onPremises, entries, complete, strict, hostRouteOverride }: WorldConfiguration): string {
  const kinds = Object.entries(hostRouteOverride).map(([kind, value]) => `${kind}: ${value}`);
  return [
    `configuration: firewalls ${firewalls.join(" ") || "none"}`,
    `on-premises ${onPremises.join(" ") || "not stated"}`,
    ...entries.map(({ name, subnet }) => `entry ${name} in ${subnet}`),
    ...(complete ? ["complete"] : []),
    ...(strict ? ["strict"] : []),
    ...kinds,
  ].join(", ");
}
