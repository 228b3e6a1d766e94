import type { Prefix } from "../address/prefix.ts";
import { type Gap, type Known, known, type OpenList } from "../certainty/known.ts";
import type { Gateway } from "../model/network.ts";
import type { HubGatewayKind, HubSide } from "../model/virtual-wan.ts";
import { addressSpaceOf } from "./addresses.ts";
import { configured, type Declaration, entityOf } from "./declaration.ts";
import { booleanOf, type Field, isAbsent, itemsOf, member } from "./field.ts";
import { hubRouter, insideHub, referenceToHub } from "./hub-network.ts";
import type { Inventory } from "./inventory.ts";
import type { Reading } from "./reading.ts";
import { resolveReference } from "./resolve-reference.ts";

/** Reads the gateways of virtual hubs. They are managed: two instances each, all active. */
export function readHubGateways(inventory: Inventory, reading: Reading): readonly Gateway[] {
  const connections = childrenByParent(inventory.ofKind("vpn-connection"), inventory);
  for (const gateway of inventory.ofKind("hub-express-route-gateway")) noteFastPath(gateway, inventory, reading);
  return [
    ...inventory
      .ofKind("hub-vpn-gateway")
      .map((each) => readGateway(each, "virtual-wan-vpn", vpnSide(each, connections.get(each.key) ?? [], inventory, reading), reading)),
    ...inventory
      .ofKind("hub-express-route-gateway")
      .map((each) =>
        readGateway(each, "virtual-wan-express-route", { prefixes: { items: [], open: undefined }, bgp: known(true) }, reading),
      ),
    ...inventory
      .ofKind("hub-point-to-site-gateway")
      .map((each) => readGateway(each, "virtual-wan-point-to-site", { prefixes: poolsOf(each, reading), bgp: known(false) }, reading)),
  ];
}

function readGateway(declaration: Declaration, kind: HubGatewayKind, hubSide: HubSide, reading: Reading): Gateway {
  return {
    ...entityOf(declaration),
    kind: known(kind),
    activeActive: known(true),
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
  return { prefixes: { items: prefixes, open }, bgp };
}

interface ConnectionEnd {
  readonly from: Declaration;
  readonly field: (name: string) => Field;
}

function readEnd({ from, field }: ConnectionEnd, inventory: Inventory, { directory, log }: Reading): HubSide {
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

const FAST_PATH = ["expressRouteGatewayBypass", "enablePrivateLinkFastPath"] as const;

/** R59 to R61: FastPath lets traffic past the gateway, and what then routes it is not known. */
function noteFastPath(gateway: Declaration, inventory: Inventory, { log, noteUnmodelled }: Reading): void {
  const children = inventory.ofKind("express-route-connection").filter((child) => {
    const parent = inventory.parentOf(child);
    return parent.kind === "entity" ? parent.parent === gateway : parent.kind === "unknown";
  });
  const inline = itemsOf(configured(gateway, "expressRouteConnections"), log);
  const flags = [
    ...children.flatMap((child) => FAST_PATH.map((name) => configured(child, name))),
    ...inline.items.flatMap((item) => FAST_PATH.map((name) => member(item, name))),
  ];
  for (const flag of flags) {
    if (isAbsent(flag.value) || flag.value === false) continue;
    const gap = log.note(flag.resource, flag.path, "lets traffic past the gateway (FastPath), which is not modelled (R59, R61)");
    noteUnmodelled("R59", gap, { kind: "gateway", gateway: gateway.key });
  }
  if (inline.open !== undefined) noteUnmodelled("R59", inline.open, { kind: "gateway", gateway: gateway.key });
}
