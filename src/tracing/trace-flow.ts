import { formatAddress, prefix } from "../address/prefix.ts";
import { anyContains } from "../address/prefix-table.ts";
import type { Assumption } from "../certainty/assumption.ts";
import type { Gap } from "../certainty/known.ts";
import { compareKeys } from "../certainty/order.ts";
import type { Intent } from "../model/intent.ts";
import type {
  AddressHolder,
  ApplianceAddress,
  AzureFirewall,
  Gateway,
  LoadBalancer,
  NetworkInterface,
  Reference,
  Subnet,
} from "../model/network.ts";
import { chooseRoute } from "../routing/choose-route.ts";
import type { Decision, Doubt } from "../routing/decision.ts";
import type { Point } from "../routing/point.ts";
import type { Route } from "../routing/route.ts";
import type { RoutingTables, SubnetRoutes } from "../routing/subnet-routes.ts";
import type { Occupant, Topology } from "../topology/topology.ts";
import { denialBy } from "./admission.ts";
import { appliancesInSight, mayShareAddress, reachOfHolder, soleAddressOf } from "./appliances-in-sight.ts";
import { type Designation, designationOf, firstUsableAddress, isDesignatedAt } from "./designation.ts";
import { inferredAtHub, inferredNextHop, isBehindOtherHub } from "./hub-inferences.ts";
import { networksBehind } from "./reachable-networks.ts";
import { openSiblingsOf, siblingsOf } from "./siblings.ts";
import { lookAround, type Sight } from "./sight.ts";
import { sourcesAt } from "./sources-at.ts";
import type { Disposition, Flow, Trace, TraceHop, TraceTree } from "./trace.ts";

/** What a trace needs to know besides the packet. */
export interface Surroundings {
  readonly topology: Topology;
  readonly intent: Intent;
  readonly tables: RoutingTables;
}

/** A packet from on-premises, at a gateway, for an address of an endpoint in `target`. */
export interface Packet {
  readonly gateway: Gateway;
  /** The subnets that the gateway may be in; usually one. */
  readonly entry: readonly Subnet[];
  readonly entryGap: Gap | undefined;
  readonly designation: Designation;
  readonly address: number;
  readonly target: Subnet;
}

/** More ways than this and the trace is cut short, which it says: only appliances that send to each other in many ways come here. */
const MOST_ENDS = 2000;

/** R7's ranges plus RFC 6598: addresses that lead nowhere on the internet. */
const PRIVATE_RANGES = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"].map(prefix);

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

class Walk {
  readonly #surroundings: Surroundings;
  readonly #packet: Packet;
  readonly #networks = new Set<string>();
  readonly #routeTables = new Set<string>();
  #reaches = false;
  #ends = 0;

  constructor(surroundings: Surroundings, packet: Packet) {
    this.#surroundings = surroundings;
    this.#packet = packet;
  }

  flow(): Flow {
    const { entry, entryGap, gateway } = this.#packet;
    const start: Progress = { hops: [], crossed: false, appliances: [], assumptions: [] };
    const branches = entry.map((subnet) => this.#at(subnet, undefined, gateway, start));
    // That a subnet is the only candidate in sight proves nothing.
    if (entry.length === 1 && entryGap !== undefined) branches.push(this.#end(start, "insufficient-information", "CP-I11", entryGap));
    const tree = oneOf(branches, entryGap === undefined ? [] : [{ code: "CP-I11", gap: entryGap }]);
    return { tree, reaches: this.#reaches, networks: this.#networks, routeTables: this.#routeTables };
  }

  /** The packet is in a subnet, and a route is chosen there: at the gateway, or at an appliance's interface. */
  #at(subnet: Subnet, via: AddressHolder | undefined, gateway: Gateway | undefined, before: Progress): TraceTree {
    const inferred = inferredAtHub(this.#surroundings.topology, subnet.network, this.#packet.target.network);
    const progress = inferred === undefined ? before : assuming(before, inferred);
    // Every hop multiplies the ways: where there are too many, none is followed any further.
    if (this.#ends > MOST_ENDS) return this.#end(progress, "insufficient-information", "CP-I11", undefined);
    const { topology, intent, tables } = this.#surroundings;
    const { target, address } = this.#packet;
    this.#networks.add(subnet.network);
    this.#reaches ||= this.#isJoined(subnet.network, target.network) || isBehindOtherHub(topology, subnet.network, target.network);
    const alternatives = tables.of(subnet);
    const doubts: readonly Doubt[] = subnet.routeTable.kind === "unknown" ? [{ code: "CP-I11", gap: subnet.routeTable.gap }] : [];
    const branches = alternatives.map((routes) => {
      if (routes.routeTable !== undefined) this.#routeTables.add(routes.routeTable.key);
      const point: Point = gateway === undefined ? { kind: "nic", routes } : { kind: "gateway", routes, gateway };
      const choice = chooseRoute(topology, intent, point, address, target);
      return oneOf(
        choice.decisions.map((decision) => this.#forward(decision, point, via, progress)),
        choice.doubts,
      );
    });
    return oneOf(branches, doubts);
  }

  #isJoined(network: string, target: string): boolean {
    return network === target || (this.#surroundings.topology.links.get(network) ?? []).some((link) => link.to === target);
  }

  #forward(decision: Decision, point: Point, via: AddressHolder | undefined, before: Progress): TraceTree {
    const progress: Progress = {
      ...before,
      hops: [...before.hops, { point, via, decision }],
      assumptions: [...before.assumptions, ...decision.assumptions],
    };
    if (decision.chosen.kind === "host") return this.#arrive(decision.chosen.host.subnet.network, progress);
    const { route } = decision.chosen;
    return route.source === "User" ? this.#byUserRoute(route, decision, point, progress) : this.#bySystemRoute(route, progress);
  }

  /** The packet is delivered to whoever has the address in that network. */
  #arrive(network: string | undefined, progress: Progress): TraceTree {
    if (network === this.#packet.target.network) return this.#end(progress, "delivered", undefined, undefined);
    if (network === undefined)
      return this.#end(
        progress,
        "insufficient-information",
        "CP-I11",
        this.#gap(progress, "the packet is sent to a network that is not in sight"),
      );
    return this.#end(
      progress,
      "no-route",
      "CP-N05",
      this.#gap(progress, "the packet arrives in another network that has the same address"),
    );
  }

  #bySystemRoute(route: Route, progress: Progress): TraceTree {
    switch (route.nextHop.kind) {
      case "vnet-local":
      case "peering":
        return this.#arrive(route.nextHop.network, progress);
      case "virtual-network-gateway":
        return this.#end(
          progress,
          "leaves-network",
          "CP-I10",
          this.#gap(progress, `${route.label}: the packet leaves for on-premises and may come back`),
        );
      case "internet":
      case "none":
        return this.#nowhere(progress);
      case "hub":
        return this.#toHub(route.nextHop.router, progress);
      case "unknown":
      case "virtual-appliance":
      case "hub-appliance":
        return this.#end(progress, "insufficient-information", "CP-I11", route.gap);
      default:
        return route.nextHop satisfies never;
    }
  }

  /** Only Azure's defaults cover the address. An appliance may have another interface or tunnel that leads on; a gateway has not. */
  #nowhere(progress: Progress): TraceTree {
    if (progress.hops.length === 1) return this.#end(progress, "no-route", "CP-N05", this.#gap(progress, "no route leads to the endpoint"));
    return this.#end(
      progress,
      "insufficient-information",
      "CP-I13",
      this.#gap(progress, `no route leads on from ${progress.appliances.at(-1)?.name ?? "the appliance"} to the endpoint`),
    );
  }

  #byUserRoute(route: Route, decision: Decision, point: Point, progress: Progress): TraceTree {
    const { nextHop } = route;
    switch (nextHop.kind) {
      case "none":
        return this.#end(progress, "null-routed", "CP-N01", this.#gap(progress, `${route.label} drops the packet (next hop type None)`));
      case "vnet-local":
        return this.#byLocalUserRoute(route, decision, progress);
      case "internet": {
        const nowhere = anyContains(PRIVATE_RANGES, this.#packet.address);
        return this.#end(
          progress,
          "leaves-network",
          nowhere ? "CP-N05" : "CP-I10",
          this.#gap(progress, `${route.label} sends the packet to the internet`),
        );
      }
      case "virtual-network-gateway":
        return this.#end(
          progress,
          "leaves-network",
          "CP-I10",
          this.#gap(progress, `${route.label} sends the packet to the virtual network gateway, and it may come back`),
        );
      case "virtual-appliance":
        return this.#toAddress(nextHop.address, nextHop.isSoleSource, route, point.routes, progress);
      case "unknown":
        return this.#toAnything(nextHop.gap, point.routes, progress);
      case "hub-appliance":
        return this.#toHubAppliance(nextHop.appliance, progress);
      case "hub":
        return this.#toHub(nextHop.router, progress);
      case "peering":
        return this.#arrive(nextHop.network, progress);
      default:
        return nextHop satisfies never;
    }
  }

  /** R40: over an invalidated /32 a VnetLocal route drops the packet. Without a /32 the packet looks for the address in its own network. */
  #byLocalUserRoute(route: Route, decision: Decision, progress: Progress): TraceTree {
    if (decision.beatenHost !== undefined) {
      return this.#end(
        progress,
        "null-routed",
        "CP-N01",
        this.#gap(progress, `${route.label} invalidates the /32 but does not deliver (next hop type VnetLocal, R40)`),
      );
    }
    return this.#end(
      progress,
      "no-route",
      "CP-N05",
      this.#gap(progress, `${route.label} looks for the endpoint in its own network, where it is not`),
    );
  }

  #toAddress(address: ApplianceAddress, isSoleSource: boolean, route: Route, routes: SubnetRoutes, progress: Progress): TraceTree {
    if (address.known) return this.#toKnownAddress(address.value, route, routes, progress);
    const [only, ...others] = address.dependsOn;
    const holder = only === undefined || others.length > 0 || !isSoleSource ? undefined : this.#surroundings.topology.holders.get(only);
    if (holder === undefined) return this.#toAnything(address.gap, routes, progress);
    const assumption: Assumption = {
      code: "CP-A03",
      text: `the next hop of ${route.label} is not known yet; it depends on ${holder.name} and on nothing else that has an address`,
      resource: address.gap.resource,
      property: address.gap.property,
    };
    const assumed = assuming(progress, assumption);
    const taken = soleAddressOf(holder);
    if (taken !== undefined) return this.#toKnownAddress(taken, route, routes, assumed);
    const network = routes.subnet.network;
    const doubts: readonly Doubt[] = [{ code: "CP-I01", gap: address.gap }];
    const open = (): TraceTree => this.#end(assumed, "insufficient-information", "CP-I01", address.gap);
    const arrive = (): TraceTree => this.#toUnknownAddressOf(holder, assumed);
    const miss = (): TraceTree => this.#outOfReach(holder.name, route, assumed);
    switch (reachOfHolder(this.#surroundings.topology, network, holder)) {
      case "yes":
        return arrive();
      case "no":
        return mayShareAddress(this.#surroundings.topology, network, holder) ? oneOf([miss(), open()], doubts) : miss();
      case "unknown":
        return oneOf([arrive(), miss()], doubts);
    }
  }

  /** On to another virtual hub of the WAN, which routes it like what its own gateways let in. */
  #toHub(router: string, progress: Progress): TraceTree {
    const subnet = this.#surroundings.topology.subnets.get(router);
    if (subnet === undefined) throw new Error(`the router ${router} has no subnet`);
    if (progress.hops.some(({ point }) => point.routes.subnet === subnet))
      return this.#end(progress, "loop", "CP-N03", this.#gap(progress, "the packet comes back to a virtual hub"));
    return this.#at(subnet, undefined, this.#packet.gateway, progress);
  }

  /** The appliance of a virtual hub, which routes name by its id. */
  #toHubAppliance(appliance: Reference, progress: Progress): TraceTree {
    switch (appliance.kind) {
      case "entity":
        return this.#toHubHolder(appliance.key, progress);
      case "unknown": {
        const branches = appliance.candidates.map((key) => this.#toHubHolder(key, progress));
        if (branches.length === 0) return this.#end(progress, "insufficient-information", "CP-I01", appliance.gap);
        return oneOf(branches, [{ code: "CP-I01", gap: appliance.gap }]);
      }
      case "outside": {
        // It is in another stack: where it is the designated firewall by its id, it is crossed (CP-A01).
        const isDesignated = this.#packet.designation.unseen.some((id) => id.toLowerCase() === appliance.id);
        return this.#end({ ...progress, crossed: progress.crossed || isDesignated }, "insufficient-information", "CP-I01", appliance.gap);
      }
      case "none":
        return this.#end(progress, "insufficient-information", "CP-I01", this.#gap(progress, "the route names no next hop"));
      default:
        return appliance satisfies never;
    }
  }

  #toHubHolder(key: string, progress: Progress): TraceTree {
    const holder = this.#surroundings.topology.holders.get(key);
    if (holder === undefined) throw new Error(`${key} holds no address`);
    return this.#toUnknownAddressOf(holder, progress);
  }

  /** The next hop is not known: whatever forwards in sight may be it, and go on to the endpoint. */
  #toAnything(gap: Gap, routes: SubnetRoutes, progress: Progress): TraceTree {
    const { topology } = this.#surroundings;
    for (const holder of appliancesInSight(topology, routes.subnet.network)) this.#mayGoOnFrom(holder);
    return this.#end(progress, "insufficient-information", "CP-I01", gap);
  }

  #mayGoOnFrom(holder: AddressHolder): void {
    if (this.#reaches) return;
    const { topology, tables } = this.#surroundings;
    this.#reaches = networksBehind(topology, tables, holder).has(this.#packet.target.network);
  }

  /** The holder is known and its address is not: whether it is a designated one may rest on CP-A04, or stay open. */
  #toUnknownAddressOf(holder: AddressHolder, progress: Progress): TraceTree {
    const { answer, assumption, gap } = designationOf(holder, this.#surroundings.topology, this.#packet.designation);
    if (answer !== "unknown")
      return this.#toHolder(holder, answer === "yes", assumption === undefined ? progress : assuming(progress, assumption));
    return oneOf(
      [this.#toHolder(holder, true, progress), this.#toHolder(holder, false, progress)],
      gap === undefined ? [] : [{ code: "CP-I01", gap }],
    );
  }

  /** R17: the next hop must be in the hop's own network or in one directly peered with it. */
  #toKnownAddress(address: number, route: Route, routes: SubnetRoutes, progress: Progress): TraceTree {
    const { topology } = this.#surroundings;
    const sights = lookAround(topology, routes.subnet.network, address);
    if (sights.some(({ kind }) => kind === "unclear"))
      for (const holder of appliancesInSight(topology, routes.subnet.network)) this.#mayGoOnFrom(holder);
    const branches = sights.map((sight) => {
      const inferred = inferredNextHop(topology, routes.subnet.network, sight);
      return this.#toSight(sight, address, route, inferred === undefined ? progress : assuming(progress, inferred));
    });
    const doubts = sights.flatMap((sight): readonly Doubt[] => (sight.gap === undefined ? [] : [{ code: "CP-I11", gap: sight.gap }]));
    return oneOf(branches, doubts);
  }

  #toSight(sight: Sight, address: number, route: Route, progress: Progress): TraceTree {
    switch (sight.kind) {
      case "nowhere":
        return this.#outOfReach(formatAddress(address), route, progress);
      case "unclear":
        return oneOf([this.#toNobody(address, route, sight.gap, progress), this.#outOfReach(formatAddress(address), route, progress)], []);
      case "occupied":
        return oneOf(
          sight.occupants.map(({ holder }) => this.#toHolder(holder, isDesignatedAt(holder, address, this.#packet.designation), progress)),
          [],
        );
      case "endpoint":
        return this.#toEndpoint(sight.name, address, route, progress);
      case "unheld":
        if (sight.network !== undefined) this.#networks.add(sight.network);
        for (const { holder } of sight.unplaced) this.#mayGoOnFrom(holder);
        return this.#toUnheld(sight, address, route, progress);
      default:
        return sight satisfies never;
    }
  }

  #toEndpoint(name: string, address: number, route: Route, progress: Progress): TraceTree {
    const text = `the next hop ${formatAddress(address)} of ${route.label} is the private endpoint ${name}, which forwards nothing`;
    return this.#end(progress, "next-hop-unreachable", "CP-N02", this.#gap(progress, text));
  }

  /** An endpoint may be given the address, unless it is a firewall's: somebody has seen that one there. */
  #toUnheld({ unplaced, endpoint }: Sight & { readonly kind: "unheld" }, address: number, route: Route, progress: Progress): TraceTree {
    const held = this.#toUnplaced(unplaced, address, route, progress);
    if (endpoint === undefined || endpoint.addresses.kind === "known" || this.#packet.designation.addresses.has(address)) return held;
    return oneOf([held, this.#toEndpoint(endpoint.name, address, route, progress)], [{ code: "CP-I01", gap: endpoint.addresses.gap }]);
  }

  #outOfReach(what: string, route: Route, progress: Progress): TraceTree {
    const text = `the next hop ${what} of ${route.label} is in no network that the hop is joined to (R17)`;
    return this.#end(progress, "next-hop-unreachable", "CP-N02", this.#gap(progress, text));
  }

  /** Nothing in sight is known to hold the address, but something whose address is not known yet may (CP-A04). */
  #toUnplaced(unplaced: readonly Occupant[], address: number, route: Route, progress: Progress): TraceTree {
    for (const occupant of unplaced) {
      const assumption = firstUsableAddress(occupant, address);
      if (assumption === undefined) continue;
      return this.#toHolder(
        occupant.holder,
        isDesignatedAt(occupant.holder, address, this.#packet.designation),
        assuming(progress, assumption),
      );
    }
    return this.#toNobody(address, route, undefined, progress);
  }

  /** The address is in sight, its holder is not known: if it is designated, it is the firewall (CP-A01). */
  #toNobody(address: number, route: Route, gap: Gap | undefined, progress: Progress): TraceTree {
    const crossed = progress.crossed || this.#packet.designation.addresses.has(address);
    const why = gap ?? this.#gap(progress, `what holds the next hop ${formatAddress(address)} of ${route.label} is not known`);
    return this.#end({ ...progress, crossed }, "insufficient-information", "CP-I01", why);
  }

  #toHolder(holder: AddressHolder, designated: boolean, progress: Progress): TraceTree {
    if (progress.appliances.includes(holder)) {
      return this.#end(progress, "loop", "CP-N03", this.#gap(progress, `the packet comes back to ${holder.name}`));
    }
    const next: Progress = { ...progress, appliances: [...progress.appliances, holder] };
    switch (holder.kind) {
      case "azure-firewall":
        return this.#throughFirewall(holder, { ...next, crossed: next.crossed || designated });
      case "network-interface":
        return this.#throughInterface(holder, designated, next);
      case "load-balancer":
        return this.#throughLoadBalancer(holder, { ...next, crossed: next.crossed || designated });
      default:
        return holder satisfies never;
    }
  }

  /** What its rules certainly deny goes no further (R63b); rules that are not known let it through. */
  #throughFirewall(firewall: AzureFirewall, progress: Progress): TraceTree {
    const { topology, intent } = this.#surroundings;
    const { gateway, address } = this.#packet;
    const denial = denialBy(firewall, address, () => sourcesAt(topology, intent, gateway, progress.appliances));
    if (denial === undefined) return this.#onFrom(firewall, progress);
    this.#mayGoOnFrom(firewall);
    return this.#end(progress, "denied", "CP-N04", denial);
  }

  #throughInterface(nic: NetworkInterface, designated: boolean, progress: Progress): TraceTree {
    const dropped = (): TraceTree =>
      this.#end(progress, "next-hop-unreachable", "CP-N02", {
        resource: nic.origin.resource,
        property: nic.ipForwardingProperty,
        text: `${nic.name} does not forward: IP forwarding is off`,
      });
    const forwarded = (): TraceTree => this.#onFrom(nic, { ...progress, crossed: progress.crossed || designated });
    if (nic.ipForwarding.known) return nic.ipForwarding.value ? forwarded() : dropped();
    return oneOf([forwarded(), dropped()], [{ code: "CP-I11", gap: nic.ipForwarding.gap }]);
  }

  /** Every backend gets a share of the flows: all of them happen. */
  #throughLoadBalancer(balancer: LoadBalancer, progress: Progress): TraceTree {
    const { items, open } = balancer.backends;
    const branches = [...items].sort().map((key) => {
      const backend = this.#surroundings.topology.holders.get(key);
      if (backend === undefined) return this.#unseenBackend(balancer, open, progress);
      return this.#toUnknownAddressOf(backend, progress);
    });
    if (open !== undefined || branches.length === 0) branches.push(this.#unseenBackend(balancer, open, progress));
    return branches.length === 1 && branches[0] !== undefined ? branches[0] : { kind: "every", branches };
  }

  #unseenBackend(balancer: LoadBalancer, open: Gap | undefined, progress: Progress): TraceTree {
    if (open !== undefined) this.#mayGoOnFrom(balancer);
    const none = {
      resource: balancer.origin.resource,
      property: "backendAddressPools",
      text: `no backend of ${balancer.name} is in sight`,
    };
    return this.#end(progress, "insufficient-information", "CP-I13", open ?? none);
  }

  /** The packet goes on from the appliance's subnet, as from any network interface. */
  #onFrom(holder: AddressHolder, progress: Progress): TraceTree {
    const ways = waysOn(holder, this.#surroundings.topology);
    if (ways === undefined) {
      this.#mayGoOnFrom(holder);
      const text = `the subnet from which ${holder.name} sends on is not known`;
      return this.#end(progress, "insufficient-information", "CP-I13", {
        resource: holder.origin.resource,
        property: holder.attachments[0]?.property ?? "",
        text,
      });
    }
    const gap = {
      resource: holder.origin.resource,
      property: "virtualMachine",
      text: `by which of its interfaces ${holder.name}'s machine sends on is not known`,
    };
    const branches = ways.map((subnet) => this.#at(subnet, holder, undefined, progress));
    const more = openSiblingsOf(holder);
    if (more !== undefined) {
      this.#mayGoOnFrom(holder);
      branches.push(this.#end(progress, "insufficient-information", "CP-I13", more));
    }
    return oneOf(branches, [{ code: "CP-I11", gap: more ?? gap }]);
  }

  #end(progress: Progress, disposition: Disposition, code: string | undefined, gap: Gap | undefined): TraceTree {
    this.#ends += 1;
    if (this.#ends > MOST_ENDS)
      return {
        kind: "end",
        trace: {
          ...progress,
          disposition: "insufficient-information",
          code: "CP-I11",
          gap: this.#gap(progress, "the trace was cut short: there are too many ways"),
          crossed: false,
        },
      };
    const trace: Trace = { ...progress, disposition, code, gap };
    return { kind: "end", trace };
  }

  /** Says what happened where the packet is: at the route that was taken last, or in the subnet where Azure's own was. */
  #gap({ hops }: Progress, text: string): Gap {
    const last = hops.at(-1);
    const chosen = last?.decision.chosen;
    const origin =
      (chosen?.kind === "route" ? chosen.route.origin : undefined) ?? last?.point.routes.subnet.origin ?? this.#packet.gateway.origin;
    return { resource: origin.resource, property: origin.property, text };
  }
}

/**
 * The subnets from which an appliance may send a packet on: that of its interface, and those of the other interfaces of the same virtual
 * machine that are in sight, for what comes in by one may leave by another. Undefined where the subnet of one is not known.
 */
function waysOn(holder: AddressHolder, topology: Topology): readonly Subnet[] | undefined {
  const siblings = siblingsOf(holder, topology);
  const attached = [holder, ...siblings].flatMap(({ attachments }) =>
    attachments.map(({ subnet }) => (subnet.kind === "entity" ? topology.subnets.get(subnet.key) : undefined)),
  );
  const subnets = [...new Set(attached)].filter((subnet) => subnet !== undefined);
  const isKnown = subnets.length > 0 && attached.every((subnet) => subnet !== undefined);
  return isKnown && (siblings.length > 0 || subnets.length === 1) ? subnets.sort(compareKeys) : undefined;
}

function assuming(progress: Progress, assumption: Assumption): Progress {
  return { ...progress, assumptions: [...progress.assumptions, assumption] };
}

/** One branch needs no node. */
function oneOf(branches: readonly TraceTree[], doubts: readonly Doubt[]): TraceTree {
  const [only, ...others] = branches;
  return only !== undefined && others.length === 0 ? only : { kind: "one", branches, doubts };
}
