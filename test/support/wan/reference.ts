import { baseOf, isWithin, sizeOf } from "../reference/addresses.ts";
import type { HubSketch, NetworkSketch, WanSketch } from "./wan-stack.ts";

/** What may become of a packet, by the rules as they are written: slow, and nothing shared with the engine. */
export type Outcome = "inspected" | "bypassed" | "inconclusive" | "undelivered";

/**
 * The verdict for a gateway of a hub and the endpoint of a network that is connected with a hub; undefined: no path. Appliances and peers of
 * connected networks are not in here.
 */
export function wanVerdict(sketch: WanSketch, from: string, to: string, designated: readonly string[]): Outcome | undefined {
  const network = sketch.networks[to];
  const home = network?.hub;
  if (network?.endpoint === undefined || home === undefined) return undefined;
  if (home !== from && wanOf(sketch, home) !== wanOf(sketch, from)) return undefined;
  const ends = new Set(atRouter({ sketch, network, home, designated }, from, false));
  if (ends.size > 1 || ends.has("open")) return "inconclusive";
  const [only] = ends;
  return only === "dropped" ? "undelivered" : only === "crossed" ? "inspected" : "bypassed";
}

type End = "crossed" | "direct" | "dropped" | "open";

interface Question {
  readonly sketch: WanSketch;
  readonly network: NetworkSketch;
  readonly home: string;
  readonly designated: readonly string[];
}

function atRouter(question: Question, at: string, crossed: boolean): readonly End[] {
  const { sketch, network, home } = question;
  const hub = hubOf(sketch, at);
  const address = addressIn(network);
  const statics = Object.keys(hub.routes ?? {}).filter((prefix) => isWithin(address, prefix));
  if (hub.intent === true) return byIntent(question, at, crossed, statics);
  const longest = Math.max(-1, ...statics.map(lengthOf));
  const astray = longest === 32 ? [] : byBgp(question, at, crossed);
  const own = isTold(network, at === home) ? lengthOf(network.range) : -1;
  if (longest < own || longest === -1)
    return own === -1 ? unknownWay(question, at, crossed) : [...onward(question, at, crossed), ...astray];
  if (at !== home) return [...throughFirewall(question, at, crossed), ...astray];
  // R70: policies must be on; whether that is enough was not measured. C10: nor is what a /32 does.
  if (isOn(network) || longest === 32) return [...throughFirewall(question, at, crossed), delivered(crossed)];
  return [delivered(crossed)];
}

/** R71: RFC 1918 and what is listed, whatever else the hub knows. */
function byIntent(question: Question, at: string, crossed: boolean, listed: readonly string[]): readonly End[] {
  const { network, home } = question;
  const isPrivate = [...RFC_1918, ...listed].some((prefix) => isWithin(addressIn(network), prefix));
  if (isPrivate && !(at === home && !isOn(network))) return throughFirewall(question, at, crossed);
  return at === home ? [delivered(crossed)] : ["open", "dropped"];
}

/** The hub's own table is not told of the network: the /32 is there all the same, if the network is connected with the hub (R28). */
function unknownWay({ home }: Question, at: string, crossed: boolean): readonly End[] {
  return at === home ? [delivered(crossed)] : ["dropped"];
}

function throughFirewall(question: Question, at: string, crossed: boolean): readonly End[] {
  const { firewall } = hubOf(question.sketch, at);
  const inspects = crossed || (firewall !== undefined && question.designated.includes(firewall));
  return [...onward(question, at, inspects), ...byBgp(question, at, inspects)];
}

/** R73b: a peer of the WAN's hubs may have told of any route; networks that the hub is connected with come before it. */
function byBgp({ sketch, home }: Question, at: string, crossed: boolean): readonly End[] {
  const isTold = Object.entries(sketch.hubs).some(([name, { peer }]) => peer !== undefined && wanOf(sketch, name) === wanOf(sketch, at));
  return isTold && at !== home ? [crossed ? "crossed" : "open"] : [];
}

/** From the hub into the network, or to the hub that the network is connected with. */
function onward(question: Question, at: string, crossed: boolean): readonly End[] {
  const { sketch, home } = question;
  if (at === home) return [delivered(crossed)];
  // Traffic between a hub with a private policy and one without is not documented; after the firewall it is sent on, on CP-A01.
  if (hubOf(sketch, at).intent !== hubOf(sketch, home).intent) return [crossed ? "crossed" : "open"];
  return atRouter(question, home, crossed);
}

const RFC_1918 = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

function delivered(crossed: boolean): End {
  return crossed ? "crossed" : "direct";
}

function isOn({ endpoint }: NetworkSketch): boolean {
  return endpoint === "Enabled" || endpoint === "RouteTableEnabled";
}

/** Other hubs are told of every connected network; the own gateways' table is unless the connection says otherwise. */
function isTold({ routing }: NetworkSketch, isHome: boolean): boolean {
  return !isHome || routing === undefined;
}

function hubOf({ hubs }: WanSketch, name: string): HubSketch {
  const hub = hubs[name];
  if (hub === undefined) throw new Error(`there is no hub ${name}`);
  return hub;
}

function wanOf(sketch: WanSketch, hub: string): string {
  return hubOf(sketch, hub).wan ?? "wan";
}

function lengthOf(prefix: string): number {
  return 32 - Math.log2(sizeOf(prefix));
}

function addressIn({ range }: NetworkSketch): string {
  const last = baseOf(range) + 4;
  return [24, 16, 8, 0].map((shift) => Math.floor(last / 2 ** shift) % 256).join(".");
}
