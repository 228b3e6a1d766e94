import * as v from "valibot";
import { reportSchema, verdictSchema } from "../report/report-schema.ts";
import { CHANGE_KINDS } from "./comparison.ts";

/** What `compare --format json` prints: `schema/comparison.json` is made from it. A test keeps it and the types of `comparison.ts` the same. */

const outcome = v.nullable(v.strictObject({ id: v.string(), verdict: verdictSchema, code: v.nullable(v.string()), exempted: v.boolean() }));

const change = v.strictObject({
  kind: v.picklist(CHANGE_KINDS),
  gateway: v.string(),
  endpoint: v.string(),
  addresses: v.pipe(
    v.array(v.string()),
    v.metadata({ description: "Those of the endpoint that it holds for, as CIDR; empty: not known." }),
  ),
  before: outcome,
  after: outcome,
  differences: v.pipe(
    v.array(v.strictObject({ place: v.string(), property: v.string(), before: v.string(), after: v.string() })),
    v.metadata({ description: "What is different where the two ways part." }),
  ),
});

export const comparisonSchema = v.strictObject({
  version: v.literal(1),
  before: reportSchema.entries.summary,
  after: reportSchema.entries.summary,
  changes: v.pipe(v.array(change), v.metadata({ description: "Paths whose verdict changed, the worst first." })),
});
