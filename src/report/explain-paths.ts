import { overlaps, parsePrefix } from "../address/prefix.ts";
import { InputError } from "../certainty/input-error.ts";
import type { Intent } from "../model/intent.ts";
import type { Gateway } from "../model/network.ts";
import type { Topology } from "../topology/topology.ts";
import { explainWayBack } from "../verdict/way-back/explain-way-back.ts";
import type { ExplainedRemedy, Explanation, Question } from "./explanation.ts";
import { findByName } from "./find-by-name.ts";
import { rememberedPath, rememberedSearch } from "./path-outcomes.ts";
import { costSentences } from "./remedy-text.ts";
import { snippetOf } from "./render-snippet.ts";
import type { BeatenRoute, Hop, HopRoute, Path, Report } from "./report.ts";

export interface ExplainQuery {
  /** The endpoint: its name, its name in the program, its URN or ARM id. */
  readonly to: string;
  /** A prefix of on-premises: only paths with such a source. */
  readonly from?: string;
  readonly gateway?: string;
}

/** What there is to explain: a part of an analysis. */
export interface Explainable {
  readonly report: Report;
  readonly topology: Topology;
  readonly intent: Intent;
}

/** The paths to an endpoint, advertised or not, each with the two questions of the decision tree and the way back. Throws an InputError for names that match nothing or several. */
export function explainPaths({ report, topology, intent }: Explainable, { to, from, gateway }: ExplainQuery): readonly Explanation[] {
  const endpoint = findByName(topology.network.endpoints, to, "private endpoint", "--to");
  const vantage = gateway === undefined ? undefined : findByName(vantagePoints(topology), gateway, "gateway", "--gateway");
  const isFrom = sourceFilter(from);
  return [...report.paths, ...report.unadvertised]
    .filter((path) => path.endpoint.resource === endpoint.origin.resource)
    .filter((path) => vantage === undefined || (path.gateway.resource === vantage.origin.resource && path.gateway.name === vantage.name))
    .filter((path) => isFrom(path.sources))
    .map((path) => {
      const judged = rememberedPath(path);
      const wayBack = judged === undefined ? [] : explainWayBack(judged, topology, intent);
      return { path, questions: questionsOf(path), wayBack, remedy: explainRemedy(path) };
    });
}

function explainRemedy(path: Path): ExplainedRemedy | undefined {
  const remedy = rememberedSearch(path)?.remedy;
  if (remedy === undefined) return undefined;
  const snippets = path.remedies.flatMap(({ changes }) => changes.map(snippetOf));
  const { steps, assumptions, cost } = remedy;
  return { steps: steps.map(({ text }) => text), assumptions, costs: costSentences(cost), snippets };
}

function vantagePoints({ gateways }: Topology): readonly Gateway[] {
  return gateways.map(({ gateway }) => gateway);
}

/** Sources that are not known by prefix may always be meant. */
function sourceFilter(from: string | undefined): (sources: readonly string[]) => boolean {
  if (from === undefined) return () => true;
  const wanted = parsePrefix(from.includes("/") ? from : `${from}/32`);
  if (typeof wanted === "string") throw new InputError(`--from: ${wanted}`);
  return (sources) =>
    sources.some((source) => {
      const prefix = parsePrefix(source);
      return typeof prefix === "string" || overlaps(prefix, wanted);
    });
}

/** The two questions of the decision tree at the gateway, answered from the first hop (R33). */
function questionsOf({ endpoint, hops, gateway }: Path): readonly Question[] {
  const [first] = hops;
  return [policiesQuestion(endpoint.networkPolicies, endpoint.subnet), bestRouteQuestion(first, gateway)];
}

function policiesQuestion(policies: string, subnet: string): Question {
  const question = "Are route-table network policies enabled on the endpoint's subnet?";
  if (policies === "unknown")
    return { question, answer: "unknown", detail: `privateEndpointNetworkPolicies of ${subnet} is not known (R33, R41).` };
  const on = policies === "Enabled" || policies === "RouteTableEnabled";
  const meaning = on
    ? "so a user route can displace the endpoint's /32 route"
    : "so no user route shorter than /32 can displace the endpoint's /32 route";
  return {
    question,
    answer: on ? "yes" : "no",
    detail: `privateEndpointNetworkPolicies of ${subnet} is ${policies}, ${meaning} (R32, R33).`,
  };
}

function bestRouteQuestion(hop: Hop | undefined, { name: gateway, kind }: Path["gateway"]): Question {
  const where = kind === "appliance" ? "entry" : "gateway";
  const question = `Apart from the /32, is the best route to the endpoint at the ${where} a user-defined one?`;
  const ranked = hop === undefined ? [] : [...hop.chosen, ...hop.beaten].filter(({ nextHopType }) => nextHopType !== "InterfaceEndpoint");
  const [best] = ranked;
  if (best === undefined) return { question, answer: "unknown", detail: `No route at the ${where} is in sight (R33).` };
  const route = `${best.prefix} → ${best.nextHopType}${best.nextHop === null ? "" : ` ${best.nextHop}`}`;
  if (best.presence === "possible")
    return { question, answer: "unknown", detail: `The best other route on ${gateway} may be ${route}, which is not certain (R33).` };
  if (best.source === "User")
    return { question, answer: "yes", detail: `The best other route on ${gateway} is the user route ${route} (R33, R34).` };
  const loser = longestUserRoute(ranked, best);
  const shorter = loser === undefined ? "no user route covers the endpoint" : `the user route ${loser.prefix} is less specific`;
  return {
    question,
    answer: "no",
    detail: `The best other route on ${gateway} is ${route}, which is no user route; ${shorter} (R33, R34).`,
  };
}

function longestUserRoute(routes: readonly (HopRoute | BeatenRoute)[], best: HopRoute): HopRoute | undefined {
  return routes.find((route) => route.source === "User" && route !== best);
}
