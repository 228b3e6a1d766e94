import type { Cost } from "../remedy/cost.ts";
import type { ProvedRemedy } from "../remedy/remedy.ts";
import { MOST_ROUTES } from "../verdict/gateway-soundness.ts";
import { counted, enumerated, formatCount } from "./render-layout.ts";

/** The steps as one clause, without a full stop: `set … of spoke/ep to RouteTableEnabled, and add the route … to gateway-rt`. */
export function stepsText({ steps }: Pick<ProvedRemedy, "steps">): string {
  const texts = steps.map(({ text }) => text);
  return texts.length < 2 ? texts.join("") : `${texts.slice(0, -1).join(", ")}, and ${texts.at(-1)}`;
}

/** Who has to act, where the program only reads what must change; undefined where it is the program's own. */
export function ownersOf({ steps }: Pick<ProvedRemedy, "steps">): readonly string[] {
  return [...new Set(steps.flatMap(({ owner }) => owner ?? []))];
}

/** How many subnets are named in the short form. */
const FEW = 3;

/** The costs in short, as clauses. */
export function costClauses(cost: Cost): readonly string[] {
  const { otherWays, asymmetric, tables, superfluous } = cost;
  const others = otherWays.flatMap(({ subnets }) => subnets.slice(0, FEW));
  const count = otherWays.reduce((sum, { subnets }) => sum + subnets.length, 0);
  const names = count <= FEW ? enumerated(others) : `${others.slice(0, FEW - 1).join(", ")} and ${formatCount(count - FEW + 1)} more`;
  return [
    ...(otherWays.length === 0 ? [] : [`${counted(count, "other subnet")} (${names}) will send to the same endpoints another way`]),
    ...(asymmetric === 0 ? [] : [`replies on ${counted(asymmetric, "path")} may miss the firewall`]),
    ...tables.map(({ name, routes }) => `${name} will have ${routes} of ${MOST_ROUTES} routes`),
    ...(superfluous === 0 ? [] : [`${counted(superfluous, "/32 route")} will be superfluous`]),
  ];
}

/** The costs in full, a sentence each. */
export function costSentences(cost: Cost): readonly string[] {
  const { paths, otherWays, asymmetric, tables, superfluous } = cost;
  return [
    `${counted(paths, "path")} will cross the firewall: it must let this traffic through, and bear it.`,
    ...otherWays.map(
      ({ subnets, before, after }) =>
        `Network interfaces in ${enumerated(subnets)} will send to the same endpoints by ${after} instead of ${before} (R39): check that what is there lets it through.`,
    ),
    ...(asymmetric === 0
      ? []
      : [
          `Replies on ${counted(asymmetric, "path")} may miss the firewall, which drops what it sees half of (R62 to R68): let it translate the source.`,
        ]),
    ...tables.map(({ name, routes }) => `${name} will have ${routes} of the ${MOST_ROUTES} routes that Azure allows in a table (R19).`),
    ...(superfluous === 0 ? [] : [`${counted(superfluous, "/32 route")} to the same next hop will be superfluous, and can be removed.`]),
  ];
}
