import { renderExplanations } from "../../src/report/render-explanation.ts";
import { renderFinding } from "../../src/report/render-finding.ts";
import { FIREWALL, path } from "./sample.ts";

const EXPLANATION = {
  path: path(),
  questions: [
    { question: "Are route-table network policies on?", answer: "yes", detail: "They are RouteTableEnabled (R41)." },
    { question: "Is the best other route user-defined?", answer: "no", detail: "It is the peering route 10.13.77.0/24 (R33)." },
  ],
  wayBack: ["Whether azfw translates is not known: no rules or policy of azfw are in sight.", "Labs saw replies come back (R65)."],
  remedy: {
    steps: ["add the route 10.13.77.0/24 → 10.13.76.68 to gateway-rt"],
    assumptions: ["CP-A10"],
    costs: ["1 path will cross the firewall: it must let this traffic through, and bear it."],
    snippets: [{ typescript: "new a.Route();", yaml: "resources:\n  r: {}" }],
  },
} as const;

test("an explanation is the path with all its routes, then the questions with their answers, the way back, and what mends it", () => {
  const text = [...renderExplanations([EXPLANATION], { firewalls: [FIREWALL] })].join("");
  expect(text).toBe(
    [
      "vpngw/sql: bypassed (CP-B03)",
      "",
      renderFinding(path(), { firewalls: [FIREWALL], beaten: "all" }),
      "",
      "Does the endpoint's own /32 route stay in force at the gateway?",
      "  1. Are route-table network policies on?",
      "     YES: They are RouteTableEnabled (R41).",
      "  2. Is the best other route user-defined?",
      "     NO: It is the peering route 10.13.77.0/24 (R33).",
      "",
      "The way back",
      "  Whether azfw translates is not known: no rules or policy of azfw are in sight.",
      "  Labs saw replies come back (R65).",
      "",
      "What mends it (traced: inspected then on assumption CP-A10, and no path worse)",
      "  1. Add the route 10.13.77.0/24 → 10.13.76.68 to gateway-rt.",
      "",
      "What it costs",
      "  - 1 path will cross the firewall: it must let this traffic through, and bear it.",
      "",
      "In TypeScript",
      "  new a.Route();",
      "",
      "In YAML",
      "  resources:",
      "    r: {}",
      "",
    ].join("\n"),
  );
});

test("several stand apart", () => {
  const text = [...renderExplanations([EXPLANATION, { ...EXPLANATION, path: path({ name: "web" }) }], { firewalls: [FIREWALL] })].join("");
  expect(text).toContain("\n\nvpngw/web: bypassed (CP-B03)\n");
});
