import type { Assumption } from "../certainty/assumption.ts";
import type { Gap } from "../certainty/known.ts";
import type { AddressHolder, Gateway, Subnet } from "../model/network.ts";
import { chooseRoute } from "../routing/choose-route.ts";
import type { Decision, Doubt } from "../routing/decision.ts";
import { atRouter, type Point, vantagePoint } from "../routing/point.ts";
import { stepThrough } from "./forwarding.ts";
import { inferredAtHub, isBehindOtherHub } from "./hub-inferences.ts";
import { stepBy } from "./next-hop.ts";
import { Passage } from "./passage.ts";
import { gapAt, type Packet, type Situation, type Surroundings } from "./situation.ts";
import { type Ending, ending, type Step } from "./step.ts";
import type { Flow, TraceHop, TraceTree } from "./trace.ts";

/** More ways than this and the trace is cut short, which it says: only appliances that send to each other in many ways come here. */
const MOST_ENDS = 2000;

/** Traces the packet from the gateway through every appliance to its end, in every way that it may take. */
export function traceFlow(surroundings: Surroundings, packet: Packet): Flow {
  return new Walk(surroundings, packet).flow();
}

/** What the packet went through so far. */
interface Progress {
  readonly hops: readonly TraceHop[];
  readonly crossed: boolean;
  readonly appliances: readonly AddressHolder[];
  readonly assumptions: readonly Assumption[];
}

/** Goes from step to step. What a route or an appliance does with the packet is said in next-hop.ts and forwarding.ts. */
class Walk {
  readonly #surroundings: Surroundings;
  readonly #packet: Packet;
  readonly #passage: Passage;
  #ends = 0;

  constructor(surroundings: Surroundings, packet: Packet) {
    this.#surroundings = surroundings;
    this.#packet = packet;
    this.#passage = new Passage(surroundings.topology, surroundings.tables, packet.target.network);
  }

  flow(): Flow {
    const { entry, entryDoubt, gateway } = this.#packet;
    const { assumptions } = this.#surroundings.topology.network;
    const start = assuming({ hops: [], crossed: false, appliances: [], assumptions }, this.#packet.entryAssumption);
    const { hubs } = this.#surroundings.topology;
    const branches = entry.map((subnet) => this.#at(subnet, undefined, hubs.has(subnet.network) ? atRouter(gateway) : gateway, start));
    // That a subnet is the only candidate in sight proves nothing, nor do all of them where the gateway itself is not in sight.
    if (entryDoubt !== undefined && (entry.length === 1 || entryDoubt.code === "CP-I04"))
      branches.push(this.#end(start, ending("insufficient-information", entryDoubt.code, entryDoubt.gap)));
    const tree = oneOf(branches, entryDoubt === undefined ? [] : [entryDoubt]);
    const { reaches, networks, routeTables } = this.#passage;
    return { tree, reaches, networks, routeTables };
  }

  /** The packet is in a subnet, and a route is chosen there: at the gateway, or at an appliance's interface. */
  #at(subnet: Subnet, via: AddressHolder | undefined, gateway: Gateway | undefined, before: Progress): TraceTree {
    const { topology, intent, tables } = this.#surroundings;
    const { target, address, unapproved } = this.#packet;
    const progress = assuming(before, inferredAtHub(topology, subnet.network, target.network));
    // Every hop multiplies the ways: where there are too many, none is followed any further.
    if (this.#ends > MOST_ENDS) return this.#end(progress, ending("insufficient-information", "CP-I11", undefined));
    this.#passage.networks.add(subnet.network);
    if (this.#isJoined(subnet.network, target.network)) this.#passage.arrives();
    const alternatives = tables.of(subnet);
    const gaps = [
      subnet.routeTable.kind === "unknown" ? subnet.routeTable.gap : undefined,
      ...alternatives.map((each) => each.withoutPeerings),
    ];
    const doubts = gaps.flatMap((gap): readonly Doubt[] => (gap === undefined ? [] : [{ code: "CP-I11", gap }]));
    const branches = alternatives.map((routes) => {
      if (routes.routeTable !== undefined) this.#passage.routeTables.add(routes.routeTable.key);
      const point: Point = gateway === undefined ? { kind: "nic", routes } : vantagePoint(gateway, routes);
      const choice = chooseRoute(topology, intent, point, address, { subnet: target, unapproved });
      return oneOf(
        choice.decisions.map((decision) => this.#forward(decision, point, via, progress)),
        choice.doubts,
      );
    });
    return oneOf(branches, doubts);
  }

  /** A virtual hub counts as joined to what lies behind the other hubs of its WAN. */
  #isJoined(network: string, target: string): boolean {
    const { topology } = this.#surroundings;
    if (network === target || (topology.links.get(network) ?? []).some((link) => link.to === target)) return true;
    return isBehindOtherHub(topology, network, target);
  }

  #forward(decision: Decision, point: Point, via: AddressHolder | undefined, before: Progress): TraceTree {
    const progress: Progress = {
      ...before,
      hops: [...before.hops, { point, via, decision }],
      assumptions: [...before.assumptions, ...decision.assumptions],
    };
    if (decision.chosen.kind === "host") return this.#arrive(decision.chosen.host.subnet.network, progress);
    return this.#take(stepBy(decision.chosen.route, decision, point.routes, this.#situation(progress)), progress);
  }

  #take(step: Step, progress: Progress): TraceTree {
    switch (step.kind) {
      case "end":
        return this.#end(progress, step);
      case "network":
        return this.#arrive(step.network, progress);
      case "holder":
        return this.#through(step.holder, step.designated, progress);
      case "onward":
        return this.#at(step.subnet, step.via, undefined, progress);
      case "hub":
        return this.#toHub(step.router, progress);
      case "assuming":
        return this.#take(step.step, assuming(progress, step.assumption));
      case "every": {
        const branches = step.steps.map((each) => this.#take(each, progress));
        const [only, ...others] = branches;
        return only !== undefined && others.length === 0 ? only : { kind: "every", branches };
      }
      case "one":
        return oneOf(
          step.steps.map((each) => this.#take(each, progress)),
          step.doubts,
        );
      default:
        return step satisfies never;
    }
  }

  /** The packet is delivered to whoever has the address in that network. */
  #arrive(network: string | undefined, progress: Progress): TraceTree {
    const gap = (text: string): Gap => gapAt(this.#situation(progress), text);
    if (network === this.#packet.target.network)
      return this.#end(progress, { kind: "end", disposition: "delivered", code: undefined, gap: undefined, crosses: false });
    return this.#end(
      progress,
      network === undefined
        ? ending("insufficient-information", "CP-I11", gap("the packet is sent to a network that is not in sight"))
        : ending("no-route", "CP-N05", gap("the packet arrives in another network that has the same address")),
    );
  }

  /** On to a virtual hub, which routes it like what its own gateways let in. */
  #toHub(router: string, progress: Progress): TraceTree {
    const subnet = this.#surroundings.topology.subnets.get(router);
    if (subnet === undefined) throw new Error(`the router ${router} has no subnet`);
    if (progress.hops.some(({ point }) => point.routes.subnet === subnet))
      return this.#end(progress, ending("loop", "CP-N03", gapAt(this.#situation(progress), "the packet comes back to a virtual hub")));
    return this.#at(subnet, undefined, atRouter(this.#packet.gateway), progress);
  }

  /** Whether a firewall that drops the packet was crossed is asked by nobody, so that it counts on arrival. */
  #through(holder: AddressHolder, designated: boolean, before: Progress): TraceTree {
    if (before.appliances.includes(holder))
      return this.#end(before, ending("loop", "CP-N03", gapAt(this.#situation(before), `the packet comes back to ${holder.name}`)));
    const progress = { ...before, appliances: [...before.appliances, holder], crossed: before.crossed || designated };
    return this.#take(stepThrough(holder, this.#situation(progress)), progress);
  }

  #situation({ hops, appliances }: Progress): Situation {
    return { surroundings: this.#surroundings, packet: this.#packet, hops, appliances, passage: this.#passage };
  }

  #end(progress: Progress, { disposition, code, gap, crosses }: Ending): TraceTree {
    this.#ends += 1;
    if (this.#ends > MOST_ENDS) {
      const cut = gapAt(this.#situation(progress), "the trace was cut short: there are too many ways");
      return { kind: "end", trace: { ...progress, disposition: "insufficient-information", code: "CP-I11", gap: cut, crossed: false } };
    }
    return { kind: "end", trace: { ...progress, disposition, code, gap, crossed: progress.crossed || crosses } };
  }
}

function assuming(progress: Progress, assumption: Assumption | undefined): Progress {
  return assumption === undefined ? progress : { ...progress, assumptions: [...progress.assumptions, assumption] };
}

/** One branch needs no node. */
function oneOf(branches: readonly TraceTree[], doubts: readonly Doubt[]): TraceTree {
  const [only, ...others] = branches;
  return only !== undefined && others.length === 0 ? only : { kind: "one", branches, doubts };
}
