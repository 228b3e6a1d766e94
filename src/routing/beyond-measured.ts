import { contains, formatPrefix } from "../address/prefix.ts";
import type { Assumption } from "../certainty/assumption.ts";
import type { Subnet } from "../model/network.ts";
import type { Topology } from "../topology/topology.ts";
import { gatewayClasses } from "./host-route-override.ts";
import type { Point } from "./point.ts";
import type { Route } from "./route.ts";

/**
 * The assumptions under which R33 is applied at a gateway beyond what was measured there: an active/active VPN gateway, and a user
 * route for exactly the only range of the endpoint's network (S3). At network interfaces R33 is measured: none.
 */
export function beyondMeasured(topology: Topology, point: Point, address: number, winner: Route, target: Subnet): readonly Assumption[] {
  if (point.kind === "nic") return [];
  const { gateway } = point;
  const assumptions: Assumption[] = [];
  const assume = (code: string, text: string, resource: string | undefined, property: string): void => {
    assumptions.push({ code, text, resource, property });
  };
  const network = topology.virtualNetworks.get(target.network);
  const ranges = network?.ranges;
  const range = ranges?.items.find((each) => contains(each, address));
  if (range === undefined || winner.prefix?.length !== range.length) {
    const length = winner.prefix === undefined ? "unknown length" : formatPrefix(winner.prefix);
    assume(
      "CP-A10",
      `a user route of another length (${length}) than the endpoint's network range also displaces the /32 at a gateway (R34, R35)`,
      winner.origin?.resource,
      winner.origin?.property ?? "",
    );
  }
  if (ranges === undefined || ranges.items.length !== 1 || ranges.open !== undefined) {
    assume(
      "CP-A11",
      "each range of a network with several is decided by itself (R36)",
      network?.origin.resource,
      "addressSpace.addressPrefixes",
    );
  }
  const classes = gatewayClasses(gateway);
  if (classes.length !== 1 || classes[0] !== "vpn-active-active") {
    assume(
      "CP-A12",
      `a gateway that is no active/active VPN gateway (${classes.join(" or ")}) displaces the /32 in the same way (R33)`,
      gateway.origin.resource,
      "",
    );
  }
  return assumptions;
}
