import { analyse } from "../../src/analysis.ts";
import { append } from "../../src/certainty/order.ts";
import { type Change, type Comparison, findChanges } from "../../src/difference/comparison.ts";
import { renderComparison } from "../../src/difference/render-comparison.ts";
import { renderComparisonMarkdown } from "../../src/difference/render-markdown.ts";
import { plain } from "../../src/report/render-paint.ts";
import type { Path, Report } from "../../src/report/report.ts";
import { inspectedPath, path, report } from "../report/sample.ts";
import { intentOf } from "../support/world/intent-of.ts";
import { randomWorld } from "../support/world/random-world.ts";
import { renderWorld } from "../support/world/render-world.ts";

const SQL = "10.13.77.6";

function comparison(before: readonly Path[], after: readonly Path[]): Comparison {
  const [was, is] = [report(before), report(after)];
  return { version: 1, before: was.summary, after: is.summary, changes: changesOf(was, is) };
}

function changesOf(before: Report, after: Report): readonly Change[] {
  return findChanges(before, after, new Map()).map(({ change }) => change);
}

describe("a comparison", () => {
  const mixed = comparison(
    [
      inspectedPath("sql", SQL),
      path({ name: "kv", address: "10.13.77.7" }),
      path({ name: "old", address: "10.13.77.8" }),
      path({ name: "same" }),
    ],
    [
      path(),
      inspectedPath("kv", "10.13.77.7"),
      inspectedPath("new", "10.13.77.9"),
      path({ name: "bad", address: "10.13.77.10" }),
      path({ name: "same" }),
    ],
  );

  test("has the worst first, and nothing that is the same", () => {
    expect(mixed.changes.map(({ kind, endpoint, before, after }) => [kind, endpoint, before?.verdict, after?.verdict])).toEqual([
      ["worse", "sql", "inspected", "bypassed"],
      ["added", "bad", undefined, "bypassed"],
      ["added", "new", undefined, "inspected"],
      ["removed", "old", "bypassed", undefined],
      ["better", "kv", "bypassed", "inspected"],
    ]);
  });

  test("says where the ways part, and nothing of what follows from it", () => {
    expect(mixed.changes[0]?.differences).toEqual([
      {
        place: "hub/GatewaySubnet",
        property: "chosen route",
        before: "User 10.13.77.0/24 → VirtualAppliance 10.13.76.68 (gateway-rt)",
        after: "Default 10.13.77.6/32 → InterfaceEndpoint (sql)",
      },
    ]);
  });

  test("names the network policies and the mode of the gateway where they changed", () => {
    const before = path({ gateway: { ...path().gateway, mode: "active-standby" }, verdict: "inconclusive" });
    const after = path({ endpoint: { ...path().endpoint, networkPolicies: "Disabled" } });
    expect(comparison([before], [after]).changes[0]?.differences).toEqual([
      { place: "spoke1/ep", property: "privateEndpointNetworkPolicies", before: "RouteTableEnabled", after: "Disabled" },
      { place: "vpngw", property: "mode", before: "active-standby", after: "active-active" },
    ]);
  });

  test.each([40, 60, 100])("fits %i columns, but for what cannot be broken", (width) => {
    const lines = [...renderComparison(mixed, width, plain)].join("").split("\n");
    expect(lines.filter((line) => line.length > width && line.trim().includes(" "))).toEqual([]);
  });

  test("is a table that no name breaks out of, in Markdown", () => {
    const name = "a|b](http://x)<img src=x>@all`\u202e\n#";
    const text = [...renderComparisonMarkdown(comparison([], [path({ name })]))].join("");
    const [, , , , row = ""] = text.split("\n");
    expect(row.match(/(?<!\\)\|/g)).toHaveLength(5);
    expect(row).not.toMatch(/<img|@all|(?<!\\)\]\(|:\/\/|(?<!\\)`|\u202e/);
  });
});

describe("law: a comparison agrees with the two audits", () => {
  const reportOf = (seed: number): Report => {
    const world = randomWorld(seed);
    return analyse(renderWorld(world, { style: "standalone", refreshed: false }), intentOf(world)).report;
  };
  const reports = Array.from({ length: 120 }, (_, seed) => reportOf(seed));

  test("with itself a network has no changes", () => {
    expect(reports.filter((each) => changesOf(each, each).length > 0)).toEqual([]);
  });

  /** The verdicts of each pair of gateway and endpoint, by their URNs; of pairs in several pieces nothing is said here. */
  const verdicts = ({ paths }: Report): ReadonlyMap<string, string> => {
    const pairs = new Map<string, Path[]>();
    for (const path of paths) append(pairs, `${path.gateway.resource} ${path.endpoint.resource}`, path);
    return new Map(
      [...pairs].flatMap(([pair, own]) => (own.length === 1 && own[0] !== undefined ? [[pair, own[0].verdict] as const] : [])),
    );
  };

  test("of a pair in one piece it says what the verdicts say", () => {
    let compared = 0;
    for (const [index, before] of reports.entries()) {
      const after = reports[(index + 1) % reports.length] ?? before;
      const changes = findChanges(before, after, new Map());
      const [was, is] = [verdicts(before), verdicts(after)];
      for (const path of after.paths) {
        const pair = `${path.gateway.resource} ${path.endpoint.resource}`;
        const [one, other] = [was.get(pair), is.get(pair)];
        if (one === undefined || other === undefined) continue;
        compared += 1;
        const own = changes
          .filter((each) => each.after === path && each.change.before !== null)
          .map(({ change }) => `${change.before?.verdict} ${change.after?.verdict}`);
        expect(new Set(own)).toEqual(new Set(one === other ? [] : [`${one} ${other}`]));
      }
    }
    expect(compared).toBeGreaterThan(20);
  });

  test("backwards, worse is better and added is removed, pair by pair", () => {
    const kinds = (before: Report, after: Report): readonly string[] =>
      changesOf(before, after)
        .filter(({ before: one, after: other }) => !`${one?.id}${other?.id}`.includes("#"))
        .map(({ kind, gateway, endpoint }) => `${kind} ${gateway} ${endpoint}`)
        .sort();
    const mirror: Readonly<Record<string, string>> = { worse: "better", better: "worse", added: "removed", removed: "added" };
    for (const [index, before] of reports.entries()) {
      const after = reports[(index + 1) % reports.length] ?? before;
      const mirrored = kinds(before, after).map((text) => text.replace(/^\w+/, (kind) => mirror[kind] ?? kind));
      expect(
        kinds(after, before)
          .map((each) => each.split(" ")[0])
          .sort(),
      ).toEqual(mirrored.map((each) => each.split(" ")[0]).sort());
    }
  });
});
