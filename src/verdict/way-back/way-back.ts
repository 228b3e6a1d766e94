import type { Intent } from "../../model/intent.ts";
import type { AddressHolder, Gateway } from "../../model/network.ts";
import type { VirtualHub } from "../../model/virtual-wan.ts";
import { isByIntent } from "../../routing/route.ts";
import type { Topology } from "../../topology/topology.ts";
import { admissionBy } from "../../tracing/admission.ts";
import { designationFor, designationOf } from "../../tracing/designation.ts";
import { sourcesAt } from "../../tracing/sources-at.ts";
import type { Trace } from "../../tracing/trace.ts";
import type { JudgedPath, PathWay } from "../judged-path.ts";
import { type Translation, translationOfAppliance, translationOfFirewall } from "./translation.ts";

/** How replies come back to the firewall on one way of an inspected path. */
export interface WayBack {
  readonly gateway: Gateway;
  /** The first designated firewall on the way there. */
  readonly firewall: AddressHolder;
  readonly place: Place;
  readonly translation: Translation;
}

/**
 * Where firewall and endpoint are, seen from the gateway. Endpoints answer by themselves, and no route table steers them (R64): where they
 * are is what sources tell cases apart by.
 */
export type Place =
  /** Gateway, firewall and endpoint share a network: disputed for VPN gateways (R66, C9). */
  | "one-network"
  /** Labs saw replies come back without translation, and the documentation asks for it (R65, C7). */
  | "apart"
  /** Routing intent takes care of replies where network policies are on (R71). */
  | "virtual-hub"
  | "unknown";

/** On one way of an inspected path. Undefined where the path is not inspected, or what inspects it is not in sight. */
export function wayBackOf(path: JudgedPath, { trace, destination }: PathWay, topology: Topology, intent: Intent): WayBack | undefined {
  const { judgement, gateway: placed, subnet } = path;
  if (judgement.verdict !== "inspected" || placed === undefined || subnet === undefined) return undefined;
  const { gateway } = placed;
  const designation = designationFor(placed, topology, intent);
  if (designation === undefined) return undefined;
  const at = trace.appliances.findIndex((each) => designationOf(each, topology, designation).answer === "yes");
  const found = trace.appliances[at];
  if (found === undefined) return undefined;
  // The others behind the same load balancer do the same work.
  const before = trace.appliances[at - 1];
  const firewall = found.kind === "network-interface" && before?.kind === "load-balancer" ? before : found;
  const place = placeOf(trace, firewall, subnet.network, topology);
  return { gateway, firewall, place, translation: translation(firewall, trace.appliances.slice(0, at + 1)) };

  function translation(holder: AddressHolder, crossed: readonly AddressHolder[]): Translation {
    if (holder.kind !== "azure-firewall") return translationOfAppliance(holder, topology);
    const admission = admissionBy(holder.rules, { sources: sourcesAt(topology, intent, gateway, crossed), destination });
    return translationOfFirewall(holder, admission, destination);
  }
}

function placeOf({ hops }: Trace, firewall: AddressHolder, endpoints: string, topology: Topology): Place {
  const gateways = hops[0]?.point.routes.subnet.network;
  const networks = new Set(firewall.attachments.map(({ subnet }) => subnet.kind === "entity" && topology.subnets.get(subnet.key)?.network));
  const [network, ...others] = networks;
  if (typeof network !== "string" || others.length > 0) return "unknown";
  if (topology.hubs.has(network)) return "virtual-hub";
  return network === gateways && network === endpoints ? "one-network" : "apart";
}

/**
 * The virtual hub whose firewall sees the replies of a bypassed path and not its requests (R68): its routing policy sends private traffic
 * to the firewall, and the endpoint's own /32 leads past it.
 */
export function hubOfHalfFlow({ judgement, gateway }: JudgedPath, { trace }: PathWay, topology: Topology): VirtualHub | undefined {
  const last = trace.hops.at(-1);
  if (judgement.verdict !== "bypassed" || gateway === undefined || last?.decision.chosen.kind !== "host") return undefined;
  // Of what the policy does not take for private traffic no source speaks, and network policies would not help there.
  if (!isByIntent(last.decision.bestOther)) return undefined;
  const { subnet } = last.point.routes;
  const hub = topology.hubs.get(subnet.network);
  return hub !== undefined && hub.router === subnet.key && hub.privatePolicy.known && hub.privatePolicy.value !== undefined
    ? hub
    : undefined;
}

/** What the hub's routing intent sends private traffic to, by name where it is in sight. */
export function nextHopOf({ name, privatePolicy }: VirtualHub, { holders }: Topology): string {
  const hop = privatePolicy.known ? privatePolicy.value?.nextHop : undefined;
  const appliance = hop?.kind === "appliance" && hop.appliance.kind === "entity" ? holders.get(hop.appliance.key) : undefined;
  return `${appliance?.name ?? "the next hop"} of the routing intent of ${name}`;
}

/** Of these alone sources contradict each other where all is in one network (C9): nobody says that it fails for others. */
export function mayBeVpn({ kind }: Gateway): boolean {
  return !kind.known || kind.value === "vpn";
}
