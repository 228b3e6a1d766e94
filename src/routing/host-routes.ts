import { anyContains, PrefixTable } from "../address/prefix-table.ts";
import type { Gap, Presence } from "../certainty/known.ts";
import type { PrivateEndpoint, Subnet } from "../model/network.ts";
import { isInStep, isRouted } from "../topology/synchronisation.ts";
import type { Link, Topology } from "../topology/topology.ts";
import { routedLinks } from "./routed-links.ts";
import type { SubnetRoutes } from "./subnet-routes.ts";

/** The /32 route that Azure programs for a private endpoint's address (R28 to R31). */
export interface HostRoute {
  /** The endpoint's subnet, whose network policies decide about the route (R39). */
  readonly subnet: Subnet;
  /** Undefined: the endpoint that the trace is about. */
  readonly endpoint: PrivateEndpoint | undefined;
  readonly presence: Presence;
  readonly gap: Gap | undefined;
  /** It comes over a peering of single subnets, or of other ranges than now: why it is not known what its length is compared with (R26, R10b). */
  readonly partial: Gap | undefined;
}

/** The endpoint that a packet is for, as far as routes depend on it. */
export interface Target {
  readonly subnet: Subnet;
  /** Why it is not known whether it has /32 routes at all (R44). */
  readonly unapproved: Gap | undefined;
}

interface Programming {
  readonly presence: Presence;
  readonly gap: Gap | undefined;
  readonly partial: Gap | undefined;
  /** The peering that it comes over, where that may route other ranges than the network has now. */
  readonly over: Link | undefined;
}

type AtAddress = Omit<Programming, "over">;

type Programmed = ReadonlyMap<string, Programming>;

/** The networks whose endpoints have /32 routes in the given network: itself and its direct peers, regional or global (R28). */
export function programmedNetworks(topology: Topology, network: string): Programmed {
  const known = programmedIn.get(topology) ?? new Map<string, Programmed>();
  programmedIn.set(topology, known);
  const programmed = known.get(network) ?? programmedAround(topology, network);
  known.set(network, programmed);
  return programmed;
}

/** Every hop of every packet asks. */
const programmedIn = new WeakMap<Topology, Map<string, Programmed>>();

/** Whether high-scale endpoints have /32 routes nobody has printed (R43), nor what comes over the peering of single subnets (R26). */
function programmedAround(topology: Topology, network: string): Programmed {
  const highScale = (key: string): Gap | undefined => topology.virtualNetworks.get(key)?.highScale;
  const result = new Map<string, Programming>([[network, programming(highScale(network))]]);
  for (const link of routedLinks(topology, network)) {
    if (link.to === undefined || isCertain(result.get(link.to))) continue;
    const { presence, gap } = programming(link.gap ?? link.partial ?? highScale(link.to));
    const over = link.unsynchronised === undefined ? undefined : link;
    result.set(link.to, { presence: link.presence === "possible" ? "possible" : presence, gap, partial: link.partial, over });
  }
  return result;
}

function programming(gap: Gap | undefined): Programming {
  return { presence: gap === undefined ? "certain" : "possible", gap, partial: undefined, over: undefined };
}

function isCertain(programmed: Programming | undefined): boolean {
  return programmed?.presence === "certain" && programmed.over === undefined;
}

/** R10b: nobody has printed the /32 of an endpoint in a range that its peer does not route. */
export function programmedFor(address: number, programmed: Programming): AtAddress {
  const { over, presence, gap, partial } = programmed;
  if (over?.unsynchronised === undefined) return { presence, gap, partial };
  const doubt = over.unsynchronised.gap;
  const isNew = !isRouted(over, address);
  return {
    presence: isNew ? "possible" : presence,
    gap: gap ?? (isNew ? doubt : undefined),
    partial: partial ?? (isInStep(over, address) ? undefined : doubt),
  };
}

/** The same at a point: where peering routes may be off, those of the peers may be off too (R21). */
export function programmedAt(topology: Topology, { subnet, withoutPeerings }: SubnetRoutes): Programmed {
  const programmed = programmedNetworks(topology, subnet.network);
  if (withoutPeerings === undefined) return programmed;
  const possible = (each: Programming): Programming => ({ ...each, presence: "possible", gap: each.gap ?? withoutPeerings });
  return new Map([...programmed].map(([network, each]) => [network, network === subnet.network ? each : possible(each)] as const));
}

/**
 * The /32 routes for the address in a network: that of the endpoint in `target`, and those of endpoints in other joined networks
 * that use the same address. Azure refuses peerings between overlapping ranges, so there is hardly ever more than one.
 */
export function hostRoutes(topology: Topology, programmed: Programmed, address: number, target: Target): readonly HostRoute[] {
  const { subnet: own, unapproved } = target;
  const routes: HostRoute[] = [];
  const ofTarget = programmed.get(own.network);
  if (ofTarget !== undefined)
    routes.push({ subnet: own, endpoint: undefined, ...approvable(programmedFor(address, ofTarget), unapproved) });
  for (const { endpoint, subnets } of topology.endpointsByAddress.get(address) ?? []) {
    for (const subnet of subnets) {
      const joined = programmed.get(subnet.network);
      // Within the target's own network an address is held once; the target itself is listed above.
      if (joined === undefined || subnet.network === own.network) continue;
      const rival = approvable(programmedFor(address, joined), endpoint.unapproved);
      const certain = rival.presence === "certain" && subnets.length === 1;
      routes.push({ ...rival, subnet, endpoint, presence: certain ? "certain" : "possible" });
    }
  }
  return [...routes, ...possibleRivals(topology, programmed, address, own)];
}

function approvable(programmed: AtAddress, unapproved: Gap | undefined): AtAddress {
  return unapproved === undefined ? programmed : { ...programmed, presence: "possible", gap: programmed.gap ?? unapproved };
}

/** Endpoints of overlapping networks of which the address, or where they are, is not known: each may have this address there. */
function possibleRivals(topology: Topology, programmed: Programmed, address: number, target: Subnet): readonly HostRoute[] {
  // Azure refuses overlapping peers: ranges that are not known are not taken to be such.
  const rivals = networksWith(topology, address).filter((key) => key !== target.network && programmed.has(key));
  if (rivals.length === 0) return [];
  const mayHold = ({ network, prefixes }: Subnet): boolean =>
    rivals.includes(network) && (prefixes.open !== undefined || anyContains(prefixes.items, address));
  const anywhere = topology.network.subnets.filter(mayHold);
  return topology.placedEndpoints.flatMap(({ endpoint, subnets, gap }) => {
    const { addresses } = endpoint;
    const isLost = subnets.length === 0 && endpoint.subnet.kind === "unknown";
    if (addresses.kind === "known" && !(isLost && addresses.addresses.includes(address))) return [];
    return (isLost ? anywhere : subnets.filter(mayHold)).map(
      (subnet): HostRoute => ({
        subnet,
        endpoint,
        presence: "possible",
        gap: addresses.kind === "dynamic" ? addresses.gap : gap,
        partial: programmed.get(subnet.network)?.partial,
      }),
    );
  });
}

/** The networks that have the address in one of their ranges. */
function networksWith(topology: Topology, address: number): readonly string[] {
  let table = rangesOf.get(topology.virtualNetworks);
  if (table === undefined) {
    table = new PrefixTable<string>();
    for (const { key, ranges } of topology.virtualNetworks.values()) for (const range of ranges.items) table.add(range, key);
    rangesOf.set(topology.virtualNetworks, table);
  }
  return table.matches(address);
}

const rangesOf = new WeakMap<Topology["virtualNetworks"], PrefixTable<string>>();
