import type { Path, Report, Verdict } from "../../../src/report/report.ts";
import { isWithin } from "../reference/addresses.ts";
import type { World } from "../world/world.ts";

/** What a report says of one gateway, endpoint and address. */
export interface Pair {
  readonly gateway: string;
  readonly endpoint: string;
  readonly address: string;
  /** Undefined: nothing is said to lead there. */
  readonly verdict: Verdict | undefined;
  readonly isAdvertised: boolean;
}

/** Every gateway with every endpoint and address of a network of which all is known. */
export function pairsOf({ paths, unadvertised }: Report, everyone: Everyone): readonly Pair[] {
  return everyone.gateways.flatMap((gateway) =>
    everyone.endpoints.flatMap(({ name: endpoint, addresses }) =>
      addresses.map((address): Pair => {
        const isThis = (path: Path): boolean => path.gateway.name === gateway && path.endpoint.name === endpoint && mayHave(path, address);
        const path = paths.find(isThis);
        return { gateway, endpoint, address, verdict: (path ?? unadvertised.find(isThis))?.verdict, isAdvertised: path !== undefined };
      }),
    ),
  );
}

export interface Everyone {
  readonly gateways: readonly string[];
  readonly endpoints: readonly { readonly name: string; readonly addresses: readonly string[] }[];
}

/** Every way in of the network, and every endpoint. */
export function everyoneIn({ gateways, endpoints, configuration }: World): Everyone {
  return { gateways: [...gateways, ...configuration.entries].map(({ name }) => name), endpoints };
}

/** What somebody who knows less says of a pair, where it is something else than the truth. */
export interface Deviation {
  readonly pair: Pair;
  /** The path that says it; undefined where the pair has vanished. */
  readonly path: Path | undefined;
  readonly text: string;
}

/** Every decided claim of `told` that is not the truth. A path that became inconclusive is none, nor is an endpoint about which all is open. */
export function deviations(truth: readonly Pair[], told: Report, complete: boolean): readonly Deviation[] {
  return truth.flatMap((pair) => [...wrongClaims(pair, told), ...vanished(pair, told, complete)]);
}

/** What no path leads to cannot be delivered: to say so is no wrong claim about the packet. */
const WITHOUT_PATH: Verdict = "undelivered";

function wrongClaims(pair: Pair, told: Report): readonly Deviation[] {
  const about = [...told.paths, ...told.unadvertised].filter((path) => path.gateway.name === pair.gateway && isAbout(path, pair));
  return about
    .filter(({ verdict }) => verdict !== "inconclusive" && verdict !== (pair.verdict ?? WITHOUT_PATH))
    .map((path) => ({ pair, path, text: `${describe(pair)} is told to be ${path.verdict} (${path.code ?? path.disposition})` }));
}

/** On-premises is told of a pair, and then not: a bypass would shrink to advice. */
function vanished(pair: Pair, told: Report, complete: boolean): readonly Deviation[] {
  if (pair.verdict === undefined || !pair.isAdvertised) return [];
  const stays = told.paths.some((path) => [pair.gateway, "unknown"].includes(path.gateway.name) && isAbout(path, pair));
  // In an open world an endpoint without a path counts as inconclusive.
  const isOpen = !complete && told.unreached.some(({ endpoint }) => endpoint === pair.endpoint);
  return stays || isOpen ? [] : [{ pair, path: undefined, text: `${describe(pair)} has vanished` }];
}

/**
 * Endpoints of which nothing doubtful is told any more, though in truth an appliance that may be an entry leads to them past the firewall
 * (CP-I07): who knows less may not be told that all is well.
 */
export function silenced({ paths }: Report, everyone: Everyone, told: Report, complete: boolean): readonly Deviation[] {
  // In an open world an endpoint without a path counts as inconclusive.
  const unreached = new Set(complete ? [] : told.unreached.map(({ endpoint }) => endpoint));
  const suspected = paths.filter(({ code }) => code === "CP-I07");
  return everyone.endpoints.flatMap(({ name: endpoint, addresses }) =>
    addresses.flatMap((address): readonly Deviation[] => {
      const pair: Pair = { gateway: "", endpoint, address, verdict: "inconclusive", isAdvertised: true };
      const isOpen = ({ verdict }: Path): boolean => verdict === "inconclusive" || verdict === "bypassed";
      const suspect = suspected.find((path) => isAbout(path, pair));
      const isStillOpen = unreached.has(endpoint) || told.paths.some((path) => isOpen(path) && isAbout(path, pair));
      if (suspect === undefined || isStillOpen) return [];
      return [{ pair, path: undefined, text: `${describe({ ...pair, gateway: suspect.gateway.name })} is not doubtful any more` }];
    }),
  );
}

function isAbout(path: Path, { endpoint, address }: Pair): boolean {
  return path.endpoint.name === endpoint && mayHave(path, address);
}

/** A path whose addresses are not known is about each that the endpoint may have. */
function mayHave({ endpoint }: Path, address: string): boolean {
  return endpoint.addresses.length === 0 || endpoint.addresses.some((piece) => isWithin(address, piece));
}

function describe({ gateway, endpoint, address, verdict, isAdvertised }: Pair): string {
  const truth = verdict === undefined ? "no path" : isAdvertised ? verdict : `${verdict} but unadvertised`;
  return `${gateway} to ${endpoint} ${address}, in truth ${truth},`;
}
