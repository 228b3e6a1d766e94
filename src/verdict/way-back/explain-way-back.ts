import type { Intent } from "../../model/intent.ts";
import type { AddressHolder } from "../../model/network.ts";
import type { Topology } from "../../topology/topology.ts";
import type { JudgedPath } from "../judged-path.ts";
import { interfacesOf, type Translation } from "./translation.ts";
import { hubOfHalfFlow, nextHopOf, type WayBack, wayBackOf } from "./way-back.ts";

/** Sentences about the replies of one path: what is documented, what labs saw, and what is disputed. Empty where there is nothing to say. */
export function explainWayBack(path: JudgedPath, topology: Topology, intent: Intent): readonly string[] {
  const hub = hubOfHalfFlow(path, topology);
  if (hub !== undefined)
    return [`Replies cross ${nextHopOf(hub, topology)}, and requests do not: a firewall that sees half of a flow may drop it (R68).`];
  const wayBack = wayBackOf(path, topology, intent);
  if (wayBack === undefined) return [];
  const { firewall, translation } = wayBack;
  const isSettled = translation.kind === "translated" || translation.kind === "tagged";
  return [
    stateOf(firewall, translation),
    ...(isSettled ? [] : [experience(wayBack), ...whichOf(firewall, topology)]),
    ...routeTableOf(path, topology),
  ];
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
      return gateway.kind.known && gateway.kind.value === "express-route"
        ? "Gateway, firewall and endpoint are in one network: a lab says that replies to an ExpressRoute gateway come back to the firewall without translation (R66); the documentation asks for it (R62, C7)."
        : "Gateway, firewall and endpoint are in one network: whether replies come back to the firewall without translation is disputed (R66, C9).";
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

function whichOf(firewall: AddressHolder, topology: Topology): readonly string[] {
  const count = interfacesOf(firewall, topology).length;
  if (firewall.kind !== "load-balancer" || count < 2) return [];
  return [`Whether they come back to the one of the ${count} appliances behind ${firewall.name} that saw the request is in no source.`];
}

function routeTableOf({ subnet }: JudgedPath, { routeTables }: Topology): readonly string[] {
  const table = subnet?.routeTable.kind === "entity" ? routeTables.get(subnet.routeTable.key) : undefined;
  if (subnet === undefined || table === undefined) return [];
  return [`The route table ${table.name} of ${subnet.name} is taken not to steer replies; one lab says that it does (R64, C8).`];
}
