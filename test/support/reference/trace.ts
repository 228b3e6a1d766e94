import type { Disposition, Verdict } from "../../../src/report/report.ts";
import type { WorldEndpoint } from "../world/world.ts";
import { isWithin } from "./addresses.ts";
import { ANYWHERE, deniesAll, sourcesOf } from "./admission.ts";
import type { Holder } from "./appliances.ts";
import { holderAt, holderOf, placeOf, waysOn } from "./appliances.ts";
import { isNetworkRoute } from "./best-route.ts";
import { hitsOf, recordCell } from "./hits-of.ts";
import type { Decision } from "./host-routes.ts";
import { decide } from "./host-routes.ts";
import type { Route } from "./routes.ts";
import { applianceText, nextHopWord } from "./routes.ts";
import type { Point, Setting, Way } from "./setting.ts";
import { networkNamed, networkOf, nicPoint, startOf } from "./setting.ts";

/** One hop: where a route was taken, and which. */
export interface ReferenceHop {
  readonly subnet: string;
  readonly chosen: string;
}

/** How one packet ends, in one complete world. */
export interface Leaf {
  readonly verdict: Verdict;
  readonly disposition: Disposition;
  readonly assumptions: readonly string[];
  readonly hops: readonly ReferenceHop[];
  /** The subnet of the firewall that lets nothing through, and from which it would go on. */
  readonly deniedIn?: string;
  /** The designated firewall that had it first; of one behind a load balancer, the load balancer. Absent: none had it, or one that is not in sight. */
  readonly inspector?: string;
}

interface Packet {
  readonly endpoint: WorldEndpoint;
  readonly address: string;
  /** Prefixes of the addresses that it may be from. */
  readonly sources: readonly string[];
  /** Whether a designated firewall has had it, and which one first. */
  readonly crossed: boolean;
  readonly inspector?: string;
  /** Appliances that have had it, and the subnets that they sent it on from. */
  readonly visited: readonly string[];
  readonly assumptions: readonly string[];
  readonly hops: readonly ReferenceHop[];
}

/** Everything that happens to traffic from a gateway to one address of an endpoint: several ends where it is balanced. */
export function traceFrom(setting: Setting, way: Way, endpoint: WorldEndpoint, address: string): readonly Leaf[] {
  const sources = sourcesOf(setting.world, way);
  return travel(setting, startOf(way), { endpoint, address, sources, crossed: false, visited: [], assumptions: [], hops: [] });
}

function travel(setting: Setting, point: Point, packet: Packet): readonly Leaf[] {
  const decision = decide(setting, point, packet.endpoint, packet.address);
  for (const hit of hitsOf(setting, point, packet.endpoint, packet.address, decision)) setting.record(hit);
  const onward: Packet = {
    ...packet,
    assumptions: [...packet.assumptions, ...decision.assumptions],
    hops: [...packet.hops, { subnet: point.subnet, chosen: describeDecision(decision, packet.address) }],
  };
  return decision.kind === "endpoint"
    ? arrive(onward, decision.endpoint)
    : follow(setting, point, onward, decision.route, decision.displaced);
}

/** The /32 of another endpoint with the same address leads into another network than the wanted one. */
function arrive(packet: Packet, at: WorldEndpoint): readonly Leaf[] {
  if (at.name !== packet.endpoint.name) return end(packet, "undelivered", "no-route");
  return end(packet, packet.crossed ? "inspected" : "bypassed", "delivered");
}

function follow(setting: Setting, point: Point, packet: Packet, route: Route, displaced: readonly string[]): readonly Leaf[] {
  if (route.source === "gateway") return end(packet, "inconclusive", "leaves-network");
  if (route.source === "server") return elsewhere(packet);
  // Without a /32 a system route delivers all the same, if it leads into the endpoint's network (R46).
  if (isNetworkRoute(route))
    return route.network === networkOf(packet.endpoint) ? arrive(packet, packet.endpoint) : end(packet, "undelivered", "no-route");
  if (route.source === "system") return point.gateway === undefined ? elsewhere(packet) : end(packet, "undelivered", "no-route");
  switch (route.nextHop.type) {
    case "None":
      return end(packet, "undelivered", "null-routed");
    case "VnetLocal":
      return locally(setting, point, packet, displaced);
    case "Internet":
      return end(packet, isPrivate(packet.address) ? "undelivered" : "inconclusive", "leaves-network");
    case "VirtualNetworkGateway":
      return end(packet, "inconclusive", "leaves-network");
    case "VirtualAppliance":
      return hand(setting, point, packet, route.nextHop.address);
    case "VirtualApplianceEcmp":
      // R14: each gets its share.
      return route.nextHop.addresses.flatMap((address) => hand(setting, point, packet, address));
  }
}

/** R40: over an invalid /32 of this address, whoever's, a VnetLocal route is a black hole; else the packet comes to the point's own network. */
function locally(setting: Setting, point: Point, packet: Packet, displaced: readonly string[]): readonly Leaf[] {
  const network = networkOf(packet.endpoint);
  if (networkNamed(setting.world, network).highScale === true) return locallyAtHighScale(setting, point, packet);
  if (displaced.length > 0) return end(packet, "undelivered", "null-routed");
  return point.network === network ? arrive(packet, packet.endpoint) : end(packet, "undelivered", "no-route");
}

/** R40, R43: whether a VnetLocal route delivers to high-scale endpoints nobody has measured. */
function locallyAtHighScale({ unknowns }: Setting, { subnet }: Point, packet: Packet): readonly Leaf[] {
  const delivers = unknowns.ask(`VnetLocal routes in ${subnet} deliver to high-scale endpoints`, [true, false]);
  return delivers ? arrive(packet, packet.endpoint) : end(packet, "undelivered", "null-routed");
}

/** The way on is not in sight: whoever has the packet may have another one. What was inspected before stays inspected. */
function elsewhere(packet: Packet): readonly Leaf[] {
  if (!packet.crossed) return end(packet, "inconclusive", "insufficient-information");
  return end({ ...packet, assumptions: [...packet.assumptions, "CP-A01"] }, "inspected", "insufficient-information");
}

/** R16, R17: over to whoever has the next hop's address. */
function hand(setting: Setting, point: Point, packet: Packet, nextHop: string): readonly Leaf[] {
  const place = placeOf(setting, point.network, nextHop);
  if (place.kind === "out-of-reach") return end(packet, "undelivered", "next-hop-unreachable");
  const holder = holderAt(setting.world, place.network, nextHop);
  const by = isDesignated(setting, holder, nextHop);
  if (holder.kind === "nobody") return elsewhere({ ...packet, crossed: packet.crossed || by });
  return take(setting, by ? crossing(packet, holder.name) : packet, holder);
}

function crossing(packet: Packet, name: string): Packet {
  return packet.crossed ? packet : { ...packet, crossed: true, inspector: name };
}

function take(setting: Setting, packet: Packet, holder: Exclude<Holder, { kind: "nobody" }>): readonly Leaf[] {
  switch (holder.kind) {
    case "dead-end":
      return end(packet, "undelivered", "next-hop-unreachable");
    case "balancer":
      if (holder.backends.length === 0) return elsewhere(packet);
      return holder.backends.flatMap((nic) => {
        const backend = holderOf(nic);
        if (backend.kind !== "appliance") return end(packet, "undelivered", "next-hop-unreachable");
        return take(setting, isDesignated(setting, backend, nic.address) ? crossing(packet, holder.name) : packet, backend);
      });
    case "appliance":
      return sendOn(setting, packet, holder);
  }
}

/** By which interface a machine sends on what has come in by one of them nobody knows. */
function sendOn(setting: Setting, packet: Packet, { name, subnet }: Extract<Holder, { kind: "appliance" }>): readonly Leaf[] {
  const { visited, endpoint, address } = packet;
  if (visited.includes(name)) return end(packet, "undelivered", "loop");
  if (isDenied(setting, packet, name, subnet)) return end(packet, "undelivered", "denied").map((leaf) => ({ ...leaf, deniedIn: subnet }));
  const ways = waysOn(setting.world, name);
  const way = ways.length < 2 ? subnet : setting.unknowns.ask(`what comes in by ${name} is sent on from`, ways);
  if (ways.length > 1) recordCell(setting, nicPoint(way), endpoint, address, way === subnet ? "R16 own interface" : "R16 other interface");
  if (visited.includes(way)) return end(packet, "undelivered", "loop");
  // R62: an appliance may put its own address in.
  return travel(setting, nicPoint(way), { ...packet, sources: ANYWHERE, visited: [...visited, name, way] });
}

/** R63b. */
function isDenied(setting: Setting, { sources, endpoint, address }: Packet, name: string, subnet: string): boolean {
  const firewall = setting.world.firewalls.find((each) => each.name === name);
  if (firewall?.rules === undefined) return false;
  const denies = deniesAll(firewall, sources, address);
  recordCell(
    setting,
    nicPoint(subnet),
    endpoint,
    address,
    `R63b ${denies ? "denied" : "allowed"} from ${sources === ANYWHERE ? "anywhere" : "sites"}`,
  );
  return denies;
}

/** By address, wherever something forwards there; where the configuration names none, every Azure Firewall itself. */
function isDesignated({ world }: Setting, holder: Holder, address: string): boolean {
  const { firewalls } = world.configuration;
  return firewalls.length > 0 ? firewalls.includes(address) : holder.kind === "appliance" && holder.isAzureFirewall;
}

/** RFC 1918 and RFC 6598. */
function isPrivate(address: string): boolean {
  return ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"].some((prefix) => isWithin(address, prefix));
}

function end({ hops, assumptions, inspector }: Packet, verdict: Verdict, disposition: Disposition): readonly Leaf[] {
  const by = inspector === undefined ? {} : { inspector };
  return [{ verdict, disposition, assumptions: [...new Set(assumptions)], hops, ...by }];
}

/** A route that a Route Server brought, in one line. */
export const BY_SERVER = "VirtualNetworkGateway unknown unknown";

/** A chosen route in one line: source, prefix, next hop type and, of appliances, the address. */
export function describeDecision(decision: Decision, address: string): string {
  if (decision.kind === "endpoint") return `Default ${address}/32 InterfaceEndpoint`;
  const { route } = decision;
  switch (route.source) {
    case "system":
      return `Default ${route.prefix} ${route.type}`;
    case "server":
      return BY_SERVER;
    case "gateway":
      return `VirtualNetworkGateway ${route.prefix} VirtualNetworkGateway`;
    case "user":
      return ["User", route.prefix, nextHopWord(route.nextHop), applianceText(route.nextHop)]
        .filter((word) => word !== undefined)
        .join(" ");
  }
}
