import { rememberedOutcome } from "./path-outcomes.ts";
import { clean, counted } from "./render-layout.ts";
import { endpointText, exemptionText } from "./render-words.ts";
import type { BeatenRoute, Hop, HopRoute, Path } from "./report.ts";

/** Paths that differ in nothing but the endpoint, in the order of the report. Never empty. */
export interface PathGroup {
  readonly first: Path;
  readonly paths: readonly Path[];
}

/**
 * Puts paths together that are the same way for the same reason: one gateway, sources, endpoint subnet, verdict, code, hops and
 * exemption, the endpoint itself left out. Groups are in the order of their first paths.
 */
export function groupPaths(paths: Iterable<Path>): readonly PathGroup[] {
  const groups = new Map<string, OpenGroup>();
  const byOutcome = new Map<object, OpenGroup>();
  const signatures = new Signatures();
  for (const path of paths) {
    const outcome = path.exemption === null ? rememberedOutcome(path) : undefined;
    const known = outcome === undefined ? undefined : byOutcome.get(outcome);
    const group = known ?? groupOf(path, signatures.of(path), groups);
    if (outcome !== undefined && known === undefined) byOutcome.set(outcome, group);
    group.paths.push(path);
  }
  return [...groups.values()];
}

interface OpenGroup {
  readonly first: Path;
  readonly paths: Path[];
}

function groupOf(path: Path, signature: string, groups: Map<string, OpenGroup>): OpenGroup {
  const group = groups.get(signature) ?? { first: path, paths: [] };
  groups.set(signature, group);
  return group;
}

/** `vpngw → sql (10.13.77.6) and 41 more endpoints of spoke1/ep` */
export function groupSubject({ first, paths }: PathGroup): string {
  const count = new Set(paths.map(({ endpoint }) => endpoint.resource)).size;
  const more = count === 1 ? "" : ` and ${counted(count - 1, "more endpoint")}`;
  return `${clean(first.gateway.name)} → ${endpointText(first.endpoint)}${more} of ${clean(first.endpoint.subnet)}`;
}

/** What is accepted, and how, in a line: `vpngw → sql (10.13.77.6) of spoke1/ep: bypassed (CP-B03), waiver until …`. */
export function outcomeLine(group: PathGroup): string {
  const { verdict, code, exemption } = group.first;
  return `${groupSubject(group)}: ${verdict}${code === null ? "" : ` (${clean(code)})`}${exemption === null ? "" : `, ${exemptionText(exemption)}`}`;
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

/** Writes what makes two paths the same into one text. Routes and clauses are shared by many paths, so what is written of them is kept. */
class Signatures {
  readonly #routes = new WeakMap<HopRoute, number>();
  readonly #lists = new WeakMap<readonly HopRoute[], string>();
  readonly #numbers = new Map<string, number>();

  of(path: Path): string {
    const { gateway, endpoint, sources, verdict, code, disposition } = path;
    const parts = [
      path.exemption === null ? "" : JSON.stringify(path.exemption),
      gateway.resource,
      gateway.name,
      sources.join(","),
      endpoint.subnet,
      endpoint.networkPolicies,
      verdict,
      code,
      disposition,
    ];
    for (const hop of path.hops) parts.push(this.#hopOf(hop, endpoint));
    for (const assumption of path.assumptions) parts.push(assumption.code, assumption.property, foreign(assumption.resource, endpoint));
    for (const gap of path.gaps) parts.push(gap.property, foreign(gap.resource, endpoint));
    return parts.join(SEPARATOR);
  }

  /** The last hop, where no route is taken any more, is the endpoint. */
  #hopOf({ node, via, chosen, beaten }: Hop, endpoint: Path["endpoint"]): string {
    return ["hop", chosen.length === 0 ? "" : node, via, this.#listOf(chosen, endpoint), this.#listOf(beaten, endpoint)].join(SEPARATOR);
  }

  #listOf(routes: readonly HopRoute[], endpoint: Path["endpoint"]): string {
    let text = this.#lists.get(routes);
    if (text !== undefined) return text;
    text = routes.map((route) => this.#routeOf(route, endpoint)).join();
    if (!routes.some(mayBeOwn)) this.#lists.set(routes, text);
    return text;
  }

  /** A host route of the endpoint counts as one, whatever the endpoint and the route's own name. */
  #routeOf(route: HopRoute, { addresses, resource }: Path["endpoint"]): number {
    if (mayBeOwn(route) && (addresses.includes(route.prefix) || route.resource === resource)) return this.#numberOf(describeRoute(route));
    let number = this.#routes.get(route);
    if (number === undefined) {
      number = this.#numberOf([describeRoute(route), route.prefix, route.resource ?? ""].join(SEPARATOR));
      this.#routes.set(route, number);
    }
    return number;
  }

  /** Equal texts have equal numbers: a hundred thousand signatures are short then. */
  #numberOf(text: string): number {
    const number = this.#numbers.get(text) ?? this.#numbers.size;
    this.#numbers.set(text, number);
    return number;
  }
}

function foreign(resource: string | null, endpoint: Path["endpoint"]): string | null {
  return resource === endpoint.resource ? "" : resource;
}

/** Only a host route can be about the endpoint itself. */
function mayBeOwn({ prefix }: HopRoute): boolean {
  return prefix.endsWith("/32");
}

/** A clause may quote the endpoint; the rules that it cites do not. */
function describeRoute(route: HopRoute | BeatenRoute): string {
  const rules = "because" in route ? (route.because.match(/\bR\d+[a-z]?\b/g)?.join(" ") ?? route.because) : "";
  return [route.source, route.nextHopType, route.nextHop ?? "", route.presence, rules].join(SEPARATOR);
}
