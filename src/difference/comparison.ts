import { compareText } from "../certainty/order.ts";
import { resourceName } from "../report/render-words.ts";
import type { HopRoute, Path, Report, Summary, Verdict } from "../report/report.ts";
import { compareVerdicts } from "../verdict/judge.ts";
import { matchPaths } from "./match-paths.ts";
import type { Counterpart } from "./match-pieces.ts";
import type { Aliases } from "./renames.ts";

/** What became of the paths between two reports, version 1. Paths whose verdict is the same are left out. */
export interface Comparison {
  readonly version: 1;
  readonly before: Summary;
  readonly after: Summary;
  /** The worst first. */
  readonly changes: readonly Change[];
}

/** The worst first. */
export const CHANGE_KINDS = ["worse", "added", "removed", "better"] as const;

export type ChangeKind = (typeof CHANGE_KINDS)[number];

export interface Change {
  readonly kind: ChangeKind;
  /** Names of the gateway and the endpoint. */
  readonly gateway: string;
  readonly endpoint: string;
  /** CIDR texts of those addresses of the endpoint that it holds for; empty: not known. */
  readonly addresses: readonly string[];
  readonly before: Outcome | null;
  readonly after: Outcome | null;
  /** What is different where the two ways part; empty where there is one way only, or both look alike. */
  readonly differences: readonly Difference[];
}

export interface Outcome {
  readonly id: string;
  readonly verdict: Verdict;
  readonly code: string | null;
  readonly exempted: boolean;
}

export interface Difference {
  /** The subnet or gateway that it is of: `hub/GatewaySubnet`. */
  readonly place: string;
  readonly property: string;
  readonly before: string;
  readonly after: string;
}

/** A change with the path that there is now, for whoever decides what it means. */
export interface FoundChange {
  readonly change: Change;
  readonly after: Path | undefined;
}

/** Finds the paths of which the verdict changed, and those that are new or gone. `aliases`: former URNs of the resources of the later one. */
export function findChanges(before: Report, after: Report, aliases: Aliases): readonly FoundChange[] {
  const counterparts = matchPaths(before.paths, after.paths, aliases).flatMap((pair) => pair.counterparts);
  return counterparts
    .flatMap((each): readonly FoundChange[] => {
      const kind = kindOf(each);
      return kind === undefined ? [] : [{ change: changeOf(kind, each), after: each.after }];
    })
    .sort((a, b) => compareChanges(a.change, b.change));
}

function kindOf({ before, after }: Counterpart): ChangeKind | undefined {
  if (before === undefined) return "added";
  if (after === undefined) return "removed";
  const order = compareVerdicts(after.verdict, before.verdict);
  return order === 0 ? undefined : order < 0 ? "worse" : "better";
}

function changeOf(kind: ChangeKind, { before, after, addresses }: Counterpart): Change {
  const named = after ?? before;
  return {
    kind,
    gateway: named?.gateway.name ?? "",
    endpoint: named?.endpoint.name ?? "",
    addresses,
    before: outcomeOf(before),
    after: outcomeOf(after),
    differences: before === undefined || after === undefined ? [] : differencesOf(before, after),
  };
}

function outcomeOf(path: Path | undefined): Outcome | null {
  return path === undefined ? null : { id: path.id, verdict: path.verdict, code: path.code, exempted: path.exemption !== null };
}

function differencesOf(before: Path, after: Path): readonly Difference[] {
  const place = after.endpoint.subnet;
  return [
    ...differing(place, "privateEndpointNetworkPolicies", before.endpoint.networkPolicies, after.endpoint.networkPolicies),
    ...differing(after.gateway.name, "mode", before.gateway.mode ?? "none", after.gateway.mode ?? "none"),
    ...partingOf(before, after),
  ];
}

/** What is different at the first hop where the two ways are not the same: what follows, follows from it. */
function partingOf(before: Path, after: Path): readonly Difference[] {
  for (let index = 0; index < Math.max(before.hops.length, after.hops.length); index += 1) {
    const [was, is] = [before.hops[index], after.hops[index]];
    const [chosen, choice] = [routesText(was?.chosen), routesText(is?.chosen)];
    const place = is?.node ?? was?.node ?? "";
    if (was?.node !== is?.node) return differing(place, "next place", was?.node ?? "none", is?.node ?? "none");
    if (chosen !== choice) return differing(place, "chosen route", chosen, choice);
  }
  return [];
}

function routesText(routes: readonly HopRoute[] = []): string {
  const texts = routes.map(({ source, prefix, nextHopType, nextHop, presence, resource }) => {
    const origin = resource === null ? "" : `(${resourceName(resource)})`;
    return [source, prefix, "→", nextHopType, nextHop ?? "", origin, presence === "possible" ? "possibly" : ""]
      .filter((part) => part !== "")
      .join(" ");
  });
  return texts.length === 0 ? "none" : texts.join(", ");
}

function differing(place: string, property: string, before: string, after: string): readonly Difference[] {
  return before === after ? [] : [{ place, property, before, after }];
}

function compareChanges(a: Change, b: Change): number {
  return (
    CHANGE_KINDS.indexOf(a.kind) - CHANGE_KINDS.indexOf(b.kind) ||
    compareVerdicts(verdictOf(a), verdictOf(b)) ||
    compareText(idOf(a), idOf(b)) ||
    compareText(a.addresses.join(), b.addresses.join())
  );
}

function verdictOf({ before, after }: Change): Verdict {
  return (after ?? before)?.verdict ?? "inspected";
}

function idOf({ before, after }: Change): string {
  return `${after?.id ?? ""} ${before?.id ?? ""}`;
}
