import { unknown } from "../../certainty/known.ts";
import type { ApplianceAddress, BgpPeer, RouteServer } from "../../model/network.ts";
import { byUrn, configured, type Declaration, entityOf } from "../declarations/declaration.ts";
import type { Inventory } from "../declarations/inventory.ts";
import type { Reading } from "../declarations/reading.ts";
import { applianceAddressOf } from "../networks/appliance-address.ts";
import { hubsOfWans, isRouteServer, type ReadRouteServers } from "./read-route-servers.ts";

export interface ReadBgpPeers {
  readonly peers: readonly BgpPeer[];
  /** At most one, which stands for those that are not in sight and have a peer that is. */
  readonly servers: readonly RouteServer[];
}

/** Reads who speaks BGP with Route Servers and virtual hubs (R73, R73b). */
export function readBgpPeers(inventory: Inventory, routeServers: ReadRouteServers, reading: Reading): ReadBgpPeers {
  const hubs = hubsOfWans(inventory);
  let unseen: RouteServer | undefined;
  const peers = byUrn(inventory.ofKind("bgp-connection")).map((connection): BgpPeer => {
    const known = partnersOf(connection, inventory, routeServers);
    if (known === undefined) unseen ??= unseenServer(connection, inventory, reading);
    const ofWans = /:RouteServerBgpConnection$/.test(connection.resource.type) ? [] : hubs.map(({ key }) => key);
    return {
      ...entityOf(connection),
      address: addressOfPeer(connection, reading),
      speaksWith: known ?? [...(unseen === undefined ? [] : [unseen.key]), ...ofWans],
    };
  });
  return { peers, servers: unseen === undefined ? [] : [unseen] };
}

/** The keys of what the connection is of; undefined where that is not in sight or not known. */
function partnersOf(connection: Declaration, inventory: Inventory, { keysOf }: ReadRouteServers): readonly string[] | undefined {
  const parent = inventory.parentOf(connection);
  // Of a hub of which nothing was seen nobody knows whether it is a Route Server.
  if (parent.kind !== "entity" || parent.parent.config === undefined) return undefined;
  return isRouteServer(parent.parent) ? keysOf(parent.parent) : [parent.parent.key];
}

/** A Route Server of which a connection is all that is in sight: it may be in any network. */
function unseenServer(connection: Declaration, inventory: Inventory, { log }: Reading): RouteServer {
  const text =
    inventory.parentOf(connection).kind === "outside"
      ? `refers to the Route Server or virtual hub "${connection.identity.names[0]}", which is not in the stack or its context`
      : "it is not known which Route Server or virtual hub this is; give its name as text to settle it";
  const gap = log.note(connection.resource.urn, "virtualHubName", text);
  const { key, ...entity } = entityOf(connection);
  return {
    ...entity,
    key: `${key}#server`,
    name: connection.identity.names[0] ?? entity.name,
    azureName: undefined,
    logicalName: undefined,
    armId: undefined,
    subnet: { kind: "unknown", candidates: [], gap },
    branchToBranch: unknown(gap),
  };
}

function addressOfPeer(connection: Declaration, { directory, log }: Reading): ApplianceAddress {
  const read = applianceAddressOf(connection, configured(connection, "peerIp"), directory, log);
  return "known" in read ? read : { known: false, gap: read, dependsOn: [] };
}
