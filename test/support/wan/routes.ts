import type { Properties, PropertyValue } from "../../../src/resources/resource.ts";
import { baseOf, isWithin, textOf } from "../reference/addresses.ts";
import type { Unknowns } from "../reference/alternatives.ts";
import type { LengthClass } from "../reference/hits.ts";
import type { ConfiguredWan } from "./random-wan.ts";
import type { HubSketch, NetworkSketch, WanSketch } from "./wan-stack.ts";

/** Where a packet is routed: a hub's router, a hub's firewall, or an appliance in a network. */
export type Place =
  | { readonly kind: "router" | "firewall"; readonly hub: string }
  | { readonly kind: "appliance"; readonly network: string };

/** The endpoint of the network `to`, in one complete world. */
export interface Question {
  readonly wan: ConfiguredWan;
  readonly to: string;
  readonly network: NetworkSketch;
  readonly unknowns: Unknowns;
  /** Collects where packets come. */
  readonly passed: Place[];
  /** Collects what matters to replies: hubs whose routing intent the endpoint's own /32 led past, and the first designated firewall. */
  readonly halfFlows: string[];
  readonly inspectors: string[];
  readonly record: (rule: string, length: LengthClass) => void;
}

export type Destination =
  | { readonly kind: "network"; readonly network: string }
  | { readonly kind: "router" | "firewall" | "other"; readonly hub: string }
  | { readonly kind: "appliance"; readonly network: string; readonly address: string }
  /** Nobody says what the hub `by` does with it. */
  | { readonly kind: "undocumented"; readonly by: string; readonly isAnywhere?: true };

/** A route that covers the endpoint's address. */
export interface Row {
  readonly prefix: string;
  readonly isUser: boolean;
  readonly to: Destination;
  readonly byIntent?: true;
  /** By BGP, or as if: routes of networks and peerings come first (R3). */
  readonly isTold?: true;
  /** Why it may not be in force: a question. */
  readonly doubt?: string;
  /** For the table of hits. */
  readonly rule: string;
}

/** All routes of the place that cover the endpoint's address, apart from its /32. */
export function rowsAt(question: Question, place: Place): readonly Row[] {
  const address = addressIn(question.network);
  return allRows(question, place).filter(({ prefix }) => isWithin(address, prefix));
}

function allRows(question: Question, place: Place): readonly Row[] {
  const { sketch } = question.wan;
  if (place.kind === "appliance") return atAppliance(question, place.network);
  const hub = hubOf(sketch, place.hub);
  const others = toOtherHubs(sketch, place.hub);
  if (place.kind === "firewall") return [...connectionRows(sketch, place.hub, false), ...others, ...byBgp(question, place.hub)];
  const known = [...connectionRows(sketch, place.hub, true), ...others];
  if (hasIntent(hub)) return byIntent(hub, place.hub, known);
  return [...staticRows(sketch, place.hub), ...known, ...byBgp(question, place.hub)];
}

/** R71: RFC 1918 and what is listed, whatever else the hub knows. What becomes of other private prefixes is not documented. */
function byIntent(hub: HubSketch, name: string, known: readonly Row[]): readonly Row[] {
  const listed = Object.keys(hub.routes ?? {});
  const to: Destination = { kind: hub.intent === "other" ? "other" : "firewall", hub: name };
  const rows = [...RFC_1918, ...listed].map((prefix): Row => {
    const rule = listed.includes(prefix) ? "R71 listed" : "R71 RFC 1918";
    return { prefix, isUser: true, to, byIntent: true, rule: hub.intent === "other" ? `${rule}, third party` : rule };
  });
  const unlisted = known.filter(({ prefix }) => !rows.some((row) => isInside(prefix, row.prefix)));
  return [
    ...rows,
    ...unlisted.map((row) => ({ ...row, doubt: `${name} routes ${row.prefix}, which is not listed`, rule: "R71 not listed" })),
  ];
}

const RFC_1918 = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

/** R70: the table's own routes. Those by way of a connection lead to what the connection's say, or into the network itself. */
function staticRows(sketch: WanSketch, name: string): readonly Row[] {
  return Object.entries(hubOf(sketch, name).routes ?? {}).map(([prefix, target]): Row => {
    if (target === "firewall") return { prefix, isUser: true, to: { kind: "firewall", hub: name }, rule: "R70 static" };
    if (target === "other") return { prefix, isUser: true, to: { kind: "other", hub: name }, rule: "R70 static, third party" };
    const network = networkOf(sketch, target);
    const statics = staticsOf(network);
    const isCovered = statics.some((each) => isInside(prefix, each));
    const whole: Destination = statics.length === 0 ? { kind: "network", network: target } : { kind: "undocumented", by: name };
    return { prefix, isUser: true, to: isCovered ? applianceIn(target, network) : whole, rule: "R70 by way of a connection" };
  });
}

/** R69: the connected networks, and the static routes of the connections. The router's table is not told of all. */
function connectionRows(sketch: WanSketch, name: string, isRouter: boolean): readonly Row[] {
  return Object.entries(sketch.networks).flatMap(([key, network]): readonly Row[] => {
    if (network.hub !== name || (isRouter && !isTold(network))) return [];
    const own: Row = { prefix: network.range, isUser: false, to: { kind: "network", network: key }, rule: "R69 connection" };
    const told = isRouter && !areStaticsTold(network) ? [] : staticsOf(network);
    return [own, ...told.map((prefix): Row => ({ prefix, isUser: true, to: applianceIn(key, network), rule: "R69 connection's static" }))];
  });
}

/** Other hubs are told of every connection. Traffic between a hub with a private policy and one without is not documented. */
function toOtherHubs(sketch: WanSketch, name: string): readonly Row[] {
  return Object.keys(sketch.hubs).flatMap((other) => {
    if (other === name || !areJoined(sketch, name, other)) return [];
    const isMixed = hasIntent(hubOf(sketch, name)) !== hasIntent(hubOf(sketch, other));
    const to: Destination = isMixed ? { kind: "undocumented", by: name } : { kind: "router", hub: other };
    const rule = isMixed ? "R71 mixed hubs" : "R69 other hub";
    return connectionRows(sketch, other, false).map(({ prefix }): Row => ({ prefix, isUser: false, to, rule }));
  });
}

/** R5, R10, R13: its own network, its peers, its hub's range, and its table. */
function atAppliance(question: Question, name: string): readonly Row[] {
  const { sketch, complete } = question.wan;
  const own = networkOf(sketch, name);
  const peers = Object.entries(sketch.networks).flatMap(([key, { range }]): readonly Row[] => {
    const force = forceBetween(sketch, name, key, complete);
    const row: Row = { prefix: range, isUser: false, to: { kind: "network", network: key }, rule: "R10 peering" };
    if (force === "none") return [];
    return [force === "certain" ? row : { ...row, doubt: linkQuestion(name, key), rule: "R22 half a peering" }];
  });
  const table = Object.entries(own.table ?? {}).map(([prefix, address]): Row => {
    const hub = Object.keys(sketch.hubs).find((each) => sketch.hubs[each]?.firewall === address) ?? "";
    return { prefix, isUser: true, to: { kind: "firewall", hub }, rule: "R13 VirtualAppliance" };
  });
  const told = own.hub === undefined ? [] : toldRows(question, own.hub);
  return [{ prefix: own.range, isUser: false, to: { kind: "network", network: name }, rule: "R5 own range" }, ...peers, ...table, ...told];
}

/** R69b: a hub tells its networks of what it knows, as a gateway would. */
function toldRows(question: Question, hub: string): readonly Row[] {
  const router: Place = { kind: "router", hub };
  // A route map may tell of any route, whatever the hub itself does with the packet.
  const known = [...allRows(question, router), ...(isMapped(question, router) ? byBgp(question, hub) : [])];
  const certain = new Set(known.filter(({ doubt }) => doubt === undefined).map(({ prefix }) => prefix));
  return [...new Set(known.map(({ prefix }) => prefix))].map((prefix): Row => {
    const row: Row = { prefix, isUser: false, to: { kind: "router", hub }, isTold: true, rule: "R69b told by a hub" };
    return certain.has(prefix) ? row : { ...row, doubt: `${hub} tells of ${prefix}` };
  });
}

/** R73b: a peer of the WAN's hubs, or an appliance in one, may have told of any route; a route map may have made one of others. */
function byBgp({ network, wan: { sketch } }: Question, hub: string): readonly Row[] {
  const hasPeer = Object.entries(sketch.hubs).some(
    ([name, { appliance, peer, routeMap }]) =>
      (peer !== undefined || appliance === true || routeMap === true) && areJoined(sketch, name, hub),
  );
  const row: Row = {
    prefix: `${addressIn(network)}/32`,
    isUser: false,
    isTold: true,
    to: { kind: "undocumented", by: hub, isAnywhere: true },
    doubt: `${hub} has learnt a route`,
    rule: "R73b by BGP",
  };
  return hasPeer ? [row] : [];
}

/** Both halves; one that may be all there is counts as nothing where the network is said to be complete (R22). */
function forceBetween(sketch: WanSketch, one: string, other: string, complete: boolean): "certain" | "possible" | "none" {
  const halves = [
    [one, other],
    [other, one],
  ].filter(([from = "", to = ""]) => sketch.networks[from]?.peers?.includes(to) === true);
  if (halves.length === 1) return complete ? "none" : "possible";
  return halves.length === 2 ? "certain" : "none";
}

/** Whether the two networks are peered, in this world. */
export function isPeered({ wan, unknowns }: Question, one: string, other: string): boolean {
  const force = forceBetween(wan.sketch, one, other, wan.complete);
  return force === "certain" || (force === "possible" && unknowns.ask(linkQuestion(one, other), [true, false]));
}

function linkQuestion(one: string, other: string): string {
  return `the peering of ${[one, other].sort().join(" and ")} is in force`;
}

export function isPolicyOn({ endpoint }: NetworkSketch): boolean {
  return endpoint === "Enabled" || endpoint === "RouteTableEnabled";
}

/** Hubs of one WAN. */
export function areJoined(sketch: WanSketch, one: string, other: string): boolean {
  return (hubOf(sketch, one).wan ?? "wan") === (hubOf(sketch, other).wan ?? "wan");
}

function hasIntent({ intent = false }: HubSketch): boolean {
  return intent !== false;
}

function applianceIn(network: string, { range }: NetworkSketch): Destination {
  return { kind: "appliance", network, address: range.replace(/\.\d+\/\d+$/, ".100") };
}

function isTold({ routing }: NetworkSketch): boolean {
  return routing?.["propagatedRouteTables"] === undefined;
}

function areStaticsTold({ routing }: NetworkSketch): boolean {
  return valueIn(valueIn(routing?.["vnetRoutes"], "staticRoutesConfig"), "propagateStaticRoutes") !== false;
}

function staticsOf({ routing }: NetworkSketch): readonly string[] {
  const routes = (valueIn(routing?.["vnetRoutes"], "staticRoutes") ?? []) as readonly Properties[];
  return routes.flatMap((route) => route["addressPrefixes"] as readonly string[]);
}

function valueIn(value: PropertyValue, name: string): PropertyValue {
  return (value as Properties | undefined)?.[name];
}

function isInside(inner: string, outer: string): boolean {
  return isWithin(textOf(baseOf(inner)), outer) && Number(inner.split("/")[1]) >= Number(outer.split("/")[1]);
}

function hubOf({ hubs }: WanSketch, name: string): HubSketch {
  const hub = hubs[name];
  if (hub === undefined) throw new Error(`there is no hub ${name}`);
  return hub;
}

function networkOf({ networks }: WanSketch, name: string): NetworkSketch {
  const network = networks[name];
  if (network === undefined) throw new Error(`there is no network ${name}`);
  return network;
}

function addressIn({ range }: NetworkSketch): string {
  return textOf(baseOf(range) + 4);
}

/** Every place that a hub may hand a packet to, whatever its routes are for. */
export function everywhereFrom(question: Question, hub: string): readonly Place[] {
  const known = everywhere.get(question.wan) ?? new Map<string, readonly Place[]>();
  everywhere.set(question.wan, known);
  const found = known.get(hub) ?? findEverywhere(question, hub);
  known.set(hub, found);
  return found;
}

/** Every world of every question asks. */
const everywhere = new WeakMap<ConfiguredWan, Map<string, readonly Place[]>>();

function findEverywhere(question: Question, hub: string): readonly Place[] {
  const { sketch } = question.wan;
  const found = new Map<string, Place>();
  const pending: Place[] = [{ kind: "router", hub }];
  for (let place = pending.pop(); place !== undefined; place = pending.pop()) {
    if (found.has(JSON.stringify(place))) continue;
    found.set(JSON.stringify(place), place);
    const home = place.kind === "appliance" ? (sketch.networks[place.network]?.hub ?? hub) : place.hub;
    pending.push({ kind: "firewall", hub: home });
    pending.push(
      ...Object.keys(sketch.hubs).flatMap((other): readonly Place[] =>
        areJoined(sketch, home, other) ? [{ kind: "router", hub: other }] : [],
      ),
    );
    for (const { to } of allRows(question, place)) pending.push(...appliancesTowards(sketch, to));
  }
  return [...found.values()];
}

/** A route by BGP may lead to any appliance that the hub is joined to. */
function appliancesTowards({ networks }: WanSketch, to: Destination): readonly Place[] {
  if (to.kind === "appliance") return [{ kind: "appliance", network: to.network }];
  if (to.kind !== "undocumented" || to.isAnywhere !== true) return [];
  const near = Object.keys(networks).filter((name) => networks[name]?.hub === to.by && networks[name]?.appliance === true);
  return near.map((network) => ({ kind: "appliance", network }));
}

/** R69: nobody knows what a route map makes of the routes that hubs of its WAN tell each other, and their networks. */
export function isMapped({ wan: { sketch } }: Question, place: Place): boolean {
  if (place.kind === "appliance") return false;
  const { hub } = place;
  return Object.entries(sketch.hubs).some(([name, { routeMap }]) => routeMap === true && areJoined(sketch, name, hub));
}
