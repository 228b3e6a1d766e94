import type { Disposition, Verdict } from "../../../src/report/report.ts";
import type { World, WorldEndpoint } from "../world/world.ts";
import { splitSubnet } from "../world/world.ts";
import { isUnadvertised } from "./advertising.ts";
import { inEveryWorld, type Unknowns } from "./alternatives.ts";
import { withFastPath } from "./fast-path.ts";
import { HitTable } from "./hits.ts";
import { arePeered } from "./peerings.ts";
import { mayComeTo, mayGoOnTo } from "./route-servers.ts";
import type { Setting, Way } from "./setting.ts";
import { networkOf, startOf } from "./setting.ts";
import type { Suspect } from "./suspects.ts";
import { suspectsIn } from "./suspects.ts";
import type { Leaf, ReferenceHop } from "./trace.ts";
import { BY_SERVER, traceFrom } from "./trace.ts";
import { networksWithUnseenGateway, UNSEEN, unseenGateway } from "./unseen-gateways.ts";
import { bothHappen, inTheLightOf, oneIsTrue } from "./verdicts.ts";

/** What the reference says of one gateway, endpoint and address. */
export interface ReferencePath {
  readonly gateway: string;
  readonly endpoint: string;
  readonly address: string;
  /** `none`: nothing leads from the gateway to the endpoint's network. `unadvertised`: it would, but on-premises is not told (R23). */
  readonly status: "path" | "unadvertised" | "none";
  readonly verdict: Verdict;
  /** Every way in which the deciding branches end; one unless branches with the same verdict end differently. */
  readonly dispositions: readonly Disposition[];
  /** What the deciding branches rest on. */
  readonly assumptions: readonly string[];
  /** The routes that may be chosen at the gateway; several where that is not known. */
  readonly firstHop: readonly string[];
  /** It begins at an appliance that may be an entry, and may not. */
  readonly isSuspected?: true;
  /** The firewalls in sight that may have it first, on the ways that lead past one. */
  readonly inspectors: readonly string[];
  /** The network where it begins, or those in which it may. */
  readonly from: readonly string[];
  /** Every hop, where there is one way only; else undefined. */
  readonly line: readonly ReferenceHop[] | undefined;
}

export interface ReferenceResult {
  readonly paths: readonly ReferencePath[];
  /** Names of the endpoints that no gateway has a path to. */
  readonly unreached: readonly string[];
}

/** Judges every gateway, endpoint and address of a world: slowly, and as the rules are written. */
export function judgeWorld(world: World, hits: HitTable = new HitTable()): ReferenceResult {
  const known = [...world.gateways, ...world.configuration.entries].map(
    (gateway): Vantage => ({ name: gateway.name, inWorld: () => gateway }),
  );
  const unseen = networksWithUnseenGateway(world).map(
    ({ network }): Vantage => ({ name: UNSEEN, inWorld: (unknowns) => unseenGateway(world, network, unknowns) }),
  );
  const certain = [...known, ...unseen].flatMap((vantage) =>
    world.endpoints.flatMap((endpoint) =>
      asPair(endpoint.addresses.map((address) => judgeAddress(world, hits, vantage, endpoint, address))),
    ),
  );
  const open = suspectsIn(world).flatMap((suspect) =>
    world.endpoints.flatMap((endpoint) =>
      endpoint.addresses.map((address) => {
        if (suspect.isUnseen === true) return fromUnseen(world, suspect, endpoint, address);
        const vantage: Vantage = {
          name: suspect.name,
          inWorld: (unknowns) => ({ name: suspect.name, subnet: placeOfSuspect(suspect, unknowns) }),
        };
        return asSuspected(judgeAddress(world, hits, vantage, endpoint, address), suspect);
      }),
    ),
  );
  const paths = [...certain, ...open];
  const reached = new Set(paths.filter(({ status }) => status !== "none").map(({ endpoint }) => endpoint));
  return { paths, unreached: world.endpoints.map(({ name }) => name).filter((name) => !reached.has(name)) };
}

/** Who is told of one address of an endpoint knows of the pair. */
function asPair(paths: readonly ReferencePath[]): readonly ReferencePath[] {
  const isKnown = paths.some(({ status }) => status === "path");
  return paths.map((path) => (isKnown && path.status === "unadvertised" ? { ...path, status: "path" } : path));
}

function placeOfSuspect({ name, subnets }: Suspect, unknowns: Unknowns): string {
  return unknowns.ask(`${name} sends on from`, subnets);
}

/** Nothing is known of what leads on from there: it may be anything, to any appliance around. */
function fromUnseen(world: World, { name, subnets }: Suspect, endpoint: WorldEndpoint, address: string): ReferencePath {
  const goal = networkOf(endpoint);
  const [subnet = ""] = subnets;
  const { network } = splitSubnet(subnet);
  const mayLead = inEveryWorld((unknowns) => {
    const setting: Setting = { world, unknowns, record: () => undefined };
    return network === goal || arePeered(setting, network, goal) || mayComeTo(setting, subnet, goal);
  });
  const status = mayLead.includes(true) ? "path" : "none";
  const nothing = { dispositions: [], assumptions: [], firstHop: [], inspectors: [], from: [], line: undefined };
  return { gateway: name, endpoint: endpoint.name, address, status, verdict: "inconclusive", ...nothing, isSuspected: true };
}

/** Of an appliance that may be an entry there is nothing to say where nothing from there would come past the firewall. */
function asSuspected(path: ReferencePath, { isSure }: Suspect): ReferencePath {
  const isSafe = isSure && (path.verdict === "inspected" || path.verdict === "undelivered");
  return { ...path, status: isSafe ? "none" : path.status, verdict: "inconclusive", isSuspected: true };
}

/** A gateway; one that is not in sight may be of any kind, or not there. */
interface Vantage {
  readonly name: string;
  readonly inWorld: (unknowns: Unknowns) => Way | undefined;
}

function judgeAddress(world: World, hits: HitTable, vantage: Vantage, endpoint: WorldEndpoint, address: string): ReferencePath {
  const worlds = inEveryWorld((unknowns) => {
    const setting: Setting = { world, unknowns, record: hits.record };
    const gateway = vantage.inWorld(unknowns);
    if (gateway === undefined) return { leaves: NOWHERE, leads: false, unadvertised: false };
    const through = traceFrom(setting, gateway, endpoint, address);
    const ways = "subnet" in gateway ? through : withFastPath(setting, gateway, endpoint, address, through);
    const leaves = ways.map((leaf) => inTheLightOf(world, leaf));
    for (const { verdict, disposition } of leaves) hits.recordEnd(`${disposition}, ${verdict}`);
    return {
      leaves,
      leads: leads(setting, gateway, endpoint, leaves),
      unadvertised: !("subnet" in gateway) && isUnadvertised(setting, gateway, networkOf(endpoint), address),
    };
  });
  const leaves = worlds.flatMap((complete) => complete.leaves);
  const unadvertised = worlds.every((complete) => complete.unadvertised);
  return {
    gateway: vantage.name,
    endpoint: endpoint.name,
    address,
    status: !worlds.some((complete) => complete.leads) ? "none" : unadvertised ? "unadvertised" : "path",
    ...oneIsTrue(worlds.map((complete) => bothHappen(complete.leaves))),
    firstHop: [...new Set(leaves.map(({ hops }) => hops[0]?.chosen ?? ""))].sort(),
    inspectors: [
      ...new Set(leaves.flatMap(({ inspector, verdict }) => (verdict === "inspected" && inspector !== undefined ? inspector : []))),
    ].sort(),
    from: [...new Set(leaves.flatMap(({ hops }) => (hops[0] === undefined ? [] : splitSubnet(hops[0].subnet).network)))].sort(),
    line: onlyLine(leaves),
  };
}

/** A path leads to the endpoint's network if that is the gateway's, or next to it, or next to an appliance on the way; or where a firewall that denies it would send it. */
function leads(setting: Setting, way: Way, endpoint: WorldEndpoint, leaves: readonly Leaf[]): boolean {
  const goal = networkOf(endpoint);
  const hops = leaves.flatMap((leaf) => leaf.hops);
  const passed = hops.map(({ subnet }) => splitSubnet(subnet).network);
  if ([startOf(way).network, ...passed].some((network) => network === goal || arePeered(setting, network, goal))) return true;
  if (leaves.some(({ deniedIn }) => deniedIn !== undefined && mayGoOnTo(setting, deniedIn, goal))) return true;
  return hops.some(({ chosen, subnet }) => chosen === BY_SERVER && mayComeTo(setting, subnet, goal));
}

/** What is said of a gateway that is not there: nothing. */
const NOWHERE: readonly Leaf[] = [{ verdict: "inconclusive", disposition: "insufficient-information", assumptions: [], hops: [] }];

function onlyLine(leaves: readonly Leaf[]): readonly ReferenceHop[] | undefined {
  const lines = new Map(leaves.map(({ hops }) => [JSON.stringify(hops), hops]));
  return lines.size === 1 ? leaves[0]?.hops : undefined;
}
