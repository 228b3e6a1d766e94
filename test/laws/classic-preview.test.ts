import { analyse } from "../../src/analysis.ts";
import { type Act, afterActs } from "../support/hiding/act.ts";
import { withTrueDependencies } from "../support/hiding/true-dependencies.ts";
import { blogWorld } from "../support/world/hand-made.ts";
import { intentOf } from "../support/world/intent-of.ts";
import { renderWorld } from "../support/world/render-world.ts";
import { CLASSIC_SPELLINGS, describeSpelling } from "../support/world/respell.ts";
import type { World } from "../support/world/world.ts";

/** Facts: a preview of a new stack of the classic provider, in which no id is known and Azure has answered nothing, decides what was measured. */

const PREVIEW: readonly Act[] = [
  { kind: "new-stack" },
  ...["customDnsConfigs", "privateDnsZoneConfigs", "networkInterfaces"].map((property) => ({ kind: "hide-everywhere", property }) as const),
];

const WORLDS: readonly (readonly [string, World, string])[] = [
  [
    "exact prefixes and policies (S3)",
    blogWorld({ policies: "RouteTableEnabled", routes: ["10.13.77.0/24 via 10.13.76.68"] }),
    "inspected",
  ],
  ["a summary and policies (S4)", blogWorld({ policies: "RouteTableEnabled", routes: ["10.0.0.0/8 via 10.13.76.68"] }), "bypassed"],
  ["exact prefixes without policies (S5)", blogWorld({ policies: "Disabled", routes: ["10.13.77.0/24 via 10.13.76.68"] }), "bypassed"],
  ["no user routes (S1)", blogWorld({ policies: "Disabled", routes: [] }), "bypassed"],
];

const CASES = WORLDS.flatMap(([name, world, verdict]) =>
  CLASSIC_SPELLINGS.filter(({ refreshed }) => !refreshed).map(
    (spelling) => [name, describeSpelling(spelling), world, spelling, verdict] as const,
  ),
);

test.each(CASES)("%s, %s", (_, _spelling, world, spelling, verdict) => {
  const resources = afterActs(withTrueDependencies(renderWorld(world, spelling)), PREVIEW);
  const { paths } = analyse(resources, intentOf(world)).report;
  expect([...new Set(paths.map((path) => path.verdict))]).toEqual([verdict]);
});
