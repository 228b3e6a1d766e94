import { rememberedPath } from "../../../src/report/path-outcomes.ts";
import type { Path, Report, Verdict } from "../../../src/report/report.ts";
import { isWithin } from "../reference/addresses.ts";

/** What a preview said of the pairs on which the deployed stack is decided. */
export interface Tally {
  readonly right: number;
  /** Each in words. */
  readonly wrong: readonly string[];
  readonly open: readonly OpenPair[];
}

/** What a preview leaves open and the deployed stack decides. */
export interface OpenPair {
  /** Of the deployed stack. */
  readonly truth: Path;
  readonly address: string;
  /** The code and the place of what keeps it open. */
  readonly reason: string;
}

/** Compares each gateway, endpoint and address of the deployed stack with what the preview said of it. */
export function tallyOf(preview: Report, deployed: Report): Tally {
  const verdicts = pathsOf(deployed).flatMap((truth) => truth.endpoint.addresses.map((piece) => compare(truth, piece, preview)));
  return {
    right: verdicts.filter((each) => each === "right").length,
    wrong: verdicts.flatMap((each) => (typeof each === "object" && "wrong" in each ? [each.wrong] : [])),
    open: verdicts.flatMap((each) => (typeof each === "object" && "open" in each ? [each.open] : [])),
  };
}

export function sumOf(tallies: readonly Tally[]): Tally {
  return {
    right: tallies.reduce((sum, { right }) => sum + right, 0),
    wrong: tallies.flatMap(({ wrong }) => wrong),
    open: tallies.flatMap(({ open }) => open),
  };
}

/** The part of the decided among all, 0 to 1. */
export function decidedPart({ right, wrong, open }: Tally): number {
  return (right + wrong.length) / (right + wrong.length + open.length);
}

type Comparison = "right" | { readonly wrong: string } | { readonly open: OpenPair } | undefined;

/** Undefined where neither decides. What is decided in the preview alone is wrong: a deployment knows more. */
function compare(truth: Path, piece: string, preview: Report): Comparison {
  const [address = ""] = piece.split("/");
  const told = pathsOf(preview).filter((path) => isSamePair(path, truth) && mayHave(path, address));
  const decided = told.map(({ verdict }) => verdict).filter((verdict) => verdict !== "inconclusive");
  const other = decided.find((verdict) => verdict !== truth.verdict);
  if (other !== undefined) return { wrong: describe(truth, address, other) };
  if (truth.verdict === "inconclusive") return undefined;
  const [path] = told.filter(({ verdict }) => verdict === "inconclusive");
  if (path !== undefined) return { open: { truth, address, reason: `${path.code} ${describePlace(path.gaps[0]?.property ?? "")}` } };
  return decided.length > 0 ? "right" : { wrong: describe(truth, address, "nothing") };
}

/** Whether another deployment judges the pair otherwise. Where Azure chooses the address, it may have chosen another one there. */
export function isOtherwise({ truth, address }: OpenPair, other: Report): boolean {
  const paths = pathsOf(other).filter((path) => isSamePair(path, truth));
  const same = paths.filter((path) => mayHave(path, address));
  return paths.length === 0 || (same.length > 0 ? same : paths).some(({ verdict }) => verdict !== truth.verdict);
}

function pathsOf({ paths, unadvertised }: Report): readonly Path[] {
  return [...paths, ...unadvertised];
}

/** By URN: names are not known before the deployment. A gateway that is not in sight goes by what proves it; a way in of which nothing is known may be any. */
function isSamePair(path: Path, truth: Path): boolean {
  if (path.gateway.resource !== truth.gateway.resource || path.endpoint.resource !== truth.endpoint.resource) return false;
  const gateway = gatewayKeyOf(path);
  return gateway === undefined || gateway === gatewayKeyOf(truth);
}

function gatewayKeyOf(path: Path): string | undefined {
  return rememberedPath(path)?.gateway?.gateway.key;
}

function mayHave({ endpoint }: Path, address: string): boolean {
  return endpoint.addresses.length === 0 || endpoint.addresses.some((piece) => isWithin(address, piece));
}

function describe({ id, verdict, code }: Path, address: string, told: Verdict | "nothing"): string {
  return `${id} ${address} is ${verdict} (${code}), the preview said ${told}`;
}

/** `routes[3].nextHopIpAddress` → `routes[].nextHopIpAddress`. */
function describePlace(property: string): string {
  return property === "" ? "(the path as a whole)" : property.replaceAll(/\d+/g, "");
}
