import { Atoms } from "../address/atoms.ts";
import type { Gap } from "../certainty/known.ts";
import { compareText } from "../certainty/order.ts";
import type { Intent } from "../model/intent.ts";
import type { RoutingTables } from "../routing/subnet-routes.ts";
import type { Topology } from "../topology/topology.ts";
import { advice, type NetworkFinding } from "./finding.ts";
import { soundness } from "./gateway-soundness.ts";
import { endpointHalves, gatewayHalves } from "./half-checks.ts";
import type { JudgedNetwork } from "./judged-path.ts";
import { peeringSoundness } from "./peering-soundness.ts";
import { wayBackFindings } from "./way-back/findings.ts";

/** Everything that is to be said of the network besides its paths, in a total order and once each. */
export function findFindings(
  topology: Topology,
  intent: Intent,
  tables: RoutingTables,
  { paths }: JudgedNetwork,
): readonly NetworkFinding[] {
  const atoms = new Atoms(topology.boundaries);
  const findings = [
    ...endpointHalves(topology, intent),
    ...gatewayHalves(topology, intent, tables, atoms),
    ...soundness(topology, tables, atoms),
    ...wayBackFindings(paths, topology, intent),
    ...peeringSoundness(topology, paths),
    ...pastGateways(topology),
    ...unread(topology),
  ];
  const distinct = new Map(findings.map((each) => [`${each.code}\n${each.resource ?? ""}\n${each.message}`, each]));
  return [...distinct.keys()].sort(compareText).flatMap((key) => distinct.get(key) ?? []);
}

/** CP-I15: named even where no endpoint of the gateway is in sight, for a half check of another stack rests on the gateway. */
function pastGateways({ gateways }: Topology): readonly NetworkFinding[] {
  return gateways.flatMap(({ past }) => (past?.gaps ?? []).map((gap) => say("CP-I15", gap)));
}

/**
 * What is not modelled (CP-I05) and what could not be read or resolved (CP-I14): named even where no path is touched. What the deployment
 * will make known is no finding: paths that depend on it name it.
 */
function unread({ network }: Topology): readonly NetworkFinding[] {
  const unmodelled = new Set(network.unmodelled.map(({ gap }) => gap));
  const gaps = network.gaps.filter((gap) => gap.isPending !== true && !unmodelled.has(gap));
  return [...[...unmodelled].map((gap) => say("CP-I05", gap)), ...gaps.map((gap) => say("CP-I14", gap))];
}

function say(code: string, { resource, property, text }: Gap): NetworkFinding {
  return advice(code, resource, `${property === "" ? "" : `${property}: `}${text}`);
}
