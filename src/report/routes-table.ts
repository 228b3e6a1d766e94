/** The effective routes of one subnet, in the columns and words of `az network nic show-effective-route-table`. */
export interface RoutesTable {
  /** `network/subnet`. */
  readonly subnet: string;
  /** Totally ordered: by address, then the longer prefix, then User, VirtualNetworkGateway, Default. */
  readonly routes: readonly RouteRow[];
}

export interface RouteRow {
  readonly source: "Default" | "User" | "VirtualNetworkGateway";
  readonly state: "Active" | "Invalid";
  readonly prefix: string;
  readonly nextHopType: string;
  readonly nextHop: string | null;
  readonly presence: "certain" | "possible";
  /** For Invalid rows: the rule, for example `R38`; for possible ones: what is not known. */
  readonly because: string | null;
  readonly resource: string | null;
}
