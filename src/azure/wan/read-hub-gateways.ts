import type { Prefix } from "../../address/prefix.ts";
import { closedList, type Gap, type Known, known, type OpenList, unknown } from "../../certainty/known.ts";
import type { FastPath } from "../../model/express-route.ts";
import type { Gateway } from "../../model/network.ts";
import type { HubGatewayKind, HubSide } from "../../model/virtual-wan.ts";
import { configured, type Declaration, entityOf } from "../declarations/declaration.ts";
import { hubRouter, insideHub, referenceToHub } from "../declarations/hub-network.ts";
import type { Inventory, Parent } from "../declarations/inventory.ts";
import type { Reading } from "../declarations/reading.ts";
import { resolveReference } from "../declarations/resolve-reference.ts";
import { readFastPath } from "../gateways/read-fast-path.ts";
import { addressSpaceOf } from "../values/addresses.ts";
import { booleanOf, type Field, itemsOf, member } from "../values/field.ts";

/** Reads the gateways of virtual hubs. They are managed: two instances each, all active. */
export function readHubGateways(inventory: Inventory, reading: Reading): readonly Gateway[] {
  const connections = childrenByParent(inventory.ofKind("vpn-connection"), inventory);
  const circuits = circuitConnections(inventory, reading);
  return [
    ...inventory
      .ofKind("hub-vpn-gateway")
      .map((each) => readGateway(each, "virtual-wan-vpn", vpnSide(each, connections.get(each.key) ?? [], inventory, reading), reading)),
    ...inventory.ofKind("hub-express-route-gateway").map((each) => {
      const fastPaths = fastPathsOf(each, circuits, reading);
      return readGateway(each, "virtual-wan-express-route", { prefixes: closedList([]), bgp: known(true), fastPaths }, reading);
    }),
    ...inventory
      .ofKind("hub-point-to-site-gateway")
      .map((each) =>
        readGateway(
          each,
          "virtual-wan-point-to-site",
          { prefixes: poolsOf(each, reading), bgp: known(false), fastPaths: closedList([]) },
          reading,
        ),
      ),
  ];
}

function readGateway(declaration: Declaration, kind: HubGatewayKind, hubSide: HubSide, reading: Reading): Gateway {
  return {
    ...entityOf(declaration),
    kind: known(kind),
    activeActive: known(true),
    knowsFastPath: known(true),
    subnet: insideHub(referenceToHub(declaration, reading), hubRouter),
    pointToSite: undefined,
    hubSide,
    entryPrefixes: undefined,
  };
}

function childrenByParent(children: readonly Declaration[], inventory: Inventory): ReadonlyMap<string, readonly Declaration[]> {
  const byParent = new Map<string, Declaration[]>();
  for (const child of children) {
    const parent = inventory.parentOf(child);
    if (parent.kind !== "entity") continue;
    const siblings = byParent.get(parent.parent.key) ?? [];
    byParent.set(parent.parent.key, [...siblings, child]);
  }
  return byParent;
}

/** What is behind a VPN gateway: the prefixes of the sites that it is connected to, unless they tell them by BGP (R57). */
function vpnSide(gateway: Declaration, children: readonly Declaration[], inventory: Inventory, reading: Reading): HubSide {
  const inline = itemsOf(configured(gateway, "connections"), reading.log);
  const ends = [
    ...children.map((child): ConnectionEnd => ({ from: child, field: (name) => configured(child, name) })),
    ...inline.items.map((item): ConnectionEnd => ({ from: gateway, field: (name) => member(item, name) })),
  ].map((end) => readEnd(end, inventory, reading));
  const prefixes: Prefix[] = [];
  let open: Gap | undefined = inline.open;
  let bgp: Known<boolean> = known(false);
  for (const end of ends) {
    if (!end.bgp.known || end.bgp.value) bgp = bgp.known && bgp.value ? bgp : end.bgp;
    if (end.bgp.known && end.bgp.value) continue;
    prefixes.push(...end.prefixes.items);
    open ??= end.prefixes.open;
  }
  if (ends.length === 0 && open === undefined) return elsewhere(gateway);
  return { prefixes: { items: prefixes, open }, bgp, fastPaths: closedList([]) };
}

/** Nothing in sight comes in by it: what does, and with which prefixes, is elsewhere. */
function elsewhere(gateway: Declaration): HubSide {
  const { name, origin } = entityOf(gateway);
  const gap: Gap = { resource: origin.resource, property: "", text: `no connection of ${name} is in sight` };
  return { prefixes: { items: [], open: gap }, bgp: unknown(gap), fastPaths: closedList([]) };
}

interface ConnectionEnd {
  readonly from: Declaration;
  readonly field: (name: string) => Field;
}

function readEnd({ from, field }: ConnectionEnd, inventory: Inventory, { directory, log }: Reading): Omit<HubSide, "fastPaths"> {
  const links = itemsOf(field("vpnLinkConnections"), log);
  const flags = [field("enableBgp"), ...links.items.map((link) => member(link, "enableBgp"))].map((flag) => booleanOf(flag, false, log));
  const bgp = flags.find((flag) => flag.known && flag.value) ?? flags.find((flag) => !flag.known) ?? known(false);
  const site = resolveReference(directory, from, field("remoteVpnSite"), { kind: "vpn-site" }, log);
  switch (site.kind) {
    case "entity": {
      const declaration = inventory.index("vpn-site").declarations.find(({ key }) => key === site.key);
      const prefixes: OpenList<Prefix> =
        declaration === undefined ? { items: [], open: undefined } : addressSpaceOf(configured(declaration, "addressSpace"), log);
      return { prefixes, bgp };
    }
    case "unknown":
      return { prefixes: { items: [], open: site.gap }, bgp };
    case "outside":
    case "none":
      return { prefixes: { items: [], open: undefined }, bgp };
    default:
      return site satisfies never;
  }
}

/** The pools of point-to-site clients (R58), one list for each connection configuration. */
function poolsOf(gateway: Declaration, { log }: Reading): OpenList<Prefix> {
  const configurations = itemsOf(configured(gateway, "p2SConnectionConfigurations"), log);
  const pools = configurations.items.map((item) => addressSpaceOf(member(item, "vpnClientAddressPool"), log));
  return { items: pools.flatMap(({ items }) => items), open: configurations.open ?? pools.find(({ open }) => open !== undefined)?.open };
}

interface CircuitConnection {
  readonly parent: Parent;
  readonly fastPath: FastPath;
}

/** The connections of ExpressRoute gateways that are resources of their own. */
function circuitConnections(inventory: Inventory, reading: Reading): readonly CircuitConnection[] {
  return inventory.ofKind("express-route-connection").map((child) => ({
    parent: inventory.parentOf(child),
    fastPath: fastPathOf(child, "", (name) => configured(child, name), reading),
  }));
}

function fastPathOf(from: Declaration, path: string, field: (name: string) => Field, reading: Reading): FastPath {
  return readFastPath({ from, path, field, circuit: "expressRouteCircuitPeering" }, known(true), reading);
}

/** What the connections of an ExpressRoute gateway say of FastPath, those inside the gateway too. */
function fastPathsOf(gateway: Declaration, connections: readonly CircuitConnection[], reading: Reading): HubSide["fastPaths"] {
  const inline = itemsOf(configured(gateway, "expressRouteConnections"), reading.log);
  const children = connections.flatMap(({ parent, fastPath }) => {
    const isOwn = parent.kind === "entity";
    if (isOwn ? parent.parent !== gateway : parent.kind === "outside") return [];
    return [{ fastPath, isOwn }];
  });
  const inside = inline.items.map((item) => ({
    fastPath: fastPathOf(gateway, item.path, (name) => member(item, name), reading),
    isOwn: true,
  }));
  return { items: [...children, ...inside], open: inline.open };
}
