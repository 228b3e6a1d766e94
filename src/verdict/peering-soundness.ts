import { append } from "../certainty/order.ts";
import type { PeeringHalf } from "../model/network.ts";
import type { Topology } from "../topology/topology.ts";
import type { TraceHop } from "../tracing/trace.ts";
import { advice, type NetworkFinding } from "./finding.ts";
import type { JudgedPath } from "./judged-path.ts";

/**
 * CP-G07 and CP-G08: settings of peerings that drop traffic. That they do so to private endpoints was neither documented nor measured:
 * the paths are judged as routed (contract, "Verdicts").
 */
export function peeringSoundness(topology: Topology, paths: readonly JudgedPath[]): readonly NetworkFinding[] {
  return [...topology.network.peerings.flatMap(withoutAccess), ...forwardedInto(topology, paths)];
}

/** CP-G07 (R25). */
function withoutAccess({ allowVirtualNetworkAccess: allowed, name, origin }: PeeringHalf): readonly NetworkFinding[] {
  if (!allowed.known || allowed.value) return [];
  return [
    advice(
      "CP-G07",
      origin.resource,
      `The peering ${name} has allowVirtualNetworkAccess: false, which was measured to drop all that crosses it, while the routes look sound (R25). Paths over it are judged as routed. Set it to true on both halves, or remove the peering.`,
    ),
  ];
}

/** CP-G08 (R24): the half of the network that receives what an appliance forwards. What comes from the gateway itself does not need it. */
function forwardedInto(topology: Topology, paths: readonly JudgedPath[]): readonly NetworkFinding[] {
  return [...forwardersInto(topology, paths)].map(([{ name, origin }, by]) =>
    advice(
      "CP-G08",
      origin.resource,
      `The peering ${name} has allowForwardedTraffic: false, and ${[...new Set(by)].sort().join(", ")} forwards traffic into its network: Azure may drop it (R24). Paths over it are judged as routed. Set it to true.`,
    ),
  );
}

/** The halves that refuse what appliances forward into their networks on these paths, each with the appliances' names (R24). */
export function forwardersInto({ links }: Topology, paths: readonly JudgedPath[]): ReadonlyMap<PeeringHalf, readonly string[]> {
  const forwarders = new Map<PeeringHalf, string[]>();
  for (const { from, to, by } of crossings(paths)) {
    for (const link of links.get(from) ?? []) {
      const allowed = link.to === to ? link.remoteHalf?.allowForwardedTraffic : undefined;
      if (link.remoteHalf !== undefined && allowed?.known === true && !allowed.value) append(forwarders, link.remoteHalf, by);
    }
  }
  return forwarders;
}

interface Crossing {
  readonly from: string;
  readonly to: string;
  /** The appliance. */
  readonly by: string;
}

/** Where appliances send packets into another network, each once. */
function crossings(paths: readonly JudgedPath[]): readonly Crossing[] {
  const found = new Map<string, Crossing>();
  for (const { judgement, subnet } of paths) {
    const { trace } = judgement;
    if (trace === undefined) continue;
    const goal = trace.disposition === "delivered" ? subnet?.network : undefined;
    trace.hops.forEach(({ via, point }, index) => {
      const from = point.routes.subnet.network;
      const to = networkOf(trace.hops[index + 1]) ?? goal;
      if (via !== undefined && to !== undefined && to !== from) found.set(`${from}\n${to}\n${via.key}`, { from, to, by: via.name });
    });
  }
  return [...found.values()];
}

function networkOf(hop: TraceHop | undefined): string | undefined {
  return hop?.point.routes.subnet.network;
}
