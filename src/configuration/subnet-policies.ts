import * as v from "valibot";
import { canServe } from "../azure/declarations/subnet-roles.ts";
import { meaningOf } from "../azure/declarations/type-meaning.ts";
import { parseSubnetName, type SubnetName } from "../model/subnet-name.ts";
import { checkValue, faulty } from "./check-value.ts";
import { pulumiSchemaOf } from "./pulumi-schema.ts";
import { repeated } from "./repeated.ts";
import { SUBNET_PATTERN } from "./schema.ts";
import { checked, closed, described } from "./schema-parts.ts";

const subnet = checked(subnetFault, {
  description: "A subnet that holds private endpoints: NETWORK/SUBNET or its ARM id, `*` within a part; or its URN.",
  pattern: SUBNET_PATTERN,
  examples: ["*/endpoints"],
});

const subnets = v.pipe(
  v.array(subnet),
  v.check((names) => names.length > 0, "an empty list names no subnet; disable the policy instead"),
  v.metadata({ minItems: 1 }),
);

const schema = closed({
  subnets: described(v.optional(subnets), "The subnets that hold private endpoints, and must have route-table policies."),
});

/** What the policy gives Pulumi as `configSchema`. */
export const subnetPoliciesSchema = pulumiSchemaOf(schema);

/** A subnet that must have route-table policies. */
export interface RequiredSubnet {
  /** As it is written in the configuration. */
  readonly text: string;
  readonly name: SubnetName;
}

/**
 * Returns the subnets that the configuration of the policy names; undefined where it is empty. `source` says where it comes from. Throws
 * one InputError that names everything that is wrong.
 */
export function readSubnetPolicies(value: Readonly<Record<string, unknown>>, source: string): readonly RequiredSubnet[] | undefined {
  const { subnets: texts } = checkValue(schema, value, source);
  if (texts === undefined) return undefined;
  const twice = repeated(texts, (text) => text.toLowerCase()).map(({ first, second }) => ({
    property: `subnets[${second}]`,
    text: `${JSON.stringify(texts[second])} stands at subnets[${first}] already`,
  }));
  if (twice.length > 0) throw faulty(source, twice);
  return texts.flatMap((text) => {
    const name = parseSubnetName(text);
    return name === undefined ? [] : [{ text, name }];
  });
}

function subnetFault(text: string): string | undefined {
  const name = parseSubnetName(text);
  if (name === undefined) return "expected NETWORK/SUBNET, the ARM id of a subnet or its URN, for example */endpoints";
  if (text.includes("**")) return "** does not stand for anything here, expected * within a part";
  return name.kind === "urn" ? urnFault(name.urn) : namesFault(name);
}

/** Unlike elsewhere one of the parts may be `*`: an organisation names its subnets alike, and not its networks. */
function namesFault({ network, subnet }: Extract<SubnetName, { kind: "names" }>): string | undefined {
  if (isWild(network) && isWild(subnet)) return FITS_ALL;
  return canServe("workload", subnet) ? undefined : "a subnet that Azure reserves, which holds no private endpoints";
}

const SUBNET_URN = "urn:pulumi:prod::network::azure-native:network:Subnet::endpoints";

function urnFault(urn: string): string | undefined {
  const [, , types, name] = urn.split("::");
  if (types === undefined || !name) return `no URN of a resource, expected for example ${SUBNET_URN}`;
  if (isWild(name)) return FITS_ALL;
  const type = types.slice(types.lastIndexOf("$") + 1);
  const meaning = meaningOf(type);
  if (type.includes("*") || (meaning.kind === "read" && meaning.type.kind === "subnet")) return undefined;
  return `the URN of a ${type.slice(type.lastIndexOf(":") + 1)} and of no subnet; one that its network declares is named NETWORK/SUBNET`;
}

const FITS_ALL = "which fits every subnet, expected a literal part, for example */endpoints";

function isWild(part: string): boolean {
  return !/[^*]/.test(part);
}
