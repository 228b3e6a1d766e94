import { type DeclaredSubnet, withRouteTablePolicies } from "../../azure/declared-subnets.ts";
import { type Violation, WIDTH } from "../../pulumi/report-violations.ts";
import { clean, wrap } from "../../report/render-layout.ts";
import type { Shortfall } from "./judge-subnets.ts";

/** Returns the violation: of the policy's own level, unless the deployment itself will make known what is missing. */
export function violationOf(shortfall: Shortfall, urn: string, type: string): Violation {
  const isPending = shortfall.kind === "name-not-known" || (shortfall.kind !== "off" && shortfall.gap.isPending === true);
  const lines = [...describe(shortfall, type), ...(isPending ? [LATER] : []), PAGE];
  return {
    message: lines.flatMap((line) => wrap(clean(line), WIDTH)).join("\n"),
    urn,
    level: isPending ? "advisory" : undefined,
    severity: isPending ? "low" : undefined,
  };
}

const PAGE = "See policies/private-endpoint-subnet-policies.";
const LATER = "`pulumi up` asks again, with the value, before anything is created or changed.";
const WHY =
  "No user-defined route shorter than /32 then takes the endpoints' own routes out of force (R32): gateways of this network and of those " +
  "peered with it reach them past the firewall.";

function describe(shortfall: Shortfall, type: string): readonly string[] {
  const { required } = shortfall;
  const because = `(configured as ${required.text})`;
  switch (shortfall.kind) {
    case "off": {
      const { declared } = shortfall;
      return [
        `The subnet ${labelOf(declared)} is to hold private endpoints ${because} and has no route-table policies: ${stateOf(declared)}.`,
        WHY,
        mendingOf(declared, type),
      ];
    }
    case "policies-not-known": {
      const { declared, gap } = shortfall;
      const { path } = declared.policies;
      return [`Whether the subnet ${labelOf(declared)} ${because} has route-table policies is not known: ${path} ${gap.text}.`];
    }
    case "name-not-known": {
      const { declared } = shortfall;
      return [
        `The subnet ${labelOf(declared)} may be one that is to hold private endpoints ${because}, and may have no route-table policies: ` +
          `${stateOf(declared)}, and ${hiddenNameOf(declared)} is not known yet.`,
        "A name that fits in a preview too: its URN, or NETWORK/SUBNET with * in place of the network.",
      ];
    }
    case "subnets-not-known": {
      const { network, gap } = shortfall;
      return [
        `Whether the network ${network.name} declares a subnet that is to hold private endpoints ${because} is not known: ` +
          `${gap.property} ${gap.text}.`,
      ];
    }
  }
}

function labelOf({ subnet, network }: DeclaredSubnet): string {
  return network?.azureName === undefined ? subnet.name : `${network.azureName}/${subnet.name}`;
}

function hiddenNameOf({ subnet, network }: DeclaredSubnet): string {
  if (subnet.azureName === undefined) return "its name";
  return network?.azureName === undefined ? "the name of its network" : "its resource group";
}

/** R42. */
function stateOf({ policies: { path, value, isLeftToProvider }, subnet }: DeclaredSubnet): string {
  if (isLeftToProvider) return `${path} is not set, which the provider takes for Disabled from version 6 on, and for Enabled before`;
  if (value === undefined || value === null) return `${path} is not set, which means Disabled`;
  if (!subnet.networkPolicies.known) return `${path} ${subnet.networkPolicies.gap.text}`;
  return `${path} is ${JSON.stringify(value)}`;
}

function mendingOf({ policies, subnet }: DeclaredSubnet, type: string): string {
  const value = withRouteTablePolicies(type, policies);
  if (value !== undefined) return `To mend it: set ${policies.path} to ${JSON.stringify(value)}.`;
  const isInline = subnet.origin.property !== "";
  const older = isInline ? "before version 6, declare the subnet as a resource of its own" : "before version 6, in that version's spelling";
  return `To mend it: say it, from version 6 on with ${policies.path}: "RouteTableEnabled"; ${older}.`;
}
