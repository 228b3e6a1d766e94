import { unknown } from "../../certainty/known.ts";
import { append } from "../../certainty/order.ts";
import type { Reference, RouteServer } from "../../model/network.ts";
import { configured, type Declaration, entityOf } from "../declarations/declaration.ts";
import type { Inventory } from "../declarations/inventory.ts";
import type { Reading } from "../declarations/reading.ts";
import { resolveReference } from "../declarations/resolve-reference.ts";
import { booleanOf, isAbsent } from "../values/field.ts";

/** Whether the virtual hub is a Route Server: it has no virtual WAN. The classic provider has a type of its own for them. */
export function isRouteServer({ config, resource }: Declaration): boolean {
  return resource.type.endsWith(":RouteServer") || (config !== undefined && isAbsent(config["virtualWan"]));
}

export interface ReadRouteServers {
  readonly servers: readonly RouteServer[];
  /** The keys of the Route Servers that the virtual hub is. */
  readonly keysOf: (hub: Declaration) => readonly string[];
}

/** The virtual hubs that are none. */
export function hubsOfWans(inventory: Inventory): readonly Declaration[] {
  return inventory.ofKind("virtual-hub").filter((hub) => !isRouteServer(hub));
}

/**
 * Reads the Route Servers (R73): azure-native has a virtual hub and, beside it, what puts it into a subnet; the classic provider has both in
 * one. What puts a hub that is not in sight into a subnet is a Route Server too: no other hub has such a part.
 */
export function readRouteServers(inventory: Inventory, reading: Reading): ReadRouteServers {
  const placed = new Map<Declaration, string[]>();
  const inSubnets = inventory.ofKind("hub-ip-configuration").map((configuration): RouteServer => {
    const parent = inventory.parentOf(configuration);
    const hub = parent.kind === "entity" ? parent.parent : undefined;
    if (hub !== undefined) append(placed, hub, configuration.key);
    return { ...entityOf(configuration), name: entityOf(hub ?? configuration).name, ...settingsOf(hub, configuration, reading) };
  });
  const others = inventory.ofKind("virtual-hub").filter((hub) => isRouteServer(hub) && !placed.has(hub));
  return {
    servers: [...inSubnets, ...others.map((hub) => ({ ...entityOf(hub), ...settingsOf(hub, hub, reading) }))],
    keysOf: (hub) => placed.get(hub) ?? [hub.key],
  };
}

/** `inSubnet`: what names the subnet. */
function settingsOf(hub: Declaration | undefined, inSubnet: Declaration, reading: Reading): Pick<RouteServer, "subnet" | "branchToBranch"> {
  const { log } = reading;
  if (hub !== undefined)
    return { subnet: subnetOf(inSubnet, reading), branchToBranch: booleanOf(configured(hub, "allowBranchToBranchTraffic"), false, log) };
  const gap = log.note(inSubnet.resource.urn, "virtualHubName", "the Route Server itself is not in the stack or its context");
  return { subnet: subnetOf(inSubnet, reading), branchToBranch: unknown(gap) };
}

function subnetOf(declaration: Declaration, { directory, log }: Reading): Reference {
  const field = configured(declaration, "subnet");
  if (!isAbsent(field.value)) return resolveReference(directory, declaration, field, { kind: "subnet", role: "route-server" }, log);
  const gap = log.note(declaration.resource.urn, "", "in which network the Route Server is, is not in sight");
  return { kind: "unknown", candidates: [], gap };
}
