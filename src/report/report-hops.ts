import { formatAddress, formatPrefix, type Interval } from "../address/prefix.ts";
import type { Known, OpenList } from "../certainty/known.ts";
import type { ApplianceAddress, Subnet } from "../model/network.ts";
import type { Decision } from "../routing/decision.ts";
import type { HostRoute } from "../routing/host-routes.ts";
import { type NextHop, nextHopType, type Route } from "../routing/route.ts";
import { subnetName } from "../topology/subnet-name.ts";
import type { Topology } from "../topology/topology.ts";
import type { Trace, TraceHop } from "../tracing/trace.ts";
import type { BeatenRoute, Hop, HopRoute } from "./report.ts";

/** The endpoint that a path leads to, as its hops name it. */
export interface HopTarget {
  readonly name: string;
  readonly resource: string;
  readonly intervals: readonly Interval[];
}

/** Turns traces into the report's hops. Routes are rendered once and shared: a hundred thousand paths choose among few. */
export class HopReporter {
  readonly #topology: Topology;
  readonly #nodes = new WeakMap<Subnet, string>();
  readonly #routes = new WeakMap<Route, HopRoute>();
  readonly #beaten = new WeakMap<Decision, readonly BeatenRoute[]>();

  constructor(topology: Topology) {
    this.#topology = topology;
  }

  /** One hop for each place where a route was taken, and the endpoint itself where the packet arrives there. */
  hopsOf(trace: Trace | undefined, target: HopTarget): readonly Hop[] {
    if (trace === undefined) return [];
    const hops = trace.hops.map((hop) => this.#hop(hop, target));
    if (trace.disposition === "delivered") hops.push({ node: target.name, via: null, chosen: [], beaten: [] });
    return hops;
  }

  nodeName(subnet: Subnet): string {
    let name = this.#nodes.get(subnet);
    if (name === undefined) {
      name = subnetName(subnet, this.#topology);
      this.#nodes.set(subnet, name);
    }
    return name;
  }

  route(route: Route): HopRoute {
    let rendered = this.#routes.get(route);
    if (rendered === undefined) {
      rendered = {
        source: route.source,
        prefix: route.prefix === undefined ? "unknown" : formatPrefix(route.prefix),
        nextHopType: nextHopType(route.nextHop, route.source),
        nextHop: addressOfNextHop(route.nextHop, this.#topology),
        presence: route.presence,
        resource: route.origin?.resource ?? null,
      };
      this.#routes.set(route, rendered);
    }
    return rendered;
  }

  #hop({ point, via, decision }: TraceHop, target: HopTarget): Hop {
    const { chosen } = decision;
    return {
      node: this.nodeName(point.routes.subnet),
      via: via?.name ?? null,
      chosen: [chosen.kind === "host" ? hostRoute(chosen.host, target) : this.route(chosen.route)],
      beaten: this.#beatenOf(decision, target),
    };
  }

  #beatenOf(decision: Decision, target: HopTarget): readonly BeatenRoute[] {
    let beaten = this.#beaten.get(decision);
    if (beaten === undefined) {
      beaten = decision.beaten.map(({ route, because }) => ({ ...this.route(route), because }));
      this.#beaten.set(decision, beaten);
    }
    const { beatenHost } = decision;
    return beatenHost === undefined ? beaten : [{ ...hostRoute(beatenHost.host, target), because: beatenHost.because }, ...beaten];
  }
}

function hostRoute({ endpoint, presence }: HostRoute, target: HopTarget): HopRoute {
  const [only, ...others] = target.intervals;
  const address = only !== undefined && others.length === 0 && only.first === only.last ? formatAddress(only.first) : "<address>";
  const resource = endpoint?.origin.resource ?? target.resource;
  return { source: "Default", prefix: `${address}/32`, nextHopType: "InterfaceEndpoint", nextHop: null, presence, resource };
}

/** The address or addresses that a route names, or that the appliance has which it names. */
export function addressOfNextHop(nextHop: NextHop, { holders }: Topology): string | null {
  if (nextHop.kind === "virtual-appliance") return addressesText(nextHop.addresses);
  if (nextHop.kind !== "hub-appliance" || nextHop.appliance.kind !== "entity") return null;
  return addressText(holders.get(nextHop.appliance.key)?.attachments[0]?.address);
}

/** Several as one text; null where one of them is not known. */
function addressesText({ items, open }: OpenList<ApplianceAddress>): string | null {
  const texts = items.map(addressText);
  return open !== undefined || texts.includes(null) ? null : texts.join(", ");
}

function addressText(address: ApplianceAddress | Known<number> | undefined): string | null {
  return address?.known ? formatAddress(address.value) : null;
}
