import { analyse } from "../../src/analysis.ts";
import type { Path, Report } from "../../src/report/report.ts";
import type { Resource } from "../../src/resources/resource.ts";
import { type Act, afterActs, describeAct } from "../support/hiding/act.ts";
import { type Deviation, deviations, pairsOf } from "../support/hiding/compare-hidden.ts";
import { actsOf, HIDING, type Kinds, LOOSE_DEPENDENCIES, type Sketch, WRONG_DEPENDENCIES } from "../support/hiding/random-acts.ts";
import { withTrueDependencies } from "../support/hiding/true-dependencies.ts";
import { everyoneInWan, intentOfWan } from "../support/wan/intent-of-wan.ts";
import { restsOnFalsehood, type WanScene } from "../support/wan/premises.ts";
import { type ConfiguredWan, randomWan } from "../support/wan/random-wan.ts";
import { vantagesOf, wanVerdict } from "../support/wan/reference.ts";
import { wanStack } from "../support/wan/wan-stack.ts";
import type { Generation } from "../support/world/classic.ts";
import { randomOf } from "../support/world/random.ts";

/** The laws on random virtual WANs. `CHOKEPOINT_HIDINGS` says how many of each. */

const CASES = Number(process.env["CHOKEPOINT_HIDINGS"] ?? 250);
const TIMEOUT = 60_000 + CASES * 100;

interface Wan extends ConfiguredWan {
  readonly seed: number;
}

const WANS: readonly Wan[] = Array.from({ length: CASES }, (_, seed) => ({ seed, ...randomWan(randomOf(seed + 9_000_001)) }));

test.each([
  ["deployed", undefined],
  ["preview", undefined],
  ["deployed", "6"],
  ["preview", "6"],
  ["deployed", "5"],
  ["preview", "5"],
] as const)(
  "%s, classic provider %s: every verdict is that of the rules as they are written",
  (state, classic) => {
    for (const wan of WANS) {
      const { paths } = reportOn(wanStack(wan.sketch, state === "preview", classic), wan, false);
      const found = paths.map(({ gateway, endpoint, verdict }) => `${gateway.name} ${endpoint.name} ${verdict}`);
      const isLess = state === "preview" && hasMixedTable(wan);
      const left = isLess
        ? paths.filter(({ verdict }) => verdict === "inconclusive").map((path) => `${path.gateway.name} ${path.endpoint.name}`)
        : [];
      const wanted = expected(wan).filter((text) => !left.includes(text.slice(0, text.lastIndexOf(" "))));
      const all = [...wanted, ...left.map((pair) => `${pair} inconclusive`)];
      expect({ ...wan, found: found.sort() }).toEqual({ ...wan, found: all.sort() });
    }
  },
  TIMEOUT,
);

test("the random WANs show every verdict, with one hub and with several", () => {
  const seen = new Set(
    WANS.flatMap((wan) => expected(wan).map((text) => `${Object.keys(wan.sketch.hubs).length > 1} ${text.split(" ")[2]}`)),
  );
  expect([...seen].sort()).toEqual(
    ["bypassed", "inconclusive", "inspected", "undelivered"].flatMap((verdict) => [`false ${verdict}`, `true ${verdict}`]).sort(),
  );
});

test(
  "strict: hiding values, and any dependencies, turn a verdict into inconclusive or leave it",
  () => {
    for (const wan of WANS) {
      const { acts, found } = hidden(wan, [...HIDING, ...LOOSE_DEPENDENCIES, ...WRONG_DEPENDENCIES], true);
      expectNothing(wan, acts, found);
    }
  },
  TIMEOUT,
);

test(
  "with assumptions: a decided verdict is the true one, or names a premise that does not hold",
  () => {
    // A next hop that belongs to nothing in the program has no dependency to tell it by: any that is said is a wrong one.
    for (const wan of WANS.filter((each) => !hasStranger(each))) {
      const { acts, found, scene } = hidden(wan, [...HIDING, ...LOOSE_DEPENDENCIES], false);
      const isExplained = ({ pair, path }: Deviation): boolean => path !== undefined && restsOnFalsehood(path, pair, scene);
      expectNothing(
        wan,
        acts,
        found.filter((each) => !isExplained(each)),
      );
    }
  },
  TIMEOUT,
);

/** What is told of the WAN otherwise than it is, after some acts. */
function hidden(
  wan: Wan,
  kinds: Kinds,
  strict: boolean,
): { readonly acts: readonly Act[]; readonly found: readonly Deviation[]; readonly scene: WanScene } {
  const truth = withTrueDependencies(wanStack(wan.sketch, false, spellingOf(wan)));
  const random = randomOf(wan.seed + 31);
  const number = (): number => random.below(1_000_000);
  const drawn = Array.from({ length: 1 + random.below(6) }, (): Sketch => [number(), number(), number(), number()]);
  const acts = actsOf(drawn, kinds, truth);
  const told = afterActs(truth, acts);
  const found = deviations(pairsOf(reportOn(truth, wan, strict), everyoneInWan(wan)), reportOn(told, wan, strict), wan.complete);
  return { acts, found, scene: { sketch: wan.sketch, truth, told } };
}

function expectNothing(wan: Wan, acts: readonly Act[], found: readonly Deviation[]): void {
  if (found.length === 0) return;
  const assumed = (path: Path | undefined): string => (path?.assumptions ?? []).map(({ code, text }) => ` [${code}: ${text}]`).join("");
  expect({ wan: JSON.stringify(wan), acts: acts.map(describeAct), wrong: found.map(({ text, path }) => `${text}${assumed(path)}`) }).toBe(
    "nothing",
  );
}

test(
  "the order of the resources changes nothing",
  () => {
    for (const wan of WANS.slice(0, Math.ceil(CASES / 3))) {
      const stack = wanStack(wan.sketch, false, spellingOf(wan));
      const shuffled = randomOf(wan.seed).shuffle(stack);
      const [one, other] = [stack, shuffled].map((resources) => JSON.stringify(reportOn(resources, wan, false)));
      expect({ wan, isSame: one === other }).toEqual({ wan, isSame: true });
    }
  },
  TIMEOUT,
);

/** Of a list of routes to connections and to appliances a preview tells only that it depends on all of these. */
function hasMixedTable({ sketch }: ConfiguredWan): boolean {
  return Object.values(sketch.hubs).some(({ routes = {} }) => {
    const through = Object.values(routes).filter((target) => target in sketch.networks).length;
    return through > 0 && through < Object.keys(routes).length;
  });
}

function hasStranger({ sketch }: ConfiguredWan): boolean {
  return Object.values(sketch.hubs).some(({ intent, routes = {} }) => intent === "other" || Object.values(routes).includes("other"));
}

/** Two of three in the words of the classic provider. */
function spellingOf({ seed }: Wan): Generation | undefined {
  return ([undefined, "5", "6"] as const)[seed % 3];
}

function reportOn(resources: readonly Resource[], wan: Wan, strict: boolean): Report {
  return analyse(resources, { ...intentOfWan(wan), strict }).report;
}

function expected(wan: Wan): readonly string[] {
  const networks = Object.keys(wan.sketch.networks);
  const known = vantagesOf(wan).flatMap(({ name, from }) =>
    networks.flatMap((network) => {
      const verdict = wanVerdict(wan, from, network);
      return verdict === undefined ? [] : [`${name} ${network}-pe ${verdict}`];
    }),
  );
  // An appliance in a hub may be an entry (CP-I07): it is routed like a gateway, and told of where that would come past the firewall.
  const suspected = Object.entries(wan.sketch.hubs).flatMap(([hub, { appliance }]) =>
    networks.flatMap((network) => {
      const verdict = appliance === true ? wanVerdict(wan, { kind: "gateway", hub, type: "VpnGateway" }, network) : undefined;
      return verdict === "bypassed" || verdict === "inconclusive" ? [`${hub}-sdwan ${network}-pe inconclusive`] : [];
    }),
  );
  return [...known, ...suspected];
}
