import { anyContains } from "../address/prefix-table.ts";
import type { Assumption } from "../certainty/assumption.ts";
import type { Topology } from "../topology/topology.ts";
import { isNetworkSystemRoute } from "./route.ts";
import type { SubnetRoutes } from "./subnet-routes.ts";

/**
 * CP-A09: that peerings route what their remote networks have now (R10b), where it is not in sight what they were last synchronised with.
 * A look-up rests on it where the address is the remote network's, or nobody's who is joined: then it may have been the remote network's.
 * Azure refuses to peer networks that overlap: another peer's address was not.
 */
export function inStepWith({ links, virtualNetworks }: Topology, { subnet, table }: SubnetRoutes, address: number): readonly Assumption[] {
  const assumed = (links.get(subnet.network) ?? []).filter(({ assumption }) => assumption !== undefined);
  if (assumed.length === 0) return [];
  const isJoined = table.matches(address).some((route) => isNetworkSystemRoute(route) && route.presence === "certain");
  return assumed.flatMap(({ assumption, to, ranges }) => {
    const { items, open } = virtualNetworks.get(to ?? "")?.ranges ?? ranges;
    const isOfRemote = open !== undefined || anyContains(items, address);
    return assumption !== undefined && (isOfRemote || !isJoined) ? [assumption] : [];
  });
}
