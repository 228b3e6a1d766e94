import type { ResourceValidationArgs, ResourceValidationPolicy } from "@pulumi/policy";
import { declaresSubnets, withRouteTablePolicies } from "../../azure/declared-subnets.ts";
import { type RequiredSubnet, readSubnetPolicies, subnetPoliciesSchema } from "../../configuration/subnet-policies.ts";
import { describeFailure } from "../../pulumi/describe-failure.ts";
import { reportViolations, type Violation } from "../../pulumi/report-violations.ts";
import { createRunMemory } from "../../pulumi/run-memory.ts";
import { shownResource } from "../../pulumi/shown-resource.ts";
import { partsOf } from "../../resources/resource-change.ts";
import { violationOf } from "./describe-shortfall.ts";
import { findShortfalls } from "./judge-subnets.ts";

export const SUBNET_POLICIES = "private-endpoint-subnet-policies";

/**
 * Returns the resource policy by which the subnets that the configuration names have route-table policies before anything is in them.
 * At the level `remediate` it turns them on itself.
 */
export function subnetPolicies(): ResourceValidationPolicy {
  const faults = createRunMemory();
  return {
    name: SUBNET_POLICIES,
    displayName: "Subnets for private endpoints have route-table policies",
    description: "The subnets that the configuration names have network policies that include route tables, before they are created.",
    enforcementLevel: "disabled",
    severity: "high",
    tags: ["azure", "network", "private-endpoint"],
    configSchema: subnetPoliciesSchema,
    validateResource: (args, report) => {
      faults.show(args);
      if (!declaresSubnets(args.type)) return;
      const requirement = readRequirement(args);
      if (requirement.kind === "fault") {
        if (faults.isFirst()) reportViolations([requirement.violation], args.urn, report);
      } else reportViolations(violationsOf(args, requirement.subnets), args.urn, report);
    },
    remediateResource: (args) => (declaresSubnets(args.type) ? remediate(args) : undefined),
  };
}

type Requirement =
  | { readonly kind: "subnets"; readonly subnets: readonly RequiredSubnet[] }
  /** Nothing can be judged, here or at any other resource of the run. */
  | { readonly kind: "fault"; readonly violation: Violation };

function readRequirement({ urn, getConfig }: ResourceValidationArgs): Requirement {
  try {
    const subnets = readSubnetPolicies(getConfig<Record<string, unknown>>(), `configuration of ${SUBNET_POLICIES}`);
    if (subnets !== undefined) return { kind: "subnets", subnets };
    return { kind: "fault", violation: { message: NOTHING_REQUIRED, urn, level: "advisory", severity: "low" } };
  } catch (error) {
    return { kind: "fault", violation: failure(error, urn) };
  }
}

/** Advice and no failure: `all` in a configuration enables this policy too. */
const NOTHING_REQUIRED =
  `${SUBNET_POLICIES} is enabled and no subnets are named, so it requires nothing.\n` +
  "Name the subnets that hold private endpoints under `subnets`, or disable it.";

/** Never throws: for the SDK an exception is the end of the run, which names no resource. */
function violationsOf(args: ResourceValidationArgs, required: readonly RequiredSubnet[]): readonly Violation[] {
  const { urn, type } = args;
  try {
    return findShortfalls(shownResource(args), required).map((shortfall) => violationOf(shortfall, urn, type));
  } catch (error) {
    return [failure(error, urn)];
  }
}

function failure(error: unknown, urn: string): Violation {
  return { message: describeFailure(error), urn, level: "mandatory", severity: "critical" };
}

/**
 * Returns the properties with route-table policies turned on for the required subnets that are certain to have none; undefined where there
 * is nothing to change. All other values are handed back as they came, the unknown and the secret ones among them. Of a wrong
 * configuration validation tells, which follows.
 */
function remediate(args: ResourceValidationArgs): Record<string, unknown> | undefined {
  const requirement = readRequirement(args);
  if (requirement.kind === "fault") return undefined;
  const changes = findShortfalls(shownResource(args), requirement.subnets).flatMap((shortfall) => {
    if (shortfall.kind !== "off") return [];
    const { policies } = shortfall.declared;
    const value = withRouteTablePolicies(args.type, policies);
    return value === undefined ? [] : [{ keys: partsOf(policies.path), value }];
  });
  for (const { keys, value } of changes) setAt(args.props, keys, value);
  return changes.length === 0 ? undefined : args.props;
}

/** Sets the value in place, which the SDK's proxies pass on. */
function setAt(holder: Record<string | number, unknown>, [key, ...rest]: readonly (string | number)[], value: unknown): void {
  if (key === undefined) return;
  if (rest.length === 0) holder[key] = value;
  else setAt(holder[key] as Record<string | number, unknown>, rest, value);
}
