import type { Hop, HopRoute, Path } from "./report.ts";

/** Paths that differ in nothing but the endpoint, in the order of the report. Never empty. */
export interface PathGroup {
  readonly first: Path;
  readonly paths: readonly Path[];
}

/**
 * Puts paths together that are the same way for the same reason: one gateway, sources, endpoint subnet, verdict, code and hops,
 * the endpoint itself left out. Groups are in the order of their first paths.
 */
export function groupPaths(paths: Iterable<Path>): readonly PathGroup[] {
  const groups = new Map<string, { readonly first: Path; readonly paths: Path[] }>();
  const rules = new Map<string, string>();
  for (const path of paths) {
    const key = signatureOf(path, rules);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { first: path, paths: [path] });
    else group.paths.push(path);
  }
  return [...groups.values()];
}

/** One endpoint a path, each once, apart from the first. */
export function otherEndpoints({ first, paths }: PathGroup): readonly Path["endpoint"][] {
  const seen = new Set([first.endpoint.resource]);
  const others: Path["endpoint"][] = [];
  for (const { endpoint } of paths) {
    if (seen.has(endpoint.resource)) continue;
    seen.add(endpoint.resource);
    others.push(endpoint);
  }
  return others;
}

const SEPARATOR = "\u0001";

/** Writes what makes two paths the same into one text. Clauses repeat a lot, so the rules that they cite are kept. */
class Signature {
  readonly #parts: string[] = [];
  readonly #rules: Map<string, string>;
  readonly #endpoint: Path["endpoint"];

  constructor(endpoint: Path["endpoint"], rules: Map<string, string>) {
    this.#endpoint = endpoint;
    this.#rules = rules;
  }

  add(...texts: readonly string[]): void {
    for (const text of texts) this.#parts.push(text);
  }

  addResource(resource: string | null): void {
    this.#parts.push(resource === null || resource === this.#endpoint.resource ? "" : resource);
  }

  /** A host route of the endpoint counts as one, whatever the endpoint and the route's own name. */
  addRoute(route: HopRoute): void {
    const { addresses, resource } = this.#endpoint;
    this.add(route.source, route.nextHopType, route.nextHop ?? "", route.presence);
    if (!addresses.includes(route.prefix) && route.resource !== resource) this.add(route.prefix, route.resource ?? "");
  }

  /** A clause may quote the endpoint; the rules that it cites do not. */
  addClause(because: string): void {
    let rules = this.#rules.get(because);
    if (rules === undefined) {
      rules = because.match(/\bR\d+[a-z]?\b/g)?.join(" ") ?? because;
      this.#rules.set(because, rules);
    }
    this.#parts.push(rules);
  }

  toString(): string {
    return this.#parts.join(SEPARATOR);
  }
}

function signatureOf(path: Path, rules: Map<string, string>): string {
  const { gateway, endpoint } = path;
  const signature = new Signature(endpoint, rules);
  signature.add(gateway.resource ?? "", gateway.name, endpoint.subnet, endpoint.networkPolicies);
  signature.add(path.verdict, path.code ?? "", path.disposition, path.sources.join(","));
  for (const [index, hop] of path.hops.entries()) addHop(signature, hop, index === path.hops.length - 1);
  for (const { code, resource, property } of path.assumptions) {
    signature.add("assumed", code, property ?? "");
    signature.addResource(resource);
  }
  for (const { resource, property } of path.gaps) {
    signature.add("gap", property);
    signature.addResource(resource);
  }
  return signature.toString();
}

function addHop(signature: Signature, hop: Hop, isLast: boolean): void {
  // The last hop, where no route is taken any more, is the endpoint.
  signature.add("hop", isLast && hop.chosen.length === 0 ? "" : hop.node, hop.via ?? "");
  for (const route of hop.chosen) signature.addRoute(route);
  signature.add("beaten");
  for (const route of hop.beaten) {
    signature.addRoute(route);
    signature.addClause(route.because);
  }
}
