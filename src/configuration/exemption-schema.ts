import * as v from "valibot";
import { isDate } from "./dates.ts";
import { checked, closed } from "./schema-parts.ts";

/** What an exemption may say. It is to match what was meant and no more: every glob has a literal segment, and the number is limited. */

const DATE_PATTERN = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";

const stacks = checked(stacksFault, {
  description: "Glob over PROJECT/STACK: the stacks that it is for; every stack where it is left out.",
  pattern: "^[^/]+/[^/]+$",
  examples: ["network/prod"],
});

const max = v.pipe(
  v.number(),
  v.integer("expected a whole number"),
  v.minValue(1, "expected 1 or more"),
  v.metadata({ description: "The most pairs of gateway and endpoint that it may exempt; if more match, it exempts none." }),
);

export const exemption = v.pipe(
  closed({
    gateway: v.optional(glob("The gateways")),
    endpoint: v.optional(glob("The private endpoints")),
    subnet: v.optional(glob("The subnets of the endpoints")),
    stacks: v.optional(stacks),
    max: v.optional(max, 1),
    category: v.pipe(
      v.picklist(["waiver", "mitigated"]),
      v.metadata({ description: "waiver: the risk is accepted; mitigated: it is met by other means." }),
    ),
    reason: stated("Why it is acceptable."),
    approvedBy: stated("Who said so."),
    expires: checked(dateFault, {
      description: "The last day on which it counts, in UTC.",
      pattern: DATE_PATTERN,
      examples: ["2027-01-31"],
    }),
  }),
  v.check(
    ({ gateway, endpoint, subnet }) => gateway !== undefined || endpoint !== undefined || subnet !== undefined,
    "neither a gateway, an endpoint nor a subnet, expected at least one of them",
  ),
);

function glob(what: string) {
  return checked(globFault, { description: `${what}: a glob over ARM ids or URNs. \`*\` does not cross \`/\`.`, pattern: "^(/|urn:|\\*)" });
}

function stated(description: string) {
  return checked((text) => (text.trim() === "" ? "expected a text" : undefined), { description, minLength: 1 });
}

function globFault(text: string): string | undefined {
  if (!/^(?:\/|urn:|\*)/.test(text)) return "expected a glob over ARM ids or URNs, for example **/privateEndpoints/sql or **::sql";
  return hasLiteralSegment(text)
    ? undefined
    : `"${text}" has no literal segment, so that it could match anything; expected for example **/privateEndpoints/sql`;
}

function stacksFault(text: string): string | undefined {
  if (!/^[^/]+\/[^/]+$/.test(text)) return "expected PROJECT/STACK, for example network/prod or network/*";
  return hasLiteralSegment(text) ? undefined : `"${text}" has no literal segment; leave it out to mean every stack`;
}

/** ARM ids are cut by `/`, URNs by `::`. */
function hasLiteralSegment(glob: string): boolean {
  return glob.split(/\/|::/).some((segment) => segment !== "" && !segment.includes("*"));
}

function dateFault(text: string): string | undefined {
  return isDate(text) ? undefined : `"${text}" is no date, expected for example 2027-01-31`;
}
