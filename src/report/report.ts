import type { Disposition } from "../tracing/trace.ts";
import type { Verdict } from "../verdict/judgement.ts";

/** The report, version 1. Contract: a change is a new version, never a silent one. Everything in it is totally ordered. */
export interface Report {
  readonly version: 1;
  readonly summary: Summary;
  readonly firewalls: readonly ReportedFirewall[];
  readonly paths: readonly Path[];
  readonly unreached: readonly UnreachedEndpoint[];
  /** Pairs whose network on-premises is not told of (R23), with the verdict that they would have. */
  readonly unadvertised: readonly Path[];
  /** Everything that is not a path; also what is not modelled (CP-I05) and what could not be read (CP-I14), once each. */
  readonly findings: readonly Finding[];
}

export interface Summary {
  readonly paths: number;
  readonly inspected: number;
  readonly bypassed: number;
  readonly undelivered: number;
  readonly inconclusive: number;
  readonly exempted: number;
  readonly unreached: number;
  readonly unadvertised: number;
  readonly gaps: number;
}

export interface ReportedFirewall {
  readonly address: string | null;
  readonly resource: string | null;
  readonly name: string;
}

export type { Disposition, Verdict };

export type GatewayKind =
  | "vpn"
  | "express-route"
  | "virtual-wan-vpn"
  | "virtual-wan-express-route"
  | "virtual-wan-point-to-site"
  | "appliance"
  | "unknown";

export type GatewayMode = "active-active" | "active-standby" | "unknown" | null;

export interface Path {
  /** `<gateway>/<endpoint>[#n]`. */
  readonly id: string;
  readonly sources: readonly string[];
  readonly gateway: {
    readonly name: string;
    readonly resource: string | null;
    readonly kind: GatewayKind;
    readonly mode: GatewayMode;
    readonly instances: readonly number[];
  };
  readonly endpoint: {
    readonly name: string;
    readonly resource: string;
    /** CIDR text, in address order. */
    readonly addresses: readonly string[];
    readonly subnet: string;
    readonly networkPolicies: string;
  };
  readonly verdict: Verdict;
  /** Why, as a stable code; null for `inspected`. */
  readonly code: string | null;
  readonly disposition: Disposition;
  readonly hops: readonly Hop[];
  readonly assumptions: readonly ReportedAssumption[];
  readonly gaps: readonly ReportedGap[];
  readonly remedies: readonly Remedy[];
  /** Null: none. An exempted path fails nothing, whatever its verdict. */
  readonly exemption: ReportedExemption | null;
}

export interface ReportedExemption {
  readonly category: "waiver" | "mitigated";
  readonly reason: string;
  readonly approvedBy: string;
  /** The last day on which it counts, in UTC: `2027-01-31`. */
  readonly expires: string;
}

/** One place where a route is taken. The last hop is the endpoint; `via` names the appliance that forwards here. */
export interface Hop {
  readonly node: string;
  readonly via: string | null;
  readonly chosen: readonly HopRoute[];
  readonly beaten: readonly BeatenRoute[];
}

export interface HopRoute {
  readonly source: "Default" | "User" | "VirtualNetworkGateway";
  readonly prefix: string;
  readonly nextHopType: string;
  readonly nextHop: string | null;
  readonly presence: "certain" | "possible";
  readonly resource: string | null;
}

export interface BeatenRoute extends HopRoute {
  /** The clause that it lost by, with the rule. */
  readonly because: string;
}

export interface ReportedAssumption {
  readonly code: string;
  readonly text: string;
  readonly resource: string | null;
  readonly property: string | null;
}

export interface ReportedGap {
  readonly resource: string;
  readonly property: string;
  readonly text: string;
}

export interface Remedy {
  readonly text: string;
  readonly changes: readonly { readonly resource: string; readonly property: string; readonly before: unknown; readonly after: unknown }[];
  readonly verdictAfter: Verdict;
}

export interface UnreachedEndpoint {
  readonly endpoint: string;
  readonly resource: string;
  readonly code: "CP-U01";
  readonly reason: string;
}

export type Severity = "low" | "medium" | "high" | "critical";

export interface Finding {
  readonly policy: string;
  readonly code: string;
  readonly severity: Severity;
  readonly resource: string | null;
  readonly message: string;
}
