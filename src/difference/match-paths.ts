import { append } from "../certainty/order.ts";
import type { Path } from "../report/report.ts";
import { type End, endpointOf, gatewayOf } from "./identity.ts";
import { type Counterpart, matchPieces } from "./match-pieces.ts";
import { type Aliases, findRenames } from "./renames.ts";

/** The paths of one gateway and one endpoint, before and after: one path, or one for each piece of the endpoint's addresses. */
export interface Pair {
  readonly before: readonly Path[];
  readonly after: readonly Path[];
  readonly counterparts: readonly Counterpart[];
}

/** Finds the paths of one report again in another, in the order of the later one, then those that are gone. */
export function matchPaths(before: readonly Path[], after: readonly Path[], aliases: Aliases): readonly Pair[] {
  const [beforeEnds, afterEnds] = [before.map(endsOf), after.map(endsOf)];
  const gateways = findRenames(beforeEnds.map(gatewayIn), afterEnds.map(gatewayIn), aliases);
  const endpoints = findRenames(beforeEnds.map(endpointIn), afterEnds.map(endpointIn), aliases);
  const beforeByPair = new Map<string, Path[]>();
  const afterByPair = new Map<string, Path[]>();
  for (const { path, gateway, endpoint } of beforeEnds) append(beforeByPair, pairKey(gateway.key, endpoint.key), path);
  for (const { path, gateway, endpoint } of afterEnds) {
    const key = pairKey(gateways.get(gateway.key) ?? gateway.key, endpoints.get(endpoint.key) ?? endpoint.key);
    append(afterByPair, key, path);
  }
  return [...new Set([...afterByPair.keys(), ...beforeByPair.keys()])].map((key) => {
    const paths = { before: beforeByPair.get(key) ?? [], after: afterByPair.get(key) ?? [] };
    return { ...paths, counterparts: matchPieces(paths.before, paths.after) };
  });
}

interface Ends {
  readonly path: Path;
  readonly gateway: End;
  readonly endpoint: End;
}

function endsOf(path: Path): Ends {
  return { path, gateway: gatewayOf(path), endpoint: endpointOf(path) };
}

function gatewayIn({ gateway }: Ends): End {
  return gateway;
}

function endpointIn({ endpoint }: Ends): End {
  return endpoint;
}

function pairKey(gateway: string, endpoint: string): string {
  return `${gateway}\n${endpoint}`;
}
