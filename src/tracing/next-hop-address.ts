import { formatAddress } from "../address/prefix.ts";
import type { Assumption } from "../certainty/assumption.ts";
import type { Gap } from "../certainty/known.ts";
import type { AddressHolder, ApplianceAddress } from "../model/network.ts";
import type { Doubt } from "../routing/decision.ts";
import { inStepWith } from "../routing/in-step.ts";
import type { NextHop, Route } from "../routing/route.ts";
import type { Occupant } from "../topology/topology.ts";
import {
  appliancesInSight,
  appliancesThatMayHave,
  inStepTowards,
  mayShareAddress,
  reachOfHolder,
  soleAddressOf,
} from "./appliances-in-sight.ts";
import { type Designated, designationAt, designationOf, firstUsableAddress } from "./designation.ts";
import { inferredNextHop } from "./hub-inferences.ts";
import { lookAround, type Sight } from "./sight.ts";
import { gapAt, type Situation } from "./situation.ts";
import { assuming, ending, oneOfSteps, type Step } from "./step.ts";

/** The next hop is an appliance's address; of several each gets a share of the flows, so that all of them happen (R14). `network`: that of the hop. */
export function towardsAddresses(
  { addresses, isSoleSource }: NextHop & { readonly kind: "virtual-appliance" },
  route: Route,
  network: string,
  situation: Situation,
): Step {
  const { items, open } = addresses;
  const steps = items.map((address) => towardsAddress(address, isSoleSource, route, network, situation));
  return { kind: "every", steps: open === undefined ? steps : [...steps, towardsAnything(open, network, situation)] };
}

function towardsAddress(address: ApplianceAddress, isSoleSource: boolean, route: Route, network: string, situation: Situation): Step {
  if (address.known) return towardsKnownAddress(address.value, route, network, situation);
  const [only, ...others] = address.dependsOn;
  const { topology } = situation.surroundings;
  const holder = only === undefined || others.length > 0 || !isSoleSource ? undefined : topology.holders.get(only);
  if (holder === undefined) return towardsAnything(address.gap, network, situation);
  const assumption: Assumption = {
    code: "CP-A03",
    text: `the next hop of ${route.label} is not known yet; it depends on ${holder.name} and on nothing else that has an address`,
    resource: address.gap.resource,
    property: address.gap.property,
  };
  const taken = soleAddressOf(holder);
  const step =
    taken === undefined
      ? towardsAddressOf(holder, address.gap, route, network, situation)
      : towardsKnownAddress(taken, route, network, situation);
  return assuming(assumption, step);
}

/** The address is the holder's, whatever it is: it counts where it is in reach (R17). */
function towardsAddressOf(holder: AddressHolder, gap: Gap, route: Route, network: string, situation: Situation): Step {
  const { topology } = situation.surroundings;
  const doubts: readonly Doubt[] = [{ code: "CP-I01", gap }];
  const miss = outOfReach(holder.name, route, situation);
  switch (reachOfHolder(topology, network, holder)) {
    case "yes":
      return inStepTowards(topology, network, holder).reduce<Step>(
        (step, assumption) => assuming(assumption, step),
        towardsHolder(holder, situation),
      );
    case "no":
      return mayShareAddress(topology, network, holder)
        ? oneOfSteps([miss, ending("insufficient-information", "CP-I01", gap)], doubts)
        : miss;
    case "unknown":
      return oneOfSteps([towardsHolder(holder, situation), miss], doubts);
  }
}

/** The next hop is not known: whatever forwards in sight may be it, and go on to the endpoint. */
export function towardsAnything(gap: Gap, network: string, { surroundings, passage }: Situation): Step {
  passage.mayGoOnByHub(network);
  passage.mayGoOnFrom(appliancesInSight(surroundings.topology, network));
  return ending("insufficient-information", "CP-I01", gap);
}

/** The holder is known and its address is not: whether it is a designated one may rest on CP-A04, or stay open. */
export function towardsHolder(holder: AddressHolder, { surroundings, packet }: Situation): Step {
  return comingTo(holder, designationOf(holder, surroundings.topology, packet.designation));
}

function comingTo(holder: AddressHolder, designated: Designated): Step {
  const to = (isDesignated: boolean): Step => ({ kind: "holder", holder, designated: isDesignated });
  switch (designated.answer) {
    case "yes":
      return assuming(designated.assumption, to(true));
    case "no":
      return to(false);
    case "unknown":
      return oneOfSteps([to(true), to(false)], [{ code: "CP-I01", gap: designated.gap }]);
  }
}

/** R17: the next hop must be in the hop's own network or in one directly peered with it. */
function towardsKnownAddress(address: number, route: Route, network: string, situation: Situation): Step {
  const { topology } = situation.surroundings;
  const routes = situation.hops.at(-1)?.point.routes;
  const sights = lookAround(topology, network, address);
  if (sights.some(({ kind }) => kind === "unclear")) situation.passage.mayGoOnFrom(appliancesThatMayHave(topology, network, address));
  const steps = sights.map((sight) => assuming(inferredNextHop(topology, network, sight), towardsSight(sight, address, route, situation)));
  const doubts = sights.flatMap((sight): readonly Doubt[] => (sight.gap === undefined ? [] : [{ code: "CP-I11", gap: sight.gap }]));
  const resting = routes === undefined ? [] : inStepWith(topology, routes, address);
  return resting.reduce<Step>((step, assumption) => assuming(assumption, step), oneOfSteps(steps, doubts));
}

function towardsSight(sight: Sight, address: number, route: Route, situation: Situation): Step {
  switch (sight.kind) {
    case "nowhere":
      return outOfReach(formatAddress(address), route, situation);
    case "unclear":
      return oneOfSteps([towardsNobody(address, route, sight.gap, situation), outOfReach(formatAddress(address), route, situation)], []);
    case "occupied":
      return oneOfSteps(
        sight.occupants.map(({ holder }) => comingTo(holder, designationAt(holder, address, situation.packet.designation))),
        [],
      );
    case "endpoint":
      return towardsEndpoint(sight.name, address, route, situation);
    case "unheld":
      if (sight.network !== undefined) situation.passage.networks.add(sight.network);
      situation.passage.mayGoOnFrom(sight.unplaced.map(({ holder }) => holder));
      return towardsUnheld(sight, address, route, situation);
    default:
      return sight satisfies never;
  }
}

function towardsEndpoint(name: string, address: number, route: Route, situation: Situation): Step {
  const text = `the next hop ${formatAddress(address)} of ${route.label} is the private endpoint ${name}, which forwards nothing`;
  return ending("next-hop-unreachable", "CP-N02", gapAt(situation, text));
}

/** An endpoint may be given the address, unless it is a firewall's: somebody has seen that one there. */
function towardsUnheld(
  { unplaced, endpoint }: Sight & { readonly kind: "unheld" },
  address: number,
  route: Route,
  situation: Situation,
): Step {
  const held = towardsUnplaced(unplaced, address, route, situation);
  if (endpoint === undefined || endpoint.addresses.kind === "known" || situation.packet.designation.addresses.has(address)) return held;
  return oneOfSteps([held, towardsEndpoint(endpoint.name, address, route, situation)], [{ code: "CP-I01", gap: endpoint.addresses.gap }]);
}

function outOfReach(what: string, route: Route, situation: Situation): Step {
  const text = `the next hop ${what} of ${route.label} is in no network that the hop is joined to (R17)`;
  return ending("next-hop-unreachable", "CP-N02", gapAt(situation, text));
}

/** Nothing in sight is known to hold the address, but something whose address is not known yet may (CP-A04). */
function towardsUnplaced(unplaced: readonly Occupant[], address: number, route: Route, situation: Situation): Step {
  const [first] = unplaced.flatMap((occupant) => {
    const assumption = firstUsableAddress(occupant, address);
    return assumption === undefined ? [] : [{ holder: occupant.holder, assumption }];
  });
  if (first === undefined) return towardsNobody(address, route, undefined, situation);
  return assuming(first.assumption, comingTo(first.holder, designationAt(first.holder, address, situation.packet.designation)));
}

/** The address is in sight, its holder is not known: if it is designated, it is the firewall (CP-A01). */
function towardsNobody(address: number, route: Route, gap: Gap | undefined, situation: Situation): Step {
  const why = gap ?? gapAt(situation, `what holds the next hop ${formatAddress(address)} of ${route.label} is not known`);
  return ending("insufficient-information", "CP-I01", why, situation.packet.designation.addresses.has(address));
}
