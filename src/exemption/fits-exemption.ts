import { globPattern } from "../model/designation.ts";
import type { Exemption } from "../model/intent.ts";
import type { Entity } from "../model/network.ts";
import { isAppliance } from "../routing/point.ts";
import type { JudgedPath } from "../verdict/judged-path.ts";
import { stackOf } from "./stacks.ts";

/** Whether an exemption is for a path: each glob that it gives matches. What is not known for sure matches no glob. */
export type Fit = (path: JudgedPath) => boolean;

/** Compiles the globs once: there may be a hundred thousand paths. */
export function fitOf({ gateway, endpoint, subnet, stacks }: Exemption): Fit {
  const gatewayFits = entityFit(gateway);
  const endpointFits = entityFit(endpoint);
  const subnetFits = entityFit(subnet);
  const stackFits = stackFit(stacks);
  return (path) =>
    endpointFits(path.endpoint.endpoint) &&
    subnetFits(subnetOf(path)) &&
    gatewayFits(gatewayOf(path)) &&
    // A path is of the stack that declares its endpoint, or the subnet that lists it.
    stackFits(stackOf(path.endpoint.endpoint.origin.resource));
}

/** Whether a `project/stack` is one that an exemption is for. */
export function stackFit(glob: string | undefined): (stack: string | undefined) => boolean {
  if (glob === undefined) return () => true;
  const pattern = globPattern(glob, "exact");
  return (stack) => stack !== undefined && pattern.test(stack);
}

function entityFit(glob: string | undefined): (entity: Entity | undefined) => boolean {
  if (glob === undefined) return () => true;
  // ARM compares ids in any case; two URNs that differ in case are two resources.
  const id = globPattern(glob);
  const urn = globPattern(glob, "exact");
  return (entity) => {
    if (entity === undefined) return false;
    const { armId, origin } = entity;
    if (armId !== undefined && id.test(armId)) return true;
    // What stands in the properties of another resource has no URN of its own.
    return origin.property === "" && urn.test(origin.resource);
  };
}

/** Undefined for a gateway that is not in sight: what proves it says not which it is. An entry has no resource but its subnet. */
function gatewayOf({ gateway: placed }: JudgedPath): Entity | undefined {
  if (placed === undefined || placed.unseen !== undefined) return undefined;
  const [subnet] = placed.subnets;
  const isEntry = isAppliance(placed.gateway) && placed.gateway.origin.resource === subnet?.origin.resource;
  if (!isEntry) return placed.gateway;
  return placed.gap === undefined ? subnet : undefined;
}

/** Undefined where the subnet is one of several, or inferred (CP-A05). */
function subnetOf({ endpoint, subnet, judgement }: JudgedPath): Entity | undefined {
  const isSure = endpoint.gap === undefined && !judgement.assumptions.some(({ code }) => code === "CP-A05");
  return isSure ? subnet : undefined;
}
