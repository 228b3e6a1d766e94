import type { Assumption } from "../certainty/assumption.ts";
import type { Gap } from "../certainty/known.ts";
import type { Intent } from "../model/intent.ts";
import type { AddressHolder, Gateway, Subnet } from "../model/network.ts";
import type { Doubt } from "../routing/decision.ts";
import type { RoutingTables } from "../routing/subnet-routes.ts";
import type { Topology } from "../topology/topology.ts";
import type { Designation } from "./designation.ts";
import type { Passage } from "./passage.ts";
import type { TraceHop } from "./trace.ts";

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
  /** Why it may be in none of them. */
  readonly entryDoubt: Doubt | undefined;
  readonly entryAssumption: Assumption | undefined;
  readonly designation: Designation;
  readonly address: number;
  readonly target: Subnet;
  /** Why it is not known whether the endpoint has /32 routes (R44). */
  readonly unapproved: Gap | undefined;
}

/** Where the packet is, and how it came there. */
export interface Situation {
  readonly surroundings: Surroundings;
  readonly packet: Packet;
  readonly hops: readonly TraceHop[];
  /** Appliances that were crossed, in order, designated or not. */
  readonly appliances: readonly AddressHolder[];
  /** What all ways of the packet came past; it is written to. */
  readonly passage: Passage;
}

/** Says what happened where the packet is: at the route that was taken last, or in the subnet where Azure's own was. */
export function gapAt({ hops, packet }: Situation, text: string): Gap {
  const last = hops.at(-1);
  const chosen = last?.decision.chosen;
  const origin = (chosen?.kind === "route" ? chosen.route.origin : undefined) ?? last?.point.routes.subnet.origin ?? packet.gateway.origin;
  return { resource: origin.resource, property: origin.property, text };
}
