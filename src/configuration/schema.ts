import * as v from "valibot";
import { parseAddress, parsePrefix } from "../address/prefix.ts";
import { parseSubnetName } from "../model/subnet-name.ts";
import { ALL_CODES, CODES, isAssumptionCode } from "../report/codes.ts";
import { exemption } from "./exemption-schema.ts";
import { checked, closed, described } from "./schema-parts.ts";

/**
 * The configuration: the one place that says which properties there are. The JSON schema for editors, the schema that Pulumi
 * checks and the types all follow from it. Patterns only help editors and Pulumi along; the checks decide.
 */

const OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
const ADDRESS_PATTERN = `^${OCTET}(\\.${OCTET}){3}$`;
const PREFIX_PATTERN = `^${OCTET}(\\.${OCTET}){3}/(3[0-2]|[12]?[0-9])$`;
const ID_PATTERN = "^(/[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS]/|urn:pulumi:).+$";
const GLOB_PATTERN = "[^*/]";

const address = checked(addressFault, {
  description: "IPv4 address of the firewall.",
  pattern: ADDRESS_PATTERN,
  examples: ["10.13.76.68"],
});

const prefix = checked(prefixFault, {
  description: "IPv4 prefix without host bits.",
  pattern: PREFIX_PATTERN,
  examples: ["192.168.0.0/24"],
});

const firewallId = v.pipe(
  v.string(),
  v.check((text) => new RegExp(ID_PATTERN).test(text), "expected an ARM id (/subscriptions/…) or a URN (urn:pulumi:…)"),
  v.metadata({ description: "ARM id or URN of the firewall.", pattern: ID_PATTERN }),
);

const gateways = v.pipe(
  v.array(
    v.pipe(
      v.string(),
      v.check((glob) => new RegExp(GLOB_PATTERN).test(glob), "expected a glob with a literal part, for example vpngw-*"),
      v.metadata({ pattern: GLOB_PATTERN }),
    ),
  ),
  v.check((globs) => globs.length > 0, "an empty list matches no gateway, leave it out to mean every gateway"),
  v.metadata({
    description:
      "Globs over names, ARM ids or URNs of the gateways that this concerns; every gateway where it is left out. `*` does not cross `/`.",
    minItems: 1,
  }),
);

const firewall = v.pipe(
  closed({ address: v.optional(address), id: v.optional(firewallId), gateways: v.optional(gateways) }),
  v.check((entry) => entry.address === undefined || entry.id === undefined, "both an address and an id, expected exactly one of them"),
  v.check(
    (entry) => entry.address !== undefined || entry.id !== undefined,
    'neither an address nor an id, expected for example { "address": "10.13.76.68" }',
  ),
);

const onPremisesPrefix = closed({
  prefix,
  name: v.optional(v.pipe(v.string(), v.metadata({ description: "What reports call it, for example the site." }))),
  gateways: v.optional(gateways),
});

export const SUBNET_PATTERN =
  "^([^/]+/[^/]+|/[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS]/.+/[sS][uU][bB][nN][eE][tT][sS]/[^/]+|urn:pulumi:.+)$";

const subnet = checked(subnetFault, {
  description: "The subnet: NETWORK/SUBNET or its ARM id, `*` within a part; or its URN.",
  pattern: SUBNET_PATTERN,
  examples: ["hub/sdwan"],
});

const entryName = v.pipe(
  v.string(),
  v.check((text) => /^[^/\s*](?:[^/*]*[^/\s*])?$/.test(text), "expected a name without /, * and spaces around it, for example sdwan"),
  v.metadata({ description: "What reports call it.", pattern: "^[^/*]+$", examples: ["sdwan"] }),
);

const entry = closed({
  subnet,
  name: entryName,
  prefixes: v.optional(described(v.array(prefix), "Prefixes on-premises that come in there."), []),
});

const ENFORCEMENT_LEVELS = ["advisory", "mandatory", "disabled"] as const;

const levels = closed(
  Object.fromEntries(
    ALL_CODES.filter((code) => !isAssumptionCode(code)).map((code) => [
      code,
      v.optional(
        v.pipe(v.picklist(ENFORCEMENT_LEVELS), v.metadata({ description: `${CODES[code].title}; default: ${CODES[code].level}` })),
      ),
    ]),
  ),
);

const PROVEN_OR_NOT = ["honoured", "ignored", "unproven"] as const;

const hostRouteOverride = closed({
  "vpn-active-active": v.optional(v.picklist(["ignored", "unproven"]), "ignored"),
  "vpn-active-standby": v.optional(v.picklist(PROVEN_OR_NOT), "unproven"),
  "express-route": v.optional(v.picklist(PROVEN_OR_NOT), "unproven"),
  "virtual-wan": v.optional(v.picklist(PROVEN_OR_NOT), "unproven"),
});

export const configurationSchema = closed({
  $schema: described(v.optional(v.string()), "For editors: where this schema is."),
  firewalls: described(
    v.optional(v.array(v.union([firewall, address])), []),
    "Designated firewalls. None: every Azure Firewall in the network counts, on an assumption that is listed.",
  ),
  onPremises: described(
    v.optional(v.array(v.union([onPremisesPrefix, prefix])), []),
    "Prefixes on-premises, in place of those of local network gateways and point-to-site pools.",
  ),
  entries: described(
    v.optional(v.array(entry), []),
    "Appliances by which on-premises comes in, past the gateways: SD-WAN, IPsec on a virtual machine. Each is judged like a gateway.",
  ),
  complete: described(v.optional(v.boolean(), false), "The network under test is all that is joined: there are no other gateways."),
  strict: described(v.optional(v.boolean(), false), "Verdicts that rest on an assumption become inconclusive."),
  onInconclusive: described(v.optional(v.picklist(["advise", "fail"]), "advise"), "What an inconclusive path does."),
  hostRouteOverride: described(
    v.optional(hostRouteOverride, {}),
    "Whether an exact /32 user route at the gateway beats the endpoint's own /32 route while network policies are off.",
  ),
  levels: described(v.optional(levels, {}), "Enforcement by code."),
  exemptions: described(v.optional(v.array(exemption), []), "Paths that are accepted as they are, until a date."),
  baseline: described(
    v.optional(v.union([v.looseObject({}), v.string()])),
    "An earlier report: paths that fare no worse than in it are advice. The report itself; in a file also the name of a file, from the folder of that file.",
  ),
});

/** What users may write. */
export type ConfigurationInput = v.InferInput<typeof configurationSchema>;
/** The same with defaults filled in; shorthands are still as written. */
export type Configuration = v.InferOutput<typeof configurationSchema>;

/** Properties that the configuration is going to have; refused until they are built, never ignored. */
export const NOT_BUILT_YET: readonly string[] = ["context", "trustedContext"];

function addressFault(text: string): string | undefined {
  const parsed = parseAddress(text);
  if (typeof parsed === "string") return parsed;
  return parsed === 0 ? '"0.0.0.0" is nobody\'s address' : undefined;
}

function subnetFault(text: string): string | undefined {
  const name = parseSubnetName(text);
  if (name === undefined) return "expected NETWORK/SUBNET, the ARM id of a subnet or its URN, for example hub/sdwan";
  const parts = name.kind === "urn" ? [name.urn] : [name.network, name.subnet];
  if (text.includes("**")) return "** does not stand for anything here, expected * within a part";
  return parts.every((part) => /[^*]/.test(part))
    ? undefined
    : "a part without a literal character fits everything, for example *, expected hub-*/sdwan";
}

function prefixFault(text: string): string | undefined {
  const parsed = parsePrefix(text);
  return typeof parsed === "string" ? parsed : undefined;
}
