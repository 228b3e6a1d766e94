import { isPrivate } from "../address/private-ranges.ts";
import { keysOfReference } from "../model/entity.ts";
import type { Reference } from "../model/network.ts";
import type { Decision } from "../routing/decision.ts";
import { isLearntByBgp, type Route } from "../routing/route.ts";
import type { SubnetRoutes } from "../routing/subnet-routes.ts";
import { appliancesInSight } from "./appliances-in-sight.ts";
import { towardsAddresses, towardsAnything, towardsHolder } from "./next-hop-address.ts";
import { gapAt, type Situation } from "./situation.ts";
import { ending, oneOfSteps, type Step } from "./step.ts";

/** Where the chosen route sends the packet. The last hop of the situation is the one that took the route. */
export function stepBy(route: Route, decision: Decision, routes: SubnetRoutes, situation: Situation): Step {
  return route.source === "User" ? byUserRoute(route, decision, routes, situation) : bySystemRoute(route, routes.subnet.network, situation);
}

function bySystemRoute(route: Route, network: string, situation: Situation): Step {
  const { nextHop } = route;
  switch (nextHop.kind) {
    case "vnet-local":
    case "peering":
      return { kind: "network", network: nextHop.network };
    case "virtual-network-gateway":
      return ending("leaves-network", "CP-I10", gapAt(situation, `${route.label}: the packet leaves for on-premises and may come back`));
    case "internet":
    case "none":
      return nowhere(situation);
    case "hub":
      return { kind: "hub", router: nextHop.router };
    case "unknown":
      mayGoOn(route, network, situation);
      return ending("insufficient-information", "CP-I11", route.gap);
    case "virtual-appliance":
    case "hub-appliance":
      return ending("insufficient-information", "CP-I11", route.gap);
    default:
      return nextHop satisfies never;
  }
}

/** What BGP brings may lead to any appliance, and from there to the endpoint; what is not known at a virtual hub leads to its WAN. */
function mayGoOn(route: Route, network: string, { surroundings, passage }: Situation): void {
  passage.mayGoOnByHub(network);
  if (isLearntByBgp(route)) passage.mayGoOnFrom(appliancesInSight(surroundings.topology, network));
}

/** Only Azure's defaults cover the address. An appliance may have another interface or tunnel that leads on; a gateway has not. */
function nowhere(situation: Situation): Step {
  const { gateway } = situation.packet;
  if (situation.hops.length === 1 && situation.hops[0]?.point.kind === "gateway")
    return ending("no-route", "CP-N05", gapAt(situation, "no route leads to the endpoint"));
  const appliance = situation.appliances.at(-1)?.name ?? gateway.name;
  return ending("insufficient-information", "CP-I13", gapAt(situation, `no route leads on from ${appliance} to the endpoint`));
}

function byUserRoute(route: Route, decision: Decision, routes: SubnetRoutes, situation: Situation): Step {
  const { nextHop } = route;
  switch (nextHop.kind) {
    case "none":
      return ending("null-routed", "CP-N01", gapAt(situation, `${route.label} drops the packet (next hop type None)`));
    case "vnet-local":
      return byLocalUserRoute(route, decision, routes.subnet.network, situation);
    case "internet": {
      const code = isPrivate(situation.packet.address) ? "CP-N05" : "CP-I10";
      return ending("leaves-network", code, gapAt(situation, `${route.label} sends the packet to the internet`));
    }
    case "virtual-network-gateway":
      return ending(
        "leaves-network",
        "CP-I10",
        gapAt(situation, `${route.label} sends the packet to the virtual network gateway, and it may come back`),
      );
    case "virtual-appliance":
      return towardsAddresses(nextHop, route, routes.subnet.network, situation);
    case "unknown":
      return towardsAnything(nextHop.gap, routes.subnet.network, situation);
    case "hub-appliance":
      return towardsHubAppliance(nextHop.appliance, routes.subnet.network, situation);
    case "hub":
      return { kind: "hub", router: nextHop.router };
    case "peering":
      return { kind: "network", network: nextHop.network };
    default:
      return nextHop satisfies never;
  }
}

/**
 * R40: over an invalidated /32 a VnetLocal route drops the packet, unless the endpoint's network has high-scale endpoints. Without a /32
 * the packet looks for the address in its own network.
 */
function byLocalUserRoute(route: Route, decision: Decision, network: string, situation: Situation): Step {
  const { surroundings, packet } = situation;
  if (surroundings.topology.virtualNetworks.get(packet.target.network)?.highScale !== undefined) {
    const text = `${route.label} has the next hop type VnetLocal, and whether it delivers to high-scale private endpoints was never measured (R40, R43)`;
    const gap = gapAt(situation, text);
    const dropped = ending("null-routed", "CP-N01", gap);
    return oneOfSteps([dropped, { kind: "network", network: packet.target.network }], [{ code: "CP-I11", gap }]);
  }
  // A network finds in itself what is in it, unless an invalid /32 is in the way.
  if (decision.beatenHost === undefined && network === packet.target.network) return { kind: "network", network };
  return decision.beatenHost === undefined
    ? ending("no-route", "CP-N05", gapAt(situation, `${route.label} looks for the endpoint in its own network, where it is not`))
    : ending(
        "null-routed",
        "CP-N01",
        gapAt(situation, `${route.label} invalidates the /32 but does not deliver (next hop type VnetLocal, R40)`),
      );
}

/** The appliance of a virtual hub, which routes name by its id. */
function towardsHubAppliance(appliance: Reference, network: string, situation: Situation): Step {
  if (keysOfReference(appliance).length === 0) situation.passage.mayGoOnByHub(network);
  switch (appliance.kind) {
    case "entity":
      return towardsHubHolder(appliance.key, situation);
    case "unknown": {
      if (appliance.candidates.length === 0) return ending("insufficient-information", "CP-I01", appliance.gap);
      const steps = appliance.candidates.map((key) => towardsHubHolder(key, situation));
      return oneOfSteps(steps, [{ code: "CP-I01", gap: appliance.gap }]);
    }
    case "outside": {
      // It is in another stack: where it is the designated firewall by its id, it is crossed (CP-A01).
      const isDesignated = situation.packet.designation.unseen.some((id) => id.toLowerCase() === appliance.id);
      return ending("insufficient-information", "CP-I01", appliance.gap, isDesignated);
    }
    case "none":
      return ending("insufficient-information", "CP-I01", gapAt(situation, "the route names no next hop"));
    default:
      return appliance satisfies never;
  }
}

function towardsHubHolder(key: string, situation: Situation): Step {
  const holder = situation.surroundings.topology.holders.get(key);
  if (holder === undefined) throw new Error(`${key} holds no address`);
  return towardsHolder(holder, situation);
}
