import type { Prefix } from "../../address/prefix.ts";
import type { Gap, Known, OpenList } from "../../certainty/known.ts";
import type { Gateway, PeeringHalf, Subnet, VirtualNetwork } from "../../model/network.ts";
import type { PrivatePolicy, VirtualHub } from "../../model/virtual-wan.ts";
import { configured, type Declaration, entityOf } from "../declarations/declaration.ts";
import { hubFirewallSubnet, hubNetwork, hubRouter, standIns } from "../declarations/hub-network.ts";
import type { Inventory } from "../declarations/inventory.ts";
import type { Reading } from "../declarations/reading.ts";
import { NO_REFERENCE, resolveReference } from "../declarations/resolve-reference.ts";
import { readLocation } from "../networks/read-virtual-network.ts";
import { prefixOf } from "../values/addresses.ts";
import { isAbsent, isList, member, misfit } from "../values/field.ts";
import { type HubConnection, readHubConnections } from "./read-hub-connections.ts";
import { readHubGateways } from "./read-hub-gateways.ts";
import { staticRoutesOf } from "./read-hub-route-tables.ts";
import { hubsOfWans } from "./read-route-servers.ts";
import { privatePolicies } from "./read-routing-intent.ts";

export interface ReadHubs {
  readonly hubs: readonly VirtualHub[];
  /** What stands for the hubs. */
  readonly virtualNetworks: readonly VirtualNetwork[];
  readonly subnets: readonly Subnet[];
  /** Both halves of every connection. */
  readonly peerings: readonly PeeringHalf[];
  readonly gateways: readonly Gateway[];
}

/** Reads the virtual hubs with what is attached to them (R69 to R71b). A Route Server is none. */
export function readVirtualHubs(inventory: Inventory, reading: Reading): ReadHubs {
  const declarations = hubsOfWans(inventory);
  const connections = readHubConnections(inventory, reading);
  const policies = privatePolicies(inventory, declarations, reading);
  const read = declarations.map((hub) => {
    const own = connections.ofHub(hub.key);
    const policy = policies(hub.key);
    const routes = staticRoutesOf(hub, inventory, own, reading);
    noteOlderTables(hub, reading);
    const stands = standIns(hub, readLocation(hub, reading.log), rangesOf(hub, reading), policy.known ? undefined : policy.gap);
    return { hub: readHub(hub, policy, routes, own, connections.openFor(hub.key), reading), ...stands };
  });
  return {
    hubs: read.map(({ hub }) => hub),
    virtualNetworks: read.map(({ network }) => network),
    subnets: read.flatMap(({ subnets }) => subnets),
    peerings: connections.halves,
    gateways: readHubGateways(inventory, reading),
  };
}

function readHub(
  declaration: Declaration,
  privatePolicy: Known<PrivatePolicy | undefined>,
  staticRoutes: VirtualHub["staticRoutes"],
  connections: readonly HubConnection[],
  moreConnections: Gap | undefined,
  { directory, log }: Reading,
): VirtualHub {
  const entity = entityOf(declaration);
  const wan = configured(declaration, "virtualWan");
  const opens = connections.map(({ routes }) => routes.open).filter((gap) => gap !== undefined);
  return {
    ...entity,
    network: hubNetwork(entity.key),
    router: hubRouter(entity.key),
    firewallSubnet: hubFirewallSubnet(entity.key),
    wan: isAbsent(wan.value) ? NO_REFERENCE : resolveReference(directory, declaration, wan, { kind: "virtual-wan" }, log),
    privatePolicy,
    staticRoutes,
    connectionRoutes: { items: connections.flatMap(({ routes }) => routes.items), open: opens[0] ?? moreConnections },
    unpropagated: new Map(
      connections.flatMap(({ half, propagates }) => (propagates.known && propagates.value ? [] : [[half, propagates]])),
    ),
    associatedElsewhere: new Map(connections.flatMap(({ half, associatedElsewhere: gap }) => (gap === undefined ? [] : [[half, gap]]))),
  };
}

function rangesOf(declaration: Declaration, { log }: Reading): OpenList<Prefix> {
  const field = configured(declaration, "addressPrefix");
  const parsed: Prefix | Gap | undefined = isAbsent(field.value) ? misfit(field, "a prefix", log) : prefixOf(field, log);
  if (parsed === undefined) return { items: [], open: undefined };
  return "base" in parsed ? { items: [parsed], open: undefined } : { items: [], open: parsed };
}

/** Tables inside the hub itself are of an older kind, which leads to appliances in connected networks. */
function noteOlderTables(hub: Declaration, { log, noteUnmodelled }: Reading): void {
  const tables = [member(configured(hub, "routeTable"), "routes"), configured(hub, "virtualHubRouteTableV2s")];
  for (const { resource, path, value } of tables) {
    if (isAbsent(value) || (isList(value) && value.length === 0)) continue;
    const gap = log.note(resource, path, "routes of the older kind inside a virtual hub are not modelled (R69): use a HubRouteTable");
    noteUnmodelled("R69", gap, { kind: "network", network: hubNetwork(hub.key) });
  }
}
