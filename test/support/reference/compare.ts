import type { HopRoute, Path, Report } from "../../../src/report/report.ts";
import { isWithin } from "./addresses.ts";
import type { ReferencePath, ReferenceResult } from "./reference.ts";
import { UNSEEN } from "./unseen-gateways.ts";

/** Where a report says something else than the reference, a line for each difference; empty where they agree. */
export function differences(expected: ReferenceResult, report: Report): readonly string[] {
  return [
    ...expected.paths.filter(({ gateway }) => gateway !== UNSEEN).flatMap((path) => differencesOf(path, expected, report)),
    ...unseenDifferences(expected, report),
    ...setDifference(
      "unreached",
      expected.unreached,
      report.unreached.map(({ endpoint }) => lastPart(endpoint)),
    ),
    ...strangers(expected, report),
  ];
}

/** Several gateways that are not in sight have one name: what is said of them is compared as a whole. */
function unseenDifferences({ paths }: ReferenceResult, report: Report): readonly string[] {
  const unseen = paths.filter(({ gateway, status }) => gateway === UNSEEN && status !== "none");
  const pairs = new Map(unseen.map((path) => [`${path.endpoint} ${path.address}`, path]));
  return [...pairs].flatMap(([pair, path]) => {
    const wanted = unseen.filter((each) => `${each.endpoint} ${each.address}` === pair);
    const found = report.paths.filter((each) => isAbout(each, path));
    const [expected, told] = [wanted, found].map((each) =>
      each
        .map(({ verdict }) => verdict)
        .sort()
        .join(", "),
    );
    if (expected !== told) return [`${UNSEEN} to ${pair}: expected ${expected || "none"}, found ${told || "none"}`];
    const [only, ...others] = found;
    if (only === undefined || others.length > 0) return [];
    // A path of several addresses is about one gateway: another one with the same name may fare otherwise at some of them.
    const same = unseen.filter(({ verdict }) => verdict === only.verdict);
    return wanted.flatMap((each) => outcomeDifferences(each, { paths: same, unreached: [] }, only));
  });
}

function differencesOf(expected: ReferencePath, all: ReferenceResult, report: Report): readonly string[] {
  const where = `${expected.gateway} to ${expected.endpoint} ${expected.address}`;
  const paths = report.paths.filter((path) => isAbout(path, expected));
  const unadvertised = report.unadvertised.filter((path) => isAbout(path, expected));
  const status = paths.length > 0 ? "path" : unadvertised.length > 0 ? "unadvertised" : "none";
  if (paths.length + unadvertised.length > 1) return [`${where}: judged ${paths.length + unadvertised.length} times`];
  if (status !== expected.status) return [`${where}: expected ${expected.status}, found ${status}`];
  const [found] = [...paths, ...unadvertised];
  if (expected.isSuspected === true)
    return found === undefined || found.code === "CP-I07" ? [] : [`${where}: expected CP-I07, found ${found.code}`];
  return found === undefined
    ? []
    : [...outcomeDifferences(expected, all, found), ...hopDifferences(expected, found)].map((text) => `${where}: ${text}`);
}

/** A path that stands for several addresses lists what any of them rests on. */
function outcomeDifferences(expected: ReferencePath, { paths }: ReferenceResult, found: Path): readonly string[] {
  if (found.verdict !== expected.verdict) return [`expected ${expected.verdict}, found ${found.verdict}`];
  if (found.verdict === "inconclusive") return [];
  if (!expected.dispositions.includes(found.disposition)) {
    return [`expected ${expected.verdict} by ${expected.dispositions.join(" or ")}, found ${found.disposition}`];
  }
  const rests = paths.filter((path) => isAbout(found, path)).flatMap(({ assumptions }) => assumptions);
  const told = found.assumptions.map(({ code }) => code);
  return setDifference("assumptions", rests, told);
}

/**
 * The routes chosen at the gateway; further on only where there is one way. Where one of several is true, a report may
 * tell of some: it must not tell of others. Where a loop is noticed is a matter of taste.
 */
function hopDifferences(expected: ReferencePath, found: Path): readonly string[] {
  const hops = found.hops.filter(({ chosen }) => chosen.length > 0);
  const first = (hops[0]?.chosen ?? []).map((route) => describeChosen(route, expected.address));
  if (first.length === 0 || first.some((route) => !expected.firstHop.includes(route))) {
    return [`chosen at the gateway: expected ${expected.firstHop.join(" or ")}, found ${first.join(" or ") || "none"}`];
  }
  const line = hops.map(({ node, chosen }) => `${node}: ${chosen.map((route) => describeChosen(route, expected.address)).join(" or ")}`);
  const wanted = expected.line?.map(({ subnet, chosen }) => `${subnet}: ${chosen}`);
  if (wanted === undefined || expected.dispositions.includes("loop") || line.join("\n") === wanted.join("\n")) return [];
  return [`expected the hops\n    ${wanted.join("\n    ")}\n  found\n    ${line.join("\n    ")}`];
}

/** A chosen route as the reference writes it. A path that stands for several addresses writes their /32 routes as one. */
function describeChosen({ source, prefix, nextHopType, nextHop }: HopRoute, address: string): string {
  const told = prefix.replace("<address>", address);
  return [source, told, nextHopType, ...(nextHopType === "VirtualAppliance" && nextHop !== null ? [nextHop] : [])].join(" ");
}

/** Paths of pairs and addresses that the world does not have. */
function strangers({ paths }: ReferenceResult, report: Report): readonly string[] {
  return [...report.paths, ...report.unadvertised]
    .filter((path) => !paths.some((expected) => isAbout(path, expected)))
    .map(({ id, endpoint }) => `${id} (${endpoint.addresses.join(", ")}): no such gateway, endpoint and address`);
}

function isAbout(path: Path, { gateway, endpoint, address }: ReferencePath): boolean {
  return (
    path.gateway.name === gateway && path.endpoint.name === endpoint && path.endpoint.addresses.some((piece) => isWithin(address, piece))
  );
}

function setDifference(what: string, expected: readonly string[], found: readonly string[]): readonly string[] {
  const [wanted, got] = [expected, found].map((values) => [...new Set(values)].sort().join(", "));
  return wanted === got ? [] : [`${what}: expected ${wanted || "none"}, found ${got || "none"}`];
}

function lastPart(name: string): string {
  return name.split("/").at(-1) ?? name;
}
