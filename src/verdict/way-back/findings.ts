import { compareText } from "../../certainty/order.ts";
import type { Intent } from "../../model/intent.ts";
import type { AddressHolder, NetworkInterface, ReplyTag, ScaleSet } from "../../model/network.ts";
import type { VirtualHub } from "../../model/virtual-wan.ts";
import { subnetName } from "../../topology/subnet-name.ts";
import type { Topology } from "../../topology/topology.ts";
import type { Trace } from "../../tracing/trace.ts";
import { advice, type NetworkFinding } from "../finding.ts";
import { type JudgedPath, type PathWay, waysOf } from "../judged-path.ts";
import { stateOf } from "./explain-way-back.ts";
import { taggedBehind } from "./translation.ts";
import { hubOfHalfFlow, mayBeVpn, nextHopOf, type WayBack, wayBackOf } from "./way-back.ts";

/** Something that is said once of all paths that it is true of. */
interface Situation {
  readonly code: string;
  readonly resource: string | undefined;
  /** Where paths of the same key differ: their gateways and endpoints' subnets, by name. */
  readonly say: (gateways: string, subnets: string) => string;
  readonly key: string;
}

/** CP-W01 to CP-W04: where replies may miss the firewall, or cross it alone. One finding for a firewall and situation, however many paths. */
export function wayBackFindings(paths: readonly JudgedPath[], topology: Topology, intent: Intent): readonly NetworkFinding[] {
  const groups = new Map<string, { readonly situation: Situation; readonly gateways: Set<string>; readonly subnets: Set<string> }>();
  // Addresses that fare alike share a trace, and with it their gateway and the endpoints' subnet.
  const seen = new Set<Trace>();
  for (const path of paths) {
    const { subnet } = path;
    if (subnet === undefined) continue;
    const ways = waysOf(path).filter(({ trace }) => !seen.has(trace));
    for (const { trace } of ways) seen.add(trace);
    for (const situation of ways.flatMap((way) => situationsOf(path, way, topology, intent))) {
      const group = groups.get(situation.key) ?? { situation, gateways: new Set(), subnets: new Set() };
      groups.set(situation.key, group);
      group.gateways.add(path.gateway?.gateway.name ?? "unknown");
      group.subnets.add(subnetName(subnet, topology));
    }
  }
  return [...groups.values()].map(({ situation: { code, resource, say }, gateways, subnets }) =>
    advice(code, resource, say(listed(gateways), listed(subnets))),
  );
}

/** Whether replies on the path may miss the firewall that its requests cross, or cross it alone. */
export function mayMissFirewall(path: JudgedPath, topology: Topology, intent: Intent): boolean {
  return waysOf(path).some((way) => situationsOf(path, way, topology, intent).length > 0);
}

function situationsOf(path: JudgedPath, way: PathWay, topology: Topology, intent: Intent): readonly Situation[] {
  const hub = hubOfHalfFlow(path, way, topology);
  if (hub !== undefined) return [halfFlow(hub, topology)];
  const wayBack = wayBackOf(path, way, topology, intent);
  if (wayBack === undefined) return [];
  const { firewall } = wayBack;
  const appliances = taggedBehind(firewall, topology);
  const network = topology.virtualNetworks.get(path.subnet?.network ?? "")?.name;
  return [...disputed(wayBack, network), ...appliances.flatMap(idleTag), ...unevenTags(firewall, appliances)];
}

/** CP-W01 (R68, R71). */
function halfFlow(hub: VirtualHub, topology: Topology): Situation {
  const policy = hub.privatePolicy.known ? hub.privatePolicy.value : undefined;
  return {
    code: "CP-W01",
    resource: policy?.origin.resource ?? hub.origin.resource,
    key: `CP-W01\n${hub.network}`,
    say: (_, subnets) =>
      `Requests to the private endpoints in ${subnets} go past ${nextHopOf(hub, topology)}, and the replies cross it: a firewall that sees half of a flow may drop it (R68). Set privateEndpointNetworkPolicies of these subnets to RouteTableEnabled, and both ways cross it (R71).`,
  };
}

/** CP-W02 (C9) and CP-W03 (C7): no source translation, or none in sight, where sources contradict each other. */
function disputed({ firewall, gateway, place, translation }: WayBack, network: string | undefined): readonly Situation[] {
  if (translation.kind === "translated" || translation.kind === "tagged") return [];
  const { key, name, origin } = firewall;
  if (place === "one-network" && mayBeVpn(gateway)) {
    const state = stateOf(firewall, translation);
    const say: Situation["say"] = (gateways, subnets) =>
      `One network, ${network}, has the gateway (${gateways}), the firewall ${name} and the private endpoints (${subnets}). Whether replies come back to the firewall there without source translation is disputed: a lab of 2021 found that they do not, a design of 2026 relies on it (R66, C9). ${state} To settle it, ${remedyFor(firewall)}.`;
    return [{ code: "CP-W02", resource: origin.resource, key: `CP-W02\n${key}\n${state}`, say }];
  }
  if (translation.kind !== "kept" || (place !== "apart" && place !== "one-network")) return [];
  const say: Situation["say"] = (_, subnets) =>
    `The network rules of ${name} keep the source of requests to the private endpoints in ${subnets} (R63). The documentation asks for source translation, for replies to come back to the firewall (R62); labs saw them come back without it where the source is on-premises (R65, C7). Should connections hang, ${remedyFor(firewall)}.`;
  return [{ code: "CP-W03", resource: origin.resource, key: `CP-W03\n${key}`, say }];
}

function remedyFor({ kind, name }: AddressHolder): string {
  switch (kind) {
    case "azure-firewall":
      return `let ${name} translate: by application rules, or with 255.255.255.255/32 as the private range of its SNAT settings`;
    case "network-interface":
      return `let ${name} translate, or give its network interface the tag disableSnatOnPL=true (R62)`;
    case "load-balancer":
      return `let the appliances behind ${name} translate, or give each of their network interfaces the tag disableSnatOnPL=true (R62)`;
    default:
      return kind satisfies never;
  }
}

type Tagged = NetworkInterface | ScaleSet;

/** CP-W04. */
function idleTag({ key, name, origin, replyTag }: Tagged): readonly Situation[] {
  const why = whyIdle(replyTag, name);
  if (why === undefined) return [];
  const text = `${why} (R62). Replies of private endpoints may miss ${name} unless it translates the source.`;
  return [{ code: "CP-W04", resource: origin.resource, key: `CP-W04\n${key}`, say: () => text }];
}

function whyIdle(tag: ReplyTag, name: string): string | undefined {
  if (tag.kind === "misspelt")
    return `The tag ${tag.text} of ${name} has no effect: Azure takes disableSnatOnPL=true and no other spelling`;
  return tag.kind === "on-machine"
    ? `The virtual machine ${tag.machine} has the tag disableSnatOnPL=true, which is documented for network interfaces, and ${name} has it not`
    : undefined;
}

/** CP-W04: some of the appliances behind a load balancer have the tag. */
function unevenTags(balancer: AddressHolder, appliances: readonly Tagged[]): readonly Situation[] {
  const tagged = appliances.filter(({ replyTag }) => replyTag.kind === "set");
  const bare = appliances.filter(({ replyTag }) => replyTag.kind === "absent");
  const [first] = bare;
  if (tagged.length === 0 || first === undefined) return [];
  const names = (each: readonly Tagged[]): string => listed(new Set(each.map(({ name }) => name)));
  const text = `Of the appliances behind ${balancer.name}, ${names(tagged)} ${tagged.length === 1 ? "has" : "have"} the tag disableSnatOnPL=true, and ${names(bare)} ${bare.length === 1 ? "has" : "have"} not: replies of flows by way of these may miss them unless they translate the source (R62).`;
  return [{ code: "CP-W04", resource: first.origin.resource, key: `CP-W04\n${balancer.key}`, say: () => text }];
}

/** How many names are written out. */
const NAMED = 5;

function listed(names: ReadonlySet<string>): string {
  const sorted = [...names].sort(compareText);
  return sorted.length <= NAMED ? sorted.join(", ") : `${sorted.slice(0, NAMED).join(", ")} and ${sorted.length - NAMED} more`;
}
