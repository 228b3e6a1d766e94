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
