import type { Intent } from "../../model/intent.ts";
import type { AddressHolder, Gateway } from "../../model/network.ts";
import type { VirtualHub } from "../../model/virtual-wan.ts";
import type { Topology } from "../../topology/topology.ts";
import { type JudgedPath, waysOf } from "../judged-path.ts";
import { type Translation, taggedBehind } from "./translation.ts";
import { hubOfHalfFlow, mayBeVpn, nextHopOf, type WayBack, wayBackOf } from "./way-back.ts";

/** Sentences about the replies of one path: what is documented, what labs saw, and what is disputed. Empty where there is nothing to say. */
export function explainWayBack(path: JudgedPath, topology: Topology, intent: Intent): readonly string[] {
  const ways = waysOf(path);
  const halves = ways.flatMap((way) => hubOfHalfFlow(path, way, topology) ?? []).map((hub) => explainHalfFlow(hub, topology));
  const waysBack = ways.flatMap((way) => wayBackOf(path, way, topology, intent) ?? []);
  const sentences = waysBack.flatMap((wayBack) => explainWay(wayBack, topology));
  return [...new Set([...halves, ...sentences, ...(waysBack.length > 0 ? routeTableOf(path, topology) : [])])];
}

function explainHalfFlow(hub: VirtualHub, topology: Topology): string {
  return `Replies cross ${nextHopOf(hub, topology)}, and requests do not: a firewall that sees half of a flow may drop it (R68).`;
}

function explainWay(wayBack: WayBack, topology: Topology): readonly string[] {
  const { firewall, translation } = wayBack;
  const isSettled = translation.kind === "translated" || translation.kind === "tagged";
  return [stateOf(firewall, translation), ...(isSettled ? [] : [experience(wayBack), ...whichOf(firewall, topology)])];
}

/** What the firewall does with the source. */
export function stateOf({ name }: AddressHolder, translation: Translation): string {
  switch (translation.kind) {
    case "translated":
      return translation.by === "application-rules"
        ? `Application rules of ${name} put its own address in the place of the source: replies come back to it (R62).`
        : `Application and network rules of ${name} put its own address in the place of the source: replies come back to it (R63).`;
    case "tagged":
      return `Azure sends replies back to ${name}, which has the tag disableSnatOnPL=true (R62).`;
    case "kept":
      return `The network rules of ${name} do not translate (R63).`;
    case "unknown":
      return `Whether ${name} translates is not known: ${translation.why}.`;
    default:
      return translation satisfies never;
  }
}

/** What is said of replies to a firewall in this place that does not translate. */
function experience({ gateway, place }: WayBack): string {
  switch (place) {
    case "one-network":
      return inOneNetwork(gateway);
    case "apart":
      return "Labs saw replies to on-premises come back to the firewall without translation (R65); the documentation asks for it (R62, C7).";
    case "virtual-hub":
      return "With a routing intent, and network policies on, both ways are documented to cross the firewall (R71).";
    case "unknown":
      return "In which network the firewall is, is not known: whether replies come back to it depends on that (R65).";
    default:
      return place satisfies never;
  }
}

function inOneNetwork(gateway: Gateway): string {
  if (mayBeVpn(gateway))
    return "Gateway, firewall and endpoint are in one network: whether replies come back to the firewall without translation is disputed (R66, C9).";
  return gateway.kind.known && gateway.kind.value === "express-route"
    ? "Gateway, firewall and endpoint are in one network: a lab says that replies to an ExpressRoute gateway come back to the firewall without translation (R66); the documentation asks for it (R62, C7)."
    : "The way in, the firewall and the endpoint are in one network: no source says whether replies come back to the firewall without translation; the documentation asks for it (R62).";
}

function whichOf(firewall: AddressHolder, topology: Topology): readonly string[] {
  if (firewall.kind !== "load-balancer") return [];
  const isOne = firewall.scaleSets.length === 0 && taggedBehind(firewall, topology).length < 2;
  return isOne ? [] : [`Whether they come back to that appliance behind ${firewall.name} which saw the request is in no source.`];
}

function routeTableOf({ subnet }: JudgedPath, { routeTables }: Topology): readonly string[] {
  const table = subnet?.routeTable.kind === "entity" ? routeTables.get(subnet.routeTable.key) : undefined;
  if (subnet === undefined || table === undefined) return [];
  return [`The route table ${table.name} of ${subnet.name} is taken not to steer replies; one lab says that it does (R64, C8).`];
}
