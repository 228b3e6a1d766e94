import { type Gap, type Known, known, type OpenList, unknown } from "../../certainty/known.ts";
import type { Entity, PeeringHalf, Reference } from "../../model/network.ts";
import type { HubRoute } from "../../model/virtual-wan.ts";
import { UNKNOWN } from "../../resources/resource.ts";
import { configured, type Declaration, entityOf } from "../declarations/declaration.ts";
import { hubNetwork } from "../declarations/hub-network.ts";
import type { Inventory } from "../declarations/inventory.ts";
import type { Reading } from "../declarations/reading.ts";
import { resolveReference } from "../declarations/resolve-reference.ts";
import { addressOf, prefixesOf } from "../values/addresses.ts";
import { booleanOf, type Field, isAbsent, isObject, itemsOf, member, misfit, NOT_KNOWN_YET, textOf } from "../values/field.ts";
import { isRouteServer } from "./read-route-servers.ts";

/** A connection of a virtual hub with a network, as the hub sees it. */
export interface HubConnection {
  /** The key of the connection. */
  readonly key: string;
  /** The key of the peering half at the hub. */
  readonly half: string;
  readonly remote: Reference;
  /** Whether `defaultRouteTable` is told of the network. */
  readonly propagates: Known<boolean>;
  /** Why it is not known what the network is told of: it is associated with another table, or may be. */
  readonly associatedElsewhere: Gap | undefined;
  /** Static routes to addresses in the network; each says whether `defaultRouteTable` is told of it. */
  readonly routes: OpenList<HubRoute>;
}

export interface HubConnections {
  readonly ofHub: (hub: string) => readonly HubConnection[];
  /** Why the hub may have more of them. */
  readonly openFor: (hub: string) => Gap | undefined;
  readonly halves: readonly PeeringHalf[];
}

/** A connection behaves like a peering (R69): it is read as both halves of one. */
export function readHubConnections(inventory: Inventory, reading: Reading): HubConnections {
  const byHub = new Map<string, HubConnection[]>();
  const openHubs = new Map<string, Gap>();
  const halves: PeeringHalf[] = [];
  for (const declaration of inventory.ofKind("hub-connection")) {
    const remote = remoteOf(declaration, reading);
    const parent = inventory.parentOf(declaration);
    const hub = parent.kind === "entity" && !isRouteServer(parent.parent) ? parent.parent : undefined;
    if (hub === undefined) {
      const gap = noteOutsideHub(declaration, remote, parent.kind === "unknown");
      if (parent.kind === "unknown") noteHubs(declaration, remote, parent.candidates, gap);
    } else addConnection(declaration, hub, remote);
  }
  return { ofHub: (hub) => byHub.get(hub) ?? [], openFor: (hub) => openHubs.get(hub), halves };

  function addConnection(declaration: Declaration, hub: Declaration, remote: Reference): void {
    const entity = entityOf(declaration);
    const half = halfOf(entity, `${entity.key}#hub`, hubNetwork(hub.key), remote, true);
    halves.push(half);
    if (remote.kind === "entity") {
      const back: Reference = { kind: "entity", key: hubNetwork(hub.key) };
      halves.push(halfOf(entity, `${entity.key}#network`, remote.key, back, true));
    }
    if (remote.kind === "unknown" && remote.candidates.length === 0) noteEntries(everyNetwork(), remote.gap);
    const connection = readConnection(declaration, half.key, remote, reading);
    byHub.set(hub.key, [...(byHub.get(hub.key) ?? []), connection]);
  }

  /** The hub is another stack's, or not known: its gateways reach the network, its own routes are not in sight. */
  function noteOutsideHub(declaration: Declaration, remote: Reference, isUnknown: boolean): Gap {
    const entity = entityOf(declaration);
    const text = isUnknown
      ? "it is not known which virtual hub this is; give its name as text to settle it"
      : `refers to the virtual hub "${declaration.identity.names[0]}", which is not in the stack or its context`;
    const gap = reading.log.note(declaration.resource.urn, "virtualHubName", text);
    if (remote.kind === "entity")
      halves.push({ ...halfOf(entity, `${entity.key}#network`, remote.key, { kind: "outside", id: "", gap }, false), isOfUnseenHub: true });
    else if (remote.kind === "unknown") noteEntries(remote.candidates.length > 0 ? remote.candidates : everyNetwork(), gap);
    return gap;
  }

  /** It may be a connection of any of these hubs, with routes of its own; without any, of every one in sight. */
  function noteHubs(declaration: Declaration, remote: Reference, candidates: readonly Declaration[], gap: Gap): void {
    const hubs = (candidates.length > 0 ? candidates : inventory.ofKind("virtual-hub")).filter((hub) => !isRouteServer(hub));
    for (const { key } of hubs) openHubs.set(key, openHubs.get(key) ?? gap);
    if (hubs.length === 0 || remote.kind !== "entity") return;
    const entity = entityOf(declaration);
    const toHubs: Reference = { kind: "unknown", candidates: hubs.map(({ key }) => hubNetwork(key)).sort(), gap };
    halves.push(halfOf(entity, `${entity.key}#hubs`, remote.key, toHubs, true));
  }

  /** It may lead into any of these networks. */
  function noteEntries(networks: readonly string[], gap: Gap): void {
    for (const network of networks) reading.noteUnmodelled("R69", gap, { kind: "entry", network });
  }

  function everyNetwork(): readonly string[] {
    return inventory.ofKind("virtual-network").map(({ key }) => key);
  }
}

function remoteOf(declaration: Declaration, { directory, log }: Reading): Reference {
  const field = configured(declaration, "remoteVirtualNetwork");
  const remote = resolveReference(directory, declaration, field, { kind: "virtual-network" }, log);
  return remote.kind === "none" ? { kind: "unknown", candidates: [], gap: misfit(field, "an object with an id", log) } : remote;
}

function halfOf(entity: Entity, key: string, network: string, remote: Reference, isServed: boolean): PeeringHalf {
  return {
    ...entity,
    key,
    network,
    remote,
    remoteRanges: undefined,
    record: { kind: "none" },
    remoteRecord: { kind: "none" },
    scope: { kind: "networks" },
    state: "Connected",
    // Both directions are the connection's: the hub's gateways serve the network.
    allowGatewayTransit: known(isServed),
    useRemoteGateways: known(isServed),
    allowForwardedTraffic: known(true),
    allowVirtualNetworkAccess: known(true),
  };
}

function readConnection(declaration: Declaration, half: string, remote: Reference, { log }: Reading): HubConnection {
  const routing = configured(declaration, "routingConfiguration");
  const propagates = readPropagation(routing, log);
  const vnetRoutes = member(routing, "vnetRoutes");
  const isTold = isAbsent(vnetRoutes.value)
    ? known(true)
    : booleanOf(memberIfAny(memberIfAny(vnetRoutes, "staticRoutesConfig"), "propagateStaticRoutes"), true, log);
  const atRouter = isTold.known && isTold.value ? propagates : isTold;
  const list = itemsOf(isAbsent(routing.value) ? routing : memberIfAny(vnetRoutes, "staticRoutes"), log);
  const items = list.items.map((item) => readStaticRoute(item, atRouter, log));
  const associatedElsewhere = readAssociation(routing, log);
  return { key: declaration.key, half, remote, propagates, associatedElsewhere, routes: { items, open: list.open } };
}

/** By default a connection hears `defaultRouteTable`. */
function readAssociation(routing: Field, log: Reading["log"]): Gap | undefined {
  const table = memberIfAny(routing, "associatedRouteTable");
  if (isAbsent(table.value)) return undefined;
  const id = isObject(table.value) ? table.value["id"] : table.value;
  if (typeof id === "string" && isDefaultTable(id)) return undefined;
  if (typeof id !== "string") return log.pending(table.resource, table.path, NOT_KNOWN_YET);
  return log.note(table.resource, table.path, "what other tables than defaultRouteTable tell their networks is not read (R69b)");
}

function isDefaultTable(id: string): boolean {
  return /\/hubroutetables\/defaultroutetable\/?$/i.test(id);
}

/** The member of an object that may not be there. */
function memberIfAny(field: Field, name: string): Field {
  return isAbsent(field.value) ? field : member(field, name);
}

function readStaticRoute(item: Field, atRouter: Known<boolean>, log: Reading["log"]): HubRoute {
  const address = addressOf(member(item, "nextHopIpAddress"), log);
  return {
    name: textOf(isObject(item.value) ? item.value["name"] : undefined) ?? item.path,
    origin: { resource: item.resource, property: item.path },
    prefixes: prefixesOf(member(item, "addressPrefixes"), log),
    nextHop: { kind: "address", address: typeof address === "number" ? known(address) : unknown(address) },
    atRouter,
  };
}

/**
 * Whether the network is propagated to `defaultRouteTable`, the one that gateways use: by default it is, else by the table's id or by the
 * label `default`.
 */
function readPropagation(routing: Field, log: Reading["log"]): Known<boolean> {
  const tables = isAbsent(routing.value) ? routing : member(routing, "propagatedRouteTables");
  if (isAbsent(tables.value)) return known(true);
  if (tables.value === UNKNOWN) return unknown(log.pending(tables.resource, tables.path, NOT_KNOWN_YET));
  const labels = itemsOf(member(tables, "labels"), log);
  if (labels.items.some(({ value }) => textOf(value)?.toLowerCase() === "default")) return known(true);
  const ids = itemsOf(member(tables, "ids"), log);
  const texts = ids.items.map((item) => (isObject(item.value) ? item.value["id"] : item.value));
  if (texts.some((id) => typeof id === "string" && isDefaultTable(id))) return known(true);
  const open: Gap | undefined = labels.open ?? ids.open;
  if (open !== undefined) return unknown(open);
  const hidden = texts.some((id) => typeof id !== "string");
  return hidden ? unknown(log.pending(tables.resource, `${tables.path}.ids`, NOT_KNOWN_YET)) : known(false);
}
