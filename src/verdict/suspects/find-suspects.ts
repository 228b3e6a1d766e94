import { covers, type Prefix } from "../../address/prefix.ts";
import type { Gap } from "../../certainty/known.ts";
import { compareKeys, compareText } from "../../certainty/order.ts";
import type { Intent } from "../../model/intent.ts";
import type { AddressHolder, Entity, Subnet } from "../../model/network.ts";
import { isAppliance } from "../../routing/point.ts";
import type { RoutingTables } from "../../routing/subnet-routes.ts";
import { applianceVantage } from "../../topology/appliance-vantage.ts";
import type { PlacedGateway, Topology } from "../../topology/topology.ts";
import { holderById } from "../../tracing/designation.ts";
import { type Clue, cluesInRoutes } from "./clues.ts";
import { cluesOfPeers } from "./peer-clues.ts";
import { type Place, placesOf } from "./places.ts";

/** An appliance that may let on-premises in, and that the configuration does not name. */
export interface Suspect {
  readonly vantage: PlacedGateway;
  /** What points to it, and what to do. */
  readonly gap: Gap;
}

/**
 * The appliances to which routes lead for what is on-premises, or a private range that nothing in sight has, and those that speak BGP with a
 * Route Server or a virtual hub, or are in a hub (CP-I07). No suspects are designated firewalls, which such traffic crosses anyway; what an entry is for; and what hands the traffic to a gateway, which is judged itself.
 */
export function findSuspects(topology: Topology, intent: Intent, tables: RoutingTables): readonly Suspect[] {
  const isCleared = clearance(topology, intent);
  const found = new Map<string, { readonly place: Place; readonly clues: Clue[] }>();
  for (const clue of [...cluesInRoutes(topology, intent), ...cluesOfPeers(topology)]) {
    if (clue.address?.known === true && isDesignatedAddress(intent, clue.address.value)) continue;
    for (const place of placesOf(topology, clue, intent.strict)) {
      if (isCleared(place) || handsOn(place, clue.towards, tables)) continue;
      const suspect = found.get(place.entity.key) ?? { place, clues: [] };
      found.set(place.entity.key, suspect);
      suspect.clues.push(clue);
    }
  }
  const seen = [...found.values()].sort((a, b) => compareText(a.place.entity.key, b.place.entity.key));
  return [...seen.map(({ place, clues }) => suspectAt(place, clues)), ...inHubs(topology, intent)];
}

/** The appliances in virtual hubs, at the routers that route what comes in there. */
function inHubs(topology: Topology, intent: Intent): readonly Suspect[] {
  const hubs = new Map(topology.network.hubs.map((hub) => [hub.key, hub]));
  return [...topology.network.hubAppliances].sort(compareKeys).flatMap((appliance): readonly Suspect[] => {
    const homes = appliance.hubs.flatMap((key) => hubs.get(key) ?? []);
    const [first, ...more] = homes.flatMap(({ router }) => topology.subnets.get(router) ?? []);
    if (first === undefined || isDesignatedById(intent, appliance)) return [];
    const where = homes.length === 1 ? `in the virtual hub ${homes[0]?.name}` : "in a virtual hub";
    const text = `${appliance.name} is ${where}, and may let on-premises in: name it under firewalls if it is the firewall`;
    return [
      {
        vantage: applianceVantage(vantageEntity(appliance), [first, ...more], appliance.gap, undefined, []),
        gap: { ...appliance.origin, text },
      },
    ];
  });
}

function isDesignatedById({ firewalls }: Intent, { armId, origin }: Entity): boolean {
  return firewalls.some(({ id }) => id !== undefined && (id === origin.resource || id.toLowerCase() === armId));
}

function vantageEntity({ name, key, azureName, logicalName, subscription, resourceGroup, armId, origin }: Entity): Entity {
  return { key: `appliances/${key}`, name, azureName, logicalName, subscription, resourceGroup, armId, origin };
}

function suspectAt({ entity, subnets, gap }: Place, clues: readonly Clue[]): Suspect {
  const [first] = clues;
  if (first === undefined) throw new Error("no suspect without a clue");
  const more = clues.length === 1 ? "" : ` (so do ${clues.length - 1} more)`;
  return {
    vantage: applianceVantage(vantageEntity(entity), subnets, gap, undefined, []),
    gap: {
      ...first.origin,
      text: `${first.text} ${entity.name}, which may let on-premises in${more}: ${first.advice}`,
    },
  };
}

function isDesignatedAddress({ firewalls }: Intent, address: number): boolean {
  return firewalls.some((each) => each.address === address);
}

/** Designated firewalls, those behind a designated load balancer, and what is in the subnet of an entry. */
function clearance(topology: Topology, intent: Intent): (place: Place) => boolean {
  const designated = new Set(intent.firewalls.flatMap(({ id }) => (id === undefined ? [] : (holderById(id, topology).holder?.key ?? []))));
  const isDesignated = ({ key, attachments }: AddressHolder): boolean =>
    designated.has(key) || attachments.some(({ address }) => address.known && isDesignatedAddress(intent, address.value));
  const behind = new Set(
    topology.network.holders.flatMap((each) => (each.kind === "load-balancer" && isDesignated(each) ? each.backends.items : [])),
  );
  const entered = new Set<Subnet>(
    topology.gateways.flatMap(({ gateway, subnets, gap }) => (isAppliance(gateway) && gap === undefined ? subnets : [])),
  );
  return ({ holder, subnets }) =>
    (holder !== undefined && (isDesignated(holder) || behind.has(holder.key))) || subnets.every((subnet) => entered.has(subnet));
}

/** Whether the appliance's own subnet certainly has gateway routes for all of it: then a gateway is the way to on-premises. */
function handsOn({ subnets }: Place, towards: readonly Prefix[] | undefined, tables: RoutingTables): boolean {
  if (towards === undefined) return false;
  return subnets.every((subnet) =>
    tables.of(subnet).every(({ routes }) => {
      const certain = routes.flatMap(({ nextHop, prefix, presence }) =>
        nextHop.kind === "virtual-network-gateway" && presence === "certain" && prefix !== undefined ? [prefix] : [],
      );
      return towards.every((part) => certain.some((prefix) => covers(prefix, part)));
    }),
  );
}
