import type { Gap } from "../certainty/known.ts";
import { synchronisedOrNot } from "./synchronisation.ts";
import type { Link, Topology } from "./topology.ts";

/**
 * Something open about a peering. A peering is in force or not for all look-ups at once: a packet cannot take it in one direction and miss it
 * in the other. So is a half synchronised or not (R10b).
 */
export interface Question {
  readonly name: string;
  readonly gap: Gap | undefined;
  /** What becomes of each link by one of the answers. Exactly one of them is true. */
  readonly answers: readonly ((link: Link) => readonly Link[])[];
}

/** Every link of which something is open, by why. */
export type OpenLinks = ReadonlyMap<string, Link>;

export function openLinks({ links }: Topology): OpenLinks {
  const open = [...links.values()].flat().filter(isOpen);
  return new Map(open.flatMap((link) => gapsOf(link).map((gap) => [keyOfGap(gap), link] as const)));
}

function gapsOf({ gap, unsynchronised }: Link): readonly Gap[] {
  return [gap, unsynchronised?.gap].filter((each) => each !== undefined);
}

function keyOfGap({ resource, property, text }: Gap): string {
  return [resource, property, text].join("\n");
}

/** The first question that any of the gaps is about. Undefined: none of them is about a peering. */
export function openQuestion({ links }: Topology, open: OpenLinks, gaps: Iterable<Gap>): Question | undefined {
  const keys = [...new Set([...gaps].map(keyOfGap))].sort();
  for (const key of keys) {
    const link = open.get(key);
    if (link === undefined) continue;
    if (link.presence === "certain") return aboutSynchronisation(link);
    const leads = [...links.values()].flat().filter((each) => each.presence === "possible" && keyOf(each) === keyOf(link));
    return aboutPresence(link, leads);
  }
  return undefined;
}

/** The topologies that may be true, one for each answer. */
export function settled(topology: Topology, { answers }: Question): readonly Topology[] {
  return answers.map((answer) => {
    const links = new Map([...topology.links].map(([network, list]) => [network, list.some(isOpen) ? list.flatMap(answer) : list]));
    return { ...topology, links };
  });
}

function isOpen(link: Link): boolean {
  return link.to !== undefined && (link.presence === "possible" || mayBeSynchronised(link));
}

/** Where it is settled that a half is not, only what was recorded is left of its ranges. */
function mayBeSynchronised({ ranges, unsynchronised }: Link): boolean {
  return unsynchronised !== undefined && ranges !== unsynchronised.recorded;
}

/** Of the peering; both of its directions have the same. */
function keyOf({ half, remoteHalf }: Link): string {
  return (half ?? remoteHalf)?.key ?? "";
}

/** In force for both directions, or not; where it is not known which network the peering leads to, it leads to one of them. */
function aboutPresence(first: Link, leads: readonly Link[]): Question {
  const name = keyOf(first);
  const isAsked = (link: Link): boolean => link.presence === "possible" && keyOf(link) === name;
  const leadsTo =
    (pair: string | undefined) =>
    (link: Link): readonly Link[] =>
      !isAsked(link) ? [link] : pairOf(link) === pair ? [{ ...link, presence: "certain", gap: undefined }] : [];
  const pairs = [...new Set(leads.map(pairOf))].sort();
  return { name, gap: first.gap, answers: [...pairs.map(leadsTo), leadsTo(undefined)] };
}

function pairOf({ from, to }: Link): string {
  return [from, to].sort().join("\n");
}

/** One question for each direction. */
function aboutSynchronisation(link: Link): Question {
  const { unsynchronised } = link;
  if (unsynchronised === undefined) throw new Error(`the peering ${keyOf(link)} is synchronised`);
  const { yes, no } = synchronisedOrNot(link, unsynchronised);
  const becomes =
    (answer: Link) =>
    (each: Link): readonly Link[] => [each === link ? answer : each];
  return { name: `${keyOf(link)} of ${link.from}`, gap: unsynchronised.gap, answers: [becomes(yes), becomes(no)] };
}
