import type { Prefix } from "../../address/prefix.ts";
import { closedList, type Gap, known, type OpenList } from "../../certainty/known.ts";
import type { Reference, Subnet, VirtualNetwork } from "../../model/network.ts";
import { isAbsent, misfit } from "../values/field.ts";
import { configured, type Declaration, entityOf } from "./declaration.ts";
import type { Reading } from "./reading.ts";
import { resolveReference } from "./resolve-reference.ts";

/** Keys of what stands for a virtual hub. */
export const hubNetwork = (hub: string): string => `${hub}#network`;
export const hubRouter = (hub: string): string => `${hub}#router`;
export const hubFirewallSubnet = (hub: string): string => `${hub}#firewall`;

/** The hub that `virtualHub` refers to. */
export function referenceToHub(declaration: Declaration, { directory, log }: Reading): Reference {
  const field = configured(declaration, "virtualHub");
  if (isAbsent(field.value)) return { kind: "unknown", candidates: [], gap: misfit(field, "an object with an id", log) };
  return resolveReference(directory, declaration, field, { kind: "virtual-hub" }, log);
}

/** A part of the hub that the reference means. */
export function insideHub(hub: Reference, part: (hub: string) => string): Reference {
  switch (hub.kind) {
    case "entity":
      return { kind: "entity", key: part(hub.key) };
    case "unknown":
      return { ...hub, candidates: hub.candidates.map(part) };
    case "outside":
    case "none":
      return hub;
    default:
      return hub satisfies never;
  }
}

/** The network that stands for the hub, with its two subnets. `open`: why the router's routes are not known. */
export function standIns(
  declaration: Declaration,
  location: VirtualNetwork["location"],
  ranges: OpenList<Prefix>,
  open: Gap | undefined,
): { readonly network: VirtualNetwork; readonly subnets: readonly Subnet[] } {
  const entity = entityOf(declaration);
  const network: VirtualNetwork = {
    ...entity,
    key: hubNetwork(entity.key),
    location,
    ranges,
    highScale: undefined,
    summaries: closedList([]),
    isUnidentified: false,
  };
  const subnet = (key: string, name: string, routeTable: Reference): Subnet => ({
    ...entity,
    key,
    name,
    azureName: name,
    logicalName: undefined,
    armId: undefined,
    network: network.key,
    prefixes: closedList([]),
    routeTable,
    networkPolicies: known("Disabled"),
  });
  const routerTable: Reference = open === undefined ? { kind: "none" } : { kind: "unknown", candidates: [], gap: open };
  return {
    network,
    subnets: [subnet(hubRouter(entity.key), "router", routerTable), subnet(hubFirewallSubnet(entity.key), "firewall", { kind: "none" })],
  };
}
