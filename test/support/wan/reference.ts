import { lengthOf } from "../reference/addresses.ts";
import { inEveryWorld } from "../reference/alternatives.ts";
import type { Hit } from "../reference/hits.ts";
import type { ConfiguredWan } from "./random-wan.ts";
import {
  areJoined,
  type Destination,
  everywhereFrom,
  isMapped,
  isPeered,
  isPolicyOn,
  type Place,
  type Question,
  type Row,
  rowsAt,
} from "./routes.ts";
import { firewallId, type HubGatewayType, otherId } from "./wan-stack.ts";

/** What may become of a packet, by the rules as they are written: slow, and nothing shared with the engine. */
export type Outcome = "inspected" | "bypassed" | "inconclusive" | "undelivered";

/** Where on-premises comes in: a gateway of a hub, or an appliance in a network. */
export type Vantage =
  | { readonly kind: "gateway"; readonly hub: string; readonly type: HubGatewayType }
  | { readonly kind: "entry"; readonly network: string };

/** Every way in from on-premises, by the name that reports give it. */
export function vantagesOf({ sketch, entries }: ConfiguredWan): readonly { readonly name: string; readonly from: Vantage }[] {
  const gateways = Object.entries(sketch.hubs).flatMap(([hub, { gateways = [] }]) =>
    gateways.map((type) => ({ name: `${hub}-${type}`, from: { kind: "gateway", hub, type } as const })),
  );
  return [...gateways, ...entries.map((network) => ({ name: `${network}-entry`, from: { kind: "entry", network } as const }))];
}

/** The verdict for the endpoint of a network; undefined: no path. `record`: which rules decided. */
export function wanVerdict(wan: ConfiguredWan, from: Vantage, to: string, record?: (hit: Hit) => void): Outcome | undefined {
  return wanPath(wan, from, to, record)?.verdict;
}

export interface WanPath {
  readonly verdict: Outcome;
  /** R68, R71: hubs whose routing intent has the endpoint's range, and that the endpoint's own /32 leads past. */
  readonly halfFlows: readonly string[];
  /** What has the packet first of the designated firewalls in sight, by name. */
  readonly inspectors: readonly string[];
}

/** The verdict, and what replies meet. */
export function wanPath(wan: ConfiguredWan, from: Vantage, to: string, record: (hit: Hit) => void = () => undefined): WanPath | undefined {
  const network = wan.sketch.networks[to];
  if (network?.endpoint === undefined) return undefined;
  const start: Place = from.kind === "gateway" ? { kind: "router", hub: from.hub } : { kind: "appliance", network: from.network };
  const vantage = from.kind === "entry" ? "entry" : KINDS[from.type];
  const halfFlows: string[] = [];
  const inspectors: string[] = [];
  const ways = inEveryWorld((unknowns): Way => {
    const passed: Place[] = [];
    const question: Question = {
      wan,
      to,
      network,
      unknowns,
      passed,
      halfFlows,
      inspectors,
      record: (rule, length) => record({ rule, vantage, policies: policiesOf(network.endpoint), length }),
    };
    const end = travel(question, start, { crossed: false, visited: [] });
    return {
      end: passed.some((place) => isMapped(question, place)) ? "open" : end,
      leads: passed.some((place) => comesNear(question, place)),
    };
  });
  if (!ways.some(({ leads }) => leads)) return undefined;
  const verdicts = new Set(ways.map(({ end }) => VERDICTS[end]));
  const [only] = verdicts;
  return { verdict: verdicts.size === 1 && only !== undefined ? only : "inconclusive", halfFlows, inspectors };
}

interface Way {
  readonly end: End;
  readonly leads: boolean;
}

type End = "crossed" | "direct" | "dropped" | "open";

const VERDICTS: Readonly<Record<End, Outcome>> = { crossed: "inspected", direct: "bypassed", dropped: "undelivered", open: "inconclusive" };

const KINDS = {
  VpnGateway: "virtual-wan-vpn",
  ExpressRouteGateway: "virtual-wan-express-route",
  P2sVpnGateway: "virtual-wan-point-to-site",
} as const;

function policiesOf(text: string | undefined): Hit["policies"] {
  return (text ?? "Disabled") as Hit["policies"];
}

interface Packet {
  readonly crossed: boolean;
  /** Places that have had it. */
  readonly visited: readonly string[];
}

function travel(question: Question, place: Place, packet: Packet): End {
  const name = JSON.stringify(place);
  if (packet.visited.includes(name)) return "dropped";
  question.passed.push(place);
  const onward = { ...packet, visited: [...packet.visited, name] };
  const row = chosenAt(question, place);
  if (row !== "host") return row === undefined ? lost(place, onward) : follow(question, place, row.to, onward);
  return delivered(onward);
}

/** R1, R2: the longest prefix, of equal ones the static route. What need not be in force may be passed over. */
function chosenAt(question: Question, place: Place): Row | "host" | undefined {
  const rows = [...rowsAt(question, place)].sort((a, b) => lengthOf(b.prefix) - lengthOf(a.prefix) || Number(b.isUser) - Number(a.isUser));
  const isThere = ({ doubt }: Row): boolean => doubt === undefined || question.unknowns.ask(doubt, [true, false]);
  const hasSystem = rows.some((row) => !row.isUser && row.to.kind === "network" && isThere(row));
  const first = rows.find((row) => (row.isTold !== true || !hasSystem) && isThere(row));
  const equal = rows.filter(({ doubt, isUser, prefix }) => doubt === undefined && isUser && prefix === first?.prefix);
  const best =
    equal.length > 1 ? question.unknowns.ask(`which route for ${first?.prefix} holds at ${JSON.stringify(place)}`, equal) : first;
  question.record(best?.rule ?? "R6 no route", lengthClass(question, best));
  return hasHost(question, place) && keepsHost(question, place, best) ? "host" : best;
}

/** R28, R69: at what the endpoint's network is joined to, and nowhere else (R31). */
function hasHost(question: Question, place: Place): boolean {
  const isHere =
    place.kind === "appliance"
      ? place.network === question.to || isPeered(question, place.network, question.to)
      : question.network.hub === place.hub;
  if (!isHere) question.record("R31 no /32 here", "none");
  return isHere;
}

/** Whether the /32 stays in force, while `best` is the best other route. */
function keepsHost(question: Question, place: Place, best: Row | undefined): boolean {
  const { network, record } = question;
  const length = lengthClass(question, best);
  if (best?.isUser !== true) return true;
  if (best.byIntent === true) {
    // R71: with policies; a /32 among the private prefixes does not help without them.
    record(isPolicyOn(network) ? "R71 /32 invalid" : "R71 /32 kept", length);
    if (!isPolicyOn(network) && place.kind === "router") question.halfFlows.push(place.hub);
    return !isPolicyOn(network);
  }
  if (place.kind === "router") return keepsHostAtRouter(question, place.hub, length);
  record(isPolicyOn(network) ? "R33 /32 invalid" : length === "host" ? "R37 /32 user route" : "R32 policies off", length);
  return !isPolicyOn(network) && length !== "host";
}

/** R70: policies must be on; whether that is enough was not measured. C10: nor is what a /32 does. */
function keepsHostAtRouter({ network, record, unknowns }: Question, hub: string, length: Hit["length"]): boolean {
  record(isPolicyOn(network) ? "R70 /32 in question" : length === "host" ? "C10 /32 in question" : "R32 policies off", length);
  return isPolicyOn(network) || length === "host" ? unknowns.ask(`the /32 stays at ${hub}`, [true, false]) : true;
}

/** Nothing leads on: an appliance may have another way, and so may a hub that another one leads to. A gateway has none. */
function lost(place: Place, { crossed, visited }: Packet): End {
  if (place.kind === "router" && visited.length === 1) return "dropped";
  return crossed ? "crossed" : "open";
}

function follow(question: Question, place: Place, to: Destination, packet: Packet): End {
  switch (to.kind) {
    case "network":
      return to.network === question.to ? delivered(packet) : "dropped";
    case "router":
      return travel(question, { kind: "router", hub: to.hub }, packet);
    case "firewall":
      return toFirewall(question, place, to.hub, packet);
    case "appliance":
      return travel(question, { kind: "appliance", network: to.network }, crossing(question, packet, [to.address], `${to.network}-nva`));
    case "other":
      // Out of sight: designated, it is crossed and sends on (CP-A01).
      question.passed.push(...everywhereFrom(question, to.hub));
      return crossing(question, packet, [otherId(to.hub)]).crossed ? "crossed" : "open";
    case "undocumented":
      question.passed.push(...everywhereFrom(question, to.by));
      return packet.crossed ? "crossed" : "open";
  }
}

/** R71b: from a connected network it is in reach, from others it is not (R17). */
function toFirewall(question: Question, place: Place, hub: string, packet: Packet): End {
  const { record, wan } = question;
  const isReached = place.kind !== "appliance" || wan.sketch.networks[place.network]?.hub === hub;
  if (place.kind === "appliance") record(isReached ? "R71b hub firewall" : "R17 out of reach", "none");
  if (!isReached) return "dropped";
  const address = wan.sketch.hubs[hub]?.firewall;
  const names = [firewallId(hub), ...(address === undefined ? [] : [address])];
  return travel(question, { kind: "firewall", hub }, crossing(question, packet, names, `${hub}-fw`));
}

/** `who`: its name, where it is in sight. */
function crossing({ inspectors, wan }: Question, packet: Packet, names: readonly string[], who?: string): Packet {
  const isDesignated = names.some((name) => wan.firewalls.includes(name));
  if (isDesignated && !packet.crossed && who !== undefined) inspectors.push(who);
  return { ...packet, crossed: packet.crossed || isDesignated };
}

function delivered({ crossed }: Packet): End {
  return crossed ? "crossed" : "direct";
}

/** A packet that comes there makes a path: the endpoint's network, what is joined to it, and hubs of the WAN of its hub. */
function comesNear(question: Question, place: Place): boolean {
  const { network, to, wan } = question;
  if (place.kind === "appliance") return place.network === to || isPeered(question, place.network, to);
  return network.hub !== undefined && (network.hub === place.hub || areJoined(wan.sketch, network.hub, place.hub));
}

function lengthClass({ network }: Question, row: Row | undefined): Hit["length"] {
  if (row === undefined) return "none";
  const [length, range] = [lengthOf(row.prefix), lengthOf(network.range)];
  if (length === 32) return "host";
  return length < range ? "supernet" : length === range ? "range" : "inside";
}
