import { anyIntersects } from "../address/prefix.ts";
import { readNetwork } from "../azure/read-network.ts";
import { append } from "../certainty/order.ts";
import type { Intent } from "../model/intent.ts";
import type { Resource } from "../resources/resource.ts";
import { applyChanges } from "../resources/resource-change.ts";
import { withoutDependencies } from "../resources/without-dependencies.ts";
import { RoutingTables } from "../routing/subnet-routes.ts";
import { buildTopology } from "../topology/build-topology.ts";
import type { Topology } from "../topology/topology.ts";
import { compareVerdicts } from "../verdict/judge.ts";
import { judgePaths } from "../verdict/judge-paths.ts";
import type { JudgedNetwork, JudgedPath } from "../verdict/judged-path.ts";
import type { Verdict } from "../verdict/judgement.ts";
import type { Step } from "./candidate.ts";

/** A network with its paths. */
export interface Judged {
  readonly topology: Topology;
  readonly tables: RoutingTables;
  readonly judged: JudgedNetwork;
}

/** Reads, builds and judges the resources as they are after the steps: nothing of the network before is taken over. */
export function judgeAfter(resources: readonly Resource[], steps: Iterable<Step>, intent: Intent): Judged {
  const changes = [...steps].flatMap((step) => step.changes);
  const changed = applyChanges(resources, changes);
  const network = readNetwork(intent.strict ? changed.map(withoutDependencies) : changed);
  const topology = buildTopology(network, intent.complete, intent.entries);
  const tables = new RoutingTables(topology, intent);
  return { topology, tables, judged: judgePaths(topology, intent, tables) };
}

/** Advertised or not: no change may harm either. */
export function allPaths({ judged }: Judged): readonly JudgedPath[] {
  return [...judged.paths, ...judged.unadvertised];
}

/** Paths by their gateway and endpoint: what is before and what is after a change is found again by them. */
export class PathIndex {
  readonly paths: ReadonlySet<JudgedPath>;
  readonly #byPair = new Map<string, JudgedPath[]>();

  constructor(paths: readonly JudgedPath[]) {
    this.paths = new Set(paths);
    for (const path of paths) append(this.#byPair, pairOf(path), path);
  }

  /** The paths of the same gateway and endpoint that share an address with this one; where addresses are not known, all of the two. */
  counterparts(path: JudgedPath): readonly JudgedPath[] {
    const all = this.#byPair.get(pairOf(path)) ?? [];
    return all.filter((other) => isSameStretch(path, other));
  }
}

function pairOf({ gateway, endpoint }: JudgedPath): string {
  return `${gateway?.gateway.key}\n${endpoint.endpoint.key}`;
}

function isSameStretch(a: JudgedPath, b: JudgedPath): boolean {
  return a.intervals.length === 0 || b.intervals.length === 0 || anyIntersects(a.intervals, b.intervals);
}

/** The worst verdict of those paths; undefined where there is none. */
function worstVerdict(paths: readonly JudgedPath[]): Verdict | undefined {
  return paths.map(({ judgement }) => judgement.verdict).sort(compareVerdicts)[0];
}

/** Paths that a change harms: they fare worse than before, or are new and not inspected. */
export function harmedPaths(before: PathIndex, after: PathIndex): readonly JudgedPath[] {
  const isNewHarm = (path: JudgedPath): boolean => path.judgement.verdict !== "inspected" && before.counterparts(path).length === 0;
  return [...[...before.paths].filter((path) => isWorse(path, after)), ...[...after.paths].filter(isNewHarm)];
}

/** Whether a path fares worse than before, or is gone although it was inspected. */
function isWorse(before: JudgedPath, after: PathIndex): boolean {
  const worst = worstVerdict(after.counterparts(before));
  return worst === undefined ? before.judgement.verdict === "inspected" : compareVerdicts(worst, before.judgement.verdict) < 0;
}

/** Whether everything that has become of the path is inspected. */
export function isMended(before: JudgedPath, after: PathIndex): boolean {
  return worstVerdict(after.counterparts(before)) === "inspected";
}
