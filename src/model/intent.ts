import type { Prefix } from "../address/prefix.ts";

/** What the user wants and states: the validated configuration, defaults filled in. Contract: "Configuration". */
export interface Intent {
  readonly firewalls: readonly DesignatedFirewall[];
  readonly onPremises: readonly OnPremisesPrefix[];
  readonly entries: readonly Entry[];
  readonly complete: boolean;
  readonly strict: boolean;
  readonly onInconclusive: "advise" | "fail";
  readonly hostRouteOverride: HostRouteOverride;
  readonly levels: Readonly<Record<string, EnforcementLevel>>;
  readonly exemptions: readonly Exemption[];
  /** The day of the analysis in UTC, `2027-01-31`: exemptions expire. */
  readonly today: string;
}

export type EnforcementLevel = "advisory" | "mandatory" | "disabled";

/** Exactly one of the two says which: an IPv4 address, or an ARM id or URN (as written). `gateways`: globs over names, ARM ids or URNs; undefined: all. */
export interface DesignatedFirewall {
  readonly address: number | undefined;
  readonly id: string | undefined;
  readonly gateways: readonly string[] | undefined;
}

export interface OnPremisesPrefix {
  readonly prefix: Prefix;
  readonly name: string | undefined;
  readonly gateways: readonly string[] | undefined;
}

/** A subnet whose appliance lets traffic from on-premises in, by tunnels of its own. */
export interface Entry {
  /** As written: `network/subnet` or an ARM id, `*` within a part; or a URN. */
  readonly subnet: string;
  readonly name: string;
  /** What comes in there; empty: what `onPremises` says of it. */
  readonly prefixes: readonly Prefix[];
}

/** Does an exact /32 user route on the gateway's subnet beat the endpoint's own /32 while policies are off (R38)? */
export interface HostRouteOverride {
  readonly "vpn-active-active": "ignored" | "unproven";
  readonly "vpn-active-standby": "honoured" | "ignored" | "unproven";
  readonly "express-route": "honoured" | "ignored" | "unproven";
  readonly "virtual-wan": "honoured" | "ignored" | "unproven";
}

/** Paths that are accepted as they are, whatever their verdict. Each glob that is given must match; one that is not matches everything. */
export interface Exemption {
  /** Globs over ARM ids and URNs. */
  readonly gateway: string | undefined;
  readonly endpoint: string | undefined;
  readonly subnet: string | undefined;
  /** A glob over `project/stack`. */
  readonly stacks: string | undefined;
  /** The most pairs of gateway and endpoint that may match and need it; beyond that it exempts none. */
  readonly max: number;
  /** `waiver`: the risk is accepted; `mitigated`: it is met by other means. */
  readonly category: "waiver" | "mitigated";
  readonly reason: string;
  readonly approvedBy: string;
  /** The last day on which it counts, in UTC: `2027-01-31`. */
  readonly expires: string;
}
