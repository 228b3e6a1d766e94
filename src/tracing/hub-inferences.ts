import type { Assumption } from "../certainty/assumption.ts";
import type { Reference } from "../model/network.ts";
import type { VirtualHub } from "../model/virtual-wan.ts";
import { gapBetween } from "../topology/hubs.ts";
import type { Topology } from "../topology/topology.ts";
import type { Sight } from "./sight.ts";

/** Whether a hub, `network` stands for it, is not connected with the target, and another one is: the WAN leads there. */
export function isBehindOtherHub(topology: Topology, network: string, target: string): boolean {
  const hub = topology.hubs.get(network);
  if (hub === undefined) return false;
  const hubs = hubsOf(topology).get(target);
  return hubs !== undefined && !hubs.has(hub) && [...hubs].some((other) => gapBetween(hub, other) !== "apart");
}

/** The hubs that each network is connected with. */
function hubsOf(topology: Topology): ReadonlyMap<string, ReadonlySet<VirtualHub>> {
  let index = indexes.get(topology);
  if (index === undefined) {
    index = new Map<string, Set<VirtualHub>>();
    for (const hub of topology.hubs.values()) {
      for (const { to } of topology.links.get(hub.network) ?? []) {
        if (to !== undefined) index.set(to, (index.get(to) ?? new Set()).add(hub));
      }
    }
    indexes.set(topology, index);
  }
  return index;
}

/** Every hop of every packet asks. */
const indexes = new WeakMap<Topology, Map<string, Set<VirtualHub>>>();

/** CP-A13: the /32 of an endpoint is programmed at the hub that its network is connected with, and at no other (R31). */
export function inferredAtHub(topology: Topology, network: string, target: string): Assumption | undefined {
  if (!isBehindOtherHub(topology, network, target)) return undefined;
  const hub = topology.hubs.get(network);
  return {
    code: "CP-A13",
    text: `at ${hub?.name}, which the endpoint's network is not connected with, there is no /32 route of the endpoint (R31)`,
    resource: hub?.origin.resource,
    property: "",
  };
}

/** CP-A13: from a connected network the hub's firewall can be a next hop, as if it were in a peered one (R71b). */
export function inferredNextHop(topology: Topology, network: string, sight: Sight): Assumption | undefined {
  if (sight.kind !== "occupied" || topology.hubs.has(network)) return undefined;
  const holder = sight.occupants
    .map((each) => each.holder)
    .find(({ attachments }) => attachments.some(({ subnet }) => isInHub(topology, subnet)));
  if (holder === undefined) return undefined;
  const text = `${holder.name}, in a virtual hub, can be the next hop of a route in a connected network (R71b)`;
  return { code: "CP-A13", text, resource: holder.origin.resource, property: "" };
}

function isInHub(topology: Topology, subnet: Reference): boolean {
  if (subnet.kind !== "entity") return false;
  return topology.hubs.has(topology.subnets.get(subnet.key)?.network ?? "");
}
