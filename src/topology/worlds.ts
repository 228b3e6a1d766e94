import type { Gap } from "../certainty/known.ts";
import { synchronisedOrNot } from "./synchronisation.ts";
import type { Link, Topology } from "./topology.ts";

/** The ways in which the peerings that are only possible may turn out: exactly one of the topologies is true. */
export interface Worlds {
  readonly topologies: readonly Topology[];
  /** Why there is more than one. */
  readonly gaps: readonly Gap[];
}

/** With more than this open they stay merely possible, each look-up for itself: less is decided then, nothing wrongly. */
const MOST_OPEN = 5;

/**
 * Tells the worlds apart that matter among the given networks. A peering is in force or not for all look-ups at once: a packet cannot take
 * it in one direction and miss it in the other. So is a half synchronised or not (R10b).
 */
export function worldsAmong(topology: Topology, networks: ReadonlySet<string>): Worlds {
  const questions = new Map<string, Gap | undefined>();
  for (const network of networks) {
    for (const link of topology.links.get(network) ?? [])
      if (networks.has(link.to ?? "")) for (const { question, gap } of questionsOf(link)) questions.set(question, gap);
  }
  if (questions.size === 0 || questions.size > MOST_OPEN) return { topologies: [topology], gaps: [] };
  let topologies: readonly Topology[] = [topology];
  for (const question of [...questions.keys()].sort()) {
    topologies = topologies.flatMap((each) => [settle(each, question, true), settle(each, question, false)]);
  }
  return { topologies, gaps: [...questions.values()].filter((gap) => gap !== undefined) };
}

/** What is open about a link: the link if it is so, and if it is not. */
interface Question {
  readonly question: string;
  readonly gap: Gap | undefined;
  readonly yes: readonly Link[];
  readonly no: readonly Link[];
}

/** Whether it is in force is one question for both directions; whether it is synchronised is one for each. */
function questionsOf(link: Link): readonly Question[] {
  if (link.to === undefined) return [];
  const peering = (link.half ?? link.remoteHalf)?.key ?? "";
  const questions: Question[] = [];
  if (link.presence === "possible")
    questions.push({ question: peering, gap: link.gap, yes: [{ ...link, presence: "certain", gap: undefined }], no: [] });
  if (link.unsynchronised !== undefined) {
    const { yes, no } = synchronisedOrNot(link, link.unsynchronised);
    questions.push({ question: `${peering} of ${link.from}`, gap: link.unsynchronised.gap, yes: [yes], no: [no] });
  }
  return questions;
}

function settle(topology: Topology, question: string, answer: boolean): Topology {
  const links = new Map<string, readonly Link[]>();
  for (const [network, list] of topology.links) {
    links.set(
      network,
      list.flatMap((link): readonly Link[] => {
        const found = questionsOf(link).find((each) => each.question === question);
        return found === undefined ? [link] : answer ? found.yes : found.no;
      }),
    );
  }
  return { ...topology, links };
}
